"""Lines printed on paper: found by their length, whatever their angle, and taken out of the ink."""

import numpy as np
import numpy.typing as npt

from app.core.inkfinder import Mask, Plane, label_blots

_CHUNK = 16
"""Columns that are counted together; a line is looked for in rows of ``_SPAN`` such chunks."""
_SPAN = 7
_STEEPEST = 0.22
_SLOPES = 31
_DENSE = 0.8
_MIN_LENGTH = 0.5
"""A line reaches over this share of the page at least; no stroke of a digit does."""
_SHORT_LENGTH = 0.15
"""What is left of a line beside others that are long."""
_MIN_CHUNKS = 12
_MAX_THICKNESS = 7.0
_DEEPER = 1.8

Counts = npt.NDArray[np.int16]


def without_ruling(mask: Mask, faint: Mask, depth: Plane) -> Mask:
    """Return the ink without ruled or squared lines; what crosses a line, or is far deeper, stays.

    ``faint`` has everything that may be ink or a line, so that a line goes on there beside deeper ink; ``depth`` is
    float32, the share of light that is taken.
    """
    level = _ruling(mask, faint, depth)
    upright = _ruling(np.ascontiguousarray(mask.T), np.ascontiguousarray(faint.T), depth.T)
    if level is None and upright is None:
        return mask
    kept = mask.copy()
    if level is not None:
        kept &= ~level
    if upright is not None:
        kept &= ~upright.T
    return kept


def _ruling(mask: Mask, faint: Mask, depth: Plane) -> Mask | None:
    """Return the pixels of lines that lead from left to right, without what crosses them; None if there are none."""
    counts = _chunk_counts(faint)
    if counts.shape[1] < _MIN_CHUNKS:
        return None
    slope, hits = _best_slope(counts)
    if hits.sum() < _MIN_LENGTH * counts.shape[1]:
        return None
    band = _band(_spread(hits, slope, counts.shape[1]), slope, mask.shape)
    if band is None:
        return None
    runs = _upright_runs(mask)
    thickness = float(np.median(_upright_runs(faint)[band & faint]))
    if thickness > max(_MAX_THICKNESS, max(mask.shape) / 200):
        return None
    usual = float(np.median(depth[band & faint]))
    return band & mask & (runs <= 1.4 * thickness + 1.5) & (depth < _DEEPER * usual)


def _chunk_counts(mask: Mask) -> Counts:
    """Return how many columns of each chunk have ink in a row or in one of its neighbours."""
    near = mask.copy()
    near[1:] |= mask[:-1]
    near[:-1] |= mask[1:]
    width = near.shape[1] // _CHUNK * _CHUNK
    counts: Counts = near[:, :width].reshape(len(near), -1, _CHUNK).sum(axis=2, dtype=np.int16)
    return counts


def _best_slope(counts: Counts) -> tuple[float, Mask]:
    """Return the slope along which most is dense, in rows a column, and where it is: bool (rows, chunks - span)."""
    best, found = 0.0, np.zeros((1, 1), dtype=bool)
    for slope in np.linspace(-_STEEPEST, _STEEPEST, _SLOPES):
        dense = _sums_along(counts, float(slope)) >= _DENSE * _CHUNK * _SPAN
        if dense.sum() > found.sum():
            best, found = float(slope), dense
    return best, found


def _sums_along(counts: Counts, slope: float) -> Counts:
    columns = counts.shape[1] - _SPAN + 1
    total = np.zeros((len(counts), columns), dtype=np.int16)
    for step in range(_SPAN):
        total += _shifted(counts[:, step : step + columns], round(slope * step * _CHUNK))
    return total


def _shifted(rows: npt.NDArray[np.generic], down: int) -> npt.NDArray[np.generic]:
    """Return rows such that row y is what was at ``y + down``; zeros beyond the edges."""
    result = np.zeros_like(rows)
    down = max(-len(rows), min(down, len(rows)))
    if down >= 0:
        result[: len(rows) - down] = rows[down:]
    else:
        result[-down:] = rows[:down]
    return result


def _spread(hits: Mask, slope: float, chunks: int) -> Mask:
    """Return which chunks the hits cover, bool (rows, chunks), sheared so that lines are level."""
    covered = np.zeros((len(hits), chunks), dtype=bool)
    columns = hits.shape[1]
    for step in range(_SPAN):
        covered[:, step : step + columns] |= _shifted(hits, -round(slope * step * _CHUNK)).astype(bool)
    return covered


def _band(covered: Mask, slope: float, shape: tuple[int, ...]) -> Mask | None:
    """Return the pixels within long lines, bool like the page; None if no line is long enough."""
    chunks = covered.shape[1]
    shifts = np.round(slope * _CHUNK * np.arange(chunks)).astype(np.intp)
    reach = int(np.abs(shifts).max())
    level = np.zeros((len(covered) + 2 * reach, chunks), dtype=bool)
    for chunk, shift in enumerate(shifts):
        level[reach - shift : reach - shift + len(covered), chunk] = covered[:, chunk]
    labels = label_blots(level)
    rows, columns = np.nonzero(labels)
    lengths = np.zeros(labels.max() + 1, dtype=np.intp)
    cells = np.unique(labels[rows, columns] * chunks + columns)
    np.add.at(lengths, cells // chunks, 1)
    is_long = lengths >= _MIN_LENGTH * chunks
    if not is_long.any():
        return None
    kept = (lengths >= _SHORT_LENGTH * chunks)[labels] & (labels > 0)
    band = np.zeros((len(covered), chunks), dtype=bool)
    for chunk, shift in enumerate(shifts):
        band[:, chunk] = kept[reach - shift : reach - shift + len(covered), chunk]
    wide = np.repeat(band, _CHUNK, axis=1)
    return _thickened(np.pad(wide, ((0, 0), (0, shape[1] - wide.shape[1])), mode="edge"))


def _thickened(band: Mask) -> Mask:
    """Reach two rows farther up and down: a line is a little bent, and its chunks are level."""
    thick = band.copy()
    for step in (1, 2):
        thick[step:] |= band[:-step]
        thick[:-step] |= band[step:]
    return thick


def _upright_runs(mask: Mask) -> npt.NDArray[np.intp]:
    """Return for each pixel of ink how many in a row there are above and below it, itself included."""
    flat = np.pad(mask.T, ((0, 0), (1, 1))).ravel().astype(np.int8)
    steps = np.diff(flat)
    starts, ends = np.flatnonzero(steps == 1) + 1, np.flatnonzero(steps == -1) + 1
    lengths = np.zeros(flat.size, dtype=np.intp)
    lengths[flat > 0] = np.repeat(ends - starts, ends - starts)
    return lengths.reshape(mask.shape[1], -1)[:, 1:-1].T
