"""Ink in pictures: which pixels of a scan, a screenshot or a photo are pen, whatever the polarity and the light."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.job import checkpoint

Grey = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

MAX_WORK_SIDE = 1200
"""Pictures are reduced by a whole factor to at most this side: a digit needs 20 pixels of it."""
MIN_CONTRAST = 20.0
"""Grey levels of 255 between ground and ink below which there is no ink."""
_LEVEL_REACH = 4
_EVEN_SHARE = 0.3
_TWO_TONES = 0.82
"""A picture that parts in two grey levels as well as this is ink on even ground; an even slope of light has 0.75."""
_GROUND_SIDE = 96
_FITS = 12
_CELLS = 160
_NOISE_REACH = 4.0
"""Ink stands out of its ground by more than this many standard deviations of the ground's noise."""
_GRAIN = 0.3
_MIN_SHARE = 0.02
"""A blot with less than this share of the largest blot's ink is dust."""
_MIN_EXTENT = 0.012
"""Ink that is shorter than this share of the picture is dust, too."""


def find_ink(pixels: npt.NDArray[np.uint8]) -> Grey:
    """Return the ink of RGB ``pixels`` (h, w, 3), bright on zeros, uint8, reduced by ``reduction_of``."""
    away = _away_from_ground(grey_of(pixels, reduction_of(pixels.shape[1], pixels.shape[0])))
    levels = _levels(away)
    if levels is None:
        return np.zeros(away.shape, dtype=np.uint8)
    away[away < levels.floor] = 0
    away *= _kept_blots(away, levels)
    ink: Grey = np.clip((away * np.float32(255 / levels.ink)).round(), 0, 255).astype(np.uint8)
    return ink


