"""The ink of many small pictures at once: bit for bit what ``find_ink`` makes of each alone.

A small picture takes that a millisecond, nearly all of it the cost of starting some hundred NumPy operations.
Here each operation is started once for a whole stack. What is not plain (uneven ground, noise, coloured ink, a ground
between two levels) goes to ``find_ink`` itself, and so does whatever a rounding error might decide.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core import inkfinder
from app.core.inkfinder import Grey, Mask, Plane, find_ink, label_blots

MAX_SMALL_SIDE = 40
_LEVELS = 256
_BINS = 128
_ROOMY = 0.2
"""Where less of a picture than this share is far from its ink, grain has to be told from ink."""
_CLOSE = 1e-6
"""Nearer than this share to a bound, a rounding error might decide."""

Pixels = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.intp]


def find_inks(pictures: Pixels) -> Grey:
    """Return the ink of each of ``pictures`` uint8 (n, h, w, 3), RGB, bright on zeros: uint8 (n, h, w)."""
    if max(pictures.shape[1:3]) > MAX_SMALL_SIDE:
        raise ValueError(f"Small pictures have sides up to {MAX_SMALL_SIDE} pixels, not {pictures.shape[1:3]}.")
    greys, is_grey = _greys(pictures)
    levels, is_level = _ground_levels(greys)
    heights, is_sided = _heights(greys, levels)
    inks = np.zeros_like(greys)
    is_plain = is_grey & is_level & is_sided
    shows = heights.max(axis=(1, 2)) >= inkfinder.MIN_CONTRAST
    ready = np.flatnonzero(is_plain & shows)
    if len(ready):
        inks[ready], is_plain[ready] = _ink_of_heights(heights[ready])
    for place in np.flatnonzero(~is_plain):
        inks[place] = find_ink(pictures[place])
    return inks


def _greys(pictures: Pixels) -> tuple[Grey, Mask]:
    """Return the grey levels (n, h, w), and which pictures surely show the most in them and not in one colour."""
    count, height, width, _ = pictures.shape
    tall = Image.fromarray(np.ascontiguousarray(pictures).reshape(count * height, width, 3))
    greys = np.asarray(tall.convert("L")).reshape(count, height, width)
    spreads = greys.max(axis=(1, 2)).astype(int) - greys.min(axis=(1, 2))
    is_colourless = (pictures == pictures[:, :, :, :1]).all(axis=(1, 2, 3))
    return greys, is_colourless | (spreads >= 2 * inkfinder.MIN_CONTRAST)


def _ground_levels(greys: Grey) -> tuple[Counts, Mask]:
    """Return the level of each ground that is one whole level nearly everywhere, and for which that is sure."""
    edges = np.concatenate([greys[:, 0], greys[:, -1], greys[:, :, 0], greys[:, :, -1]], axis=1)
    everywhere, around = _reached(greys.reshape(len(greys), -1)), _reached(edges)
    size = greys[0].size
    is_common = everywhere >= inkfinder._EVEN_SHARE * size
    score = np.where(is_common, everywhere / size + around / edges.shape[1], 0.0)
    is_best = score >= score.max(axis=1, keepdims=True) - _CLOSE
    lowest, highest = is_best.argmax(axis=1), _LEVELS - 1 - is_best[:, ::-1].argmax(axis=1)
    reach = inkfinder._LEVEL_REACH
    counts = _counted(greys.reshape(len(greys), -1))
    below = np.pad(counts.cumsum(axis=1), ((0, 0), (reach + 1, reach)), mode="edge")
    below[:, : reach + 1] = 0
    rows = np.arange(len(greys))
    first, last = below[rows, lowest], below[rows, lowest + 2 * reach + 1]
    is_one_set = (first == below[rows, highest]) & (last == below[rows, highest + 2 * reach + 1])
    totals = counts.cumsum(axis=1)
    middle = (first + last - 1) // 2
    low = (totals <= middle[:, None]).sum(axis=1)
    high = (totals <= ((first + last) // 2)[:, None]).sum(axis=1)
    is_near_bound = (np.abs(everywhere - inkfinder._EVEN_SHARE * size) < _CLOSE * size).any(axis=1)
    return low, is_common.any(axis=1) & is_one_set & (low == high) & ~is_near_bound


def _reached(values: Grey) -> Counts:
    """Return how many of each row's values are within ``_LEVEL_REACH`` of each of 256 levels: (n, 256)."""
    reach = inkfinder._LEVEL_REACH
    below = np.pad(_counted(values).cumsum(axis=1), ((0, 0), (reach + 1, reach)), mode="edge")
    below[:, : reach + 1] = 0
    within: Counts = below[:, 2 * reach + 1 :] - below[:, : -2 * reach - 1]
    return within


def _counted(values: npt.NDArray[np.integer]) -> Counts:
    """Return how often each of 256 levels is in each row of ``values`` (n, m): (n, 256)."""
    places = values.astype(np.intp) + _LEVELS * np.arange(len(values))[:, None]
    return np.bincount(places.ravel(), minlength=_LEVELS * len(values)).reshape(-1, _LEVELS)


def _heights(greys: Grey, levels: Counts) -> tuple[npt.NDArray[np.int16], Mask]:
    """Return how far each pixel stands out of its ground towards the ink, and whether that side is sure."""
    away = greys.astype(np.int16) - levels.astype(np.int16)[:, None, None]
    squares = away.astype(np.int64) ** 2
    lighter, darker = (np.where(side, squares, 0).sum(axis=(1, 2)) for side in (away > 0, away < 0))
    is_sure = np.abs(lighter - darker) > 1e-3 * np.maximum(lighter, darker)
    return np.where((lighter > darker)[:, None, None], away, -away), is_sure | ((lighter == 0) & (darker == 0))


