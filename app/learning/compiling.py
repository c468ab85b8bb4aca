"""From a config to a compiled network: optimizer, schedule, loss, and how many steps a call takes."""

import math
from typing import Any

from app.core.training import PRESETS, TrainingConfig
from app.learning import networks
from app.learning.backend import keras
from app.learning.devices import Device

_MOST_STEPS_A_CALL = 30
_WORK_A_CALL = 4e9
"""Multiply-adds of one call on the processor: about a tenth of a second, so that stop and cancel are answered soon."""


def compiled(config: TrainingConfig, *, classes: int, steps: int, device: Device) -> Any:
    """Return the config's network, ready to ``fit`` uint8 pictures and class indices; ``steps`` are an epoch's."""
    model = _built(config, classes)
    learns_none = PRESETS[config.preset].learns_none
    metrics = keras.metrics
    accuracy = (
        metrics.MeanMetricWrapper(networks.accuracy_with_none, name="accuracy")
        if learns_none
        else metrics.SparseCategoricalAccuracy(name="accuracy")
    )
    model.compile(
        optimizer=_optimizer(config, total=steps * config.epochs),
        loss=networks.loss_of(learns_none=learns_none, label_smoothing=config.label_smoothing),
        metrics=[accuracy],
        steps_per_execution=min(steps, _steps_a_call(model, config.batch_size, device)),
    )
    return model


def _built(config: TrainingConfig, classes: int) -> Any:
    """Return the network; its layers keep the precision that was the general one when they were made."""
    general = keras.config.dtype_policy()
    keras.config.set_dtype_policy(_POLICIES[config.precision])
    try:
        return networks.build(config.preset, classes, config.network)
    finally:
        keras.config.set_dtype_policy(general)


class OneCycle(keras.optimizers.schedules.LearningRateSchedule):  # type: ignore[misc]
    """Rise in a line to ``peak`` over the first three tenths of ``total`` steps, then fall in a line to almost nothing.

    L. N. Smith, "Super-convergence", 2018.
    """

    _RISE, _START, _END = 0.3, 1 / 25, 1 / 250_000

    def __init__(self, peak: float, total: int) -> None:
        self._peak, self._total = peak, total

    def __call__(self, step: Any) -> Any:
        """Return the learning rate of a step, counted from 0."""
        ops = keras.ops
        top = max(1.0, self._RISE * self._total)
        rise = ops.minimum(ops.cast(step, "float32") / top, 1.0)
        fall = ops.clip((ops.cast(step, "float32") - top) / max(1.0, self._total - top), 0.0, 1.0)
        start, end = self._START * self._peak, self._END * self._peak
        return start + (self._peak - start) * rise - (self._peak - end) * fall

    def get_config(self) -> dict[str, Any]:
        """Return the constructor's arguments."""
        return {"peak": self._peak, "total": self._total}


def _optimizer(config: TrainingConfig, *, total: int) -> Any:
    rate = _SCHEDULES[config.schedule](config.learning_rate, total)
    decay = config.weight_decay or None
    betas = {"beta_1": config.beta_1, "beta_2": config.beta_2}
    optimizers = keras.optimizers
    optimizer = {
        "sgd": lambda: optimizers.SGD(rate, momentum=config.momentum, weight_decay=decay),
        "rmsprop": lambda: optimizers.RMSprop(
            rate, momentum=config.momentum, epsilon=config.epsilon, weight_decay=decay
        ),
        "adam": lambda: optimizers.Adam(rate, **betas, epsilon=config.epsilon, weight_decay=decay),
        "adamw": lambda: optimizers.AdamW(rate, **betas, epsilon=config.epsilon, weight_decay=config.weight_decay),
        "adadelta": lambda: optimizers.Adadelta(rate, rho=0.95, epsilon=config.epsilon, weight_decay=decay),
    }[config.optimizer]()
    if config.weight_decay:
        optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    return optimizer


def _cosine(peak: float, total: int) -> Any:
    """Warm up over the first twelfth, then decay along a cosine to nothing."""
    warm_up = max(1, total // 12)
    return keras.optimizers.schedules.CosineDecay(
        peak / 20, max(1, total - warm_up), warmup_target=peak, warmup_steps=warm_up
    )


_POLICIES = {"float32": "float32", "bfloat16": "mixed_bfloat16"}
_SCHEDULES: dict[str, Any] = {"constant": lambda rate, _total: rate, "cosine": _cosine, "one-cycle": OneCycle}


def _steps_a_call(model: Any, batch_size: int, device: Device) -> int:
    """Return how many steps one call into the backend takes: fewer calls cost less, long ones keep people waiting."""
    if len(device.gpus) > 1:
        return 1  # replicas cannot meet within the loop of several steps (seen with TensorFlow 2.21, Keras 3.15)
    if device.is_gpu:
        return _MOST_STEPS_A_CALL
    return max(1, min(_MOST_STEPS_A_CALL, int(_WORK_A_CALL / (3 * batch_size * multiply_adds(model)))))


def multiply_adds(model: Any) -> int:
    """Return about how many multiplications one picture takes on its way forward: weights × places they are used."""
    work = 0
    for layer in model.layers:
        shape = layer.output.shape
        places = math.prod(shape[1:-1]) if len(shape) == 4 else 1
        work += layer.count_params() * places
    return max(work, 1)
