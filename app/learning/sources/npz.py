"""NumPy archives: Keras's mnist.npz and its relatives. Only plain numbers are read; nothing in them is ever run."""

import ast
import errno
import math
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from app.core.errors import DataSetError, said
from app.core.files import shown
from app.core.raster import SIDE
from app.learning.dataset import MAX_CLASSES, MAX_PICTURES, Images, Labels, Part, empty_part
from app.learning.sources.content import Content
from app.learning.sources.opening import FETCH_AGAIN, OpenFile, hash_of, opened
from app.learning.sources.watch import Watch

TRAIN_KEYS = (
    ("x_train", "y_train"),
    ("train_images", "train_labels"),
    ("images", "labels"),
    ("x", "y"),
    ("data", "target"),
)
TEST_KEYS = (("x_test", "y_test"), ("test_images", "test_labels"))
NAMES_KEY = "class_names"
_END_OF_DIRECTORY, _ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_ZIP_DAMAGE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OverflowError, struct.error)
"""What zipfile raises for damage, for passwords and for methods that it does not know."""
_MAX_DIRECTORY = 100_000
_MAX_HEADER = 10_000
_MAX_NAME = 200
_CHUNK_ITEMS = 1 << 17


@dataclass(frozen=True, slots=True)
class _Header:
    dtype: "np.dtype[np.generic]"
    is_fortran: bool
    shape: tuple[int, ...]


def read_npz(path: Path, watch: Watch) -> Content:
    """Read the pictures and labels of an archive, by the names that Keras and others give them.

    Raises:
        DataSetError: it is damaged, has no such arrays, or they are not 28×28 pictures with labels 0 to 255.
    """
    with opened(path, watch) as file:
        _check_directory(file)
        try:
            with zipfile.ZipFile(file.raw) as archive:
                content = _read(_Archive(archive, file.name, watch))
        except _ZIP_DAMAGE:
            raise DataSetError(said("“{name}” is cut off or damaged.", name=file.name), FETCH_AGAIN) from None
        except OSError as error:
            if error.errno != errno.EINVAL:  # a place before the file's beginning
                raise
            raise DataSetError(said("“{name}” is cut off or damaged.", name=file.name), FETCH_AGAIN) from None
    return Content(content.train, content.test, content.class_names, {path.name: hash_of(path, watch)})


def _check_directory(file: OpenFile) -> None:
    """Refuse an archive whose table of contents would take long to read; arrays of pictures are a handful."""
    size = file.raw.seek(0, 2)
    file.raw.seek(max(size - 65_600, 0))
    tail = file.raw.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < 22:
        raise DataSetError(said("“{name}” is cut off or damaged.", name=file.name), FETCH_AGAIN)
    directory = int.from_bytes(tail[at + 12 : at + 16], "little")
    if directory > _MAX_DIRECTORY or tail[max(at - 20, 0) : at].startswith(_ZIP64):
        raise DataSetError(said("“{name}” is far too large for a data set.", name=file.name), "Choose a smaller one.")


