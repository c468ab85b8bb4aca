"""Train a network and make its bundle: one job, ``train(config, folder, report, token)``."""

import datetime
import platform
import time
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from app import __version__
from app.core.bundle import Card
from app.core.events import Finished, Started
from app.core.job import Report, Token
from app.core.training import TrainingConfig
from app.learning import networks
from app.learning.backend import keras
from app.learning.batches import Batches
from app.learning.calibration import Calibration, calibrate
from app.learning.datasets import Part
from app.learning.evaluation import accepted_share, evaluate
from app.learning.export import keras_logits, write_bundle
from app.learning.material import Material, gather
from app.learning.reporter import Reporter
from app.learning.run_folder import RunFolder

_STEPS_PER_EXECUTION = 10
_LICENCE = (
    "MIT for the weights. Learned from MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0) and, where listed, "
    "Pen-Based Recognition of Handwritten Digits (Alpaydin, Alimoglu; UCI; CC BY 4.0) and Fashion-MNIST (Zalando; MIT)."
)


def train(config: TrainingConfig, folder: Path, *, report: Report, token: Token) -> Path:
    """Train as ``config`` says and return the path of the bundle.

    ``token.stop()`` ends after the batch in flight and keeps the best epoch; ``token.cancel()`` raises ``Cancelled``.

    Raises:
        InkdigitError: the data is missing or damaged, the folder is taken, or the loss became NaN.
    """
    began = time.monotonic()
    material = gather(config)
    token.raise_if_cancelled()
    run = RunFolder(folder, config)
    keras.utils.set_random_seed(config.seed)
    batches = Batches(material, config)
    model = _compiled(config, classes=len(material.class_names), steps=len(batches))
    started = Started(
        config.preset,
        tuple(source["name"] for source in material.sources),
        config.epochs,
        len(batches),
        model.count_params(),
        config.seed,
    )
    run.record(started)
    report(started)
    reporter = Reporter(run, report, token)
    validation = _joined(material.validation, material.writers)
    model.fit(
        batches,
        epochs=config.epochs,
        validation_data=(validation.images.astype(np.float32), validation.labels.astype(np.int32)),
        validation_batch_size=500,
        callbacks=[reporter],
        verbose=0,
    )
    token.raise_if_cancelled()
    reporter.restore_best()
    metrics = _finish(model, material, config, run, reporter.best_epoch, time.monotonic() - began)
    finished = Finished(str(run.bundle), time.monotonic() - began, metrics)
    run.record(finished)
    report(finished)
    return run.bundle


def _compiled(config: TrainingConfig, *, classes: int, steps: int) -> Any:
    model = getattr(networks, config.preset)(classes)
    total = steps * config.epochs
    warm_up = max(1, total // 12)
    schedule = keras.optimizers.schedules.CosineDecay(
        config.learning_rate / 20, max(1, total - warm_up), warmup_target=config.learning_rate, warmup_steps=warm_up
    )
    optimizer = keras.optimizers.AdamW(schedule, weight_decay=config.weight_decay)
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    accuracy = keras.metrics.MeanMetricWrapper(networks.accuracy_with_none, name="accuracy")
    model.compile(
        optimizer=optimizer,
        loss=networks.loss_with_none,
        metrics=[accuracy],
        steps_per_execution=_STEPS_PER_EXECUTION,
    )
    return model


def _joined(*parts: Part) -> Part:
    return Part(np.concatenate([part.images for part in parts]), np.concatenate([part.labels for part in parts]))


def _finish(
    model: Any, material: Material, config: TrainingConfig, run: RunFolder, best_epoch: int, seconds: float
) -> dict[str, Any]:
    """Calibrate on validation data, read the test data once, write the bundle; return the metrics."""
    validation = _joined(material.validation, material.writers)
    calibration = calibrate(keras_logits(model, validation.images), validation.labels)
    card = _card_of(material, config, calibration)
    metrics: dict[str, Any] = {}
    held_back = {"test": material.test, "test_writers": material.test_writers}
    chosen_by = {"validation": material.validation, "validation_writers": material.writers}
    for name, part in {**chosen_by, **held_back}.items():
        if len(part):
            figures = evaluate(card, part, lambda images: keras_logits(model, images)).to_dict()
            metrics[name] = {key: value for key, value in figures.items() if key not in ("confusion", "seconds")}
    if len(material.others):
        accepted = accepted_share(card, material.others, keras_logits(model, material.others))
        metrics["validation_not_digits"] = {"n": len(material.others), "accepted": accepted}
    fields = {
        **_description(config, material),
        "best_epoch": best_epoch,
        "training_seconds": round(seconds),
        "parameters": model.count_params(),
        "metrics": metrics,
    }
    check_on = np.concatenate([validation.images, material.others])[-1000:]
    write_bundle(run.bundle, model, fields=fields, calibration=calibration, check_on=check_on)
    return metrics


def _card_of(material: Material, config: TrainingConfig, calibration: Calibration) -> Card:
    return Card(
        config.name, config.version, material.class_names, calibration.temperature, calibration.thresholds, fields={}
    )


def _description(config: TrainingConfig, material: Material) -> dict[str, Any]:
    return {
        "name": config.name,
        "version": config.version,
        "made": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "class_names": list(material.class_names),
        "training": config.to_dict(),
        "data": material.sources,
        "made_with": {
            "inkdigit": __version__,
            "keras": metadata.version("keras"),
            "backend": keras.backend.backend(),
            "tensorflow": _version_of_tensorflow(),
            "numpy": np.__version__,
            "python": platform.python_version(),
        },
        "licence": _LICENCE,
    }


def _version_of_tensorflow() -> str | None:
    for name in ("tensorflow-cpu", "tensorflow"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return None
