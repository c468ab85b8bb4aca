"""How good a classifier is on labelled pictures: one frozen report for the command line, the window and the card."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from app.core.bundle import Card
from app.core.errors import DataSetError, said
from app.core.events import Progress
from app.core.job import Report as ReportTo
from app.core.job import Token, ignore
from app.core.measures import (
    ClassFigures,
    ReliabilityBin,
    class_figures,
    confusion_of,
    error_of_bins,
    negative_log_likelihood,
    reliability_bins,
    wilson_interval,
)
from app.core.prediction import Verdict
from app.core.verdict import Logits, predictions_of

Images = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.uint8]
MAX_MISTAKES = 2000
MAX_EXAMPLES = 1000
_CHUNK = 1000
_SHOWN_CLASSES = 12


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Answered pictures: ``images`` uint8 (k, 28, 28) with their place in the data, class, answer and confidence."""

    images: Images
    indices: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    answers: npt.NDArray[np.int64]
    confidences: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.indices)

    def take(self, places: npt.NDArray[np.intp]) -> "Samples":
        """Return those at ``places``, in that order."""
        return Samples(
            self.images[places], self.indices[places], self.labels[places], self.answers[places],
            self.confidences[places],
        )  # fmt: skip

    def of_cell(self, label: int, answer: int) -> "Samples":
        """Return those of one class that got one answer, in the order they are in."""
        return self.take(np.flatnonzero((self.labels == label) & (self.answers == answer)))


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """All that is known of one model on one data set. Shares are 0-1.

    ``confusion[i][j]`` counts pictures of class i answered j. ``loss`` is the mean negative log-likelihood of the
    calibrated probabilities, ``ece`` their calibration error over ``bins``; ``interval`` holds the accuracy's 95 %.
    ``wrong_flagged`` and ``right_flagged`` are the shares of wrong and of right answers that the verdict doubts.
    ``mistakes`` are by confidence, highest first: all of them, or ``MAX_MISTAKES`` from all cells alike.
    ``examples`` are right answers, least confident first, some of each class.
    """

    model: str
    version: str
    data: str
    class_names: tuple[str, ...]
    n: int
    accuracy: float
    interval: tuple[float, float]
    loss: float
    ece: float
    confusion: tuple[tuple[int, ...], ...]
    verdicts: Mapping[str, int]
    wrong_flagged: float
    right_flagged: float
    seconds: float
    classes: tuple[ClassFigures, ...]
    bins: tuple[ReliabilityBin, ...]
    mistakes: Samples
    examples: Samples

    @property
    def wrong(self) -> int:
        """Return how many answers are wrong."""
        return self.n - sum(row[at] for at, row in enumerate(self.confusion))

    @property
    def worst_cell(self) -> tuple[int, int]:
        """Return the class and the answer of the most frequent mistake; of the first class where there is none."""
        wrong = np.array(self.confusion)
        np.fill_diagonal(wrong, 0)
        label, answer = divmod(int(wrong.argmax()), len(wrong))
        return label, answer

    def samples_of(self, label: int, answer: int) -> Samples:
        """Return the kept pictures of one cell of the confusion: wrong ones surest first, right ones surest last."""
        return (self.examples if label == answer else self.mistakes).of_cell(label, answer)

    def to_dict(self) -> dict[str, Any]:
        """Return the figures without names and pictures as plain values."""
        return {
            "n": self.n,
            "accuracy": self.accuracy,
            "loss": self.loss,
            "ece": self.ece,
            "confusion": [list(row) for row in self.confusion],
            "seconds": self.seconds,
            "verdicts": dict(self.verdicts),
            "wrong_flagged": self.wrong_flagged,
            "right_flagged": self.right_flagged,
        }

    def details(self) -> dict[str, Any]:
        """Return what ``to_dict`` leaves out: the interval, each class, and the bins of confidence."""
        return {
            "accuracy_interval": list(self.interval),
            "classes": [asdict(figures) for figures in self.classes],
            "reliability": [asdict(each) for each in self.bins if each.n],
        }


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """Labelled pictures to measure on: ``images`` uint8 (n, 28, 28), ``labels`` uint8 (n,) into ``class_names``."""

    name: str
    class_names: tuple[str, ...]
    images: Images
    labels: Labels


def measure(
    card: Card,
    material: Material,
    logits_of: Callable[[Images], Logits],
    *,
    chunk: int = _CHUNK,
    report: ReportTo = ignore,
    token: Token | None = None,
) -> Report:
    """Ask the model of ``card`` for the logits of every picture, ``chunk`` at a time, and count.

    Raises:
        DataSetError: the data has a class that the model does not know, or no pictures.
        Cancelled: ``token`` was cancelled.
    """
    labels = labels_for(card, material)
    token, clock = token or Token(), _Clock(logits_of)
    shares: list[list[float]] = []
    verdicts: list[Verdict] = []
    for images in _chunks(material.images, chunk):
        token.raise_if_cancelled()
        report(Progress("evaluating", len(verdicts), len(labels)))
        for prediction in predictions_of(images, clock.logits(images), card):
            shares.append(list(prediction.probabilities.values()))
            verdicts.append(prediction.verdict)
    token.raise_if_cancelled()
    report(Progress("evaluating", len(labels), len(labels)))
    answered = _Answered(material.images, labels, np.array(shares, dtype=np.float64), np.array(verdicts))
    return replace(answered.report(card, material.name), seconds=clock.seconds)


