"""The pictures that a command line names: files as they are, folders walked, a list from standard input."""

import os
import select
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.core.errors import ImageError, said
from app.core.files import shown
from app.core.images import PICTURE_SUFFIXES

STDIN = "-"
_BLOCK = 65_536


@dataclass(frozen=True, slots=True)
class Found:
    """A path to read, or why there is none."""

    path: str
    error: ImageError | None = None

    @property
    def sent_bytes(self) -> int:
        """Return how much of the picture itself is in here."""
        return 0


@dataclass(frozen=True, slots=True)
class Sent(Found):
    """A path to read elsewhere: the file's ``content`` is here, or it is at ``place`` for whoever reads it."""

    content: bytes | None = None
    place: str = ""

    @property
    def sent_bytes(self) -> int:
        """Return how much of the picture itself is in here."""
        return len(self.content or b"")


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing more may come before everything so far has been answered."""


def found_pictures(arguments: Sequence[str]) -> Iterator[Found]:
    """Yield the pictures of files, folders and ``-``, in an order that depends on their names alone.

    Folders are walked while they are read, never listed whole; what is hidden in them (a name that begins with a dot)
    is left out, and links to folders are not followed, so that no circle has no end.
    """
    return (one for one in found_or_pause(arguments) if isinstance(one, Found))


def found_or_pause(arguments: Sequence[str]) -> Iterator[Found | Pause]:
    """Yield the pictures as ``found_pictures`` does, and a ``Pause`` wherever ``-`` has no line ready."""
    for argument in arguments:
        if argument == STDIN:
            for line in _lines_of_stdin():
                if isinstance(line, Pause):
                    yield line
                else:
                    yield from _expanded(line)
        else:
            yield from _expanded(argument)


def _lines_of_stdin() -> Iterator[str | Pause]:
    stream: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    if stream is None:
        return
    held = b""
    while True:
        if not _is_ready(stream):
            yield Pause()
        read = stream.read1(_BLOCK)  # type: ignore[attr-defined] # every buffered reader has it
        *lines, held = (held + read).split(b"\n") if read else (held, b"")
        yield from (os.fsdecode(line.rstrip(b"\r")) for line in lines if line.rstrip(b"\r"))
        if not read:
            return


def _is_ready(stream: BinaryIO) -> bool:
    """Say whether reading would surely return at once. Windows cannot tell of a pipe."""
    try:
        return bool(select.select([stream], [], [], 0)[0])
    except (OSError, ValueError, TypeError):
        return False


class Count:
    """The number of pictures that ``found_pictures`` will yield, counted in a thread of its own from now on."""

    def __init__(self, arguments: Sequence[str], *, most: int | None = None) -> None:
        self.total: int | None = None
        """None until all are counted, and for a list from standard input."""
        self.is_beyond = False
        """There are more than ``most``."""
        self._most, self._is_stopped = most, False
        self._thread = threading.Thread(target=self._count, args=(tuple(arguments),), name="count", daemon=True)
        if STDIN not in arguments:
            self._thread.start()

    def stop(self) -> None:
        """Count no further, and leave no thread."""
        self._is_stopped = True
        while self._thread.is_alive():  # for a moment; join() would enrol a QThread among Python's threads, for ever
            time.sleep(0.001)

    def _count(self, arguments: Sequence[str]) -> None:
        count = 0
        for _ in found_pictures(arguments):
            count += 1
            if self._is_stopped:
                return
            if self._most is not None and count > self._most:
                self.is_beyond = True
                return
        self.total = count


def _expanded(path: str) -> Iterator[Found]:
    try:
        is_folder = Path(path).is_dir()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        yield from _walked(path)
    else:
        yield Found(path)


def _walked(folder: str) -> Iterator[Found]:
    closed: list[str] = []
    is_empty = True
    for parent, folders, files in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(PICTURE_SUFFIXES) and not name.startswith("."):
                is_empty = False
                yield Found(os.path.join(parent, name))  # noqa: PTH118 - keeps "./" as it was typed
    for path in closed:
        yield Found(
            path, ImageError(said("The folder “{name}” cannot be opened.", name=shown(path)), "Change its permissions.")
        )
    if is_empty and not closed:
        hint = said("Name another folder, or the files themselves.")
        yield Found(
            folder, ImageError(said("There is no picture in the folder “{folder}”.", folder=shown(folder)), hint)
        )
