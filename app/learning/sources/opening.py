"""Files that data come from: regular ones only, read in pieces, gzip told by its content."""

import errno
import gzip
import hashlib
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from app.core.errors import DataSetError, said
from app.core.files import shown
from app.learning.sources.watch import Watch

FETCH_AGAIN = said("The file is damaged or of another kind: fetch it again.")
_CHUNK = 1 << 19
_GZIP = b"\x1f\x8b"
_READ = 1 << 18


class OpenFile:
    """A file open for reading, decompressed as it is read; every read listens to the watch."""

    def __init__(self, path: Path, raw: BinaryIO, watch: Watch) -> None:
        self.path = path
        self.name = shown(path)
        self._raw = raw
        self._watch = watch
        self._size = os.fstat(raw.fileno()).st_size
        self.is_gzip = raw.read(2) == _GZIP
        raw.seek(0)
        self._stream: BinaryIO = gzip.GzipFile(fileobj=raw) if self.is_gzip else raw  # type: ignore[assignment]

    @property
    def size(self) -> int | None:
        """Return the number of bytes to be read; None for gzip, which does not tell."""
        return None if self.is_gzip else self._size

    @property
    def raw(self) -> BinaryIO:
        """Return the file as it lies on the disk, for a reader that seeks in it."""
        return self._raw

    def read(self, count: int) -> bytes:
        """Return at most ``count`` bytes; none at the end."""
        self._watch.tell("loading", min(self._raw.tell(), self._size), self._size)
        return self._stream.read(count)

    def read_array(self, count: int) -> npt.NDArray[np.uint8]:
        """Return ``count`` bytes, or fewer where the file ends before, as uint8 (n,).

        Memory is taken as the bytes come, so that a false promise of many costs none.
        """
        array = np.empty(count, dtype=np.uint8)
        at = 0
        while at < count and (piece := self.read(min(_CHUNK, count - at))):
            array[at : at + len(piece)] = np.frombuffer(piece, dtype=np.uint8)
            at += len(piece)
        return array[:at]

    def read_all(self, *, limit: int) -> bytes:
        """Return all the bytes.

        Raises:
            DataSetError: they are more than ``limit``.
        """
        content = bytearray()
        while piece := self.read(_CHUNK):
            content += piece
            if len(content) > limit:
                raise DataSetError(
                    said("“{name}” holds more than {size} MB.", name=self.name, size=limit // 1_000_000),
                    "Choose a smaller data set.",
                )
        return bytes(content)


@contextmanager
def opened(path: Path, watch: Watch) -> Iterator[OpenFile]:
    """Open a regular file; a pipe or a device is never opened. Damage that shows while it is read is refused, too.

    Raises:
        DataSetError: says what the path is instead, or what is wrong with the file.
    """
    name = shown(path)
    try:
        _check_regular(name, path.stat())
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as raw:
            _check_regular(name, os.fstat(raw.fileno()))
            yield OpenFile(path, raw, watch)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DataSetError(said("“{name}” is cut off or damaged.", name=name), FETCH_AGAIN) from None
    except OSError as error:
        raise unreadable(path, error) from None


def head_of(path: Path, watch: Watch, *, count: int = 8192) -> bytes:
    """Return the first bytes of a file, decompressed."""
    with opened(path, watch) as file:
        head = file.read(count)
        while len(head) < count and (piece := file.read(count - len(head))):
            head += piece
    return head


def hash_of(path: Path, watch: Watch) -> str:
    """Return the SHA-256 of a file as it lies on the disk, as 64 hex digits."""
    digest = hashlib.sha256()
    with opened(path, watch) as file:
        while piece := file.raw.read(_READ):
            watch.check()
            digest.update(piece)
    return digest.hexdigest()


def unreadable(path: Path, error: OSError) -> DataSetError:
    """Return the sentence for a file or folder that the system does not let us read."""
    name = shown(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return DataSetError(said("There is no file “{name}”.", name=name), "Check the name and the folder.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return DataSetError(
            said("You may not read “{name}”.", name=name), "Change its permissions, or copy it to a folder of yours."
        )
    if error.errno == errno.ELOOP:
        return DataSetError(
            said("“{name}” is a link that leads in a circle.", name=name), "Choose the file or folder itself."
        )
    return DataSetError(
        said("“{name}” cannot be read ({reason}).", name=name, reason=error.strerror or error),
        "Copy it to another place.",
    )


def _check_regular(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise DataSetError(said("“{name}” is a folder, where a file should be.", name=name), "Choose the file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise DataSetError(said("“{name}” is not a file but a device or a pipe.", name=name), "Choose a file.")
