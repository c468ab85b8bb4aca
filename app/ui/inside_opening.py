"""Opens the window that looks inside the model in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, SignalInstance

from app.ui.companion import CompanionOpener

if TYPE_CHECKING:
    from app.ui.inside_dialog import InsideDialog
    from app.ui.main_window import MainWindow

translate = QCoreApplication.translate


class InsideOpener(CompanionOpener):
    """Let the look inside follow what the window reads."""

    modules = ("app.recognition.inside", "app.recognition.saliency", "app.ui.inside_work", "app.ui.inside_dialog")

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, needs_model=translate("InsideOpener", "There is no model to look into."))

    @property
    def dialog(self) -> InsideDialog | None:
        """Return the window; None while it is closed."""
        return cast("InsideDialog | None", self._dialog)

    def make(self, key: str) -> InsideDialog:
        """Return the dialog, asked to look into the model."""
        from app.ui.inside_dialog import InsideDialog

        window = self._window
        dialog = InsideDialog(window.theme, window.devices.loader(), window)
        dialog.use_model(key)
        return dialog

    def signals(self) -> list[SignalInstance]:
        """Return what tells of every answer."""
        return [self._window.predicted]

    def follow(self) -> None:
        """Look at what the window reads."""
        assert self.dialog is not None
        self.dialog.look_at(self._window.source)
