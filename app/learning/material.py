"""What a run learns from, chooses by, and is measured on: pictures, strokes, and pictures of no class at all."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.core.errors import DataSetError
from app.core.files import sha256_of
from app.core.training import TrainingConfig
from app.learning.datasets import DIGIT_NAMES, DataSet, Images, Part, load_dataset, split
from app.learning.negatives import Negatives
from app.learning.strokes import StrokeSample, part_of, pen_strokes_path, read_unipen, split_writers

_NEGATIVES_TO_CHOOSE_BY = 1500
_EMPTY = Part(np.zeros((0, 28, 28), dtype=np.uint8), np.zeros(0, dtype=np.uint8))


@dataclass(frozen=True, eq=False)
class Material:
    """``train`` and ``strokes`` are learned from; ``validation``, ``writers`` and ``others`` chosen by.

    ``test`` and ``test_writers`` are measured once, at the end. ``others`` are pictures of no class, uint8 (n, 28, 28).
    ``sources`` describes every data set for the card.
    """

    class_names: tuple[str, ...]
    train: Part
    validation: Part
    test: Part
    strokes: list[StrokeSample] = field(default_factory=list)
    writers: Part = _EMPTY
    test_writers: Part = _EMPTY
    negatives: Negatives | None = None
    others: Images = field(default_factory=lambda: _EMPTY.images)
    sources: list[dict[str, Any]] = field(default_factory=list)

    @property
    def has_digits(self) -> bool:
        """Say whether the classes are the ten digits, so that strokes and non-digits can help."""
        return self.class_names == DIGIT_NAMES


def gather(config: TrainingConfig) -> Material:
    """Load what ``config`` names, and beside digits the pen strokes and garments that are on this computer.

    Raises:
        DataSetError: the named data set is missing or damaged. Missing strokes or garments are simply left out.
    """
    dataset = load_dataset(config.data)
    available = dataset.train
    if config.limit is not None and config.limit < len(available):
        _, available = split(available, held_back=config.limit, seed=config.seed)
    train, validation = split(available, held_back=min(5000, len(available) // 6), seed=config.seed)
    sources = [_source(dataset, train=len(train), validation=len(validation))]
    if dataset.class_names != DIGIT_NAMES or config.data == "pen-strokes":
        return Material(dataset.class_names, train, validation, dataset.test, sources=sources)
    return _with_strokes(train, validation, dataset.test, sources, config)


def _with_strokes(
    train: Part, validation: Part, test: Part, sources: list[dict[str, Any]], config: TrainingConfig
) -> Material:
    strokes: list[StrokeSample] = []
    writers = test_writers = _EMPTY
    try:
        path = pen_strokes_path()
        people = split_writers(read_unipen(path))
    except DataSetError:
        people = None
    if people is not None:
        strokes, writers, test_writers = people.train, part_of(people.validation), part_of(people.test)
        counts = {"train": len(strokes), "validation": len(writers), "test": len(test_writers)}
        sources.append({"name": "pen-strokes", **counts, "sha256": {path.name: sha256_of(path)}})
    garments = _garments(sources)
    negatives = Negatives(strokes, train.images, garments)
    rng = np.random.default_rng([config.seed, 77])
    others = np.stack([negatives.picture(rng) for _ in range(_NEGATIVES_TO_CHOOSE_BY)])
    return Material(DIGIT_NAMES, train, validation, test, strokes, writers, test_writers, negatives, others, sources)


def _garments(sources: list[dict[str, Any]]) -> Images | None:
    """Return pictures that are no digits for sure, where they are on this computer."""
    try:
        fashion = load_dataset("fashion-mnist", may_download=False)
    except DataSetError:
        return None
    sources.append(_source(fashion, train=len(fashion.train), role="examples of what is no digit"))
    return fashion.train.images


def _source(dataset: DataSet, *, train: int, validation: int = 0, role: str = "") -> dict[str, Any]:
    source: dict[str, Any] = {"name": dataset.name, "train": train, "sha256": dataset.sha256}
    if role:
        return {**source, "role": role}
    return {**source, "validation": validation, "test": len(dataset.test)}
