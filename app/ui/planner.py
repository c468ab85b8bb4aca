"""Works out what a training would be, in a process of its own, while its form is being filled in."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from app.core.job import Job
from app.core.training import NetworkDescription, TrainingConfig
from app.ui.task import Task, Tasks
from app.ui.timers import make_timer

DELAY_MS = 600
"""So long the form must rest before anything is worked out."""


class Planner(QObject):
    """Answer the newest config with ``described`` (config, NetworkDescription) or ``failed`` (the error)."""

    described = Signal(object, object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, make_job: Callable[..., Job], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._make_job = tasks, make_job
        self._config: TrainingConfig | None = None
        self._task: Task | None = None
        self._known: dict[str, NetworkDescription] = {}
        self._timer = make_timer(self, DELAY_MS, is_single=True)
        self._timer.timeout.connect(self._begin)

    def known(self, config: TrainingConfig) -> NetworkDescription | None:
        """Return the description of a config that was worked out before."""
        return self._known.get(_key(config))

    def ask(self, config: TrainingConfig) -> None:
        """Describe a config, soon; what was asked before and is under way is dropped."""
        if self._config is not None and _key(config) == _key(self._config) and self._task is not None:
            self._config = config
            return
        self.stop()
        self._config = config
        known = self.known(config)
        if known is not None:
            self.described.emit(config, known)
        else:
            self._timer.start()

    def stop(self) -> None:
        """Drop what is under way."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot()
    def _begin(self) -> None:
        self._task = self._tasks.create(self._make_job("app.learning.summary:describe", config=self._config))
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    @Slot(object)
    def _on_succeeded(self, description: NetworkDescription) -> None:
        if self.sender() is self._task and self._config is not None:
            self._task = None
            self._known[_key(self._config)] = description
            self.described.emit(self._config, description)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is self._task:
            self._task = None
            self.failed.emit(error)


def _key(config: TrainingConfig) -> str:
    """Return all of a config that its description depends on."""
    return repr(
        replace(
            config, epochs=1, seed=1, learning_rate=1e-3, momentum=0.0, patience=0, checkpoint_every=1,
            keeps_h5=False, schedule="constant", weight_decay=0.0, name="", version="",
        )
    )  # fmt: skip
