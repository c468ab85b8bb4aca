"""How good a classifier is on a part of a data set, and on what is no digit at all."""

from collections.abc import Callable

import numpy as np

from app.core.bundle import Card
from app.core.evaluation import Material, Report, measure
from app.core.verdict import Logits, predictions_of
from app.learning.datasets import Images, Part


def evaluate(card: Card, part: Part, logits_of: Callable[[Images], Logits]) -> Report:
    """Ask the model of ``card`` for the logits of every picture of ``part``, all at once, and count.

    Raises:
        DataSetError: the data has a class that the model does not know, or no pictures.
    """
    material = Material("test", card.class_names, part.images, part.labels)
    return measure(card, material, logits_of, chunk=max(len(part), 1))


def accepted_share(card: Card, pictures: Images, logits: Logits) -> float:
    """Return the share of pictures that are no digit, uint8 (n, 28, 28), but get the verdict "digit"."""
    predictions = predictions_of(pictures, logits, card)
    return float(np.mean([prediction.verdict == "digit" for prediction in predictions]))
