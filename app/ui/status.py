"""The status bar: which model, on what device, how long the last answer took."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar

from app.ui.naming import named
from app.ui.recognizer import LoadedModel
from app.ui.timers import make_timer

_CALM_MS = 150
"""The time of an answer is shown this much later at most: digits that change with every move cannot be read."""


class Status(QObject):
    """Keep the labels of a status bar; a training is shown as a button."""

    training_clicked = Signal()

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._elapsed_ms = 0.0
        self._model = self._label("status_model")
        self._device = self._label("status_device")
        self._time = self._label("status_time")
        self._opening = self._label("status_opening")
        self._timer = make_timer(self, _CALM_MS, is_single=True)
        self._timer.timeout.connect(self._on_calm)
        bar.setAccessibleName(self.tr("Status"))
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(20, 0, 20, 4)
        for label in (self._model, self._device, self._time):
            bar.addWidget(label)
        self._training = named(QPushButton(), "status_training")
        self._training.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._training.setToolTip(self.tr("Show the training"))
        self._training.clicked.connect(self.training_clicked)
        bar.addPermanentWidget(self._opening)
        bar.addPermanentWidget(self._training)
        self.show_training("")
        self._show(self._model, self.tr("Loading the model…"))
        for label in (self._device, self._time, self._opening):
            self._show(label, "")

    def show_model(self, model: LoadedModel, why: str = "") -> None:
        """Name the model in use and its device, and ``why`` it is that one when the pointer rests there."""
        self._show(self._model, f"{model.name} {model.version}")
        self._show(self._device, model.device)
        self._device.setToolTip(why)
        self._device.setAccessibleDescription(why)

    def show_no_model(self) -> None:
        """Say that nothing can be read."""
        self._show(self._model, self.tr("No model"))
        self._show(self._device, "")

    def show_time(self, elapsed_ms: float) -> None:
        """Say how long the last answer took."""
        self._elapsed_ms = elapsed_ms
        if not self._timer.isActive():
            self._timer.start()

    @Slot(str)
    def show_opening(self, name: str) -> None:
        """Say what is being opened; nothing for an empty name."""
        self._show(self._opening, self.tr("Opening {name}…").format(name=name) if name else "")

    def show_training(self, words: str) -> None:
        """Say how far a training is; nothing for no words."""
        if words != self._training.text() or not words:
            self._training.setText(words)
            self._training.setAccessibleName(words or self.tr("Training"))
        self._training.setVisible(bool(words))

    def _label(self, name: str) -> QLabel:
        return named(QLabel(), name)

    def _show(self, label: QLabel, text: str) -> None:
        label.setText(text)
        label.setAccessibleName(text or self.tr("Nothing"))
        label.setVisible(bool(text))

    @Slot()
    def _on_calm(self) -> None:
        self._show(self._time, self.tr("{time} ms").format(time=f"{self._elapsed_ms:.1f}"))
