"""Opens the training dialog, of which there is one at most, without a pause under the pen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.core.job import Job, Report, Token
from app.ui.timers import make_timer

if TYPE_CHECKING:
    from app.core.runs import Run
    from app.core.training import TrainingConfig
    from app.ui.main_window import MainWindow
    from app.ui.training_dialog import TrainingDialog

_BUILT = object()


class TrainingOpener(QObject):
    """Show the window's training, or a run from the disk."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.make_job: Callable[..., Job] | None = None
        """In the place of ``remote_job``, for tests."""
        self._dialog: TrainingDialog | None = None
        self._coming: TrainingDialog | None = None
        self._show: Callable[[TrainingDialog], None] | None = None
        self._steps: Iterator[object] = iter(())
        self._timer = make_timer(self, 0)
        self._timer.timeout.connect(self._on_turn)

    @property
    def dialog(self) -> TrainingDialog | None:
        """Return the dialog; None while it is closed."""
        return self._dialog

    def show_session(self) -> None:
        """Show the form, or the training that runs or has ended."""
        self._open(lambda dialog: dialog.show_session())

    @Slot(object)
    def show_form(self, config: TrainingConfig) -> None:
        """Show the form filled in, unless a training runs."""
        self._open(lambda dialog: dialog.show_form(config))

    def show_run(self, run: Run) -> None:
        """Show a run from the disk."""
        self._open(lambda dialog: dialog.show_run(run))

    def close(self) -> None:
        """Close the dialog without a question; a training goes on."""
        self._show = None
        self._timer.stop()
        if self._dialog is not None:
            self._dialog.leave()

    def _open(self, show: Callable[[TrainingDialog], None]) -> None:
        is_coming = self._show is not None
        self._show = show
        if self._dialog is not None:
            self._present()
        elif not is_coming:
            task = self._window.tasks.create(_import_dialog)
            task.succeeded.connect(self._on_imported)
            task.failed.connect(self._window.show_failure)
            task.start()

    def _present(self) -> None:
        show, self._show = self._show, None
        if self._dialog is None or show is None:
            return
        show(self._dialog)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot()
    def _on_imported(self) -> None:
        if self._show is None or self._dialog is not None:
            return
        from app.ui.training_dialog import TrainingDialog

        self._coming = TrainingDialog(self._window, make_job=self.make_job)
        self._steps = self._coming.build()
        self._timer.start()

    @Slot()
    def _on_turn(self) -> None:
        """Build the next part, with a turn of the event loop before each."""
        if next(self._steps, _BUILT) is not _BUILT:
            return
        self._timer.stop()
        self._dialog, self._coming = self._coming, None
        assert self._dialog is not None
        self._dialog.finished.connect(self._on_finished)
        self._present()

    @Slot()
    def _on_finished(self) -> None:
        assert self._dialog is not None
        self._dialog.deleteLater()
        self._dialog = None


def _import_dialog(_report: Report, _token: Token) -> None:
    """Import what the dialog needs, in a task's thread: in the window's own it would take longer than a blink."""
    import app.compute.process
    import app.ui.training_dialog  # noqa: F401
