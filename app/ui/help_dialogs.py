"""What is done on the command line for now: the line to type, ready to be copied."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.naming import named
from app.ui.text_dialog import TextDialog

FOLDER_COMMAND = "inkdigit classify FOLDER --csv table.csv"
translate = QCoreApplication.translate


def folder_dialog(parent: QWidget) -> TextDialog:
    """Show how to read a folder."""
    text = translate(
        "HelpDialogs",
        "A whole folder is read in a terminal: one line a picture, and the table can be opened in a spreadsheet. "
        "Put the folder's name in the place of FOLDER.",
    )
    return CommandDialog(translate("HelpDialogs", "Read a folder"), text, FOLDER_COMMAND, parent)


class CommandDialog(TextDialog):
    """Show a command line and copy it."""

    def __init__(self, title: str, text: str, command: str, parent: QWidget | None = None) -> None:
        super().__init__(title, text, parent)
        line = named(QLineEdit(command), "command_line")
        line.setReadOnly(True)
        line.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        line.setAccessibleName(translate("HelpDialogs", "Command line"))
        line.setMinimumWidth(480)
        line.setCursorPosition(0)
        self.add(line)
        self.add_copy_button(command)
