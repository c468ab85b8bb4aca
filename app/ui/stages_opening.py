"""Opens the window of the steps before reading, and lets it follow what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Slot

from app.core.errors import InkdigitError
from app.ui.steps import Steps, importing

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.recognizer import LoadedModel
    from app.ui.sketch import Sketch
    from app.ui.stages_dialog import StagesDialog
    from app.ui.stages_work import Region

_MODULES = ("app.core.stages", "app.recognition.leaving_out", "app.ui.stages_work", "app.ui.stages_dialog")


class StagesOpener(QObject):
    """One window at most; it stays open beside the main one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: StagesDialog | None = None
        self._is_opening = self._is_closed = False

    @property
    def dialog(self) -> StagesDialog | None:
        """Return the window; None while it is closed."""
        return self._dialog

    @Slot()
    def show(self) -> None:
        """Show it, as soon as what it needs is imported."""
        if self._window.model is None:
            error = InkdigitError(
                self.tr("There is no model to read with."), self.tr("Choose one under Model, Models…")
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
        from app.ui.stages_dialog import StagesDialog

        self._is_opening = False
        window = self._window
        if self._is_closed or window.model is None:
            return
        dialog = self._dialog = StagesDialog(window.model.key, window.devices.loader(), window.theme, window)
        dialog.failed.connect(window.show_failure)
        dialog.finished.connect(self._on_finished)
        window.predicted.connect(self._follow)
        window.results_view.mark_selected.connect(self._follow)
        window.recognizer.model_loaded.connect(self._on_model_loaded)
        dialog.start()
        dialog.show_source(self._source())
        dialog.show()

    def _source(self) -> Sketch | Region | None:
        """Return what is read now; None where it has no steps."""
        view = self._window.results_view
        if view.opened is None:
            return cast("Sketch", self._window.source)
        if view.selected is None:
            return None
        from app.ui.stages_work import region_of

        return region_of(view.opened, view.marks[view.selected])

    @Slot()
    def _follow(self) -> None:
        if self._dialog is not None:
            self._dialog.show_source(self._source())

    @Slot(object)
    def _on_model_loaded(self, model: LoadedModel) -> None:
        if self._dialog is not None:
            self._dialog.use_model(model.key)

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._window.predicted.disconnect(self._follow)
            self._window.results_view.mark_selected.disconnect(self._follow)
            self._window.recognizer.model_loaded.disconnect(self._on_model_loaded)
            self._dialog.deleteLater()
            self._dialog = None
