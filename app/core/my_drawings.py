"""What the user kept as examples: drawings, or rasters of pictures, each with the label it should have.

One NDJSON file, a line an example, only ever added to: a line is there when ``append_example`` returns, and a power
cut leaves at most one torn line at the end, which is passed over and then overwritten.
"""

import base64
import binascii
import json
import os
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import numpy as np

from app.core.errors import StrokesError, said
from app.core.files import shown, sync_folder, write_atomic
from app.core.ink import Drawing, drawing_from_json, drawing_to_json
from app.core.job import Token
from app.core.locks import locked
from app.core.paths import user_data_dir
from app.core.raster import SIDE, Raster, raster_of_drawing

MAX_LABEL = 100
MAX_EXAMPLES = 200_000
_MAX_LINE = 6_000_000
_MAX_BYTES = 1_000_000_000
_TAIL = 1 << 16
_HINT = said("Repair that line, or move the file away to begin anew.")


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One sample: a ``drawing``, or a ``raster`` uint8 (28, 28) where there are no strokes, and its class's name.

    ``made`` is the time in ISO 8601, ``key`` names the example in its file; both are given by ``append_example``.
    """

    label: str
    drawing: Drawing | None = None
    raster: Raster | None = None
    made: str = ""
    key: str = ""

    def as_raster(self) -> Raster:
        """Return what a network sees of it, uint8 (28, 28)."""
        if self.raster is not None:
            return self.raster
        assert self.drawing is not None
        return raster_of_drawing(self.drawing)


def examples_path() -> Path:
    """Return the file of the user's examples; it is made with the first one."""
    return user_data_dir() / "my-drawings" / "drawings.ndjson"


def append_example(example: Example, path: Path | None = None) -> Example:
    """Add an example for good and return it with its time and key.

    Raises:
        StrokesError: it has no ink or no possible label, or the file cannot be written.
    """
    _check(example)
    example = replace(example, made=datetime.now(UTC).isoformat(timespec="seconds"), key=secrets.token_hex(6))
    path = path or examples_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _append_line(path, _line_of(example))
    except OSError as error:
        raise StrokesError(
            said(
                "The example cannot be kept in “{name}” ({reason}).", name=shown(path), reason=error.strerror or error
            ),
            "Make room, or check the folder's permissions.",
        ) from error
    return example


def read_examples(path: Path | None = None, *, token: Token | None = None) -> list[Example]:
    """Return the examples, oldest first; none where nothing was kept yet. A torn last line is passed over.

    Raises:
        StrokesError: the file cannot be read, or names the line that is damaged.
    """
    path = path or examples_path()
    examples: list[Example] = []
    for number, line in _numbered_lines(path):
        if token is not None:
            token.raise_if_cancelled()
        is_torn = not line.endswith(b"\n") and len(line) <= _MAX_LINE
        try:
            examples.append(_example_of(line))
        except StrokesError as error:
            if is_torn and path == examples_path():
                break
            raise StrokesError(
                said(
                    "Line {number:,} of “{name}” is damaged: {reason}",
                    number=number,
                    name=shown(path),
                    reason=error.message,
                ),
                _HINT,
            ) from None
        if len(examples) > MAX_EXAMPLES:
            raise StrokesError(
                said("“{name}” has more than {examples:,} examples.", name=shown(path), examples=MAX_EXAMPLES),
                "Move some of them away.",
            )
    return examples


def count_examples(path: Path | None = None) -> int:
    """Return how many examples there are, without looking into them.

    Raises:
        StrokesError: the file cannot be read.
    """
    return sum(line.endswith(b"\n") for _, line in _numbered_lines(path or examples_path()))


def remove_example(key: str, path: Path | None = None) -> bool:
    """Remove the example with that key, and say whether there was one. The file is replaced in one step.

    Raises:
        StrokesError: the file is damaged or cannot be written.
    """
    path = path or examples_path()
    examples = read_examples(path)
    kept = [example for example in examples if example.key != key]
    if len(kept) == len(examples):
        return False
    try:
        write_atomic(path, "".join(map(_line_of, kept)))
    except OSError as error:
        raise StrokesError(
            said("“{name}” cannot be written ({reason}).", name=shown(path), reason=error.strerror or error),
            "Check the folder's permissions.",
        ) from error
    return True


