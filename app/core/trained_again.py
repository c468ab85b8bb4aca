"""What networks trained anew by a model's recipe came to, as it stands in the model's ``card.json``.

``python -m app.learning.folds`` measures it and writes it there.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.measures import wilson_interval
from app.core.report import Figure, Group, counted

FIELD = "trained_again"
ALL_WRITERS = 0
"""The number of the fold that learns from no pen strokes at all, and reads all writers."""
MNIST, WRITERS = "MNIST test", "unseen writers"
_MAX_RUNS = 100
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many of ``n`` are right."""

    n: int
    right: int


@dataclass(frozen=True, slots=True)
class TrainedAgain:
    """One network: the seed it began with, how many epochs it learned, and what it read right in the end."""

    fold: int
    seed: int
    epochs: int
    mnist: Count
    writers: Count


def trained_again(fields: Mapping[str, Any]) -> tuple[TrainedAgain, ...]:
    """Return the networks in the fields of a card; what is none is left out, as the file may be anybody's."""
    listed = fields.get(FIELD)
    if not isinstance(listed, list):
        return ()
    return tuple(run for each in listed[:_MAX_RUNS] if (run := _parsed(each)) is not None)


def figures_of(runs: tuple[TrainedAgain, ...]) -> Iterator[Figure]:
    """Yield what the folds come to, and what is read without having seen any pen strokes."""
    folds = [run for run in runs if run.fold != ALL_WRITERS]
    if folds:
        mean = math.fsum(run.mnist.right / run.mnist.n for run in folds) / len(folds)
        n = folds[0].mnist.n
        name = f"Trained anew, mean of {len(folds)} seeds: {MNIST}, right"
        yield Figure(name, mean, n, wilson_interval(round(mean * n), n), at_least=0.997)
        right, of = (sum(getattr(run.writers, key) for run in folds) for key in ("right", "n"))
        yield counted(f"Trained anew, over {len(folds)} folds: {WRITERS}, right", right, of, at_least=0.995)
    for run in runs:
        if run.fold == ALL_WRITERS:
            name = f"Trained anew without pen strokes: {WRITERS}, right"
            yield counted(name, run.writers.right, run.writers.n, at_least=0.98)


def group_of(runs: tuple[TrainedAgain, ...]) -> Group:
    """Return each network's figures as a table."""
    epochs = ", ".join(map(str, sorted({run.epochs for run in runs})))
    note = (
        f"The same recipe in {epochs} epochs, each time without the pen strokes of some writers, who are then read. "
        "Measured when these networks were trained."
    )
    figures = [
        counted(_called(run), count.right, count.n, column=column)
        for run in runs
        for column, count in ((MNIST, run.mnist), (WRITERS, run.writers))
    ]
    return Group("trained-anew", "Trained anew", note, tuple(figures))


def _called(run: TrainedAgain) -> str:
    return "without pen strokes" if run.fold == ALL_WRITERS else f"seed {run.seed}"


def _parsed(fields: Any) -> TrainedAgain | None:
    if not isinstance(fields, dict):
        return None
    fold, seed, epochs = (_whole(fields.get(key)) for key in ("fold", "seed", "epochs"))
    mnist, writers = (_count(fields.get(key)) for key in ("mnist", "writers"))
    if fold is None or seed is None or epochs is None or mnist is None or writers is None:
        return None
    return TrainedAgain(fold, seed, epochs, mnist, writers)


def _count(fields: Any) -> Count | None:
    if not isinstance(fields, dict):
        return None
    n, right = _whole(fields.get("n")), _whole(fields.get("right"))
    return None if not n or right is None or right > n else Count(n, right)


def _whole(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= _MOST else None
