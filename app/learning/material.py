"""What a run learns from, chooses by, and is measured on: pictures, strokes, and pictures of no class at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.core.errors import DataSetError, TrainingError, said
from app.core.events import Progress
from app.core.files import sha256_of
from app.core.job import Report, Token, ignore
from app.core.preprocessing import FASHION_NAMES
from app.core.training import PRESETS, TrainingConfig
from app.learning.dataset import with_test
from app.learning.datasets import DIGIT_NAMES, DataSet, Images, Part, load_dataset, split
from app.learning.garments import DrawnGarments, NoGarments
from app.learning.negatives import Negatives, Outsiders
from app.learning.strokes import StrokeSample, WriterSplit, part_of, pen_strokes_path, read_unipen, split_writers

_NEGATIVES_TO_CHOOSE_BY = 1500
_LEAST_PICTURES = 20
_EMPTY = Part(np.zeros((0, 28, 28), dtype=np.uint8), np.zeros(0, dtype=np.uint8))


@dataclass(frozen=True, eq=False)
class Material:
    """``train`` and ``strokes`` are learned from; ``validation``, ``writers`` and ``others`` chosen by.

    ``test`` and ``test_writers`` are measured once, at the end. ``others`` are pictures of no class, uint8 (n, 28, 28).
    ``drawn`` and ``negatives`` make pictures to learn from. ``sources`` describes every data set for the card.
    """

    class_names: tuple[str, ...]
    train: Part
    validation: Part
    test: Part
    strokes: list[StrokeSample] = field(default_factory=list)
    writers: Part = _EMPTY
    test_writers: Part = _EMPTY
    drawn: DrawnGarments | None = None
    negatives: Outsiders | None = None
    others: Images = field(default_factory=lambda: _EMPTY.images)
    sources: list[dict[str, Any]] = field(default_factory=list)

    is_mixed: bool = False
    """Whether strokes and template digits are mixed into the batches."""

    @property
    def chosen_by(self) -> Part:
        """Return what the best epoch is chosen by; without pictures where nothing was held back."""
        parts = (self.validation, self.writers)
        return Part(np.concatenate([part.images for part in parts]), np.concatenate([part.labels for part in parts]))


SplitPeople = Callable[[Sequence[StrokeSample]], WriterSplit]


def gather(
    config: TrainingConfig,
    *,
    split_people: SplitPeople = split_writers,
    report: Report = ignore,
    token: Token | None = None,
) -> Material:
    """Load what ``config`` names, and what else its network learns from, as far as that is on this computer.

    That is pen strokes and what is no digit for ``digits``, drawn garments and what is no garment for garments.

    A data set without a test part gives a sixth of its pictures for one, stratified and seeded. ``split_people`` says
    which pen strokes are learned from and which are not.

    Raises:
        DataSetError: the named data set is missing or damaged. What else is missing is simply left out.
        TrainingError: it has too few pictures, or its pictures must not be mirrored.
        Cancelled: the token was cancelled.
    """
    report(Progress("loading", 0, 0))
    dataset = load_dataset(config.data, report=report, token=token)
    _check(dataset, config)
    available, test = with_test(dataset, seed=config.seed)
    if config.limit is not None and config.limit < len(available):
        _, available = split(available, held_back=config.limit, seed=config.seed)
    train, validation = split(available, held_back=min(config.validation, len(available) // 6), seed=config.seed)
    source = _source(dataset, train=len(train), validation=len(validation))
    sources = [{**source, "test": len(test), "test_held_back": not len(dataset.test)}]
    if PRESETS[config.preset].learns_none and dataset.class_names == FASHION_NAMES:
        return _with_drawn_garments(train, validation, test, sources, config)
    if PRESETS[config.preset].learns_none and dataset.class_names == DIGIT_NAMES and config.data != "pen-strokes":
        return _with_strokes(train, validation, test, sources, config, split_people)
    return Material(dataset.class_names, train, validation, test, sources=sources)


def _check(dataset: DataSet, config: TrainingConfig) -> None:
    if len(dataset.train) < _LEAST_PICTURES:
        raise TrainingError(
            said(
                "The data set “{name}” has {count} pictures to learn from.", name=dataset.name, count=len(dataset.train)
            ),
            said("Choose one with {least} or more.", least=_LEAST_PICTURES),
        )
    if config.augmentation is not None and config.augmentation.flip and dataset.class_names == DIGIT_NAMES:
        raise TrainingError("A mirrored digit is no digit.", "Train without mirroring the pictures.")


def _with_strokes(
    train: Part,
    validation: Part,
    test: Part,
    sources: list[dict[str, Any]],
    config: TrainingConfig,
    split_people: SplitPeople,
) -> Material:
    strokes: list[StrokeSample] = []
    writers = test_writers = _EMPTY
    try:
        path = pen_strokes_path()
        people = split_people(read_unipen(path))
    except DataSetError:
        people = None
    if people is not None:
        strokes, writers, test_writers = people.train, part_of(people.validation), part_of(people.test)
        counts = {"train": len(strokes), "validation": len(writers), "test": len(test_writers)}
        sources.append({"name": "pen-strokes", **counts, "sha256": {path.name: sha256_of(path)}})
    negatives = Negatives(strokes, train.images, _others("fashion-mnist", sources, role="examples of what is no digit"))
    return Material(
        DIGIT_NAMES, train, validation, test, strokes, writers, test_writers,
        negatives=negatives, others=_to_choose_by(negatives, config), sources=sources, is_mixed=True,
    )  # fmt: skip


def _with_drawn_garments(
    train: Part, validation: Part, test: Part, sources: list[dict[str, Any]], config: TrainingConfig
) -> Material:
    negatives = NoGarments(_others("mnist", sources, role="examples of what is no garment"))
    return Material(
        FASHION_NAMES, train, validation, test,
        drawn=DrawnGarments(train), negatives=negatives, others=_to_choose_by(negatives, config), sources=sources,
    )  # fmt: skip


def _to_choose_by(negatives: Outsiders, config: TrainingConfig) -> Images:
    rng = np.random.default_rng([config.seed, 77])
    return np.stack([negatives.picture(rng) for _ in range(_NEGATIVES_TO_CHOOSE_BY)])


def _others(name: str, sources: list[dict[str, Any]], *, role: str) -> Images | None:
    """Return pictures that are of no class for sure, where they are on this computer."""
    try:
        data = load_dataset(name, may_download=False)
    except DataSetError:
        return None
    sources.append(_source(data, train=len(data.train), role=role))
    return data.train.images


def _source(dataset: DataSet, *, train: int, validation: int = 0, role: str = "") -> dict[str, Any]:
    source: dict[str, Any] = {"name": dataset.name, "train": train, "sha256": dataset.sha256}
    if role:
        return {**source, "role": role}
    return {**source, "validation": validation}
