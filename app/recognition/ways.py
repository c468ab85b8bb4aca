"""The cheapest way through a line, by what the classifier and the small networks make of its candidates."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from app.core.prediction import Prediction, Verdict
from app.recognition.lattice import Candidate, Lattice, Node

_ONE_WIDE = 1.05
"""Ink narrower than this share of its line's height, and surely read, is rarely two digits."""
_JUNK = 14.0
"""The cost of calling a blot no digit; costs are negative logarithms of probabilities."""
_WORST = 7.0
_JUNK_WIDE = 10.0
_DOT, _JUNK_SMALL = 0.35, 0.8
"""A blot as low as a dot or a dash is easily no digit."""
_REJECTED = 2.0
_CLASSIFIED_PART, _JUDGED_PART, _READ_PART, _COUNTED = 0.5, 0.5, 2.0, 0.5
"""How much is heard about parts: the classifier has never seen what cuts leave, the reader of blots sees it uncut."""
_WORST_PART, _REJECTED_PART = 4.0, 0.5
_JUDGED_WHOLE, _SURE = 3.0, 0.8
_LEAST = 1e-4
_NOTHING = (0.0,) * 10
_DIGITS = tuple("0123456789")


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A candidate on the way through a line, what it was read as, and what was against it."""

    candidate: Candidate
    answer: Prediction
    cost: float


Way = list[Step]


def best_way(lattice: Lattice, predictions: Sequence[Prediction]) -> Way:
    """Return the cheapest way through a line, by dynamic programming over its nodes."""
    steps: list[tuple[Node, Node, float, Step | None]] = []
    for candidate, own in zip(lattice.candidates, predictions, strict=True):
        answer = tell(candidate, own)
        cost = cost_of(candidate, own, answer.label)
        steps.append((candidate.first, candidate.last, cost, Step(candidate, answer, cost)))
    steps += [(link.first, link.last, link.cost, None) for link in lattice.links]
    start: Node = (0, 0.0, 0)
    best = {start: 0.0}
    back: dict[Node, tuple[Node, Step | None]] = {}
    for first, last, cost, step in sorted(steps, key=lambda step: step[0]):
        if first in best and best[first] + cost < best.get(last, math.inf):
            best[last], back[last] = best[first] + cost, (first, step)
    way: Way = []
    node = lattice.end
    while node in back:
        node, found = back[node]
        way += [] if found is None else [found]
    return way[::-1]


def tell(candidate: Candidate, prediction: Prediction) -> Prediction:
    """Let those who see what a part was cut off from have their say about which digit it is."""
    if candidate.judged is None or tuple(prediction.probabilities) != _DIGITS:
        return prediction
    if candidate.cuts:
        weights = np.exp(-_against_digits(candidate, prediction))
    elif prediction.verdict is Verdict.DIGIT:
        return prediction
    else:
        weights = np.array(list(prediction.probabilities.values())) * np.exp(np.array(candidate.judged[:-1]))
    weights /= max(float(weights.sum()), 1e-30)
    return replace(prediction, probabilities=dict(zip(_DIGITS, weights.tolist(), strict=True)))


def cost_of(candidate: Candidate, prediction: Prediction, label: str | None) -> float:
    """Return what is against a candidate as ``label``, given what the classifier says of it."""
    cost = _against(candidate, prediction, label) + candidate.prior()
    if not _is_surely_one(candidate, prediction):
        cost += _COUNTED * min(max(-candidate.counted, -_WORST), _WORST)
    if prediction.verdict is Verdict.NOT_A_DIGIT:
        cost += _REJECTED_PART if candidate.cuts else _REJECTED
    if not candidate.is_blot:
        return cost
    if candidate.tall < _DOT:
        return min(cost, _JUNK_SMALL)
    return min(cost, candidate.prior() + _JUNK + _JUNK_WIDE * max(candidate.wide - 0.6, 0.0))


def _is_surely_one(candidate: Candidate, prediction: Prediction) -> bool:
    """Say whether classifier and judge both take whole ink for a digit: then nobody else need count."""
    if candidate.cuts or candidate.judged is None or prediction.verdict is not Verdict.DIGIT:
        return False
    return candidate.wide < _ONE_WIDE and max(candidate.judged[:-1]) > candidate.judged[-1]


def _against(candidate: Candidate, prediction: Prediction, label: str | None) -> float:
    """Return what classifier, judge and reader have against a candidate as ``label``."""
    if candidate.cuts and candidate.judged is not None and tuple(prediction.probabilities) == _DIGITS and label:
        return float(_against_digits(candidate, prediction)[_DIGITS.index(label)])
    even = 1 / len(prediction.probabilities)
    evidence = (prediction.probabilities.get(label or "", 0.0) - even) / (1 - even)
    cost = min(-math.log(max(evidence, _LEAST)), _WORST)
    return cost + _judgement(candidate, label, is_sure=prediction.verdict is Verdict.DIGIT)


def _against_digits(candidate: Candidate, prediction: Prediction) -> npt.NDArray[np.float64]:
    """Return what is against a part as each of ten digits."""
    evidence = (np.array(list(prediction.probabilities.values())) - 0.1) / 0.9
    against: npt.NDArray[np.float64] = _CLASSIFIED_PART * np.minimum(-np.log(np.maximum(evidence, _LEAST)), _WORST)
    against += _JUDGED_PART * np.minimum(-np.array((candidate.judged or _NOTHING)[:10]), _WORST_PART)
    against += _READ_PART * np.minimum(-np.array(candidate.read or _NOTHING), _WORST)
    return against


def _judgement(candidate: Candidate, label: str | None, *, is_sure: bool) -> float:
    """Return what the judge of cuts has against a candidate as the digit ``label``, if that is a digit at all."""
    if candidate.judged is None:
        return 0.0
    weight, most = (_JUDGED_PART, _WORST) if candidate.cuts else _whole_weight(candidate, is_sure=is_sure)
    if label in _DIGITS:
        return weight * min(-candidate.judged[_DIGITS.index(label)], most)
    return weight * min(-math.log(max(1 - math.exp(candidate.judged[-1]), 1e-4)), most)


def _whole_weight(candidate: Candidate, *, is_sure: bool) -> tuple[float, float]:
    """Return how much the judge of cuts is heard about whole ink, and the most it can have against it.

    Narrow ink is rarely two digits, least of all where the classifier is sure of one.
    """
    share = min(max((candidate.wide - 0.45) / 0.5, 0.15), 1.0)
    return _JUDGED_WHOLE * share, _SURE if is_sure and candidate.wide < _ONE_WIDE else _WORST
