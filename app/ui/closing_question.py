"""What is to become of a training when its window closes."""

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.text_dialog import TextDialog

translate = QCoreApplication.translate


class ClosingQuestion(TextDialog):
    """Ask once: stop and keep, cancel, or go back."""

    stop_chosen = Signal()
    cancel_chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        text = translate(
            "ClosingQuestion",
            "It cannot go on without the window. Stopping keeps the best it has found and takes a moment; then the"
            " window closes.",
        )
        super().__init__(translate("ClosingQuestion", "A training is running"), text, parent)
        self.setObjectName("closing_question")
        self.setAccessibleName(self.windowTitle())
        stop = self.add_button(self.tr("Stop and keep"), "closing_stop")
        cancel = self.add_button(self.tr("Cancel the training"), "closing_cancel")
        stop.setDefault(True)
        stop.clicked.connect(self._on_stop)
        cancel.clicked.connect(self._on_cancel)
        self.close_button.setText(self.tr("Go back"))
        self.setMinimumWidth(460)

    @Slot()
    def _on_stop(self) -> None:
        self.accept()
        self.stop_chosen.emit()

    @Slot()
    def _on_cancel(self) -> None:
        self.accept()
        self.cancel_chosen.emit()
