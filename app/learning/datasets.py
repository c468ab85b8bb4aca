"""Data sets of 28×28 pictures, checked before a byte of them is believed."""

import gzip
import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.core.errors import DataSetError
from app.core.files import sha256_of
from app.core.paths import data_dirs
from app.core.raster import SIDE

Images = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.uint8]

DIGIT_NAMES = tuple("0123456789")
FASHION_NAMES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
CLASS_NAMES = {"mnist": DIGIT_NAMES, "fashion-mnist": FASHION_NAMES}
_FILES = {
    "train": ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
    "test": ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"),
}
_MAX_BYTES = 2_000_000_000
_CHUNK = 1 << 20


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


@dataclass(frozen=True, eq=False)
class DataSet:
    """A training and a test part with their classes; ``sha256`` names the files they came from."""

    name: str
    class_names: tuple[str, ...]
    train: Part
    test: Part
    sha256: dict[str, str] = field(default_factory=dict)


def load_dataset(name_or_path: str) -> DataSet:
    """Load ``mnist``, ``fashion-mnist``, ``pen-strokes``, or a folder with the four IDX files, plain or ``.gz``.

    Raises:
        DataSetError: it is not there or damaged; says which file and what to do.
    """
    if name_or_path == "pen-strokes":
        from app.learning.strokes import load_pen_strokes

        return load_pen_strokes()
    if name_or_path in CLASS_NAMES:
        return _load_idx_folder(find_data(name_or_path), name_or_path, CLASS_NAMES[name_or_path])
    folder = Path(name_or_path)
    if not folder.is_dir():
        known = ", ".join([*CLASS_NAMES, "pen-strokes"])
        raise DataSetError(
            f"There is no data set “{name_or_path}”.", f"Give a folder with IDX files, or one of: {known}."
        )
    return _load_idx_folder(folder, folder.name, None)


def find_data(name: str) -> Path:
    """Return the first folder called ``name`` in the data folders.

    Raises:
        DataSetError: there is none; the hint names the folders that were looked in.
    """
    for root in data_dirs():
        if (root / name).is_dir():
            return root / name
    looked_in = " or ".join(f"“{root}”" for root in data_dirs())
    raise DataSetError(
        f"The data set “{name}” is not on this computer.",
        f"Put its files into a folder “{name}” in {looked_in}, or set INKDIGIT_DATA to the folder that holds it.",
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


def read_idx(path: Path, *, dimensions: int) -> npt.NDArray[np.uint8]:
    """Read an IDX file of unsigned bytes (http://yann.lecun.com/exdb/mnist/), plain or gzip, as found by its content.

    Raises:
        DataSetError: another type or number of dimensions, sizes that do not match the bytes present, a broken gzip.
    """
    content = _read_bounded(path)
    header = 4 + 4 * dimensions
    if len(content) < header or content[:3] != b"\x00\x00\x08" or content[3] != dimensions:
        raise DataSetError(f"“{path}” is not an IDX file of unsigned bytes in {dimensions} dimensions.", _FETCH_AGAIN)
    shape = [int.from_bytes(content[at : at + 4], "big") for at in range(4, header, 4)]
    if len(content) != header + math.prod(shape):
        what = " × ".join(map(str, shape))
        raise DataSetError(
            f"“{path}” says it holds {what} bytes, but {len(content) - header:,} are there.", _FETCH_AGAIN
        )
    return np.frombuffer(content, dtype=np.uint8, offset=header).reshape(shape)


_FETCH_AGAIN = "The file is damaged or of another kind: fetch it again."


def _load_idx_folder(folder: Path, name: str, class_names: tuple[str, ...] | None) -> DataSet:
    paths = {part: [_existing(folder, stem) for stem in stems] for part, stems in _FILES.items()}
    parts = {part: _read_part(*pair, classes=len(class_names or range(256))) for part, pair in paths.items()}
    if class_names is None:
        count = int(max(part.labels.max() for part in parts.values())) + 1
        class_names = tuple(map(str, range(count)))
    hashes = {path.name: sha256_of(path) for pair in paths.values() for path in pair}
    return DataSet(name, class_names, parts["train"], parts["test"], hashes)


def _existing(folder: Path, stem: str) -> Path:
    for name in (stem + ".gz", stem, stem.replace("-idx", ".idx")):
        if (folder / name).is_file():
            return folder / name
    raise DataSetError(
        f"The folder “{folder}” has no file “{stem}.gz”.", "Put the four IDX files of the data set there."
    )


def _read_part(images_path: Path, labels_path: Path, *, classes: int) -> Part:
    images = read_idx(images_path, dimensions=3)
    labels = read_idx(labels_path, dimensions=1)
    if images.shape[1:] != (SIDE, SIDE) or not len(images):
        raise DataSetError(f"“{images_path}” does not hold 28×28 pictures.", "Choose a data set of 28×28 pictures.")
    if len(images) != len(labels):
        raise DataSetError(f"“{images_path.name}” has {len(images)} pictures for {len(labels)} labels.", _FETCH_AGAIN)
    if labels.max() >= classes:
        raise DataSetError(
            f"“{labels_path}” has a label {labels.max()}, but there are {classes} classes.", _FETCH_AGAIN
        )
    return Part(images, labels)


def _read_bounded(path: Path) -> bytes:
    """Return a file's content, decompressed if it is gzip, at most ``_MAX_BYTES`` of it."""
    try:
        with path.open("rb") as file:
            is_gzip = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            if not is_gzip:
                return _read_all(file.read, path)
            with gzip.open(file) as stream:
                return _read_all(stream.read, path)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DataSetError(f"“{path}” is cut off or damaged.", _FETCH_AGAIN) from None
    except OSError as error:
        raise DataSetError(f"“{path}” cannot be read ({error.strerror or error}).", "Check the file.") from None


def _read_all(read: Callable[[int], bytes], path: Path) -> bytes:
    chunks = bytearray()
    while chunk := read(_CHUNK):
        chunks += chunk
        if len(chunks) > _MAX_BYTES:
            raise DataSetError(f"“{path}” holds more than {_MAX_BYTES:,} bytes.", "Choose a smaller data set.")
    return bytes(chunks)