def labels_for(card: Card, material: Material) -> npt.NDArray[np.int64]:
    """Return the labels of ``material`` as the classes of the model: by their names, or by number where they have none.

    Raises:
        DataSetError: the data has a class that the model does not know, or no pictures.
    """
    if not len(material.labels):
        raise DataSetError(
            said("The data set “{data}” holds no pictures.", data=material.name), "Choose one that does."
        )
    labels = material.labels.astype(np.int64)
    known = {name: at for at, name in enumerate(card.class_names)}
    to_known = np.array([known.get(name, -1) for name in material.class_names], dtype=np.int64)
    if labels.max() < len(to_known) and (to_known[np.unique(labels)] >= 0).all():
        return to_known[labels]
    has_names = material.class_names != tuple(map(str, range(len(material.class_names))))
    if has_names or labels.max() >= len(card.class_names):
        raise DataSetError(
            said(
                "The model “{name}” answers {classes}, but “{data}” shows {shown}.",
                name=card.name,
                classes=_listed(card.class_names),
                data=material.name,
                shown=_listed(material.class_names),
            ),
            "Choose the data that the model was made for.",
        )
    return labels


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_SHOWN_CLASSES])
    return f"{shown} …" if len(names) > _SHOWN_CLASSES else shown


def _chunks(images: Images, size: int) -> Iterator[Images]:
    for start in range(0, len(images), size):
        yield images[start : start + size]


class _Clock:
    """Add up the time that the model itself takes."""

    def __init__(self, logits_of: Callable[[Images], Logits]) -> None:
        self._logits_of = logits_of
        self.seconds = 0.0

    def logits(self, images: Images) -> Logits:
        """Return the model's answer."""
        start = time.perf_counter()
        logits = self._logits_of(images)
        self.seconds += time.perf_counter() - start
        return logits


class _Answered:
    """Labelled pictures with the probabilities float64 (n, classes) and the verdict that each was given."""

    def __init__(
        self,
        images: Images,
        labels: npt.NDArray[np.int64],
        probabilities: npt.NDArray[np.float64],
        verdicts: npt.NDArray[np.str_],
    ) -> None:
        self._images, self._labels, self._probabilities, self._verdicts = images, labels, probabilities, verdicts
        self._answers = probabilities.argmax(axis=1)
        self._confidences = probabilities.max(axis=1)
        self._is_right = self._answers == labels

    def report(self, card: Card, data: str) -> Report:
        """Return the report; the seconds are still 0."""
        confusion = confusion_of(self._labels, self._answers, len(card.class_names))
        bins = reliability_bins(self._confidences, self._is_right)
        right, n = int(self._is_right.sum()), len(self._labels)
        is_flagged = self._verdicts != str(Verdict.DIGIT)
        return Report(
            model=card.name,
            version=card.version,
            data=data,
            class_names=card.class_names,
            n=n,
            accuracy=right / n,
            interval=wilson_interval(right, n),
            loss=negative_log_likelihood(self._probabilities, self._labels),
            ece=error_of_bins(bins),
            confusion=tuple(map(tuple, confusion.tolist())),
            verdicts=dict(sorted(Counter(map(str, self._verdicts)).items())),
            wrong_flagged=float(is_flagged[~self._is_right].mean()) if right < n else 1.0,
            right_flagged=float(is_flagged[self._is_right].mean()) if right else 0.0,
            seconds=0.0,
            classes=class_figures(confusion, card.class_names),
            bins=bins,
            mistakes=self._kept(~self._is_right, limit=MAX_MISTAKES, surest_first=True),
            examples=self._kept(self._is_right, limit=MAX_EXAMPLES, surest_first=False),
        )

    def _kept(self, mask: npt.NDArray[np.bool_], *, limit: int, surest_first: bool) -> Samples:
        """Return at most ``limit`` of the masked pictures by confidence, from each cell as many as from the others."""
        places = np.flatnonzero(mask)
        keys = -self._confidences[places] if surest_first else self._confidences[places]
        places = places[np.argsort(keys, kind="stable")]
        rank = _rank_within(self._labels[places] * self._probabilities.shape[1] + self._answers[places])
        kept = places[np.sort(np.argsort(rank, kind="stable")[:limit])]
        return Samples(
            self._images[kept], kept, self._labels[kept], self._answers[kept].astype(np.int64), self._confidences[kept]
        )


def _rank_within(groups: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """Return for each element how many of its group come before it."""
    order = np.argsort(groups, kind="stable")
    _, starts, counts = np.unique(groups[order], return_index=True, return_counts=True)
    rank = np.empty(len(groups), dtype=np.intp)
    rank[order] = np.arange(len(groups)) - np.repeat(starts, counts)
    return rank
