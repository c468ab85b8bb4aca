"""A table of answers that grows on the disk, a picture at a time, and goes on after a kill as if nothing had been."""

import csv
import io
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from app.core.errors import InkdigitError, said
from app.core.files import shown, write_atomic
from app.core.found import Found, Pause
from app.recognition.results import COLUMNS, csv_head, csv_lines, path_as_written, rows_of

_FLUSH_S = 2.0
_MAX_LINE = 1_000_000
_BEGIN_ANEW = said("Leave out --resume to begin anew.")

Identity = Mapping[str, object]
"""What must be the same for a table to go on: the model, and how pictures are read."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a table has already: so many pictures, and so many of them could not be read."""

    pictures: int = 0
    failed: int = 0


class TableFile:
    """Append answers to a CSV file. What was there before is replaced only when the first answer has come.

    A hidden neighbour of the file remembers the identity until ``finish``; without it nothing is resumed.
    """

    def __init__(self, path: Path, identity: Identity) -> None:
        self._path, self._identity = path, dict(identity)
        self._notes = path.with_name(f".{path.name}.resume")
        self._file: BinaryIO | None = None
        self._flushed = 0.0

    def resume(self, found: Iterator[Found | Pause]) -> tuple[Kept, Iterator[Found | Pause]]:
        """Keep the pictures that are in the table, and return what is left of ``found`` after them.

        The last picture is read again, for its rows may not all be there. A table that was never begun is begun.

        Raises:
            InkdigitError: the table belongs to another model or another list of pictures, or cannot be read.
        """
        with self._sentences():
            if not self._has_begun():
                return Kept(), found
            with self._path.open("rb") as file:
                kept, end, rest = _matched(file, found, shown(self._path))
            if end:
                self._open(end)
            return kept, rest

    def append(self, fields: Mapping[str, Any]) -> None:
        """Add the answer for one picture, as ``picture_fields`` has it.

        Raises:
            InkdigitError: it cannot be written.
        """
        with self._sentences():
            lines = csv_lines(rows_of(fields))
            if self._file is None:
                self._begin(lines)
            else:
                self._file.write(lines)
                self._file.flush()  # a killed program leaves what it has answered
            if time.monotonic() - self._flushed > _FLUSH_S:
                self._flush()

    def finish(self) -> None:
        """Complete the table.

        Raises:
            InkdigitError: it cannot be written.
        """
        with self._sentences():
            if self._file is None:
                self._begin(b"")
            self._flush()
            self.close()
            self._notes.unlink(missing_ok=True)

    @property
    def is_begun(self) -> bool:
        """Say whether there is a table to be resumed."""
        return self._file is not None

    def close(self) -> None:
        """Leave the table as it is, to be resumed."""
        if self._file is not None:
            self._file.close()

    def _has_begun(self) -> bool:
        """Look whether there is a table to go on with; see that it is one of ours."""
        notes = self._read_notes()
        if notes is None:
            if not self._path.exists():
                return False
            raise InkdigitError(
                said(
                    "There is nothing to resume in “{name}”: it is complete, or was not begun by Inkdigit.",
                    name=shown(self._path),
                ),
                _BEGIN_ANEW,
            )
        for key, value in self._identity.items():
            if notes.get(key) != value:
                raise InkdigitError(
                    said("“{name}” was begun with another {key}.", name=shown(self._path), key=key), _BEGIN_ANEW
                )
        return notes.get("begun") is True and self._path.exists()

    def _read_notes(self) -> dict[str, object] | None:
        try:
            notes = json.loads(self._notes.read_text(encoding="utf-8")[:_MAX_LINE])
        except (FileNotFoundError, ValueError, RecursionError):
            return None
        return notes if isinstance(notes, dict) else None

    def _begin(self, lines: bytes) -> None:
        """Put a new table in the place of the old one; a kill between the steps leaves notes that trust no table."""
        self._write_notes(begun=False)
        write_atomic(self._path, csv_head() + lines)
        self._write_notes(begun=True)
        self._open(self._path.stat().st_size)

    def _write_notes(self, *, begun: bool) -> None:
        write_atomic(self._notes, json.dumps({**self._identity, "begun": begun}))

    def _open(self, end: int) -> None:
        """Go on after ``end`` bytes."""
        self._file = self._path.open("r+b")
        self._file.truncate(end)
        self._file.seek(end)
        self._flush()

    def _flush(self) -> None:
        if self._file is not None:
            os.fsync(self._file.fileno())
        self._flushed = time.monotonic()

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            raise InkdigitError(
                said("The table “{name}” cannot be written ({reason}).", name=shown(self._path), reason=reason),
                "Choose another place.",
            ) from None


@dataclass(frozen=True, slots=True)
class _Part:
    """The rows of one path, those of neighbours of the same name together: where they end in the file, in bytes."""

    path: str
    end: int
    has_failed: bool


def _matched(file: BinaryIO, found: Iterator[Found | Pause], name: str) -> tuple[Kept, int, Iterator[Found | Pause]]:
    """Compare a table with the list: what of it is kept, where that ends in bytes, and the list after it."""
    head = file.read(len(csv_head()))
    if head != csv_head() and csv_head().startswith(head):  # torn
        return Kept(), 0, found
    if head != csv_head():
        raise InkdigitError(said("“{name}” is not a table of Inkdigit.", name=name), _BEGIN_ANEW)
    pictures = failed = 0
    end = len(csv_head())
    rest = found
    for part in _finished_parts(file, name):
        count, rest = _skipped(part.path, rest)
        if not count:
            raise InkdigitError(
                said(
                    "The list of pictures is not the one of “{name}”: “{path}” is not in its place.",
                    name=name,
                    path=shown(part.path),
                ),
                _BEGIN_ANEW,
            )
        pictures += count
        failed += count if part.has_failed else 0
        end = part.end
    return Kept(pictures, failed), end, rest


def _skipped(path: str, found: Iterator[Found | Pause]) -> tuple[int, Iterator[Found | Pause]]:
    """Skip the pictures of one path at the head of a list; return how many there were, and the rest."""
    count = 0
    for one in found:
        if isinstance(one, Pause):
            continue
        if path_as_written(one.path) != path:
            return count, chain([one], found)
        count += 1
    return count, iter(())


def _finished_parts(file: BinaryIO, name: str) -> Iterator[_Part]:
    """Yield the parts of a table but the last one, which may not be whole."""
    part: _Part | None = None
    for row, end in _rows(file, name):
        path, has_failed = row[0], bool(row[-1])
        if part is not None and part.path != path:
            yield part
            has_failed_before = False
        else:
            has_failed_before = part is not None and part.has_failed
        part = _Part(path, end, has_failed or has_failed_before)


def _rows(file: BinaryIO, name: str) -> Iterator[tuple[list[str], int]]:
    """Yield each whole row of a table after its head, and where it ends in bytes; a torn one at the end is left out."""
    end = len(csv_head())
    held = b""
    while line := file.readline(_MAX_LINE):
        held += line
        if len(held) > _MAX_LINE:
            raise InkdigitError(said("The table “{name}” is damaged.", name=name), _BEGIN_ANEW)
        if held.count(b'"') % 2 or not held.endswith(b"\r\n"):  # a line break within quotes, or a torn end
            continue
        (row,) = csv.reader(io.StringIO(held.decode("utf-8", "replace"), newline=""), strict=False)
        if len(row) != len(COLUMNS):
            raise InkdigitError(said("The table “{name}” is damaged.", name=name), _BEGIN_ANEW)
        end += len(held)
        held = b""
        yield row, end
