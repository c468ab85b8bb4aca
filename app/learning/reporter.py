"""The Keras callback that turns a fit into events, keeps the best weights, and listens to the token."""

import math
import time
from dataclasses import replace
from typing import Any

import numpy as np

from app.core.errors import TrainingError
from app.core.events import BatchDone, EpochDone
from app.core.job import Report, Token
from app.learning.backend import keras
from app.learning.checkpoints import Checkpoints, Standing
from app.learning.feeding import Order
from app.learning.run_folder import RunFolder

_SECONDS_BETWEEN_BATCH_EVENTS = 0.1


class Clock:
    """Time that a run worked: without its pauses."""

    def __init__(self, token: Token) -> None:
        self._token = token
        self._began = time.monotonic()
        self._paused = 0.0

    @property
    def seconds(self) -> float:
        """Return the seconds since this clock was made, without pauses."""
        return time.monotonic() - self._began - self._paused

    def obey(self) -> None:
        """Wait while the token is paused; raise ``Cancelled`` if it is cancelled."""
        if self._token.is_paused:
            since = time.monotonic()
            self._token.wait_while_paused()
            self._paused += time.monotonic() - since
        self._token.raise_if_cancelled()


class Reporter(keras.callbacks.Callback):  # type: ignore[misc]
    """Report batches (ten a second at most) and epochs; remember the weights of the least validation loss.

    ``standing`` is where the run stands: the epochs done before, and those of this fit as they come.
    """

    def __init__(
        self,
        run: RunFolder,
        standing: Standing,
        order: Order,
        *,
        checkpoints: Checkpoints,
        report: Report,
        token: Token,
    ) -> None:
        super().__init__()
        self.standing = standing
        self.is_stopped = False
        self._is_cut = False
        self._first = standing.epoch
        self._run, self._order, self._checkpoints = run, order, checkpoints
        self._report, self._token = report, token
        self._clock = Clock(token)
        self._epoch_began = self._last_event = self._clock.seconds
        self._epoch = self._first

    def restore_best(self) -> None:
        """Put back the weights of the best epoch, if validation found one."""
        if self.standing.best:
            self.model.set_weights(self.standing.best)

    def has_lost_patience(self) -> bool:
        """Say whether so many epochs were no better that the run ends."""
        patience = self._run.config.patience
        has_best = self.standing.best_loss is not None
        return 0 < patience <= self.standing.epoch - self.standing.best_epoch and has_best

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Set the order of its pictures, and note the time."""
        self._order.epoch = self._epoch = epoch
        self._epoch_began = self._clock.seconds

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Report the running means, stop on NaN, and obey the token."""
        self._clock.obey()
        steps = self.params["steps"]
        step = min(batch + 1, steps)  # a call may cover several batches and end past the last one
        if self._token.is_stopped:
            self.model.stop_training = self.is_stopped = True
            self._is_cut = step < steps
        now = self._clock.seconds
        if now - self._last_event < _SECONDS_BETWEEN_BATCH_EVENTS:
            return
        self._last_event = now
        self._tell_saved()
        values = _floats(logs)
        _check_finite(values["loss"])
        left = self._left(now, step)
        self._report(BatchDone(self._epoch + 1, step, steps, values["loss"], values["accuracy"], now, left))

    def on_test_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Obey a pause or a cancel during validation too."""
        self._clock.obey()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Report the epoch, keep its weights if they are the best, and save a checkpoint.

        An epoch that a stop has cut short leaves no row: a resumed run does it again from its beginning.
        """
        self._clock.obey()
        values = _floats(logs)
        _check_finite(*(values[name] for name in ("loss", "val_loss") if name in values))
        self._keep_if_best(epoch, values.get("val_loss"))
        if self._is_cut:
            return
        row = self._row(epoch, values)
        self.standing = replace(self.standing, epoch=epoch + 1, rows=(*self.standing.rows, row))
        self._checkpoints.record(row)
        self._report(row)
        self._tell_saved()
        is_last = epoch + 1 == self.params["epochs"] or self.has_lost_patience() or self._token.is_stopped
        if is_last or (epoch + 1) % self._run.config.checkpoint_every == 0:
            self._checkpoints.save(self.standing, is_last=is_last)
        if self._token.is_stopped:
            self.is_stopped = True
        if is_last:
            self.model.stop_training = True

    def on_train_end(self, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Wait for the last checkpoint."""
        self._checkpoints.wait()
        self._tell_saved()

    def _keep_if_best(self, epoch: int, val_loss: float | None) -> None:
        best = self.standing.best_loss
        if val_loss is not None and (best is None or val_loss < best):
            weights = tuple(np.array(value) for value in self.model.get_weights())
            self.standing = replace(self.standing, best_epoch=epoch + 1, best_loss=val_loss, best=weights)

    def _row(self, epoch: int, values: dict[str, float]) -> EpochDone:
        rate = float(np.asarray(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate)))
        now = self._clock.seconds
        return EpochDone(
            epoch + 1,
            values["loss"],
            values["accuracy"],
            values.get("val_loss"),
            values.get("val_accuracy"),
            rate,
            now - self._epoch_began,
            now / (epoch + 1 - self._first) * (self.params["epochs"] - epoch - 1),
        )

    def _left(self, now: float, step: int) -> float:
        """Return the seconds left, by the pace of the epochs before, and of this one where it is the first."""
        steps, epochs_left = int(self.params["steps"]), int(self.params["epochs"]) - self._epoch - 1
        of_this = (now - self._epoch_began) / step * (steps - step)
        done = self._epoch - self._first
        an_epoch = self._epoch_began / done if done else (now - self._epoch_began) / step * steps
        return of_this + an_epoch * epochs_left

    def _tell_saved(self) -> None:
        for event in self._checkpoints.take_saved():
            self._report(event)


def _check_finite(*losses: float) -> None:
    if not all(map(math.isfinite, losses)):
        raise TrainingError("The loss is no longer a number.", "Train again with a smaller learning rate.")


def _floats(logs: dict[str, Any] | None) -> dict[str, float]:
    return {name: float(value) for name, value in (logs or {}).items()}
