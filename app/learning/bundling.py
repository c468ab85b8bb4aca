"""From a trained network to its bundle: calibrate, read the test data once, describe where it all came from."""

import datetime
import platform
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from app import __version__
from app.core.bundle import ENERGY, NONE_LOGIT, Card
from app.core.events import Progress
from app.core.job import Report, Token
from app.core.training import PRESETS, TrainingConfig
from app.learning.backend import keras
from app.learning.calibration import Calibration, calibrate
from app.learning.datasets import Part
from app.learning.evaluation import accepted_share, evaluate
from app.learning.export import keras_logits, write_bundle
from app.learning.material import Material
from app.learning.starting import Start

_MOST_TO_CALIBRATE_BY = 5000
_FEWEST_TO_CALIBRATE_BY = 500
"""Fewer cannot tell a threshold for one wrong answer in a hundred."""
_MOST_TO_CHECK_ON = 1000
_START = "start"
_LICENCES = {
    "mnist": "MNIST (LeCun, Cortes, Burges; CC BY-SA 3.0)",
    "pen-strokes": "Pen-Based Recognition of Handwritten Digits (Alpaydin, Alimoglu; UCI; CC BY 4.0)",
    "fashion-mnist": "Fashion-MNIST (Zalando; MIT)",
}


def make_bundle(
    folder: Path,
    model: Any,
    material: Material,
    config: TrainingConfig,
    *,
    facts: dict[str, Any],
    start: Start | None = None,
    report: Report,
    token: Token,
) -> dict[str, Any]:
    """Write the bundle at ``folder``, with ``facts`` added to its card; return the card's metrics.

    Where few pictures were held back and the network began as another model, ``start``, it keeps that one's thresholds.

    Raises:
        Cancelled: the token was cancelled; nothing is written.
    """
    report(Progress("evaluating", 0, 0))
    held_back = material.chosen_by
    calibrated_by, role = (held_back, "validation") if len(held_back) else (_some(material.train, config), "training")
    if start is not None and len(held_back) < _FEWEST_TO_CALIBRATE_BY:
        calibration, role = start.calibration, _START
    else:
        rejection = NONE_LOGIT if PRESETS[config.preset].learns_none else ENERGY
        calibration = calibrate(keras_logits(model, calibrated_by.images), calibrated_by.labels, rejection=rejection)
    token.raise_if_cancelled()
    metrics = _metrics(model, material, config, calibration, token)
    fields = {
        **_description(config, material),
        **facts,
        **(_descent(start, material) if start is not None else {}),
        "parameters": model.count_params(),
        "calibrated_by": {"part": role, "n": 0 if role == _START else len(calibrated_by)},
        "metrics": metrics,
    }
    report(Progress("saving", 0, 0))
    token.raise_if_cancelled()
    check_on = np.concatenate([calibrated_by.images, material.others])[-_MOST_TO_CHECK_ON:]
    write_bundle(folder, model, fields=fields, calibration=calibration, check_on=check_on)
    return metrics


def _some(part: Part, config: TrainingConfig) -> Part:
    count = min(len(part), _MOST_TO_CALIBRATE_BY)
    return part.take(np.sort(np.random.default_rng(config.seed).choice(len(part), count, replace=False)))


def _metrics(
    model: Any, material: Material, config: TrainingConfig, calibration: Calibration, token: Token
) -> dict[str, Any]:
    """Measure on what the run chose by, and once on what it never saw."""
    card = Card(
        config.name,
        config.version,
        material.class_names,
        calibration.temperature,
        calibration.thresholds,
        {},
        calibration.rejection,
    )
    parts = {
        "validation": material.validation,
        "validation_writers": material.writers,
        "test": material.test,
        "test_writers": material.test_writers,
    }
    metrics: dict[str, Any] = {}
    for name, part in parts.items():
        token.raise_if_cancelled()
        if len(part):
            figures = evaluate(card, part, lambda images: keras_logits(model, images)).to_dict()
            metrics[name] = {key: value for key, value in figures.items() if key not in ("confusion", "seconds")}
    if len(material.others):
        accepted = accepted_share(card, material.others, keras_logits(model, material.others))
        metrics["validation_not_digits"] = {"n": len(material.others), "accepted": accepted}
    return metrics


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
        "licence": _licence([source["name"] for source in material.sources]),
    }


def _descent(start: Start, material: Material) -> dict[str, Any]:
    """Return what a card says of the model that was begun with; its data's licences hold for the new weights, too."""
    names = [source["name"] for source in material.sources] + _learned_from(start.fields)
    return {"started_from": start.fields, "licence": _licence(names)}


def _learned_from(fields: Any) -> list[str]:
    """Return the names of the data of a card, and of those it goes back to; the card may be anybody's."""
    names: list[Any] = []
    while isinstance(fields, dict):
        data = fields.get("data")
        names += [each.get("name") for each in data if isinstance(each, dict)] if isinstance(data, list) else []
        fields = fields.get("started_from")
    return [name for name in names if isinstance(name, str)]


def _licence(names: Sequence[str]) -> str:
    known = [_LICENCES[name] for name in dict.fromkeys(names) if name in _LICENCES]
    return f"MIT for the weights. Learned from {', '.join(known)}." if known else "The weights are their maker's."


def _version_of_tensorflow() -> str | None:
    for name in ("tensorflow-cpu", "tensorflow"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return None
