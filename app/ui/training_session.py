"""The one training of the window: it goes on while its dialog is closed, and remembers all that a dialog shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.core.errors import Cancelled, TrainingError, said
from app.core.job import Job, Report, Token
from app.ui.task import Task, Tasks
from app.ui.training_words import words_of

if TYPE_CHECKING:  # a window that trains nothing starts without the vocabulary of training
    from app.core.events import EpochDone, Progress
    from app.core.training import TrainingConfig

IDLE, LOADING, RUNNING, PAUSED, STOPPING = "idle", "loading", "running", "paused", "stopping"
FINISHED, FAILED, CANCELLED = "finished", "failed", "cancelled"
ACTIVE = (LOADING, RUNNING, PAUSED, STOPPING)
_BATCHES_KEPT = 2000
"""Running means beyond so many are thinned to every other one: curves cannot show more."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The session at one moment.

    ``events`` are those so far, the running means thinned. ``eta`` counts seconds, None where unknown; ``fraction`` is
    0 to 1 of all epochs. ``error`` is set in the state "failed", ``bundle`` in "finished". ``is_resumed`` tells a
    run that went on from a checkpoint.
    """

    state: str = IDLE
    words: str = ""
    config: TrainingConfig | None = None
    folder: Path | None = None
    events: tuple[object, ...] = ()
    eta: float | None = None
    fraction: float = 0.0
    error: Exception | None = None
    bundle: Path | None = None
    is_resumed: bool = False

    @property
    def is_active(self) -> bool:
        """Say whether a training is under way."""
        return self.state in ACTIVE

    @property
    def epochs(self) -> tuple[EpochDone, ...]:
        """Return the rows of the log."""
        from app.core.events import EpochDone

        return tuple(event for event in self.events if isinstance(event, EpochDone))

    @property
    def progress(self) -> Progress | None:
        """Return what is being loaded, written or measured, if that was the last thing told."""
        from app.core.events import Progress

        last = self.events[-1] if self.events else None
        return last if isinstance(last, Progress) else None


class TrainingSession(QObject):
    """Start, steer and remember one training at a time.

    ``changed`` and ``ended`` carry a Snapshot, ``event_arrived`` an event of ``app.core.events``. ``ended`` follows
    the last ``changed``, once for each start. ``make_job`` is ``app.compute.process.remote_job`` or a stand-in.
    """

    changed = Signal(object)
    event_arrived = Signal(object)
    ended = Signal(object)

    def __init__(
        self, tasks: Tasks, parent: QObject | None = None, *, make_job: Callable[..., Job] | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._make_job = make_job or _remote_job
        self._task: Task | None = None
        self._job: Job | None = None
        self._snapshot = Snapshot()
        self._events: list[object] = []

    @property
    def snapshot(self) -> Snapshot:
        """Return the state of the running or the last training."""
        return self._snapshot

    @property
    def state(self) -> str:
        """Return the snapshot's state."""
        return self._snapshot.state

    def start(self, config: TrainingConfig) -> None:
        """Train in a new run's folder.

        Raises:
            InkdigitError: a training is under way already, or the folder cannot be made.
        """
        self._check_free()
        from app.core.runs import new_run_folder

        folder = new_run_folder(config.preset)
        job = self._make_job("app.learning.trainer:train", log=folder / "console.log", config=config, folder=folder)
        self._begin(Snapshot(LOADING, config=config, folder=folder), job)

    def resume(self, folder: Path) -> None:
        """Go on with an interrupted run.

        Raises:
            InkdigitError: a training is under way already, or the run's settings are damaged.
        """
        self._check_free()
        from app.core.runs import read_run

        run = read_run(folder)
        if run.config is None:
            raise TrainingError(said("The settings of “{name}” are damaged.", name=folder.name), "Start a new run.")
        job = self._make_job("app.learning.trainer:resume", log=folder / "console.log", folder=folder)
        self._events = list(run.history)
        self._begin(Snapshot(LOADING, config=run.config, folder=folder, is_resumed=True), job)

    def stop(self) -> None:
        """Finish the step, keep the best and make its model."""
        if self._task is not None and self.state in ACTIVE:
            self._task.token.stop()
            self._change(state=STOPPING, eta=None)

    def pause(self) -> None:
        """Wait at the next step, until ``unpause``."""
        if self._task is not None and self.state == RUNNING:
            self._task.token.pause()
            self._change(state=PAUSED)

    def unpause(self) -> None:
        """Go on after a pause."""
        if self._task is not None and self.state == PAUSED:
            self._task.token.resume()
            self._change(state=RUNNING)

    def cancel(self) -> None:
        """End at once; a new run leaves nothing behind, a resumed one stays as it was."""
        if self._task is not None and self.state in ACTIVE:
            self._change(state=STOPPING, eta=None)
            self._task.cancel()

    def abandon(self) -> None:
        """End the process without a word and wait for that: the run can be resumed the next time."""
        if self._task is not None:
            task, self._task = self._task, None
            kill = getattr(self._job, "kill", task.cancel)
            kill()
            task.wait()

    def _check_free(self) -> None:
        if self.state in ACTIVE:
            raise TrainingError("A training is running already.", "Stop it, or wait for its end.")

    def _begin(self, snapshot: Snapshot, job: Job) -> None:
        if not snapshot.is_resumed:
            self._events = []
        self._snapshot = snapshot
        self._job = job
        removed = None if snapshot.is_resumed else snapshot.folder
        task = self._task = self._tasks.create(_without_leftovers(job, removed))
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        self._change()
        task.start()

    def _change(self, **changes: object) -> None:
        snapshot = replace(self._snapshot, events=tuple(self._events), **changes)  # type: ignore[arg-type]
        self._snapshot = replace(snapshot, words=words_of(snapshot))
        self.changed.emit(self._snapshot)

    def _end(self, state: str, **changes: object) -> None:
        self._task = self._job = None
        self._change(state=state, eta=None, **changes)
        self.ended.emit(self._snapshot)

    def _remember(self, event: object) -> None:
        """Keep an event: one row an epoch, the last progress only, and running means in bounded number."""
        from app.core.events import BatchDone, EpochDone, Progress

        events = self._events
        if isinstance(event, Progress | BatchDone) and events and isinstance(events[-1], Progress):
            events.pop()
        if isinstance(event, EpochDone):
            events[:] = [old for old in events if not isinstance(old, EpochDone) or old.epoch != event.epoch]
        events.append(event)
        batches = [index for index, old in enumerate(events) if isinstance(old, BatchDone)]
        if len(batches) > _BATCHES_KEPT:
            thinned = set(batches[:-1:2])
            events[:] = [old for index, old in enumerate(events) if index not in thinned]

    @Slot(object)
    def _on_progressed(self, event: object) -> None:
        if self.sender() is not self._task:
            return
        self._remember(event)
        changes = self._changes_by(event)
        self._change(**changes)
        self.event_arrived.emit(event)

    def _changes_by(self, event: object) -> dict[str, object]:
        """Return what an event changes in the snapshot."""
        from app.core.events import BatchDone, EpochDone, Finished, Started

        before = self._snapshot
        changes: dict[str, object] = {}
        epochs = before.config.epochs if before.config is not None else 1
        if isinstance(event, Started) and before.state == LOADING:
            changes["state"] = RUNNING
            changes["fraction"] = event.epochs_done / epochs
        elif isinstance(event, BatchDone):
            changes["fraction"] = min(1.0, (event.epoch - 1 + event.step / max(event.steps, 1)) / epochs)
        elif isinstance(event, EpochDone):
            changes["fraction"] = min(1.0, event.epoch / epochs)
        if isinstance(event, BatchDone | EpochDone) and before.state in (RUNNING, PAUSED):
            changes["eta"] = event.eta
        if isinstance(event, Finished):
            changes["fraction"] = 1.0
        return changes

    @Slot(object)
    def _on_succeeded(self, bundle: Path) -> None:
        if self.sender() is self._task:
            self._end(FINISHED, bundle=bundle, fraction=1.0)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is self._task:
            self._end(FAILED, error=error)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._task:
            self._end(CANCELLED)


def _remote_job(target: str, **arguments: object) -> Job:
    from app.compute.process import remote_job

    return remote_job(target, **arguments)  # type: ignore[arg-type]


def _without_leftovers(job: Job, folder: Path | None) -> Job:
    """Return a job that removes ``folder`` where it was cancelled: a process that was killed could not."""

    def run(report: Report, token: Token) -> object:
        try:
            result = job(report, token)
            token.raise_if_cancelled()
        except Cancelled:
            if folder is not None:
                from app.core.runs import remove_folder

                remove_folder(folder)
            raise
        return result

    return run