def _check(example: Example) -> None:
    if (example.drawing is None) == (example.raster is None):
        raise ValueError("an example is a drawing or a raster")
    if not _is_label(example.label):
        raise StrokesError(
            "This is not a possible label.", said("Use one to {label} printable characters.", label=MAX_LABEL)
        )
    has_ink = not example.drawing.is_empty if example.drawing is not None else bool(np.any(example.raster))
    if not has_ink:
        raise StrokesError("There is no ink to keep.", "Draw something first.")


def _is_label(label: object) -> bool:
    return isinstance(label, str) and bool(label.strip()) and len(label) <= MAX_LABEL and label.isprintable()


def _line_of(example: Example) -> str:
    if example.drawing is not None:
        fields: dict[str, Any] = json.loads(drawing_to_json(example.drawing))
    else:
        assert example.raster is not None
        fields = {"raster": base64.b64encode(example.raster.tobytes()).decode("ascii")}
    fields |= {"label": example.label, "made": example.made, "key": example.key}
    return json.dumps(fields, separators=(",", ":")) + "\n"


def _example_of(line: bytes) -> Example:
    """Read one line, or raise ``StrokesError``."""
    if len(line) > _MAX_LINE:
        raise StrokesError("It is far too long.")
    try:
        text = line.decode("utf-8")
        fields = json.loads(text)
    except (ValueError, RecursionError):
        raise StrokesError("It is not JSON.") from None
    if not isinstance(fields, dict) or not _is_label(fields.get("label")):
        raise StrokesError("It has no label.")
    made, key = (value if isinstance(value := fields.get(name), str) else "" for name in ("made", "key"))
    if "raster" in fields:
        return Example(fields["label"], raster=_raster_of(fields["raster"]), made=made, key=key)
    drawing = drawing_from_json(text)
    if drawing.is_empty:
        raise StrokesError("It has no ink.")
    return Example(fields["label"], drawing, made=made, key=key)


def _raster_of(text: object) -> Raster:
    try:
        content = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        content = b""
    if len(content) != SIDE * SIDE:
        raise StrokesError("Its raster is not 28×28 pixels.")
    return np.frombuffer(content, dtype=np.uint8).reshape(SIDE, SIDE)


def _append_line(path: Path, line: str) -> None:
    is_new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "rb+") as file, locked(file):
        _mend_end(file)
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(path.parent)


def _mend_end(file: IO[bytes]) -> None:
    """Go to the end of the last whole line: what a power cut left behind it was never confirmed to anybody."""
    size = file.seek(0, os.SEEK_END)
    at = size
    while at > 0:
        start = max(at - _TAIL, 0)
        file.seek(start)
        newline = file.read(at - start).rfind(b"\n")
        if newline >= 0:
            at = start + newline + 1
            break
        at = start
    if at < size:
        file.seek(at)
        rest = file.read(_MAX_LINE)
        if _is_example(rest):
            file.seek(0, os.SEEK_END)
            file.write(b"\n")
            return
        file.truncate(at)
    file.seek(0, os.SEEK_END)


def _is_example(line: bytes) -> bool:
    try:
        _example_of(line)
    except StrokesError:
        return False
    return True


def _numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield (number from 1, line) for lines that are not blank, each at most ``_MAX_LINE`` + 1 bytes of it."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise StrokesError(said("“{name}” is not a file.", name=shown(path)), "Move it away.")
        if status.st_size > _MAX_BYTES:
            raise StrokesError(said("“{name}” is far too large.", name=shown(path)), "Move it away to begin anew.")
        with path.open("rb") as file:
            number = 0
            while line := file.readline(_MAX_LINE + 1):
                number += 1
                if line.strip():
                    yield number, line
    except FileNotFoundError:
        return
    except OSError as error:
        raise StrokesError(
            said("“{name}” cannot be read ({reason}).", name=shown(path), reason=error.strerror or error),
            "Check its permissions.",
        ) from None
