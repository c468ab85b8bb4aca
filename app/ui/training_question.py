"""What is to become of a training: the questions that are asked before something of it closes."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.text_dialog import TextDialog


class TrainingQuestion(TextDialog):
    """Ask once; each answer closes the question and is told by a signal. The last button goes back."""

    stop_chosen = Signal()
    cancel_chosen = Signal()

    def __init__(self, title: str, text: str, name: str, parent: QWidget) -> None:
        super().__init__(title, text, parent)
        self.setObjectName(name)
        self.close_button.setText(self.tr("Go back"))

    def add_answer(self, text: str, name: str, chosen: SignalInstance) -> QPushButton:
        """Put a button to the left of the last and return it; it closes the question, then emits ``chosen``."""
        button = self.add_button(text, name)
        button.clicked.connect(self.accept)
        button.clicked.connect(chosen)
        return button
