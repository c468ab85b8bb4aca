"""The row of buttons below a training: which of them there are depends on how it stands."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.naming import named

PREPARING, ACTIVE, ENDED = "preparing", "active", "ended"


class TrainingButtons(QWidget):
    """Start; pause, stop, cancel; use the model, switch back, resume, begin anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.script = self._button("train_script", self.tr("Save as a Keras script…"))
        self.again = self._button("train_again", self.tr("New training"))
        self.cancel = self._button("train_cancel", self.tr("Cancel training"))
        self.pause = self._button("train_pause", self.tr("Pause"))
        self.stop = self._button("train_stop", self.tr("Stop and keep"))
        self.resume = self._button("train_resume", self.tr("Resume"))
        self.switch_back = self._button("train_switch_back", self.tr("Switch back"))
        self.use_model = self._button("train_use_model", self.tr("Use this model"))
        self.start = self._button("train_start", self.tr("Start"))
        for button, tip in (
            (self.script, self.tr("Save a plain Python program that does the same training")),
            (self.cancel, self.tr("End at once and keep nothing")),
            (self.stop, self.tr("Finish the step and make a model of the best so far")),
            (self.resume, self.tr("Go on from the last checkpoint")),
            (self.use_model, self.tr("Copy the model among yours and read with it from now on")),
        ):
            button.setToolTip(tip)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.script)
        layout.addStretch()
        for button in self._all()[1:]:
            layout.addWidget(button)

    def show_stage(self, stage: str) -> None:
        """Show the buttons of a stage: PREPARING, ACTIVE or ENDED."""
        shown = {
            PREPARING: (self.script, self.start),
            ACTIVE: (self.script, self.cancel, self.pause, self.stop),
            ENDED: (self.script, self.again),
        }[stage]
        for button in self._all():
            button.setVisible(button in shown)

    def set_paused(self, is_paused: bool) -> None:
        """Let the pause button say what it would do."""
        text = self.tr("Resume") if is_paused else self.tr("Pause")
        self.pause.setText(text)
        self.pause.setAccessibleName(text)

    def _all(self) -> tuple[QPushButton, ...]:
        return (
            self.script,
            self.again,
            self.cancel,
            self.pause,
            self.stop,
            self.resume,
            self.switch_back,
            self.use_model,
            self.start,
        )

    def _button(self, name: str, text: str) -> QPushButton:
        button = named(QPushButton(text), name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        return button
