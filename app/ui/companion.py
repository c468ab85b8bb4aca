"""Windows that follow what is drawn in the main one: opened once, and they must not hide the canvas."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, SignalInstance, Slot
from PySide6.QtWidgets import QDialog, QWidget

from app.core.errors import InkdigitError
from app.ui.steps import Steps, importing

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.recognizer import LoadedModel

translate = QCoreApplication.translate

_GAP = 12
_LEAST_WIDTH = 480


def show_beside(companion: QWidget, window: QWidget) -> None:
    """Show a window beside another, on the side with more room, if there is enough; and never kept above it.

    Window managers keep a window above the one that it belongs to.
    """
    companion.winId()  # makes the handle
    handle = companion.windowHandle()
    if handle is not None:
        handle.setTransientParent(None)  # type: ignore[arg-type]  # Qt takes none
    screen, frame = window.screen().availableGeometry(), window.frameGeometry()
    right, left = screen.right() - frame.right() - _GAP, frame.left() - screen.left() - _GAP
    room = max(right, left)
    if room >= max(companion.minimumSizeHint().width(), _LEAST_WIDTH):
        companion.resize(min(companion.width(), room), min(companion.height(), screen.height()))
        x = frame.right() + _GAP if right >= left else frame.left() - _GAP - companion.width()
        companion.move(x, min(max(frame.top(), screen.top()), screen.bottom() - companion.height()))
    companion.show()


class CompanionOpener(QObject):
    """Open one dialog at most, as soon as ``modules`` are imported; it follows the window and stays open beside it.

    A subclass says what ``make`` makes, what ``follow`` shows of the window, and on which signals.
    """

    modules: tuple[str, ...] = ()

    def __init__(self, window: MainWindow, *, needs_model: str) -> None:
        """``needs_model`` is what is said where there is no model."""
        super().__init__(window)
        self._window = window
        self._needs_model = needs_model
        self._dialog: QDialog | None = None
        self._connections: list[tuple[SignalInstance, Callable[..., None]]] = []
        self._is_opening = self._is_closed = False

    def make(self, key: str) -> QDialog:
        """Return the dialog, for the model of that key; it has ``failed``, ``start`` and ``use_model``."""
        raise NotImplementedError

    def signals(self) -> list[SignalInstance]:
        """Return the window's signals at which the dialog follows."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show in the open dialog what the window reads now."""
        raise NotImplementedError

    @Slot()
    def show(self) -> None:
        """Show the dialog, as soon as what it needs is imported."""
        if self._window.model is None:
            error = InkdigitError(self._needs_model, translate("CompanionOpener", "Choose one under Model, Models…"))
            self._window.message_bar.show_error(error)
        elif self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
        elif not self._is_opening:
            self._is_opening = True
            Steps([*importing(*self.modules), self._open], self)

    def close(self) -> None:
        """Close it; nothing opens after this."""
        self._is_closed = True
        if self._dialog is not None:
            self._dialog.close()

    def _open(self) -> None:
        self._is_opening = False
        window = self._window
        if self._is_closed or window.model is None:
            return
        dialog = self._dialog = self.make(window.model.key)
        dialog.failed.connect(window.show_failure)  # type: ignore[attr-defined]
        dialog.finished.connect(self._on_finished)
        self._connections = [(signal, self._on_changed) for signal in self.signals()]
        self._connections.append((window.recognizer.model_loaded, self._on_model_loaded))
        for signal, slot in self._connections:
            signal.connect(slot)
        dialog.start()  # type: ignore[attr-defined]
        self.follow()
        show_beside(dialog, window)

    @Slot()
    def _on_changed(self) -> None:
        if self._dialog is not None:
            self.follow()

    @Slot(object)
    def _on_model_loaded(self, model: LoadedModel) -> None:
        if self._dialog is not None:
            self._dialog.use_model(model.key)  # type: ignore[attr-defined]

    @Slot()
    def _on_finished(self) -> None:
        for signal, slot in self._connections:
            signal.disconnect(slot)
        self._connections = []
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
