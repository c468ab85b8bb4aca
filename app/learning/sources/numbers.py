"""Rows of small whole numbers in text, read by array operations: as strict as a parser, some thirty times as fast."""

import re

import numpy as np
import numpy.typing as npt

from app.core.errors import said

_ZERO, _NEWLINE = ord("0"), ord("\n")
_MAX_DIGITS = 3


class BadRow(Exception):  # noqa: N818 - a finding, made a sentence by whoever knows the file
    """A row that is not of the form: its index in the block, and what is wrong with it, as the end of a sentence."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(reason)
        self.row = row
        self.reason = reason


def parse_rows(block: bytes, *, columns: int, separator: bytes) -> npt.NDArray[np.uint8]:
    """Return the numbers 0-255 of lines, each ended by a newline, as uint8 (n, columns); empty lines are passed over.

    Raises:
        BadRow: a line has another number of columns, or something that is no whole number from 0 to 255.
    """
    tidy = _tidied(block, separator)
    if not tidy:
        return np.empty((0, columns), dtype=np.uint8)
    values = _parsed(tidy, columns, separator)
    if values is None:
        raise _first_bad_row(block, columns, separator)
    return values


def _tidied(block: bytes, separator: bytes) -> bytes:
    """Remove what spreadsheets and scripts add: carriage returns, blanks about numbers, ".0", quotes, empty lines."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    if b'"' in block:
        block = re.sub(rb'"(\d{1,3})"', rb"\1", block)
    if b".0" in block:
        block = re.sub(rb"(?<=\d)\.0+(?=[\s,;])", b"", block)
    if separator != b" " and b" " in block:
        block = re.sub(rb"(?<=[,;\t\n]) +| +(?=[,;\t\n])", b"", block).lstrip(b" ")
    if separator == b" " and (b"\t" in block or b"  " in block or b" \n" in block):
        block = re.sub(rb"[ \t]{2,}|\t", b" ", block).replace(b" \n", b"\n").replace(b"\n ", b"\n").lstrip(b" ")
    if b"\n\n" in block:
        block = re.sub(rb"\n{2,}", b"\n", block)
    return block.lstrip(b"\n")


def _parsed(block: bytes, columns: int, separator: bytes) -> npt.NDArray[np.uint8] | None:
    """Return the numbers, or None where a byte, a number or a column is out of place."""
    characters = np.frombuffer(block, dtype=np.uint8)
    digits = characters - _ZERO  # wraps around below "0", so that only digits are less than 10
    is_digit = digits < 10
    is_end = (characters == ord(separator)) | (characters == _NEWLINE)
    if not (is_digit | is_end).all():
        return None
    ends = np.flatnonzero(is_end)
    lengths = np.diff(ends, prepend=-1) - 1
    if len(ends) % columns or lengths.min() < 1 or lengths.max() > _MAX_DIGITS:
        return None
    is_newline = (characters[ends] == _NEWLINE).reshape(-1, columns)
    if not is_newline[:, -1].all() or is_newline[:, :-1].any():
        return None
    values = digits[ends - 1].astype(np.uint16)
    for place, factor in ((2, 10), (3, 100)):
        longer = np.flatnonzero(lengths >= place)
        values[longer] += digits[ends[longer] - place] * np.uint16(factor)
    return values.astype(np.uint8).reshape(-1, columns) if values.max() <= 255 else None


def _first_bad_row(block: bytes, columns: int, separator: bytes) -> BadRow:
    for row, line in enumerate(block.split(b"\n")):
        tidy = _tidied(line + b"\n", separator)
        if tidy and _parsed(tidy, columns, separator) is None:
            return BadRow(row, _reason(tidy.rstrip(b"\n"), columns, separator))
    return BadRow(0, said("is not a row of whole numbers"))


def _reason(line: bytes, columns: int, separator: bytes) -> str:
    cells = line.split(separator)
    if len(cells) != columns:
        return said("has {count:,} columns where {columns} should be", count=len(cells), columns=columns)
    odd = next((cell for cell in cells if not cell.isdigit() or int(cell[:9]) > 255 or len(cell) > _MAX_DIGITS), b"")
    text = odd[:20].decode("ascii", errors="replace")
    shown = "".join(mark if mark.isprintable() else "�" for mark in text)
    if not odd.strip():
        return said("has an empty column")
    return said("has “{text}”, which is not a whole number from 0 to 255", text=shown)
