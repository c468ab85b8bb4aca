"""From the strokes of a whole number to its digits: all likely groupings in one batch, then the cheapest one."""

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from app.core.defaults import CANVAS_SIDE
from app.core.grouping import Box, Group, Lattice, best_groups, lattice_of
from app.core.ink import Drawing, Stroke
from app.core.prediction import Prediction, Verdict
from app.core.preprocessing import INK_28, raster_for
from app.core.raster import MIN_EXTENT, Raster, raster_of_lines
from app.core.verdict import predictions_of
from app.recognition.classifier import Classifier

UNKNOWN = "?"
"""What stands in a number for a part that is no digit."""
_REMEMBERED = 512
"""Groups of strokes whose answers are kept."""
_DOT = 0.36
"""Ink smaller than this share of the number's height is not enlarged to a digit's size."""
_WORST, _JUNK, _REJECTED = 7.0, 4.0, 2.3
"""Costs are negative logarithms of probabilities: the highest of a digit, of a blot, of what is rejected."""
_LIKELY = 0.6
"""What is rejected with this confidence or more is doubted only, among digits."""

_Key = tuple[float, tuple[Stroke, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class NumberDigit:
    """One digit of a number: the places of its strokes in the drawing, their box in canvas units, what was read."""

    strokes: tuple[int, ...]
    box: Box
    raster: Raster
    prediction: Prediction

    @property
    def sign(self) -> str:
        """Return what stands for it in the number."""
        if self.prediction.verdict is Verdict.NOT_A_DIGIT:
            return UNKNOWN
        return self.prediction.label or UNKNOWN


@dataclass(frozen=True, slots=True, eq=False)
class NumberReading:
    """What a drawing of a number says; no digits for an empty one."""

    digits: tuple[NumberDigit, ...] = ()

    @property
    def text(self) -> str:
        """Return the number, "?" for what is no digit; names longer than a sign are set apart."""
        signs = [digit.sign for digit in self.digits]
        return (" " if any(len(sign) > 1 for sign in signs) else "").join(signs)

    @property
    def weakest(self) -> int | None:
        """Return the place of the digit that is least sure; None without digits."""
        places = range(len(self.digits))
        return min(places, key=self._trust, default=None)

    @property
    def confidence(self) -> float:
        """Return the lowest confidence of a digit, 0-1; 0 without digits, or with one that is none."""
        if self.weakest is None or self.verdict is Verdict.NOT_A_DIGIT:
            return 0.0
        return min(digit.prediction.confidence for digit in self.digits)

    @property
    def verdict(self) -> Verdict:
        """Return the worst verdict of a digit."""
        return Verdict.EMPTY if self.weakest is None else self.digits[self.weakest].prediction.verdict

    def _trust(self, place: int) -> tuple[int, float]:
        prediction = self.digits[place].prediction
        order = (Verdict.NOT_A_DIGIT, Verdict.EMPTY, Verdict.UNSURE, Verdict.DIGIT)
        return order.index(prediction.verdict), prediction.confidence


class NumberReader:
    """Read numbers with a classifier; groups of strokes that were seen before are not classified again."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier
        self._known: OrderedDict[_Key, tuple[Raster, Prediction]] = OrderedDict()

    def read(self, drawing: Drawing) -> NumberReading:
        """Read a drawing as one line of digits."""
        lattice = lattice_of(drawing.strokes)
        keys = [_key(group, lattice, drawing.strokes) for group in lattice.groups]
        self._learn([key for key in keys if key not in self._known])
        answers = [self._known[key] for key in keys]
        costs = [_cost(prediction) for _, prediction in answers]
        found = dict(zip(lattice.groups, answers, strict=True))
        digits = [NumberDigit(group.strokes, group.box, *found[group]) for group in best_groups(lattice, costs)]
        self._forget(keys)
        return NumberReading(tuple(_in_context(digits)))

    def _learn(self, keys: Sequence[_Key]) -> None:
        """Classify groups of strokes that are not known yet, in one batch."""
        new = list(dict.fromkeys(keys))
        if not new:
            return
        rasters = np.stack([_raster(key, self._classifier.card.preprocessing) for key in new])
        predictions = predictions_of(rasters, self._classifier.logits(rasters), self._classifier.card)
        self._known.update(zip(new, zip(rasters, predictions, strict=True), strict=True))

    def _forget(self, used: Sequence[_Key]) -> None:
        """Keep the groups that were used last."""
        for key in used:
            self._known.move_to_end(key)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def drawing_of_digit(drawing: Drawing, digit: NumberDigit) -> Drawing:
    """Return the ink of one digit of a drawing in the middle of a square canvas, as large as it was."""
    return _on_square([drawing.strokes[place] for place in digit.strokes])


def _on_square(strokes: Sequence[Stroke]) -> Drawing:
    points = np.concatenate([stroke.points for stroke in strokes])
    low, high = points.min(axis=0), points.max(axis=0)
    side = max(CANVAS_SIDE, float((high - low).max()) + 2 * max(stroke.width for stroke in strokes))
    shift = side / 2 - (low + high) / 2
    return Drawing((side, side), tuple(Stroke(stroke.points + shift, stroke.width) for stroke in strokes))


def _key(group: Group, lattice: Lattice, strokes: Sequence[Stroke]) -> _Key:
    """Return all that decides how a group looks: its strokes, and a size for a dot, which is not enlarged."""
    least = _DOT * lattice.height
    is_small = max(group.box.width, group.box.height) < least
    return (least if is_small else 0.0), tuple(strokes[place] for place in group.strokes)


def _raster(key: _Key, preprocessing: str) -> Raster:
    least, strokes = key
    if preprocessing != INK_28:
        return raster_for(_on_square(strokes), preprocessing)
    return raster_of_lines([stroke.points for stroke in strokes], canvas_side=least / MIN_EXTENT)


def _in_context(digits: list[NumberDigit]) -> list[NumberDigit]:
    """Doubt rather than reject what is likely a digit beside one that is surely read."""
    if not any(digit.prediction.verdict is Verdict.DIGIT for digit in digits):
        return digits
    return [replace(digit, prediction=_doubted(digit.prediction)) for digit in digits]


def _doubted(prediction: Prediction) -> Prediction:
    if prediction.verdict is Verdict.NOT_A_DIGIT and prediction.confidence >= _LIKELY:
        return replace(prediction, verdict=Verdict.UNSURE)
    return prediction


def _cost(prediction: Prediction) -> float:
    even = 1 / len(prediction.probabilities)
    evidence = (prediction.confidence - even) / (1 - even)
    cost = min(-math.log(max(evidence, 1e-4)), _WORST)
    return min(cost + _REJECTED, _JUNK) if prediction.verdict is Verdict.NOT_A_DIGIT else cost
