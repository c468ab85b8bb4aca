"""Writing a data set in another form, such that reading it gives the same pictures, labels and class names again."""

import gzip
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.core.errors import DataSetError, said
from app.core.files import check_free, replaced_folder, shown, write_atomic_with
from app.learning.dataset import DataSet, Part, numbered_names
from app.learning.sources.kinds import CLASSES_FILE
from app.learning.sources.npz import NAMES_KEY
from app.learning.sources.table import PIXELS
from app.learning.sources.watch import Watch

FORMATS = ("idx", "npz", "csv", "text")
_SINGLE_SUFFIXES = {"csv": ".csv", "text": ".txt"}
_ROWS = 2000
_CHUNK = 1 << 19
_LEVEL = 6
Bytes = npt.NDArray[np.uint8]


def write_dataset(dataset: DataSet, path: Path, form: str, watch: Watch) -> None:
    """Write both parts to ``path``, in one step or not at all.

    ``npz`` makes one file. The others make a folder; a table of one part alone is a file where ``path`` ends in
    ``.csv`` or ``.txt``.

    Raises:
        InkdigitError: something is at ``path`` already, or it cannot be written.
    """
    check_free(path)
    try:
        if form == "npz":
            write_atomic_with(path, lambda part: write_npz(dataset, part, watch))
        elif not len(dataset.test) and path.suffix.lower() == _SINGLE_SUFFIXES.get(form):
            write_atomic_with(path, lambda part: _write_table(dataset.train, part, form, watch))
        else:
            with replaced_folder(path) as folder:
                _WRITERS[form](dataset, folder, watch)
                if dataset.class_names != numbered_names(dataset.train, dataset.test):
                    names = "".join(f"{name}\n" for name in dataset.class_names)
                    (folder / CLASSES_FILE).write_text(names, encoding="utf-8")
    except OSError as error:
        raise DataSetError(
            said("“{name}” cannot be written ({reason}).", name=shown(path), reason=error.strerror or error),
            "Choose another place, or make room.",
        ) from None


def write_npz(dataset: DataSet, path: Path, watch: Watch) -> None:
    """Write a NumPy archive as Keras names its arrays, with the class names beside them."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"x_train": dataset.train.images, "y_train": dataset.train.labels}
    if len(dataset.test):
        arrays |= {"x_test": dataset.test.images, "y_test": dataset.test.labels}
    if dataset.class_names != numbered_names(dataset.train, dataset.test):
        arrays[NAMES_KEY] = np.array(dataset.class_names)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for key, array in arrays.items():
            info = zipfile.ZipInfo(f"{key}.npy")  # with the earliest date there is: the same data, the same bytes
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as stream:
                header = np.lib.format.header_data_from_array_1_0(array)
                np.lib.format.write_array_header_1_0(stream, header)
                _write(np.frombuffer(array.tobytes(), dtype=np.uint8), stream.write, watch)


def _write_idx(dataset: DataSet, folder: Path, watch: Watch) -> None:
    for prefix, part in (("train", dataset.train), ("t10k", dataset.test)):
        if len(part):
            _write_idx_file(part.images, folder / f"{prefix}-images-idx3-ubyte.gz", watch)
            _write_idx_file(part.labels, folder / f"{prefix}-labels-idx1-ubyte.gz", watch)


def _write_idx_file(array: Bytes, path: Path, watch: Watch) -> None:
    sizes = b"".join(side.to_bytes(4, "big") for side in array.shape)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as stream:
        stream.write(bytes([0, 0, 8, array.ndim]) + sizes)
        _write(array.reshape(-1), stream.write, watch)


def _write(content: Bytes, write: Callable[[bytes], object], watch: Watch) -> None:
    for at in range(0, len(content), _CHUNK):
        watch.tell("writing", at, len(content))
        write(content[at : at + _CHUNK].tobytes())


def _write_csv(dataset: DataSet, folder: Path, watch: Watch) -> None:
    _write_tables(dataset, folder, "csv", watch)


def _write_text(dataset: DataSet, folder: Path, watch: Watch) -> None:
    _write_tables(dataset, folder, "text", watch)


def _write_tables(dataset: DataSet, folder: Path, form: str, watch: Watch) -> None:
    for name, part in (("train", dataset.train), ("test", dataset.test)):
        if len(part):
            _write_table(part, folder / f"{name}{_SINGLE_SUFFIXES[form]}", form, watch)


def _write_table(part: Part, path: Path, form: str, watch: Watch) -> None:
    with path.open("wb") as stream:
        if form == "csv":
            stream.write(",".join(["label", *(f"pixel{at}" for at in range(PIXELS))]).encode() + b"\n")
        for done, block in _lines(
            part, label_end=b"," if form == "csv" else b" ** ", end=b"," if form == "csv" else b" "
        ):
            watch.tell("writing", done, len(part))
            stream.write(block)


def _lines(part: Part, *, label_end: bytes, end: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (pictures before, text of the next ones): label and pixels a line, by array operations."""
    labels, pixels, last = (_spellings(mark) for mark in (label_end, end, b"\n"))
    for at in range(0, len(part), _ROWS):
        rows = part.images[at : at + _ROWS].reshape(-1, PIXELS)
        cells = [labels[part.labels[at : at + _ROWS]], pixels[rows[:, :-1]].reshape(len(rows), -1), last[rows[:, -1]]]
        text = np.concatenate(cells, axis=1)
        yield at, text[text != 0].tobytes()


def _spellings(end: bytes) -> Bytes:
    """Return each number 0-255 in decimal with ``end`` behind it, filled up with zero bytes: uint8 (256, width)."""
    texts = [str(number).encode() + end for number in range(256)]
    return np.array(texts, dtype=f"S{3 + len(end)}").view(np.uint8).reshape(256, -1)


_WRITERS: dict[str, Callable[[DataSet, Path, Watch], None]] = {
    "idx": _write_idx,
    "csv": _write_csv,
    "text": _write_text,
}
