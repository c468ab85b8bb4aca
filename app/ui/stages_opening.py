"""Opens the window of the steps before reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, SignalInstance

from app.ui.companion import CompanionOpener

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.sketch import Sketch
    from app.ui.stages_dialog import StagesDialog
    from app.ui.stages_work import Region

translate = QCoreApplication.translate


class StagesOpener(CompanionOpener):
    """Let the steps follow the drawing, or the selected digit of a picture."""

    modules = ("app.core.stages", "app.recognition.leaving_out", "app.ui.stages_work", "app.ui.stages_dialog")

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, needs_model=translate("StagesOpener", "There is no model to read with."))

    @property
    def dialog(self) -> StagesDialog | None:
        """Return the window; None while it is closed."""
        return cast("StagesDialog | None", self._dialog)

    def make(self, key: str) -> StagesDialog:
        """Return the dialog, for that model."""
        from app.ui.stages_dialog import StagesDialog

        window = self._window
        return StagesDialog(key, window.devices.loader(), window.theme, window)

    def signals(self) -> list[SignalInstance]:
        """Return what tells of every answer and of another selected digit."""
        return [self._window.predicted, self._window.results_view.mark_selected]

    def follow(self) -> None:
        """Show what is read now."""
        assert self.dialog is not None
        self.dialog.show_source(self._source())

    def _source(self) -> Sketch | Region | None:
        """Return what is read now; None where it has no steps."""
        view = self._window.results_view
        if view.opened is None:
            return cast("Sketch", self._window.source)
        if view.selected is None:
            return None
        from app.ui.stages_work import region_of

        return region_of(view.opened, view.marks[view.selected])
