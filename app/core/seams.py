"""Seams through ink: ways from the top to the bottom of connected ink that cross as little of it as they can.

All bands in which seams are looked for have one height, so that those of a whole page are one batch.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

SLANTS = (-0.25, 0.0, 0.25, 0.5)
"""Bands lean to the right by so many columns a row, from the bottom to the top."""
_WIDTHS = (0.22, 0.4)
_STEP = 0.07
"""Bands are so wide, and so far apart, as shares of the line's height."""
_MARGIN = 0.1
_AWAY, _LEAN = 0.01, 0.03
"""What a step sideways, and down aslant, costs beside crossing ink of full depth, which costs 1."""
_WALL = 100.0
_BATCH = 2048

Seam = tuple[float, Places]
"""The ink that is crossed, in pixels of full depth, and for each row the first column to the right of the seam."""


def seams_of(inks: Sequence[Plane], line_heights: Sequence[float]) -> list[list[Seam]]:
    """Return for each ink (height, width), 0-1, the best seam of each of many bands; all inks have one height.

    ``line_heights`` are in rows of the inks.
    """
    bands, owners, offsets = [], [], []
    width = max((round(max(_WIDTHS) * height) for height in line_heights), default=0)
    for owner, (ink, line_height) in enumerate(zip(inks, line_heights, strict=True)):
        for band, offset in _bands(ink, line_height, width):
            bands.append(band)
            owners.append(owner)
            offsets.append(offset)
    found: list[list[Seam]] = [[] for _ in inks]
    for start in range(0, len(bands), _BATCH):
        costs, ways = _best_ways(np.stack(bands[start : start + _BATCH], axis=1))
        for cost, way, place in zip(costs.tolist(), ways, range(start, len(bands)), strict=False):
            found[owners[place]].append((cost, way + offsets[place]))
    return found


def _bands(ink: Plane, line_height: float, width: int) -> list[tuple[Plane, Places]]:
    """Return bands (height, width) of an ink, walled to their own width, and where each of their rows begins."""
    height, across = ink.shape
    bands = []
    for slant in SLANTS:
        lean = np.round(slant * ((height - 1) / 2 - np.arange(height))).astype(np.intp)
        reach = int(np.abs(lean).max()) + width
        wide = np.pad(ink, ((0, 0), (reach, reach)))
        for share in _WIDTHS:
            inner = min(max(3, round(share * line_height)), width)
            step = max(1.0, _STEP * line_height)
            for middle in np.arange(_MARGIN * line_height, across - _MARGIN * line_height + 0.5, step):
                rows = round(float(middle) - inner / 2) + lean
                band = np.full((height, width), _WALL, dtype=np.float32)
                columns = rows[:, None] + reach + np.arange(inner)
                band[:, :inner] = np.take_along_axis(wide, np.clip(columns, 0, wide.shape[1] - 1), axis=1)
                bands.append((band, rows))
    return bands


def _best_ways(bands: Plane) -> tuple[Plane, Places]:
    """Return for each of ``bands`` (height, n, width) what its cheapest way down costs, and its column in each row.

    A way goes down, aslant by one column, and sideways as far as it likes, in either direction, in each row.
    """
    height, count, width = bands.shape
    steps = np.zeros(bands.shape, dtype=np.int16)
    sources = np.empty(bands.shape, dtype=np.int16)
    total = np.zeros((count, width), dtype=np.float32)
    for row, ink in enumerate(bands):
        if row:
            total, steps[row] = _down(total)
        total, sources[row] = _sideways(total + ink, ink + np.float32(_AWAY))
    each = np.arange(count)
    column = total.argmin(axis=1)
    costs = total[each, column]
    ways = np.empty((count, height), dtype=np.intp)
    for row in range(height - 1, -1, -1):
        ways[:, row] = column
        column = sources[row, each, column].astype(np.intp)
        column += steps[row, each, column]
    return costs, ways


def _down(total: Plane) -> tuple[Plane, npt.NDArray[np.int16]]:
    """Return the least cost of coming from the row above, and by which step."""
    best, step = total.copy(), np.zeros(total.shape, dtype=np.int16)
    for side, here, there in ((-1, np.s_[:, 1:], np.s_[:, :-1]), (1, np.s_[:, :-1], np.s_[:, 1:])):
        aslant = total[there] + np.float32(_LEAN)
        is_less = aslant < best[here]
        best[here] = np.where(is_less, aslant, best[here])
        step[here] = np.where(is_less, np.int16(side), step[here])
    return best, step


def _sideways(total: Plane, cost: Plane) -> tuple[Plane, npt.NDArray[np.int16]]:
    """Return the least cost of each column when a way may go sideways in the row, and the column it came from."""
    right, from_left = _rightwards(total, cost)
    left, from_right = (side[:, ::-1] for side in _rightwards(total[:, ::-1], cost[:, ::-1]))
    is_less = left < right
    source = np.where(is_less, total.shape[1] - 1 - from_right, from_left)
    return np.where(is_less, left, right), source.astype(np.int16)


def _rightwards(total: Plane, cost: Plane) -> tuple[Plane, npt.NDArray[np.intp]]:
    so_far = np.cumsum(cost, axis=1)
    level = total - so_far
    least = np.minimum.accumulate(level, axis=1)
    source = np.maximum.accumulate(np.where(level <= least, np.arange(total.shape[1]), 0), axis=1)
    return least + so_far, source
