"""Opens the training dialog, of which there is one at most, without a pause under the pen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.core.job import Job, Report, Token
from app.ui.steps import Steps, importing
from app.ui.timers import make_timer

if TYPE_CHECKING:
    from app.core.runs import Run
    from app.core.training import TrainingConfig
    from app.ui.main_window import MainWindow
    from app.ui.training_dialog import TrainingDialog

MODULES = (
    "app.ui.class_table",
    "app.ui.confusion_view",
    "app.ui.sample_grid",
    "app.ui.evaluation_view",
    "app.ui.result_page",
    "app.ui.training_form",
    "app.ui.curve_canvas",
    "app.ui.curves_page",
    "app.ui.gallery",
    "app.ui.preparation",
    "app.ui.training_dialog",
)
"""Those of the dialog that take long to import."""
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
        if self._coming is not None:
            self._coming.deleteLater()
            self._coming = None
        if self._dialog is not None:
            self._dialog.leave()

    def _open(self, show: Callable[[TrainingDialog], None]) -> None:
        is_coming = self._show is not None
        self._show = show
        if self._dialog is not None:
            self._present()
        elif not is_coming:
            task = self._window.tasks.create(import_groundwork)
            task.succeeded.connect(self._on_groundwork)
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
    def _on_groundwork(self) -> None:
        Steps([*importing(*MODULES), self._build], self)

    def _build(self) -> None:
        if self._show is None or self._dialog is not None or self._coming is not None:
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


def import_groundwork(_report: Report, _token: Token) -> None:
    """Import what the dialog needs below the window, in a task's thread: in Qt's it would take longer than a blink.

    What uses Qt is imported in Qt's thread, by ``MODULES``: a class of Qt is made when it is first asked for, and two
    threads that do so at once crash.
    """
    import app.compute.process
    import app.core.confusion
    import app.core.evaluation
    import app.core.preview
    import app.core.training  # noqa: F401
