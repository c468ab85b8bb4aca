"""How good a classifier is on a data set: accuracy, loss, calibration, confusion, verdicts."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.core.bundle import Card
from app.core.errors import DataSetError
from app.core.verdict import Logits, predictions_of, probabilities_of
from app.learning.calibration import expected_calibration_error, negative_log_likelihood
from app.learning.datasets import Images, Part


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of one model on one data set. ``confusion[i][j]`` counts pictures of class i answered j.

    ``loss`` is the mean negative log-likelihood of the calibrated probabilities, ``ece`` their calibration error, 0-1.
    """

    n: int
    accuracy: float
    loss: float
    ece: float
    confusion: list[list[int]]
    verdicts: dict[str, int]
    wrong_flagged: float
    right_flagged: float
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """Return the figures as plain values."""
        return asdict(self)


def evaluate(card: Card, part: Part, logits_of: Callable[[Images], Logits]) -> Evaluation:
    """Ask the model of ``card`` for the logits of every picture of ``part``, and count.

    Raises:
        DataSetError: the data has a class that the model does not know, or no pictures.
    """
    classes = len(card.class_names)
    if not len(part) or int(part.labels.max()) >= classes:
        raise DataSetError(
            f"The model “{card.name}” knows {classes} classes, and this data does not fit them.",
            "Choose the data set that the model was made for.",
        )
    start = time.perf_counter()
    logits = logits_of(part.images)
    seconds = time.perf_counter() - start
    probabilities = probabilities_of(logits, card.temperature)
    answers = probabilities.argmax(axis=1)
    confusion = np.zeros((classes, classes), dtype=int)
    np.add.at(confusion, (part.labels, answers), 1)
    verdicts = [prediction.verdict for prediction in predictions_of(part.images, logits, card)]
    is_flagged = np.array([verdict != "digit" for verdict in verdicts])
    is_right = answers == part.labels
    return Evaluation(
        n=len(part),
        accuracy=float(is_right.mean()),
        loss=negative_log_likelihood(probabilities, part.labels),
        ece=expected_calibration_error(probabilities, part.labels),
        confusion=confusion.tolist(),
        verdicts={str(verdict): count for verdict, count in sorted(Counter(verdicts).items())},
        wrong_flagged=float(is_flagged[~is_right].mean()) if (~is_right).any() else 1.0,
        right_flagged=float(is_flagged[is_right].mean()) if is_right.any() else 0.0,
        seconds=seconds,
    )


def accepted_share(card: Card, pictures: Images, logits: Logits) -> float:
    """Return the share of pictures that are no digit, uint8 (n, 28, 28), but get the verdict "digit"."""
    predictions = predictions_of(pictures, logits, card)
    return float(np.mean([prediction.verdict == "digit" for prediction in predictions]))
