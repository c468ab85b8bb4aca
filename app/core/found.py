"""The pictures that a command line names: files as they are, folders walked, a list from standard input."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import ImageError
from app.core.files import shown
from app.core.images import PICTURE_SUFFIXES

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A path to read, or why there is none."""

    path: str
    error: ImageError | None = None


def found_pictures(arguments: list[str]) -> Iterator[Found]:
    """Yield the pictures of files, folders (walked, sorted by name, links to folders not followed) and ``-``."""
    for argument in arguments:
        if argument == STDIN:
            for line in _lines_of_stdin():
                yield from _expanded(line)
        else:
            yield from _expanded(argument)


def _lines_of_stdin() -> Iterator[str]:
    stream = getattr(sys.stdin, "buffer", None)
    while stream is not None and (line := stream.readline()):
        name = os.fsdecode(line.rstrip(b"\r\n"))
        if name:
            yield name


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
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith(PICTURE_SUFFIXES) and not name.startswith("."):
                is_empty = False
                yield Found(os.path.join(parent, name))  # noqa: PTH118 - keeps "./" as it was typed
    for path in closed:
        yield Found(path, ImageError(f"The folder “{shown(path)}” cannot be opened.", "Change its permissions."))
    if is_empty and not closed:
        hint = "Name another folder, or the files themselves."
        yield Found(folder, ImageError(f"There is no picture in the folder “{shown(folder)}”.", hint))
