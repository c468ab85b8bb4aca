"""Opens a run epoch by epoch, and lets that follow what the window reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.ui.companion import show_beside
from app.ui.steps import Steps, importing

if TYPE_CHECKING:
    from app.core.job import Job
    from app.core.runs import Run
    from app.ui.epochs_dialog import EpochsDialog
    from app.ui.main_window import MainWindow

_MODULES = ("app.compute.process", "app.core.epochs", "app.ui.probability_chart", "app.ui.epochs_dialog")


class EpochsOpener(QObject):
    """One window at most; another run takes its place."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.make_job: Callable[[Run], Job] | None = None
        """In the place of what prepares the copies, for tests."""
        self._dialog: EpochsDialog | None = None
        self._run: Run | None = None
        self._is_closed = False

    @property
    def dialog(self) -> EpochsDialog | None:
        """Return the window; None while it is closed."""
        return self._dialog

    @Slot(object)
    def show_run(self, run: Run) -> None:
        """Show a run, as soon as what that needs is imported."""
        is_opening, self._run = self._run is not None, run
        if not is_opening:
            Steps([*importing(*_MODULES), self._open], self)

    def close(self) -> None:
        """Close it; nothing opens after this."""
        self._is_closed = True
        if self._dialog is not None:
            self._dialog.close()

    def _open(self) -> None:
        from app.ui.epochs_dialog import EpochsDialog

        run, self._run = self._run, None
        window = self._window
        if self._is_closed or run is None:
            return
        if self._dialog is not None:
            self._dialog.close()
        job = self.make_job(run) if self.make_job is not None else None
        dialog = self._dialog = EpochsDialog(run, window.theme, window.tasks, window, job)
        dialog.failed.connect(window.show_failure)
        dialog.finished.connect(self._on_finished)
        window.predicted.connect(self._on_predicted)
        dialog.start()
        dialog.look_at(window.source)
        show_beside(dialog, window)

    @Slot()
    def _on_predicted(self) -> None:
        if self._dialog is not None:
            self._dialog.look_at(self._window.source)

    @Slot()
    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._window.predicted.disconnect(self._on_predicted)
            self._dialog.deleteLater()
            self._dialog = None
