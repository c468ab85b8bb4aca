"""A look at a data set: some of its pictures, and how many of each class there are."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAX_SHOWN = 400
TRAIN, TEST = PARTS = ("train", "test")


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """At most ``MAX_SHOWN`` pictures, uint8 (n, 28, 28), with labels uint8 (n,), shuffled; counts are of the whole.

    ``class_names[label]`` names a class; ``counts_train`` and ``counts_test`` have a number for each. ``indices``
    (n,) are the places of the pictures in the training part, where they are known.
    """

    name: str
    class_names: tuple[str, ...]
    counts_train: tuple[int, ...]
    counts_test: tuple[int, ...]
    images: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    indices: npt.NDArray[np.intp] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class NumberedPicture:
    """One picture of a data set, uint8 (28, 28), by its ``part`` and its place in it from 0, with its class."""

    image: npt.NDArray[np.uint8]
    class_name: str
    data: str
    part: str
    index: int
