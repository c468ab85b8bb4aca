"""Opens the window that looks inside the model in use, and lets it follow what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.core.errors import InkdigitError
from app.ui.companion import show_beside
from app.ui.steps import Steps, importing

if TYPE_CHECKING:
    from app.ui.inside_dialog import InsideDialog
    from app.ui.main_window import MainWindow
    from app.ui.recognizer import LoadedModel

_MODULES = ("app.recognition.inside", "app.recognition.saliency", "app.ui.inside_work", "app.ui.inside_dialog")


class InsideOpener(QObject):
    """One window at most; it stays open beside the main one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: InsideDialog | None = None
        self._is_opening = self._is_closed = False

    @property
    def dialog(self) -> InsideDialog | None:
        """Return the window; None while it is closed."""
        return self._dialog

    @Slot()
    def show(self) -> None:
        """Show it, as soon as what it needs is imported."""
        if self._window.model is None:
            error = InkdigitError(
                self.tr("There is no model to look into."), self.tr("Choose one under Model, Models…")
            )
            self._window.message_bar.show_error(error)
        elif self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
        elif not self._is_opening:
            self._is_opening = True
            Steps([*importing(*_MODULES), self._open], self)

    def close(self) -> None:
        """Close it; nothing opens after this."""
        self._is_closed = True
        if self._dialog is not None:
            self._dialog.close()

    def _open(self) -> None:
        from app.ui.inside_dialog import InsideDialog

        self._is_opening = False
        window = self._window
        if self._is_closed or window.model is None:
            return
        dialog = self._dialog = InsideDialog(window.theme, window.devices.loader(), window)
        dialog.failed.connect(window.show_failure)
        dialog.finished.connect(self._on_finished)
        window.predicted.connect(self._on_predicted)
        window.recognizer.model_loaded.connect(self._on_model_loaded)
        dialog.start()
        dialog.look_at(window.source)
        dialog.use_model(window.model.key)
        show_beside(dialog, window)

    @Slot()
    def _on_predicted(self) -> None:
        if self._dialog is not None:
            self._dialog.look_at(self._window.source)

    @Slot(object)
    def _on_model_loaded(self, model: LoadedModel) -> None:
        if self._dialog is not None:
            self._dialog.use_model(model.key)

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._window.predicted.disconnect(self._on_predicted)
            self._window.recognizer.model_loaded.disconnect(self._on_model_loaded)
            self._dialog.deleteLater()
            self._dialog = None
