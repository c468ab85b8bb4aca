"""What is to become of a training when its dialog closes."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.ui.training_question import TrainingQuestion

translate = QCoreApplication.translate


class LeavingQuestion(TrainingQuestion):
    """Ask once: keep it running, stop and keep, cancel, or go back."""

    keep_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        text = translate(
            "LeavingQuestion",
            "It can go on in the background: the status bar shows how far it is, and Model, Train… shows it again.",
        )
        super().__init__(translate("LeavingQuestion", "The training is running"), text, "leaving_question", parent)
        self.add_answer(self.tr("Cancel training"), "leaving_cancel", self.cancel_chosen)
        self.add_answer(self.tr("Stop and keep"), "leaving_stop", self.stop_chosen)
        self.add_answer(self.tr("Keep it running"), "leaving_keep", self.keep_chosen).setDefault(True)
        self.setMinimumWidth(560)
