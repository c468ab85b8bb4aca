"""Tables of text: CSV with a label column, and the form "label ** p0 … p783" of some tutorials."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.core.errors import DataSetError, said
from app.core.raster import SIDE
from app.learning.dataset import MAX_PICTURES, Part
from app.learning.sources.content import Content
from app.learning.sources.numbers import BadRow, parse_rows
from app.learning.sources.opening import OpenFile, hash_of, opened
from app.learning.sources.watch import Watch

PIXELS = SIDE * SIDE
LABEL_COLUMNS = ("label", "class", "target", "digit", "y")
MAX_LINE = 64_000
_BLOCK = 1 << 20
_BOM = b"\xef\xbb\xbf"
_CSV_FORM = said("Each line has the label and 784 pixels, whole numbers from 0 to 255.")
_TEXT_FORM = said("Each line looks like “7 ** 0 0 12 … 0”, with 784 pixels.")


@dataclass(frozen=True, slots=True)
class _Form:
    """How a table is written: its separator, and the column of the label."""

    separator: bytes
    label_at: int
    has_header: bool
    is_starred: bool = False


def read_csv(path: Path, watch: Watch) -> Content:
    """Read rows of a label and 784 pixels, with a header that names the label's column, or the label first.

    Raises:
        DataSetError: names the line that is not of that form.
    """
    return _read_table(path, watch, is_starred=False)


def read_starred(path: Path, watch: Watch) -> Content:
    """Read lines ``label ** p0 … p783``.

    Raises:
        DataSetError: names the line that is not of that form.
    """
    return _read_table(path, watch, is_starred=True)


def _read_table(path: Path, watch: Watch, *, is_starred: bool) -> Content:
    rows: list[npt.NDArray[np.uint8]] = []
    form: _Form | None = None
    number = 1
    with opened(path, watch) as file:
        for block in _blocks_of_lines(file):
            begun, body = (form, block) if form else _begun(file, block, is_starred=is_starred)
            if begun is None:
                number += block.count(b"\n")
                continue
            form = begun
            rows.append(_rows(file, form, body, first_line=number + block.count(b"\n") - body.count(b"\n")))
            number += block.count(b"\n")
            _check_count(file, sum(map(len, rows)))
        if form is None or not any(map(len, rows)):
            raise DataSetError(
                said("“{name}” holds no pictures.", name=file.name), _TEXT_FORM if is_starred else _CSV_FORM
            )
    return Content(_part_of(rows, form), sha256={path.name: hash_of(path, watch)})


def _begun(file: OpenFile, block: bytes, *, is_starred: bool) -> tuple[_Form | None, bytes]:
    """Return the form that the first lines tell, and the rows in ``block``; None where it has only empty lines."""
    body = block.removeprefix(_BOM).lstrip(b"\r\n")
    if not body.strip():
        return None, b""
    if is_starred:
        return _Form(b" ", 0, has_header=False, is_starred=True), body
    form = _csv_form(file, body.partition(b"\n")[0])
    return form, body.partition(b"\n")[2] if form.has_header else body


def _check_count(file: OpenFile, count: int) -> None:
    if count > MAX_PICTURES:
        raise DataSetError(
            said("“{name}” has more than {pictures:,} pictures.", name=file.name, pictures=MAX_PICTURES),
            "Choose a smaller data set.",
        )


def _part_of(rows: list[npt.NDArray[np.uint8]], form: _Form) -> Part:
    count = sum(map(len, rows))
    images = np.empty((count, PIXELS), dtype=np.uint8)
    labels = np.empty(count, dtype=np.uint8)
    at = 0
    while rows:
        block = rows.pop(0)  # given back as they are copied: a table is never in memory twice
        labels[at : at + len(block)] = block[:, form.label_at]
        images[at : at + len(block), : form.label_at] = block[:, : form.label_at]
        images[at : at + len(block), form.label_at :] = block[:, form.label_at + 1 :]
        at += len(block)
    return Part(images.reshape(-1, SIDE, SIDE), labels)


def _blocks_of_lines(file: OpenFile) -> Iterator[bytes]:
    """Yield pieces of a file that end with a line; a line that is far too long is refused before it is all read."""
    rest = b""
    number = 1
    while piece := file.read(_BLOCK):
        end = piece.rfind(b"\n") + 1
        if end:
            yield rest + piece[:end]
            number += piece.count(b"\n")
            rest = b""
        rest += piece[end:]
        if len(rest) > MAX_LINE:
            raise DataSetError(
                said("Line {number:,} of “{name}” is far too long.", number=number, name=file.name),
                "Choose a table of 28×28 pictures.",
            )
    if rest:
        yield rest + b"\n"


def _csv_form(file: OpenFile, line: bytes) -> _Form:
    """Tell separator, label column and header from the first line."""
    line = line.strip()
    separator = max((b",", b";", b"\t"), key=line.count)
    cells = line.split(separator)
    has_header = 2 * sum(re.search(rb"[A-Za-z_]", cell) is not None for cell in cells) > len(cells)
    names = [cell.strip(b" \"'").lower().decode("latin-1") for cell in cells]
    if has_header and not any(name in names for name in LABEL_COLUMNS) and len(cells) >= PIXELS:
        raise DataSetError(
            said("“{name}” has no labels: its first line names no column “label”.", name=file.name),
            "Choose the table with labels; Kaggle's train.csv has them, its test.csv does not.",
        )
    if len(cells) != PIXELS + 1:
        raise DataSetError(
            said(
                "“{name}” has {count} columns, where a table of 28×28 pictures has {wanted}.",
                name=file.name,
                count=len(cells),
                wanted=PIXELS + 1,
            ),
            _CSV_FORM,
        )
    label_at = next((names.index(name) for name in LABEL_COLUMNS if name in names), 0) if has_header else 0
    return _Form(separator, label_at, has_header)


def _rows(file: OpenFile, form: _Form, block: bytes, *, first_line: int) -> npt.NDArray[np.uint8]:
    if form.is_starred:
        block = block.replace(b" ** ", b" ")
        if b"*" in block:
            block = re.sub(rb"[ \t]*\*\*[ \t]*", b" ", block)
    try:
        return parse_rows(block, columns=PIXELS + 1, separator=form.separator)
    except BadRow as error:
        raise DataSetError(
            said(
                "Line {number:,} of “{name}” {reason}.",
                number=first_line + error.row,
                name=file.name,
                reason=error.reason,
            ),
            _TEXT_FORM if form.is_starred else _CSV_FORM,
        ) from None
