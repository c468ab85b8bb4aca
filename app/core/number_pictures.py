"""Pictures written as numbers by hand or by a program: rows in a text, a CSV, or an array of NumPy."""

import ast
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.core.errors import ImageError, said
from app.core.files import shown
from app.core.images import read_bytes

SIDE = 28
MAX_PICTURES = 1000
_MAX_BYTES = 20_000_000
_SHAPES = ((SIDE, SIDE), (SIDE, SIDE, 1), (SIDE * SIDE,))
_HINT = said("Write 28 rows of 28 numbers, or 784 numbers a picture, from 0 to 255 or from 0 to 1.")
_MAGIC = b"\x93NUMPY"
_MAX_HEADER = 1000

Rasters = npt.NDArray[np.uint8]


def read_number_pictures(path: Path) -> Rasters:
    """Return the pictures in a file of numbers as rasters uint8 (n, 28, 28), n ≥ 1, 0-255.

    Numbers that are all within 0-1 are taken as shares of 255. They are read as they are: nothing is framed.

    Raises:
        ImageError: the file cannot be read, or does not hold 28×28 numbers in one of these ranges; says where.
    """
    content = read_bytes(path)
    name = shown(path.name)
    if len(content) > _MAX_BYTES:
        raise ImageError(
            said("“{name}” is too large for a file of hand-made pictures.", name=name), "Make a data set of it."
        )
    values = _array_of(content, name) if content.startswith(_MAGIC) else _numbers_in(content, name)
    return _scaled(_pictures_in(values, name), name)


def _scaled(values: npt.NDArray[np.float64], name: str) -> Rasters:
    if not np.isfinite(values).all():
        raise ImageError(said("“{name}” holds what is no number.", name=name), _HINT)
    low, high = float(values.min()), float(values.max())
    if low < 0 or high > 255:
        raise ImageError(
            said("The numbers in “{name}” go from {low:g} to {high:g}.", name=name, low=low, high=high), _HINT
        )
    scale = 255.0 if high <= 1 else 1.0
    rasters: Rasters = (values * scale).round().astype(np.uint8)
    return rasters


def _pictures_in(values: npt.NDArray[np.float64], name: str) -> npt.NDArray[np.float64]:
    shape = values.shape
    is_one, are_many = shape in _SHAPES, shape[1:] in _SHAPES
    if not (is_one or are_many) or not values.size:
        sizes = "×".join(map(str, shape)) or "1"
        raise ImageError(said("“{name}” holds {sizes} numbers instead of 28×28.", name=name, sizes=sizes), _HINT)
    if are_many and not is_one and len(values) > MAX_PICTURES:
        raise ImageError(
            said(
                "“{name}” holds {count:,} pictures; at most {pictures:,} are read.",
                name=name,
                count=len(values),
                pictures=MAX_PICTURES,
            ),
            "Split it.",
        )
    return values.reshape(-1, SIDE, SIDE)


def _numbers_in(content: bytes, name: str) -> npt.NDArray[np.float64]:
    """Read a text: a row a line, numbers apart by commas, semicolons, tabs or spaces; # begins a remark."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImageError(
            said("“{name}” is neither a text of numbers nor an array of NumPy.", name=name), _HINT
        ) from None
    rows = [
        _row(number, line, name) for number, line in enumerate(text.splitlines(), 1) if line.partition("#")[0].strip()
    ]
    widths = {len(row) for row in rows}
    if widths == {SIDE} and len(rows) % SIDE == 0:
        return np.array(rows, dtype=np.float64).reshape(-1, SIDE, SIDE)
    if widths == {SIDE * SIDE}:
        return np.array(rows, dtype=np.float64)
    flat = np.array([value for row in rows for value in row], dtype=np.float64)
    if widths == {1} and flat.size % (SIDE * SIDE) == 0:
        return flat.reshape(-1, SIDE * SIDE)
    return flat


def _row(number: int, line: str, name: str) -> list[float]:
    line = line.partition("#")[0].strip().strip("[],;")
    parts = re.split(r"\s*[,;]\s*|\s+", line) if line else []
    try:
        return [_number(part) for part in parts]
    except ValueError:
        raise ImageError(
            said(
                "Line {number} of “{name}” is not made of numbers: “{line}”.",
                number=number,
                name=name,
                line=shown(line[:40]),
            ),
            _HINT,
        ) from None


def _number(text: str) -> float:
    if "_" in text:  # Python's own reading of 1_000
        raise ValueError
    value = float(text)
    if not math.isfinite(value):
        raise ValueError
    return value


def _array_of(content: bytes, name: str) -> npt.NDArray[np.float64]:
    """Read an array by its own header; nothing is unpickled, and its size is what the file brings along.

    https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
    """
    width = 2 if content[6:7] == b"\1" else 4
    length = int.from_bytes(content[8 : 8 + width], "little")
    start = 8 + width + length
    try:
        if length > _MAX_HEADER:
            raise ValueError("its header is too long")
        header: Any = ast.literal_eval(content[8 + width : start].decode("latin-1"))
        kind, shape = np.dtype(str(header["descr"])), tuple(map(int, header["shape"]))
        if kind.kind not in "buif" or len(shape) > 4 or min(shape, default=1) < 0:
            raise ValueError("it holds no numbers")
        if math.prod(shape) * kind.itemsize != len(content) - start:
            raise ValueError("its size is wrong")
    except (ValueError, KeyError, TypeError, SyntaxError, RecursionError, MemoryError) as error:
        raise ImageError(
            said("The array in “{name}” cannot be read ({reason}).", name=name, reason=type(error).__name__), _HINT
        ) from None
    values = np.frombuffer(content, kind, offset=start).astype(np.float64)
    return values.reshape(shape[::-1]).T if header.get("fortran_order") is True else values.reshape(shape)
