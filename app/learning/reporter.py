"""The Keras callback that turns a fit into events, keeps the best weights, and listens to the token."""

import math
import time
from typing import Any

import numpy as np

from app.core.errors import TrainingError
from app.core.events import BatchDone, CheckpointSaved, EpochDone, Event
from app.core.job import Report, Token
from app.learning.backend import keras
from app.learning.run_folder import RunFolder

_SECONDS_BETWEEN_BATCH_EVENTS = 0.1


class Reporter(keras.callbacks.Callback):  # type: ignore[misc]
    """Report batches (ten a second at most) and epochs; remember the weights of the least validation loss."""

    def __init__(self, folder: RunFolder, report: Report, token: Token) -> None:
        super().__init__()
        self.best_epoch = 0
        self._best_loss = math.inf
        self._best_weights: list[Any] | None = None
        self._folder, self._report, self._token = folder, report, token
        self._epoch = 0
        self._began = self._epoch_began = self._last_event = time.monotonic()

    def restore_best(self) -> None:
        """Put back the weights of the best epoch, if there was a whole one."""
        if self._best_weights is not None:
            self.model.set_weights(self._best_weights)

    def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Note the time."""
        self._epoch = epoch + 1
        self._epoch_began = time.monotonic()

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
        """Report the running means, stop on NaN, and obey the token."""
        self._token.raise_if_cancelled()
        if self._token.is_stopped:
            self.model.stop_training = True
        now = time.monotonic()
        if now - self._last_event < _SECONDS_BETWEEN_BATCH_EVENTS:
            return
        self._last_event = now
        values = _floats(logs)
        _check_finite(values["loss"])
        steps = self.params["steps"]
        step = min(batch + 1, steps)  # a call may cover several batches and end past the last one
        pace = (now - self._epoch_began) / step
        left = pace * (steps - step + steps * (self.params["epochs"] - self._epoch))
        self._report(BatchDone(self._epoch, step, steps, values["loss"], values["accuracy"], now - self._began, left))

    def on_test_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Obey a cancel during validation too."""
        self._token.raise_if_cancelled()

    def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
        """Report the epoch, keep its weights if they are the best, and save a checkpoint."""
        values = _floats(logs)
        _check_finite(values["loss"], values["val_loss"])
        now = time.monotonic()
        left = (now - self._began) / (epoch + 1) * (self.params["epochs"] - epoch - 1)
        rate = float(np.asarray(keras.ops.convert_to_numpy(self.model.optimizer.learning_rate)))
        seconds = now - self._epoch_began
        row = EpochDone(
            epoch + 1,
            values["loss"],
            values["accuracy"],
            values["val_loss"],
            values["val_accuracy"],
            rate,
            seconds,
            left,
        )
        self._record(row)
        if row.val_loss is not None and row.val_loss < self._best_loss:
            self.best_epoch, self._best_loss, self._best_weights = epoch + 1, row.val_loss, self.model.get_weights()
        path = self._folder.save_checkpoint(self.model)
        self._record(CheckpointSaved(epoch + 1, str(path)))

    def _record(self, event: Event) -> None:
        self._folder.record(event)
        self._report(event)


def _check_finite(*losses: float) -> None:
    if not all(map(math.isfinite, losses)):
        raise TrainingError("The loss is no longer a number.", "Train again with a smaller learning rate.")


def _floats(logs: dict[str, Any] | None) -> dict[str, float]:
    return {name: float(value) for name, value in (logs or {}).items()}
