"""What a data set is: 28×28 pictures in two parts, and the names of their classes."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from app.core.errors import DataSetError, said
from app.core.preprocessing import FASHION_NAMES as FASHION_NAMES
from app.core.raster import SIDE

Images = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.uint8]

DIGIT_NAMES = tuple("0123456789")
MAX_PICTURES = 1_000_000
"""Of one part: 0.8 GB of memory. The largest set of this kind that people have, EMNIST, has 814,255."""
MAX_CLASSES = 256


@dataclass(frozen=True, eq=False)
class Part:
    """Some pictures, uint8 (n, 28, 28), 0-255, bright on black, and their class indices, uint8 (n,)."""

    images: Images
    labels: Labels

    def __len__(self) -> int:
        return len(self.labels)

    def take(self, indices: npt.NDArray[np.intp]) -> "Part":
        """Return the pictures at ``indices``."""
        return Part(self.images[indices], self.labels[indices])


def empty_part() -> Part:
    """Return a part without pictures."""
    return Part(np.zeros((0, SIDE, SIDE), dtype=np.uint8), np.zeros(0, dtype=np.uint8))


@dataclass(frozen=True, eq=False)
class DataSet:
    """A training and a test part with their classes; ``test`` is empty where the source has only one part.

    ``sha256`` names the files they came from, ``source`` the place.
    """

    name: str
    class_names: tuple[str, ...]
    train: Part
    test: Part
    sha256: dict[str, str] = field(default_factory=dict)
    source: str = ""

    @property
    def measured(self) -> Part:
        """Return what a model is measured on: the test part, or all there is where no test part was held back."""
        return self.test if len(self.test) else self.train


_TEST_SPLIT = 1_000_003
"""Added to the seed, so that the test part is not drawn by the dice of the validation part."""


def with_test(dataset: DataSet, *, seed: int) -> tuple[Part, Part]:
    """Return what a run with ``seed`` may learn from, and its test part: a stratified sixth where the data has none."""
    if len(dataset.test):
        return dataset.train, dataset.test
    return split(dataset.train, held_back=len(dataset.train) // 6, seed=seed + _TEST_SPLIT)


def numbered_names(*parts: Part) -> tuple[str, ...]:
    """Return "0" to the highest label of all the parts, for sets whose classes have no names."""
    return tuple(map(str, range(max(int(part.labels.max()) for part in parts if len(part)) + 1)))


def check_labels(part: Part, class_names: tuple[str, ...], *, where: str) -> None:
    """Raise ``DataSetError`` where a label has no name; ``where`` is what the message calls the part's source."""
    if len(part) and part.labels.max() >= len(class_names):
        raise DataSetError(
            said(
                "“{where}” has a label {label}, but there are {count} classes.",
                where=where,
                label=part.labels.max(),
                count=len(class_names),
            ),
            "Its labels belong to another data set: fetch them again.",
        )


def split(part: Part, *, held_back: int, seed: int) -> tuple[Part, Part]:
    """Split off ``held_back`` pictures, the classes in their proportions; return (rest, held back)."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(part))
    by_class = order[np.argsort(part.labels[order], kind="stable")]
    picked = by_class[np.linspace(0, len(part) - 1, held_back).round().astype(np.intp)]
    is_picked = np.zeros(len(part), dtype=bool)
    is_picked[picked] = True
    return part.take(np.flatnonzero(~is_picked)), part.take(np.flatnonzero(is_picked))
