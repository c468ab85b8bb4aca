"""Digits written from our own table of styles in random hands: something to learn from on a machine with no data."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from app.core.errors import DataSetError
from app.core.files import write_atomic_with
from app.core.locks import locked
from app.core.raster import SIDE, raster_of_lines
from app.core.training import Augmentation
from app.learning.augment import varied
from app.learning.dataset import DIGIT_NAMES, DataSet, Images, Part
from app.learning.handwriting import felt_or_fine_pen, handwritten
from app.learning.sources.content import Content
from app.learning.sources.npz import read_npz
from app.learning.sources.opening import hash_of
from app.learning.sources.places import cache_dir
from app.learning.sources.watch import Watch
from app.learning.sources.writing import write_npz

NAME = "synthetic-strokes"
COUNTS = (60_000, 2_000)
_VERSION = 3
"""Counted up whenever other digits would come out, so that an old file in the cache is made anew."""
_SEED = 28
_AS_SCANNED = Augmentation(rotation=0, scale=0, shear=0, shift=1.5, elastic=0.8, thickness=0.5)
"""What ink, paper and framing add to a line. The hand has turned and slanted it already."""
_AT_A_TIME = 500


def synthetic_path() -> Path:
    """Return where the digits are kept once they are made."""
    return cache_dir() / NAME / f"{NAME}-{_VERSION}.npz"


def load_synthetic_strokes(watch: Watch) -> DataSet:
    """Return 60,000 digits to learn from and 2,000 to measure on, always the same; the first call makes them."""
    path = synthetic_path()
    content = _kept(path, watch)
    if content is None:
        with _alone(path, watch):
            content = _kept(path, watch) or _made_and_kept(path, watch)
    return DataSet(NAME, DIGIT_NAMES, content.train, content.test, content.sha256, str(path))


def made_digits(count: int, seed: int, watch: Watch, *, done: int = 0, total: int | None = None) -> Part:
    """Write ``count`` digits, the ten in equal numbers, each in a random style, hand and pen, on uneven paper.

    ``done`` of ``total`` are told to ``watch`` as made already.
    """
    images = np.empty((count, SIDE, SIDE), dtype=np.uint8)
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(count) % 10).astype(np.uint8)
    for start in range(0, count, _AT_A_TIME):
        end = min(start + _AT_A_TIME, count)
        for at in range(start, end):
            watch.tell("loading", done + at, total or count)
            images[at] = raster_of_lines(handwritten(int(labels[at]), rng), pen=felt_or_fine_pen(rng))
        images[start:end] = _with_full_ink(varied(images[start:end], _AS_SCANNED, rng))
    return Part(images, labels)


def _with_full_ink(images: Images) -> Images:
    """Make the brightest pixel of each picture, uint8 (n, 28, 28), white, as it is where pictures are framed."""
    brightest = np.maximum(images.max(axis=(1, 2), keepdims=True), 1)
    bright: Images = np.rint(images * (np.float32(255) / brightest)).astype(np.uint8)
    return bright


def _kept(path: Path, watch: Watch) -> Content | None:
    """Return what the cache holds, or None where that is missing, damaged or not ours."""
    if not path.is_file():
        return None
    try:
        content = read_npz(path, watch)
    except DataSetError:
        return None
    return content if (len(content.train), len(content.test)) == COUNTS else None


@contextmanager
def _alone(path: Path, watch: Watch) -> Iterator[None]:
    """Wait while another process makes the same digits, as for the gallery; not where nothing can be kept anyway."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.with_suffix(".lock").open("ab")
    except OSError:
        yield
        return
    with file, locked(file, while_waiting=lambda: watch.tell("loading", 0, 0)):
        yield


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
