"""The Help menu beside About: is all well here, and where are the logs?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.core.errors import InkdigitError, said
from app.core.job import Report, Token
from app.core.paths import resources_dir, user_log_dir
from app.ui.asking import open_once
from app.ui.sentences import spoken, spoken_reason

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

NOTICES = resources_dir() / "licences" / "THIRD-PARTY.txt"
"""Made when the program is frozen; a source tree has none."""


class HelpMenu(QObject):
    """Check the installation, open the logs, show licences: nothing of it holds up the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @Slot()
    def check(self) -> None:
        """Check the installation as ``inkdigit --self-check`` does, and show what was found."""
        task = self._window.tasks.create(_checked)
        task.succeeded.connect(self._on_checked)
        task.failed.connect(self._window.show_failure)
        task.start()

    @Slot()
    def open_logs(self) -> None:
        """Open the folder of logs and crash reports in the file manager, or say where it is."""
        folder = user_log_dir()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            text = self.tr("The folder “{path}” cannot be made ({reason}).").format(
                path=folder, reason=spoken_reason(error)
            )
            self._window.message_bar.show_error(InkdigitError(text, self.tr("Check its permissions.")))
            return
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.message_bar.show_note(self.tr("The logs are in {path}.").format(path=folder))

    @Slot()
    def show_licences(self) -> None:
        """Show the licences of everything inside."""
        task = self._window.tasks.create(_notices)
        task.succeeded.connect(self._on_notices)
        task.failed.connect(self._window.show_failure)
        task.start()

    def explain_reader(self) -> None:
        """Say that this variant cannot train, and how to get the one that can."""
        from app.ui.text_dialog import TextDialog

        text = self.tr(
            "This is the small Inkdigit: it reads digits, but cannot train. Install the full one in place of it: "
            "the package “inkdigit” instead of “inkdigit-reader”. Your drawings and models stay."
        )
        dialog = TextDialog(self.tr("Training needs the full Inkdigit"), text, self._window)
        dialog.setObjectName("reader_dialog")
        open_once(dialog)

    @Slot(object)
    def _on_checked(self, found: tuple[bool, str]) -> None:
        is_well, report = found
        text = (
            self.tr("All is well.") if is_well else self.tr("Something is missing or damaged: install Inkdigit again.")
        )
        self._show_report(self.tr("Check for problems"), text, report)

    @Slot(object)
    def _on_notices(self, text: str) -> None:
        about = self.tr("Inkdigit stands on the work of others. These are their licences.")
        self._show_report(self.tr("Licences"), about, text)

    def _show_report(self, title: str, text: str, report: str) -> None:
        from app.ui.report_dialog import ReportDialog

        open_once(ReportDialog(title, text, report, self._window))


def _checked(_report: Report, _token: Token) -> tuple[bool, str]:
    from app.recognition.self_check import report_of, run_checks

    checks = run_checks()
    return all(check.ok for check in checks), report_of(checks, spoken)


def _notices(_report: Report, _token: Token) -> str:
    try:
        return NOTICES.read_text(encoding="utf-8")
    except OSError as error:
        raise InkdigitError(
            said("“{name}” cannot be read ({reason}).", name=NOTICES, reason=error.strerror), "Install Inkdigit again."
        ) from None
