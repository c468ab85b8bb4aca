"""The figures of an evaluation, each from plain arrays: intervals, calibration, loss, precision and recall."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Probabilities = npt.NDArray[np.float64]
Labels = npt.NDArray[np.integer]
BINS = 15
_Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """The answers with a confidence from ``low`` up to ``high``: how many, how sure on average, how many are right.

    ``confidence`` and ``accuracy`` are means, 0-1, and 0 where ``n`` is 0.
    """

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """One class: of its ``support`` pictures ``recall`` were answered so; of its ``answered``, ``precision`` are right.

    A share whose whole is empty is 0, as is the F1 of two such.
    """

    name: str
    support: int
    answered: int
    precision: float
    recall: float
    f1: float


def wilson_interval(right: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, 0-1 (Wilson 1927): honest also for few pictures and near 100 %."""
    if not n:
        return 0.0, 1.0
    share, z2 = right / n, _Z_95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z_95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))


def reliability_bins(confidence: Probabilities, is_right: npt.NDArray[np.bool_]) -> tuple[ReliabilityBin, ...]:
    """Sort answers by confidence (n,) into ``BINS`` bins of equal width."""
    slots = np.minimum((confidence * BINS).astype(int), BINS - 1)
    counts = np.bincount(slots, minlength=BINS)
    sure = np.bincount(slots, weights=confidence, minlength=BINS)
    right = np.bincount(slots, weights=is_right, minlength=BINS)
    whole = np.maximum(counts, 1)
    return tuple(
        ReliabilityBin(at / BINS, (at + 1) / BINS, int(counts[at]), float(sure[at] / whole[at]), float(share))
        for at, share in enumerate(right / whole)
    )


def error_of_bins(bins: tuple[ReliabilityBin, ...]) -> float:
    """Return the expected calibration error of bins, 0-1: the mean gap of accuracy and confidence (Guo et al. 2017)."""
    total = sum(each.n for each in bins)
    return sum(each.n * abs(each.accuracy - each.confidence) for each in bins) / max(total, 1)


def expected_calibration_error(probabilities: Probabilities, labels: Labels) -> float:
    """Return the calibration error of probabilities (n, classes) in ``BINS`` bins of equal width, 0-1."""
    is_right = probabilities.argmax(axis=1) == labels
    return error_of_bins(reliability_bins(probabilities.max(axis=1), is_right))


def negative_log_likelihood(probabilities: Probabilities, labels: Labels) -> float:
    """Return the mean -log of the right class's probability (n, classes), natural logarithm."""
    right = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(right, 1e-12)).mean())


def confusion_of(labels: Labels, answers: Labels, classes: int) -> npt.NDArray[np.int64]:
    """Return counts (classes, classes): a row for what a picture is, a column for what was answered."""
    confusion = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(confusion, (labels, answers), 1)
    return confusion


def class_figures(confusion: npt.NDArray[np.int64], names: tuple[str, ...]) -> tuple[ClassFigures, ...]:
    """Return the figures of each class."""
    right, support, answered = confusion.diagonal(), confusion.sum(axis=1), confusion.sum(axis=0)
    precision, recall = right / np.maximum(answered, 1), right / np.maximum(support, 1)
    f1 = 2 * right / np.maximum(support + answered, 1)
    return tuple(
        ClassFigures(name, int(support[at]), int(answered[at]), float(precision[at]), float(recall[at]), float(f1[at]))
        for at, name in enumerate(names)
    )
