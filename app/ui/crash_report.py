"""A report of what went wrong, to be copied."""

import platform
import traceback
from types import TracebackType

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import __version__
from app.ui.asking import open_once
from app.ui.report_dialog import ReportDialog

_open_reports: list[QDialog] = []


def show_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show a report; while one is open, further ones are left out, for they mostly repeat it."""
    if _open_reports:
        return
    dialog = CrashReport(report_text(kind, error, trace), QApplication.activeWindow())
    _open_reports.append(dialog)
    dialog.finished.connect(_open_reports.clear)
    open_once(dialog)


def report_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return versions and traceback as plain text."""
    return f"{system_line()}\n\n{''.join(traceback.format_exception(kind, error, trace))}"


def system_line() -> str:
    """Return the versions of the program, of what it stands on, and of the system."""
    return f"Inkdigit {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"


class CrashReport(ReportDialog):
    """Say that this should not have happened, and show the report."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            translate("CrashReport", "Something went wrong"),
            translate(
                "CrashReport", "This should not have happened. You can go on; a copy of this report helps to mend it."
            ),
            report,
            parent,
        )
