"""Digits written by our own stroke templates in random hands: something to learn from on a machine with no data."""

from pathlib import Path

import numpy as np

from app.core.errors import DataSetError
from app.core.files import write_atomic_with
from app.core.raster import SIDE, raster_of_lines
from app.learning.dataset import DIGIT_NAMES, DataSet, Part
from app.learning.sources.content import Content
from app.learning.sources.npz import read_npz
from app.learning.sources.opening import hash_of
from app.learning.sources.places import cache_dir
from app.learning.sources.watch import Watch
from app.learning.sources.writing import write_npz
from app.learning.strokes import random_pen
from app.learning.templates import digit_strokes

NAME = "synthetic-strokes"
COUNTS = (20_000, 2_000)
_VERSION = 1
"""Counted up whenever other digits would come out, so that an old file in the cache is made anew."""
_SEED = 28


def synthetic_path() -> Path:
    """Return where the digits are kept once they are made."""
    return cache_dir() / NAME / f"{NAME}-{_VERSION}.npz"


def load_synthetic_strokes(watch: Watch) -> DataSet:
    """Return 20,000 digits to learn from and 2,000 to measure on, always the same; the first call makes them."""
    path = synthetic_path()
    content = _kept(path, watch)
    if content is None:
        content = _made_and_kept(path, watch)
    return DataSet(NAME, DIGIT_NAMES, content.train, content.test, content.sha256, str(path))


def made_digits(count: int, seed: int, watch: Watch, *, done: int = 0, total: int | None = None) -> Part:
    """Write ``count`` digits, the ten in equal numbers, each in a random style, hand and pen."""
    images = np.empty((count, SIDE, SIDE), dtype=np.uint8)
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(count) % 10).astype(np.uint8)
    for at, label in enumerate(labels):
        watch.tell("loading", done + at, total or count)
        images[at] = raster_of_lines(digit_strokes(int(label), rng), pen=random_pen(rng))
    return Part(images, labels)


def _kept(path: Path, watch: Watch) -> Content | None:
    """Return what the cache holds, or None where that is missing, damaged or not ours."""
    if not path.is_file():
        return None
    try:
        content = read_npz(path, watch)
    except DataSetError:
        return None
    return content if (len(content.train), len(content.test)) == COUNTS else None


def _made_and_kept(path: Path, watch: Watch) -> Content:
    train = made_digits(COUNTS[0], _SEED, watch, total=sum(COUNTS))
    test = made_digits(COUNTS[1], _SEED + 1, watch, done=COUNTS[0], total=sum(COUNTS))
    dataset = DataSet(NAME, DIGIT_NAMES, train, test)
    try:
        write_atomic_with(path, lambda part: write_npz(dataset, part, watch))
        hashes = {path.name: hash_of(path, watch)}
    except OSError:
        hashes = {}  # a full disk: they are made again next time
    return Content(train, test, DIGIT_NAMES, hashes)
