"""Cuts through connected ink where two digits may touch: seams from top to bottom that cross little ink."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.segmentation import Piece

_SEAM_HEIGHT = 36
"""Seams are looked for in a copy of this height."""
_LEAN = 0.12
"""What it costs a seam to lean by one column in one row, beside crossing ink of full depth, which costs 1."""
_MIN_PART = 0.14
"""No part is narrower than this share of the line's height."""
_MAX_SEAMS = 5
_MAX_CROSSED = 0.42
"""A seam crosses ink for at most this share of its length."""

Seam = npt.NDArray[np.intp]


def parts_of(piece: Piece, line_height: float) -> tuple[tuple[Piece, ...], tuple[float, ...]]:
    """Cut a piece wherever two digits may touch.

    Returns the parts, left to right, and for each cut between two of them how much ink it crosses, as a share of the
    line's height. A piece that is too narrow for two digits, or that no seam leads through, is its only part.
    """
    if piece.width < 2 * _MIN_PART * line_height + 2 or piece.height < 0.5 * line_height:
        return (piece,), ()
    scale = min(1.0, _SEAM_HEIGHT / piece.height)
    size = (max(4, round(piece.width * scale)), max(4, round(piece.height * scale)))
    small = np.asarray(Image.fromarray(piece.ink).resize(size, Image.Resampling.BOX), dtype=np.float32) / 255
    seams = _seams(small, max(2, round(_MIN_PART * line_height * scale)))
    if not seams:
        return (piece,), ()
    paths = [_enlarged(path, piece, small.shape[1]) for _, path in seams]
    parts = _split(piece, paths)
    if len(parts) != len(paths) + 1:
        return (piece,), ()
    return tuple(parts), tuple(crossed / size[1] for crossed, _ in seams)


def _seams(ink: npt.NDArray[np.float32], margin: int) -> list[tuple[float, Seam]]:
    """Return the seams that cross the least ink, each the best of its neighbourhood, left to right."""
    width = ink.shape[1]
    found = []
    for middle in range(margin, width - margin + 1, max(2, margin // 2)):
        low, high = max(1, middle - margin), min(width - 1, middle + margin)
        if high - low >= 2:
            crossed, path = _seam(ink[:, low:high])
            if crossed <= _MAX_CROSSED * len(ink):
                found.append((crossed, path + low))
    chosen: list[tuple[float, Seam]] = []
    for crossed, path in sorted(found, key=lambda seam: seam[0]):
        if all(abs(float(path.mean() - other.mean())) >= margin for _, other in chosen) and len(chosen) < _MAX_SEAMS:
            chosen.append((crossed, path))
    return sorted(chosen, key=lambda seam: float(seam[1].mean()))


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


def _split(piece: Piece, paths: list[Seam]) -> list[Piece]:
    """Return the ink between neighbouring seams, each part cut to its box; fewer than asked if one has no ink."""
    x = np.arange(piece.width)
    edges = [np.zeros(piece.height, dtype=np.intp), *paths, np.full(piece.height, piece.width, dtype=np.intp)]
    parts = []
    for left, right in pairwise(edges):
        ink = piece.ink * ((x >= left[:, None]) & (x < right[:, None]))
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        if len(rows):
            top, first = int(rows[0]), int(columns[0])
            box = ink[top : int(rows[-1]) + 1, first : int(columns[-1]) + 1]
            parts.append(Piece(piece.left + first, piece.top + top, np.ascontiguousarray(box), piece.blot))
    return parts
