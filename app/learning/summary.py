"""What a config is going to be, before anything is trained: its layers, its weights, and how long an epoch takes."""

import time
from typing import Any

from app.core.events import Progress
from app.core.job import Report, Token
from app.core.training import NetworkDescription, TrainingConfig
from app.learning.backend import keras
from app.learning.compiling import compiled
from app.learning.devices import computing_on, find_device
from app.learning.feeding import feed, steps_of
from app.learning.material import gather
from app.learning.starting import begin_with, start_of

_SECONDS_TO_MEASURE = 1.0
_MOST_STEPS = 200


def describe(config: TrainingConfig, *, report: Report, token: Token) -> NetworkDescription:
    """Make the config's network and train it for about a second, to see how fast it is on this computer.

    Raises:
        InkdigitError: the data is missing or damaged, or so is the model to begin with.
        Cancelled: the token was cancelled.
    """
    material = gather(config, report=report, token=token)
    start = start_of(config, material.sources)
    report(Progress("tracing", 0, 0))
    device, steps = find_device(config.device), steps_of(material, config)
    keras.utils.set_random_seed(config.seed)
    with computing_on(device):
        model = compiled(config, classes=len(material.class_names), steps=steps, device=device)
        if start is not None:
            begin_with(start, model)
        stopwatch = _Stopwatch(token)
        pictures, _ = feed(material, config, epoch=0)
        model.fit(pictures, epochs=1, callbacks=[stopwatch], shuffle=False, verbose=0)
    seconds = stopwatch.seconds_a_step * steps
    if len(material.chosen_by):
        seconds += stopwatch.seconds_a_step / config.batch_size / 3 * len(material.chosen_by)  # only the way forward
    return NetworkDescription(_summary_of(model), model.count_params(), seconds, steps)


class _Stopwatch(keras.callbacks.Callback):  # type: ignore[misc]
    """Time the calls after the first, which traces, and stop the fit after a second of them."""

    def __init__(self, token: Token) -> None:
        super().__init__()
        self._token = token
        self._began = time.perf_counter()
        self._first_step = 0
        self._calls: list[tuple[int, float]] = []

    @property
    def seconds_a_step(self) -> float:
        """Return the measured pace, or that with tracing where there was but one call."""
        if len(self._calls) < 2:
            step, at = self._calls[0]
            return (at - self._began) / step
        (first, began), (last, ended) = self._calls[0], self._calls[-1]
        return (ended - began) / max(last - first, 1)

    def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:  # noqa: ARG002
        """Note the time."""
        self._token.raise_if_cancelled()
        step = min(batch + 1, self.params["steps"])
        self._calls.append((step, time.perf_counter()))
        measured = self._calls[-1][1] - self._calls[0][1]
        if self._token.is_stopped or measured > _SECONDS_TO_MEASURE or step > _MOST_STEPS:
            self.model.stop_training = True


def _summary_of(model: Any) -> str:
    lines: list[str] = []
    model.summary(line_length=78, print_fn=lambda text, **_options: lines.append(text))
    return "\n".join(lines)
