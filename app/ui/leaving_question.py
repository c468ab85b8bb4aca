"""What is to become of a training when its dialog closes."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.text_dialog import TextDialog

translate = QCoreApplication.translate


class LeavingQuestion(TextDialog):
    """Ask once: keep it running, stop and keep, cancel, or go back."""

    keep_chosen = Signal()
    stop_chosen = Signal()
    cancel_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        text = translate(
            "LeavingQuestion",
            "It can go on in the background: the status bar shows how far it is, and Model, Train… shows it again.",
        )
        super().__init__(translate("LeavingQuestion", "The training is running"), text, parent)
        self.setObjectName("leaving_question")
        self.setAccessibleName(self.windowTitle())
        cancel = self.add_button(self.tr("Cancel training"), "leaving_cancel")
        stop = self.add_button(self.tr("Stop and keep"), "leaving_stop")
        keep = self.add_button(self.tr("Keep it running"), "leaving_keep")
        keep.setDefault(True)
        for button, chosen in ((cancel, self._on_cancel), (stop, self._on_stop), (keep, self._on_keep)):
            button.clicked.connect(chosen)
        self.close_button.setText(self.tr("Go back"))
        self.setMinimumWidth(560)

    @Slot()
    def _on_keep(self) -> None:
        self.accept()
        self.keep_chosen.emit()

    @Slot()
    def _on_stop(self) -> None:
        self.accept()
        self.stop_chosen.emit()

    @Slot()
    def _on_cancel(self) -> None:
        self.accept()
        self.cancel_chosen.emit()
