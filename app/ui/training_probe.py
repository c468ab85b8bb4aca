"""Measure the window while it trains, for ``inkdigit bench``."""

from __future__ import annotations

import math
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication

from app.core.events import BatchDone
from app.ui.pen_probe import PenProbe
from app.ui.steps import Steps, importing
from app.ui.training_opening import MODULES, import_groundwork
from app.ui.training_session import FAILED, Snapshot

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

PRESET = "keras-convnet"
_EPOCHS = 1000
"""More than there is time for."""
_WARM_UP_EVENTS = 10


class TrainingProbe(PenProbe):
    """Begin a training at the first prediction, as the form does; draw once it has reported some batches.

    ``max_gap_start_ms`` is the longest pause from the first prediction to there, with the imports of the form.
    """

    def __init__(self, window: MainWindow, data: str) -> None:
        super().__init__(window)
        self._tasks, self._training, self._data = window.tasks, window.training, data
        self._batches: list[tuple[float, BatchDone]] = []
        self.max_gap_start_ms = math.nan
        self.first_predicted.connect(self._import)
        self._training.event_arrived.connect(self._on_event)
        self._training.ended.connect(self._on_ended)

    @property
    def steps_per_s(self) -> float:
        """Return how fast it trained while the pen drew."""
        if len(self._batches) < 2:
            return math.nan
        (began, first), (ended, last) = self._batches[0], self._batches[-1]
        steps = (last.epoch - first.epoch) * first.steps + last.step - first.step
        return steps / (ended - began)

    def is_ready(self) -> bool:
        """Say whether the training is under way."""
        return not math.isnan(self.max_gap_start_ms)

    @Slot()
    def _import(self) -> None:
        task = self._tasks.create(import_groundwork)
        task.succeeded.connect(self._on_groundwork)
        task.start()

    @Slot()
    def _on_groundwork(self) -> None:
        Steps([*importing(*MODULES), self._begin], self)

    def _begin(self) -> None:
        from app.core.training import config_for

        self._training.start(config_for(PRESET, data=self._data, epochs=_EPOCHS, validation=500))

    @Slot(object)
    def _on_event(self, event: object) -> None:
        self.be_patient()
        if isinstance(event, BatchDone):
            self._batches.append((time.perf_counter(), event))
            if len(self._batches) == _WARM_UP_EVENTS and not self.is_ready():
                self.max_gap_start_ms = self.heart.restart()

    @Slot(object)
    def _on_ended(self, snapshot: Snapshot) -> None:
        if snapshot.state == FAILED:
            print(f"The training failed. {snapshot.error}", file=sys.stderr)
            QApplication.exit(1)
