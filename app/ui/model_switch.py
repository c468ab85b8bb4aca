"""Which model reads, which one did before, and the way back."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from app.core.settings import MODEL, PREVIOUS_MODEL, Settings
from app.ui.recognizer import LoadedModel, ModelFailure, Recognizer


class ModelSwitch(QObject):
    """Ask the recognizer for models, and keep the present and the previous one in the settings."""

    def __init__(self, recognizer: Recognizer, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._recognizer, self._settings = recognizer, settings
        self._action: QAction | None = None
        self.current: LoadedModel | None = None
        recognizer.model_loaded.connect(self._on_loaded)
        recognizer.model_failed.connect(self._on_failed)

    def attach(self, action: QAction) -> None:
        """Let an action offer the way back, by the previous model's name."""
        self._action = action
        self._show_previous()

    @Slot(str)
    def use(self, key: str) -> None:
        """Read with another model from now on; if it cannot be loaded, the present one stays."""
        self._recognizer.use_model(key)

    @Slot()
    def use_previous(self) -> None:
        """Read with the model from before the last change; once more brings the present one back."""
        if self._settings[PREVIOUS_MODEL]:
            self.use(self._settings[PREVIOUS_MODEL])

    def _show_previous(self) -> None:
        if self._action is None:
            return
        name = Path(self._settings[PREVIOUS_MODEL]).name
        self._action.setEnabled(bool(name))
        if name:
            self._action.setText(self.tr("Switch &back to {name}").format(name=name.replace("&", "&&")))
        else:
            self._action.setText(self.tr("Switch &back"))

    @Slot(object)
    def _on_loaded(self, model: LoadedModel) -> None:
        if self.current is not None and self.current.key != model.key:
            self._settings[PREVIOUS_MODEL] = self.current.key
        elif self._settings[PREVIOUS_MODEL] == model.key:
            self._settings[PREVIOUS_MODEL] = ""
        self.current = model
        self._settings[MODEL] = model.key
        self._show_previous()

    @Slot(object)
    def _on_failed(self, failure: ModelFailure) -> None:
        if failure.key == self._settings[PREVIOUS_MODEL]:
            self._settings[PREVIOUS_MODEL] = ""
            self._show_previous()