def _ink_of_heights(heights: npt.NDArray[np.int16]) -> tuple[Grey, Mask]:
    """Return the ink of grounds without noise, and for which of them that is sure; each shows some contrast."""
    flat = np.maximum(heights.reshape(len(heights), -1), 0)
    counts = _counted(flat)
    cores = _cores(counts, flat.max(axis=1))
    is_ink = heights > cores[:, None, None]
    full, is_sure = _full_ink(counts, cores)
    is_far = ~_near(is_ink, max(2, max(heights.shape[1:]) // 28))
    is_clean = ~(is_far & (heights != 0)).any(axis=(1, 2))
    is_roomy = is_far.sum(axis=(1, 2)) >= _ROOMY * is_far[0].size
    kept = np.where(_kept_blots(flat.reshape(heights.shape), cores), heights, 0).astype(np.float32)
    factors = np.where(full >= inkfinder.MIN_CONTRAST, 255 / np.maximum(full, 1), 0).astype(np.float32)
    inks = np.clip((np.maximum(kept, 0) * factors[:, None, None]).round(), 0, 255).astype(np.uint8)
    return inks, is_sure & is_clean & is_roomy


class _Split(NamedTuple):
    """How ``np.histogram`` divides 0 to ``top``: the bin of each whole number, the edges, the bins' middles."""

    bins: Counts
    edges: Plane
    middles: Plane


@lru_cache(maxsize=_LEVELS)
def _split(top: int) -> _Split:
    counts, edges = np.histogram(np.arange(top + 1, dtype=np.float32), bins=_BINS, range=(0, float(top)))
    bins = np.zeros(_LEVELS, dtype=np.intp)
    bins[: top + 1] = np.repeat(np.arange(_BINS), counts)
    return _Split(bins, edges, (edges[:-1] + edges[1:]) / 2)


def _cores(counts: Counts, tops: npt.NDArray[np.int16]) -> Plane:
    """Return the level that best splits the heights of each picture, as ``inkfinder._otsu`` does: float32 (n,)."""
    splits = [_split(int(top)) for top in tops]
    bins = np.stack([split.bins for split in splits]) + _BINS * np.arange(len(counts))[:, None]
    binned = np.bincount(bins.ravel(), counts.ravel(), minlength=_BINS * len(counts)).reshape(-1, _BINS).astype(np.intp)
    size = int(counts[0].sum())
    below = np.cumsum(binned, axis=1)[:, :-1]
    above = size - below
    mass = np.cumsum(binned * np.stack([split.middles for split in splits]), axis=1)
    mean_below = mass[:, :-1] / np.maximum(below, 1)
    mean_above = (mass[:, -1:] - mass[:, :-1]) / np.maximum(above, 1)
    best = np.argmax(below * above * (mean_above - mean_below) ** 2 / size**2, axis=1)
    return np.stack([split.edges[1 + place] for split, place in zip(splits, best, strict=True)])


def _full_ink(counts: Counts, cores: Plane) -> tuple[npt.NDArray[np.float64], Mask]:
    """Return the 90th percentile of what is above ``cores`` in each picture, and for which there is anything."""
    inked = np.where(np.arange(_LEVELS) > cores[:, None], counts, 0)
    totals = inked.cumsum(axis=1)
    number = totals[:, -1]
    place = 0.9 * (number - 1)
    low = np.maximum(np.floor(place - _CLOSE), 0)
    high = np.minimum(np.floor(place + _CLOSE) + 1, number - 1)
    least = (totals <= low[:, None]).sum(axis=1)
    most = (totals <= high[:, None]).sum(axis=1)
    full = least.astype(np.float64)
    for row in np.flatnonzero((least != most) & (number > 0)):
        values = np.repeat(np.arange(_LEVELS, dtype=np.float32), inked[row])
        full[row] = float(np.percentile(values, 90))
    return full, number > 0


def _near(is_ink: Mask, reach: int) -> Mask:
    """Return what has ink in the square of ``2 * reach + 1`` around it."""
    wide, tall = is_ink.copy(), is_ink.copy()
    for step in range(1, reach + 1):
        wide[:, :, step:] |= is_ink[:, :, :-step]
        wide[:, :, :-step] |= is_ink[:, :, step:]
    tall = wide.copy()
    for step in range(1, reach + 1):
        tall[:, step:] |= wide[:, :-step]
        tall[:, :-step] |= wide[:, step:]
    return tall


def _kept_blots(heights: npt.NDArray[np.int16], cores: Plane) -> Mask:
    """Return which pixels belong to blots that are ink; all pictures are looked through as one, with gaps between."""
    count, height, width = heights.shape
    gapped = np.zeros((count, height + 1, width), dtype=bool)
    gapped[:, :-1] = heights > 0
    labels = label_blots(gapped.reshape(-1, width)).reshape(count, height + 1, width)[:, :-1]
    blots = int(labels.max()) + 1
    mass = np.bincount(labels.ravel(), heights.ravel(), minlength=blots)
    peak = np.zeros(blots, dtype=np.float32)
    np.maximum.at(peak, labels.ravel(), heights.ravel().astype(np.float32))
    owner = np.zeros(blots, dtype=np.intp)
    owner[labels.ravel()] = np.repeat(np.arange(count), height * width)
    is_ink = peak >= cores[owner]
    is_ink[0] = False
    largest = np.zeros(count)
    np.maximum.at(largest, owner[is_ink], mass[is_ink])
    is_ink &= mass >= inkfinder._MIN_SHARE * largest[owner]
    kept: Mask = is_ink[labels]
    return kept
