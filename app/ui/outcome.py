"""What can be done with the model of a training: measure it, use it, switch back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.core.job import Report, Token
from app.core.settings import PREVIOUS_MODEL
from app.ui.recognizer import LoadedModel, ModelFailure
from app.ui.result_page import ResultPage
from app.ui.training_buttons import TrainingButtons
from app.ui.training_session import Snapshot

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class Outcome(QObject):
    """Drive the buttons below an ended training. ``failed`` carries what went wrong."""

    failed = Signal(object)

    def __init__(self, window: MainWindow, buttons: TrainingButtons, page: ResultPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._buttons, self._page = window, buttons, page
        self._snapshot = Snapshot()
        self._key = ""
        buttons.use_model.clicked.connect(self._on_use)
        buttons.switch_back.clicked.connect(window.use_previous_model)
        window.recognizer.model_loaded.connect(self._on_model_loaded)
        window.recognizer.model_failed.connect(self._on_model_failed)

    def show(self, snapshot: Snapshot) -> None:
        """Offer the model of an ended training, and measure it."""
        is_other = snapshot.folder != self._snapshot.folder or snapshot.bundle != self._snapshot.bundle
        self._snapshot = snapshot
        if is_other:
            self._key = ""
        self._show_buttons()
        if snapshot.bundle is None or snapshot.config is None:
            self._page.clear()
        elif is_other:
            model = self._window.model
            self._page.measure(snapshot.bundle, snapshot.config.data, model.key if model is not None else "")

    def forget(self) -> None:
        """Offer nothing."""
        self._snapshot = Snapshot()
        self._page.clear()

    def _show_buttons(self) -> None:
        model = self._window.model
        is_used = bool(self._key) and model is not None and model.key == self._key
        previous = self._window.settings[PREVIOUS_MODEL]
        self._buttons.use_model.setVisible(self._snapshot.bundle is not None and not is_used)
        self._buttons.use_model.setEnabled(True)
        self._buttons.switch_back.setVisible(is_used and bool(previous))
        if is_used and previous:
            text = self.tr("Switch back to {name}").format(name=Path(previous).name)
            self._buttons.switch_back.setText(text.replace("&", "&&"))
            self._buttons.switch_back.setAccessibleName(text)

    @Slot()
    def _on_use(self) -> None:
        """Copy the bundle among the user's models, unless that was done before, and read with it."""
        if self._key:
            self._window.use_model(self._key)
            return
        bundle, config = self._snapshot.bundle, self._snapshot.config
        assert bundle is not None
        assert config is not None
        name = config.name or config.preset

        def install(_report: Report, _token: Token) -> str:
            from app.core.model_store import install_bundle

            return install_bundle(bundle, name)

        self._buttons.use_model.setEnabled(False)
        task = self._window.tasks.create(install)
        task.succeeded.connect(self._on_installed)
        task.failed.connect(self._on_install_failed)
        task.start()

    @Slot(object)
    def _on_installed(self, key: str) -> None:
        self._key = key
        self._window.use_model(key)

    @Slot(object)
    def _on_install_failed(self, error: Exception) -> None:
        self._buttons.use_model.setEnabled(True)
        self.failed.emit(error)

    @Slot(object)
    def _on_model_loaded(self, _model: LoadedModel) -> None:
        if self._snapshot.bundle is not None:
            self._show_buttons()

    @Slot(object)
    def _on_model_failed(self, failure: ModelFailure) -> None:
        if self._key and failure.key == self._key:
            self._show_buttons()
            self.failed.emit(failure.error)
