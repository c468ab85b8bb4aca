"""A dialog with a long plain text that can be scrolled and copied."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.naming import named
from app.ui.text_dialog import TextDialog


class ReportDialog(TextDialog):
    """Show ``report`` in letters of one width, below a sentence on it."""

    def __init__(self, title: str, text: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(title, text, parent)
        view = named(QPlainTextEdit(report), "report_text")
        view.setReadOnly(True)
        view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        view.setAccessibleName(QCoreApplication.translate("CrashReport", "Report"))
        view.setMinimumSize(620, 260)
        self.add(view)
        self.add_copy_button(report)