def reduction_of(width: int, height: int) -> int:
    """Return the whole factor by which a picture is reduced before its ink is looked for."""
    return -(-max(width, height) // MAX_WORK_SIDE)


def grey_of(pixels: npt.NDArray[np.uint8], factor: int) -> Grey:
    """Reduce RGB pixels to the grey, or the one colour, in which the most can be seen."""
    rows = max(factor, 2_000_000 // pixels.shape[1] // factor * factor)
    strips = []
    for top in range(0, len(pixels), rows):  # in strips, so that a large photo needs no second copy of itself
        checkpoint()
        strip = Image.fromarray(np.ascontiguousarray(pixels[top : top + rows]))
        strips.append(np.asarray(strip.reduce(factor) if factor > 1 else strip))
    small = np.concatenate(strips)
    grey = np.asarray(Image.fromarray(small).convert("L"))
    colours = [np.ascontiguousarray(small[:, :, channel]) for channel in range(3)]
    best = max(colours, key=_spread)
    return best if _spread(grey) < 2 * MIN_CONTRAST and _spread(best) > 2 * _spread(grey) else grey


def _spread(grey: Grey) -> int:
    return int(grey.max()) - int(grey.min())


def _away_from_ground(grey: Grey) -> Plane:
    """Return how far each pixel stands out of the ground, positive towards the ink, in grey levels, float32."""
    level = _even_level(grey)
    values = grey.astype(np.float32)
    ground = np.full_like(values, level) if level is not None else _uneven_ground(values)
    away = values - ground
    lighter, darker = (float((np.maximum(side, 0) ** 2).sum()) for side in (away, -away))
    if lighter > darker:
        return away
    if level is None:  # a shadow darkens ink and paper alike: compare by their ratio
        away *= np.float32(ground.max()) / np.maximum(ground, np.float32(32))
    return -away


def _even_level(grey: Grey) -> float | None:
    """Return the grey level of a ground that is one level nearly everywhere, as on a screen or a scan, else None."""
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    everywhere, around = _level_shares(grey), _level_shares(edge)
    is_common = everywhere >= _EVEN_SHARE
    if is_common.any():
        best = int(np.argmax(np.where(is_common, everywhere + around, 0)))
        return float(np.median(grey[np.abs(grey.astype(np.int16) - best) <= _LEVEL_REACH]))
    split, separation = _otsu(grey, 255.0)
    if separation < _TWO_TONES:
        return None
    is_light = float((grey > split).mean()) + float((edge > split).mean()) > 1
    return float(np.median(grey[(grey > split) == is_light]))


def _level_shares(grey: Grey) -> npt.NDArray[np.float64]:
    """Return for each of 256 levels the share of pixels that are within ``_LEVEL_REACH`` of it."""
    counts = np.bincount(grey.ravel(), minlength=256) / grey.size
    return np.convolve(counts, np.ones(2 * _LEVEL_REACH + 1), mode="same")


def _uneven_ground(values: Plane) -> Plane:
    """Estimate the ground under uneven light, float32 like ``values``: smooth, and blind to the ink.

    On a small copy: a quadratic surface fitted again and again without what lies far from it, then what is left
    locally, by a blur that skips the same pixels.
    """
    height, width = values.shape
    scale = min(_GROUND_SIDE / max(height, width), 1.0)
    size = (max(round(width * scale), 3), max(round(height * scale), 3))
    small = np.asarray(Image.fromarray(values).resize(size, Image.Resampling.BOX))
    surface, is_ground = _quadratic_surface(small)
    rest = np.where(is_ground, small - surface, 0)
    reach = max(max(size) // 12, 1)
    weight = _box_blur(is_ground.astype(np.float32), reach)
    smooth = surface + _box_blur(rest, reach) / (weight + np.float32(0.02))
    large = Image.fromarray(smooth.astype(np.float32)).resize((width, height), Image.Resampling.BILINEAR)
    return np.asarray(large, dtype=np.float32)


def _quadratic_surface(small: Plane) -> tuple[Plane, Mask]:
    """Fit a quadratic surface to the ground of a small picture; return it and which pixels are ground.

    Least absolute deviations by reweighting: ink that covers less than about 40 % of the picture does not bend it.
    """
    y, x = (axis / max(small.shape) for axis in np.mgrid[: small.shape[0], : small.shape[1]])
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).reshape(-1, 6)
    flat = small.ravel().astype(np.float64)
    weights = np.ones_like(flat)
    for _ in range(_FITS):
        weighted = terms * weights[:, None]
        fitted = terms @ np.linalg.solve(weighted.T @ terms + 1e-6 * np.eye(6), weighted.T @ flat)
        gap = np.abs(flat - fitted)
        weights = 1 / np.maximum(gap, 1.0)
    is_ground = gap <= max(3 * float(np.median(gap)), 4.0)
    return fitted.reshape(small.shape).astype(np.float32), is_ground.reshape(small.shape)


def _box_blur(plane: Plane, reach: int) -> Plane:
    """Sum over squares of ``2 * reach + 1`` a side, as a mean with zeros beyond the edges."""
    side = 2 * reach + 1
    padded = np.pad(plane.astype(np.float64), ((reach + 1, reach), (reach + 1, reach)))
    total = padded.cumsum(axis=0).cumsum(axis=1)
    sums = total[side:, side:] - total[:-side, side:] - total[side:, :-side] + total[:-side, :-side]
    means: Plane = (sums / side**2).astype(np.float32)
    return means


class _Levels(NamedTuple):
    """Heights above the ground: up to ``floor`` is ground, ``core`` and more is surely ink, ``ink`` is full ink."""

    floor: float
    core: float
    ink: float


def _levels(away: Plane) -> _Levels | None:
    """Tell ground from ink by their heights; None if nothing stands out."""
    top = float(away.max())
    if top < MIN_CONTRAST:
        return None
    core, _ = _otsu(away, top)
    is_ink = away > core
    if not is_ink.any():
        return None
    ink = float(np.percentile(away[is_ink], 90))
    reach = max(2, max(away.shape) // 28)  # soft edges reach this far, also in a small picture made large
    far = np.abs(away[_box_blur(is_ink.astype(np.float32), reach) < 1e-6])
    if far.size < 0.2 * away.size and _neighbours_alike(away) < _GRAIN:
        return None  # ink nearly everywhere and no two pixels alike: the grain of a small blank picture
    noise = 1.4826 * float(np.median(far)) if far.size else 0.0
    ringing = float(np.percentile(far, 95)) if far.size else 0.0
    floor = min(max(_NOISE_REACH * noise, 1.5 * ringing, 0.12 * ink if ringing else 0.0), 0.5 * ink)
    if ink < MIN_CONTRAST or ink < 2 * _NOISE_REACH * noise:
        return None
    return _Levels(floor, max(core, floor), ink)


def _neighbours_alike(plane: Plane) -> float:
    """Return the correlation of pixels with the next in their row and column, about 0 for pure noise."""
    centred = plane - plane.mean()
    pairs = (centred[:, 1:] * centred[:, :-1]).sum() + (centred[1:] * centred[:-1]).sum()
    return float(pairs) / max(2 * float((centred**2).sum()), 1e-9)


def _otsu(values: Grey | Plane, top: float) -> tuple[float, float]:
    """Return the level that best splits 0 to ``top`` in two classes, and how well they part, 0-1 (Otsu 1979).

    What is below 0 counts as 0.
    """
    counts, edges = np.histogram(np.maximum(values, 0), bins=128, range=(0, top))
    middles = (edges[:-1] + edges[1:]) / 2
    below = np.cumsum(counts)[:-1]
    above = values.size - below
    mass = np.cumsum(counts * middles)
    mean_below = mass[:-1] / np.maximum(below, 1)
    mean_above = (mass[-1] - mass[:-1]) / np.maximum(above, 1)
    between = below * above * (mean_above - mean_below) ** 2 / values.size**2
    best = int(np.argmax(between))
    variance = float((counts * middles**2).sum() / values.size - (mass[-1] / values.size) ** 2)
    return float(edges[1 + best]), float(between[best]) / max(variance, 1e-9)


def _kept_blots(away: Plane, levels: _Levels) -> Mask:
    """Return a mask like ``away`` of the blots that are ink, found on a grid of at most ``_CELLS`` cells a side."""
    cell = -(-max(away.shape) // _CELLS)
    rows, columns = (-(-side // cell) for side in away.shape)
    padded = np.pad(away, ((0, rows * cell - away.shape[0]), (0, columns * cell - away.shape[1])))
    blocks = np.maximum(padded, 0).reshape(rows, cell, columns, cell)
    labels = label_blots(blocks.max(axis=(1, 3)) > 0)
    count = int(labels.max()) + 1
    mass = np.bincount(labels.ravel(), blocks.sum(axis=(1, 3)).ravel(), minlength=count)
    peak = np.zeros(count)
    np.maximum.at(peak, labels, blocks.max(axis=(1, 3)))
    is_ink = (peak >= levels.core) & (_extents(labels, count) * cell >= _MIN_EXTENT * max(away.shape))
    is_ink[0] = False
    is_ink &= mass >= _MIN_SHARE * float(mass[is_ink].max(initial=0.0))
    kept = is_ink[labels]
    return np.repeat(np.repeat(kept, cell, axis=0), cell, axis=1)[: away.shape[0], : away.shape[1]]


def _extents(labels: npt.NDArray[np.intp], count: int) -> npt.NDArray[np.intp]:
    """Return the longer side of each blot's box in cells, by label."""
    sides = []
    for position in np.indices(labels.shape):
        low, high = np.full(count, position.max()), np.zeros(count, dtype=np.intp)
        np.minimum.at(low, labels, position)
        np.maximum.at(high, labels, position)
        sides.append(high - low + 1)
    longer: npt.NDArray[np.intp] = np.maximum(*sides)
    return longer


def label_blots(mask: Mask) -> npt.NDArray[np.intp]:
    """Number the connected parts of a mask from 1, neighbours at corners included; 0 is what is not set.

    Works on runs of set pixels in rows: runs that touch from one row to the next are joined until nothing changes.
    """
    checkpoint()
    wide = mask.shape[1] + 2  # a gap at both ends of each row, so that no run goes on into the next
    flat = np.pad(mask, ((0, 0), (1, 1))).ravel().astype(np.int8)
    steps = np.diff(flat)
    starts, ends = np.flatnonzero(steps == 1) + 1, np.flatnonzero(steps == -1) + 1
    first = np.searchsorted(ends, starts + wide, side="left")
    counts = np.maximum(np.searchsorted(starts, ends + wide, side="right") - first, 0)
    above = np.repeat(np.arange(len(starts)), counts)
    below = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
    numbers = _joined(len(starts), above, below)
    labels = np.zeros(len(flat) + 1, dtype=np.intp)
    np.add.at(labels, starts, numbers)
    np.subtract.at(labels, ends, numbers)
    return np.cumsum(labels)[:-1].reshape(-1, wide)[:, 1:-1]


def _joined(count: int, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Number the groups of ``count`` things from 1, where ``one[i]`` and ``other[i]`` belong together."""
    parent = np.arange(count)
    while (parent[one] != parent[other]).any():
        checkpoint()
        low = np.minimum(parent[one], parent[other])
        np.minimum.at(parent, parent[one], low)
        np.minimum.at(parent, parent[other], low)
        while (parent != parent[parent]).any():
            parent = parent[parent]
    numbers: npt.NDArray[np.intp] = np.unique(parent, return_inverse=True)[1] + 1
    return numbers
