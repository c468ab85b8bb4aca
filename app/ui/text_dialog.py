"""The shape that small dialogs share: a title, a text, something to look at, buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.naming import named
from app.ui.theme import sized_font


class TextDialog(QDialog):
    """A dialog with a heading and a plain text; ``add`` puts widgets below them, above the buttons."""

    def __init__(self, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._body = QVBoxLayout()
        self._body.setSpacing(14)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        heading = QLabel(title)
        heading.setFont(sized_font(heading.font(), 1.4, bold=True))
        words = QLabel(text)
        words.setWordWrap(True)
        for label in (heading, words):
            label.setTextFormat(Qt.TextFormat.PlainText)  # names in them come from outside
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._body.addWidget(heading)
        self._body.addWidget(words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 20)
        layout.setSpacing(18)
        layout.addLayout(self._body)
        layout.addLayout(self._buttons)
        self.close_button = named(QPushButton(self.tr("Close")), "dialog_close")
        self.close_button.clicked.connect(self.reject)
        self._buttons.addStretch()
        self._buttons.addWidget(self.close_button)

    def add(self, widget: QWidget) -> None:
        """Put a widget below the text."""
        self._body.addWidget(widget)

    def add_button(self, text: str, name: str) -> QPushButton:
        """Put a button to the left of Close and return it."""
        button = named(QPushButton(text), name)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def add_copy_button(self, content: str) -> None:
        """Put a button that copies ``content`` to the clipboard."""
        button = self.add_button(self.tr("Copy"), "dialog_copy")
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(content))
