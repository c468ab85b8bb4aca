"""What is to become of a training when its window closes."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.training_question import TrainingQuestion

translate = QCoreApplication.translate


class ClosingQuestion(TrainingQuestion):
    """Ask once: stop and keep, cancel, or go back."""

    def __init__(self, parent: QWidget) -> None:
        text = translate(
            "ClosingQuestion",
            "It cannot go on without the window. Stopping keeps the best it has found and takes a moment; then the"
            " window closes.",
        )
        super().__init__(translate("ClosingQuestion", "A training is running"), text, "closing_question", parent)
        self.add_answer(self.tr("Stop and keep"), "closing_stop", self.stop_chosen).setDefault(True)
        self.add_answer(self.tr("Cancel the training"), "closing_cancel", self.cancel_chosen)
        self.setMinimumWidth(460)
