"""What an answer rests on, found without gradients: parts of the ink are left out, and the model is asked again.

Occlusion as by Zeiler and Fergus (2014, https://arxiv.org/abs/1311.2901), with paper in the place of the ink.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from app.core.ink import Drawing
from app.core.prediction import Prediction
from app.core.preprocessing import raster_for
from app.core.raster import SIDE, Raster
from app.core.verdict import predictions_of
from app.recognition.classifier import Classifier

PATCH = 5
"""Pixels a side of what is left out: twice the width of a line."""
STRIDE = 2
MOST_STROKES = 24
_BATCH = 32
_LEAST_PROBABILITY = 1e-6
Patch = tuple[int, int, int, int]


class Overtaken(Exception):  # noqa: N818 - no error: a newer question has come
    """The answer is no longer wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Saliency:
    """How much each pixel's surroundings speak for the answer.

    ``weight`` is float32 (28, 28): the fall of the answer's log-odds when the ink round a pixel is left out, negative
    where that makes the answer surer. ``strongest`` is the patch (left, top, right, bottom) that matters most, and
    ``without`` the prediction without it; both None where there is no ink.
    """

    prediction: Prediction
    weight: npt.NDArray[np.float32]
    strongest: Patch | None
    without: Prediction | None


@dataclass(frozen=True, slots=True, eq=False)
class StrokeWeight:
    """The prediction for a drawing without its stroke number ``index``, from 0."""

    index: int
    without: Prediction


def saliency_of(
    raster: Raster, classifier: Classifier, *, is_overtaken: Callable[[], bool] = lambda: False
) -> Saliency:
    """Slide a patch of paper over a raster, uint8 (28, 28), and see what becomes of the answer.

    Raises:
        Overtaken: ``is_overtaken`` said so between two batches.
    """
    patches = [patch for patch in _patches() if _part(raster, patch).any()]
    rasters = np.stack([raster, *(_without(raster, patch) for patch in patches)])
    base, *others = _predictions(rasters, classifier, is_overtaken)
    if base.label is None or not patches:
        return Saliency(base, np.zeros((SIDE, SIDE), np.float32), None, None)
    odds = np.array([_log_odds(each.probabilities[base.label]) for each in (base, *others)])
    falls = odds[0] - odds[1:]
    strongest = int(falls.argmax())
    return Saliency(base, _spread(falls, patches), patches[strongest], others[strongest])


def without_each_stroke(
    drawing: Drawing, classifier: Classifier, *, is_overtaken: Callable[[], bool] = lambda: False
) -> list[StrokeWeight]:
    """Return what a drawing would be read as without each of its strokes, the first ``MOST_STROKES`` of them.

    Raises:
        Overtaken: ``is_overtaken`` said so between two batches.
    """
    count = min(len(drawing.strokes), MOST_STROKES)
    if not count:
        return []
    preprocessing = classifier.card.preprocessing
    rasters = np.stack([raster_for(_but(drawing, index), preprocessing) for index in range(count)])
    found = _predictions(rasters, classifier, is_overtaken)
    return [StrokeWeight(index, prediction) for index, prediction in enumerate(found)]


def _but(drawing: Drawing, index: int) -> Drawing:
    return replace(drawing, strokes=drawing.strokes[:index] + drawing.strokes[index + 1 :])


def _patches() -> list[Patch]:
    starts = range(STRIDE // 2 - PATCH // 2, SIDE - PATCH // 2, STRIDE)
    spans = [(max(start, 0), min(start + PATCH, SIDE)) for start in starts]
    return [(left, top, right, bottom) for top, bottom in spans for left, right in spans]


def _part(raster: Raster, patch: Patch) -> Raster:
    left, top, right, bottom = patch
    return raster[top:bottom, left:right]


def _without(raster: Raster, patch: Patch) -> Raster:
    changed = raster.copy()
    _part(changed, patch)[:] = 0
    return changed


def _predictions(
    rasters: npt.NDArray[np.uint8], classifier: Classifier, is_overtaken: Callable[[], bool]
) -> list[Prediction]:
    found: list[Prediction] = []
    for start in range(0, len(rasters), _BATCH):
        if is_overtaken():
            raise Overtaken
        batch = rasters[start : start + _BATCH]
        found += predictions_of(batch, classifier.logits(batch), classifier.card)
    return found


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST_PROBABILITY), 1 - _LEAST_PROBABILITY)
    return float(np.log(bounded / (1 - bounded)))


def _spread(falls: npt.NDArray[np.float64], patches: Sequence[Patch]) -> npt.NDArray[np.float32]:
    """Return for each pixel the mean of the patches that cover it; patches without ink change nothing."""
    total, count = np.zeros((SIDE, SIDE)), np.zeros((SIDE, SIDE))
    for patch in _patches():
        _part(count, patch)[:] += 1  # type: ignore[arg-type]
    for fall, patch in zip(falls, patches, strict=True):
        _part(total, patch)[:] += fall  # type: ignore[arg-type]
    return (total / np.maximum(count, 1)).astype(np.float32)