class _Archive:
    """The arrays of an archive, each checked against its own header before memory is taken for it."""

    def __init__(self, archive: zipfile.ZipFile, name: str, watch: Watch) -> None:
        self._archive = archive
        self._watch = watch
        self.name = name
        self.keys = {info.filename.removesuffix(".npy"): info for info in archive.infolist()}

    def images(self, key: str) -> Images:
        """Return an array of pictures as uint8 (n, 28, 28)."""
        with self._archive.open(self.keys[key]) as stream:
            header = self._header(stream, key)
            if header.shape[1:] not in ((SIDE, SIDE), (SIDE * SIDE,), (SIDE, SIDE, 1), (1, SIDE, SIDE)):
                raise DataSetError(
                    said("“{key}” in “{name}” does not hold 28×28 pictures.", key=key, name=self.name),
                    "Choose a data set of 28×28 pictures.",
                )
            return self._bytes(stream, key, header).reshape(-1, SIDE, SIDE)

    def labels(self, key: str) -> Labels:
        """Return an array of labels as uint8 (n,)."""
        with self._archive.open(self.keys[key]) as stream:
            header = self._header(stream, key)
            if header.shape[1:] not in ((), (1,)):
                raise DataSetError(
                    said("“{key}” in “{name}” is not one label a picture.", key=key, name=self.name),
                    "Save the labels as whole numbers (n,).",
                )
            return self._bytes(stream, key, header).reshape(-1)

    def names(self, key: str) -> tuple[str, ...]:
        """Return an array of class names."""
        with self._archive.open(self.keys[key]) as stream:
            header = self._header(stream, key)
            is_sound = header.dtype.kind == "U" and len(header.shape) == 1 and 0 < header.shape[0] <= MAX_CLASSES
            if not is_sound or header.dtype.itemsize > 4 * _MAX_NAME:
                raise DataSetError(
                    said("“{key}” in “{name}” is not a list of class names.", key=key, name=self.name), FETCH_AGAIN
                )
            content = stream.read(header.dtype.itemsize * header.shape[0] + 1)
            if len(content) != header.dtype.itemsize * header.shape[0]:
                raise self._mismatch(key)
            try:
                return tuple(map(str, np.frombuffer(content, dtype=header.dtype)))
            except (UnicodeError, ValueError):  # code points beyond Unicode
                raise DataSetError(
                    said("“{key}” in “{name}” is not a list of class names.", key=key, name=self.name), FETCH_AGAIN
                ) from None

    def _header(self, stream: IO[bytes], key: str) -> _Header:
        """Read an array's header (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html)."""
        magic = stream.read(8)
        if len(magic) < 8 or magic[:6] != b"\x93NUMPY" or magic[6] not in (1, 2, 3):
            raise DataSetError(said("“{key}” in “{name}” is not an array.", key=key, name=self.name), FETCH_AGAIN)
        length = int.from_bytes(stream.read(2 if magic[6] == 1 else 4), "little")
        if length > _MAX_HEADER:
            raise DataSetError(said("“{key}” in “{name}” is not an array.", key=key, name=self.name), FETCH_AGAIN)
        try:
            fields = ast.literal_eval(stream.read(length).decode("utf-8" if magic[6] == 3 else "latin-1").strip())
            header = _Header(np.dtype(fields["descr"]), bool(fields["fortran_order"]), tuple(fields["shape"]))
        except (SyntaxError, ValueError, TypeError, KeyError, RecursionError, MemoryError):
            raise DataSetError(
                said("“{key}” in “{name}” is not an array.", key=key, name=self.name), FETCH_AGAIN
            ) from None
        self._check_header(header, key)
        return header

    def _check_header(self, header: _Header, key: str) -> None:
        if header.dtype.hasobject:
            raise DataSetError(
                said("“{key}” in “{name}” holds Python objects, which could run a program.", key=key, name=self.name),
                "Save it as plain numbers: np.asarray(array, dtype=np.uint8).",
            )
        if not header.shape or not all(type(side) is int and side >= 0 for side in header.shape):
            raise DataSetError(
                said("“{key}” in “{name}” is not an array of pictures or labels.", key=key, name=self.name), FETCH_AGAIN
            )
        if header.shape[0] > MAX_PICTURES or math.prod(header.shape) > MAX_PICTURES * SIDE * SIDE:
            what = " × ".join(map(str, header.shape))
            raise DataSetError(
                said(
                    "“{key}” in “{name}” says it holds {what} numbers, which is too many.",
                    key=key,
                    name=self.name,
                    what=what,
                ),
                said("A part may have {pictures:,} pictures.", pictures=MAX_PICTURES),
            )

    def _bytes(self, stream: IO[bytes], key: str, header: _Header) -> npt.NDArray[np.uint8]:
        """Return the numbers of an array as uint8; memory is taken as they come."""
        if header.dtype.kind not in "iuf" or header.dtype.itemsize > 8:
            raise DataSetError(
                said("“{key}” in “{name}” is of the type {dtype}.", key=key, name=self.name, dtype=header.dtype),
                "Save it as whole numbers 0 to 255.",
            )
        count = math.prod(header.shape)
        numbers = np.empty(count, dtype=np.uint8)
        at = 0
        while at < count:
            self._watch.tell("loading", at, count)
            wanted = min(_CHUNK_ITEMS, count - at) * header.dtype.itemsize
            piece = stream.read(wanted)
            if len(piece) != wanted:
                raise self._mismatch(key)
            values = np.frombuffer(piece, dtype=header.dtype)
            numbers[at : at + len(values)] = self._as_bytes(values, key)
            at += len(values)
        if stream.read(1):
            raise self._mismatch(key)
        return np.ascontiguousarray(numbers.reshape(header.shape, order="F" if header.is_fortran else "C"))

    def _as_bytes(self, values: npt.NDArray[np.generic], key: str) -> npt.NDArray[np.uint8]:
        if values.dtype == np.uint8:
            return values.view(np.uint8)
        with np.errstate(invalid="ignore"):
            whole = values.astype(np.uint8)
        if not np.array_equal(whole, values):
            raise DataSetError(
                said(
                    "“{key}” in “{name}” holds numbers other than the whole ones from 0 to 255.",
                    key=key,
                    name=self.name,
                ),
                "Save pictures as uint8, and labels as class numbers from 0.",
            )
        return whole

    def _mismatch(self, key: str) -> DataSetError:
        return DataSetError(
            said("“{key}” in “{name}” is not as long as its header says.", key=key, name=self.name), FETCH_AGAIN
        )


def _read(archive: _Archive) -> Content:
    train, test = _part(archive, TRAIN_KEYS), _part(archive, TEST_KEYS)
    if train is None and test is None:
        held = ", ".join(f"“{shown(key)}”" for key in list(archive.keys)[:6]) or said("none")
        raise DataSetError(
            said(
                "“{name}” has no arrays x_train and y_train, or images and labels; its arrays: {held}.",
                name=archive.name,
                held=held,
            ),
            "Save them under those names.",
        )
    names = archive.names(NAMES_KEY) if NAMES_KEY in archive.keys else None
    if train is None:
        assert test is not None
        return Content(test, class_names=names)
    return Content(train, test or empty_part(), names)


def _part(archive: _Archive, keys: tuple[tuple[str, str], ...]) -> Part | None:
    for images_key, labels_key in keys:
        if images_key in archive.keys and labels_key in archive.keys:
            images, labels = archive.images(images_key), archive.labels(labels_key)
            if len(images) != len(labels):
                raise DataSetError(
                    said(
                        "“{name}” has {count} pictures for {labels} labels.",
                        name=archive.name,
                        count=len(images),
                        labels=len(labels),
                    ),
                    said(
                        "“{images_key}” and “{labels_key}” belong to different data sets: save them again.",
                        images_key=images_key,
                        labels_key=labels_key,
                    ),
                )
            if not len(images):
                raise DataSetError(
                    said("“{images_key}” in “{name}” holds no pictures.", images_key=images_key, name=archive.name),
                    "Choose another data set.",
                )
            return Part(images, labels)
    return None
