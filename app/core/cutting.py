"""Cuts through connected ink where two digits may touch: seams from top to bottom that cross little ink."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.inkfinder import Mask
from app.core.segmentation import Piece

_SEAM_HEIGHT = 36
"""Seams are looked for in a copy of this height."""
_LEAN = 0.12
"""What it costs a seam to lean by one column in one row, beside crossing ink of full depth, which costs 1."""
_MIN_PART = 0.14
"""No part is narrower than this share of the line's height."""
_MAX_SEAMS = 5
_MIN_INK = 0.03
_SLANTS = (0.0, 0.3)
_MAX_CROSSED = 0.42
"""A seam crosses ink for at most this share of its length."""

Seam = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """A piece in parts, left to right, and for each cut the ink that it crosses, as a share of the piece's height."""

    parts: tuple[Piece, ...]
    crossed: tuple[float, ...]


def divisions_of(piece: Piece, line_height: float) -> list[Division]:
    """Return ways to cut a piece wherever two digits may touch: by upright seams, and by seams that lean.

    Empty for a piece that is too narrow for two digits, or that no seam leads through.
    """
    if piece.width < 2 * _MIN_PART * line_height + 2 or piece.height < 0.5 * line_height:
        return []
    scale = min(1.0, _SEAM_HEIGHT / piece.height)
    size = (max(4, round(piece.width * scale)), max(4, round(piece.height * scale)))
    reduced = Image.fromarray(piece.ink).resize(size, Image.Resampling.BOX)
    small = np.asarray(reduced, dtype=np.float32) / np.float32(255)
    margin = max(2, round(_MIN_PART * line_height * scale))
    divisions = (_division(piece, _seams(small, margin, slant), size) for slant in _SLANTS)
    return [division for division in divisions if division.crossed]


def _division(piece: Piece, seams: list[tuple[float, Seam]], size: tuple[int, int]) -> Division:
    paths = [_enlarged(path, piece, size[0]) for _, path in seams]
    parts, used = _split(piece, paths)
    return Division(tuple(parts), tuple(seams[place][0] / size[1] for place in used))


def _seams(ink: npt.NDArray[np.float32], margin: int, slant: float) -> list[tuple[float, Seam]]:
    """Return the seams of about a slant that cross the least ink, each the best of its neighbourhood, left to right.

    ``slant`` is in columns a row, to the right from the bottom to the top.
    """
    height, width = ink.shape
    lean = np.round(slant * (height / 2 - np.arange(height))).astype(np.intp)
    upright = _sheared(ink, lean)
    found = []
    for middle in range(margin, width - margin + 1, max(2, margin // 2)):
        low, high = max(1, middle - margin), min(width - 1, middle + margin)
        if high - low >= 2:
            crossed, path = _seam(upright[:, low:high])
            if crossed <= _MAX_CROSSED * height:
                found.append((crossed, path + low + lean))
    chosen: list[tuple[float, Seam]] = []
    for crossed, path in sorted(found, key=lambda seam: seam[0]):
        if all(abs(float(path.mean() - other.mean())) >= margin for _, other in chosen) and len(chosen) < _MAX_SEAMS:
            chosen.append((crossed, path))
    return sorted(chosen, key=lambda seam: float(seam[1].mean()))


def _sheared(ink: npt.NDArray[np.float32], lean: Seam) -> npt.NDArray[np.float32]:
    """Return ink such that column x of each row is what was at ``x + lean``; none beyond the edges."""
    reach = int(np.abs(lean).max(initial=0))
    wide = np.pad(ink, ((0, 0), (reach, reach)))
    columns = np.arange(ink.shape[1]) + reach + lean[:, None]
    return np.take_along_axis(wide, columns, axis=1)


def _seam(band: npt.NDArray[np.float32]) -> tuple[float, Seam]:
    """Return the ink that the best seam crosses, in rows of full depth, and its column in each row."""
    height, width = band.shape
    total, steps = band[0].copy(), np.zeros((height, width), dtype=np.intp)
    wall = np.full(width + 2, np.inf, dtype=np.float32)
    for row in range(1, height):
        wall[1:-1] = total
        ways = np.stack([wall[1:-1], wall[:-2] + _LEAN, wall[2:] + _LEAN])
        pick = ways.argmin(axis=0)
        steps[row] = np.array([0, -1, 1])[pick]
        total = ways[pick, np.arange(width)] + band[row]
    path = np.empty(height, dtype=np.intp)
    path[-1] = int(total.argmin())
    for row in range(height - 1, 0, -1):
        path[row - 1] = path[row] + steps[row, path[row]]
    return float(band[np.arange(height), path].sum()), path


def _enlarged(path: Seam, piece: Piece, width: int) -> Seam:
    """Return a seam of the small copy in the piece's own pixels."""
    rows = (np.arange(piece.height) + 0.5) * len(path) / piece.height - 0.5
    columns = np.interp(rows, np.arange(len(path)), path)
    return np.round((columns + 0.5) * piece.width / width).astype(np.intp)


def _split(piece: Piece, paths: list[Seam]) -> tuple[list[Piece], list[int]]:
    """Return the ink between neighbouring seams, each part cut to its box, and which seams part any ink from other."""
    x = np.arange(piece.width)
    whole = int(np.count_nonzero(piece.ink))
    parts: list[Piece] = []
    used: list[int] = []
    left = np.zeros(piece.height, dtype=np.intp)
    for place, path in enumerate([*paths, np.full(piece.height, piece.width, dtype=np.intp)]):
        right = np.maximum(path, left)
        part = _cut_out(piece, (x >= left[:, None]) & (x < right[:, None]))
        rest = np.count_nonzero(piece.ink * (x >= right[:, None]))
        is_last = place == len(paths)
        if part is None or not (is_last or min(np.count_nonzero(part.ink), rest) >= _MIN_INK * whole):
            continue
        parts.append(part)
        used += [] if is_last else [place]
        left = right
    return parts, used


def _cut_out(piece: Piece, mask: Mask) -> Piece | None:
    ink = piece.ink * mask
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return None
    top, left = int(rows[0]), int(columns[0])
    box = ink[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    return Piece(piece.left + left, piece.top + top, np.ascontiguousarray(box), piece.blot)
