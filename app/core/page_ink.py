"""The ink of a whole page: what a pen left on paper or a board, under any light."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from app.core.inkfinder import Grey, Mask, Plane, grey_of, label_blots
from app.core.job import checkpoint
from app.core.ruling import without_ruling

MAX_PAGE_SIDE = 2100
"""Pages are reduced by a whole factor to at most this side: a 12-megapixel photo of a sheet keeps its small digits."""
_MIN_DEPTH = 0.05
"""Ink takes at least this share of its ground's light, or adds it on a board."""
_NOISE_REACH = 5.0
_LIKELY = 0.55
"""What is above this share of the noise's reach may be ink, if it is connected with more."""
_SURE_SHARE = 0.2
_EDGE_SHARE = 0.3
"""A pixel belongs to the ink if it has this share of the depth that the ink around it has."""
_DARKEST = 24
_SMALL_SIDE = 700
_REACHES = (120, 60, 24, 10)
_CLEAR_LEAN = 0.3
_RIM = 14
_TILE = 32
_TILES = 16
_GROUND_SHARE = 10
"""The ground is looked for in squares of this part of the longer side: no stroke is broader."""


@dataclass(frozen=True, slots=True, eq=False)
class PageInk:
    """Where ink is and how deep: ``depth`` float32 (h, w), the share of light that it takes, and ``mask`` bool (h, w).

    Both are reduced: a pixel here is a square of ``factor`` pixels of the picture.
    """

    depth: Plane
    mask: Mask
    factor: int


def find_page_ink(pixels: npt.NDArray[np.uint8]) -> PageInk:
    """Find the ink on a page in RGB ``pixels`` (h, w, 3), uint8.

    The ground is what a closing by a square leaves, so that the edge of a shadow stays an edge of the ground; the
    light is divided out. A pixel is ink if it is deep enough beside its ground's noise and beside the ink around it:
    Sauvola's rule (Sauvola and Pietikäinen 2000) with the ink's own depth in the place of the deviation.
    """
    factor = page_reduction(pixels.shape[1], pixels.shape[0])
    grey = grey_of(pixels, factor)
    if has_light_ink(grey):
        grey = 255 - grey
    depth, noise = _depth_of(grey, max(9, max(grey.shape) // _GROUND_SHARE))
    faint, mask = _ink_masks(depth, noise)
    return PageInk(depth, without_ruling(mask, faint, depth), factor)


def page_reduction(width: int, height: int) -> int:
    """Return the whole factor by which a page is reduced before its ink is looked for."""
    return -(-max(width, height) // MAX_PAGE_SIDE)


def has_light_ink(grey: Grey) -> bool:
    """Say whether the ink is lighter than its ground.

    Ink covers less than the ground around it, so what departs far from the local mean is ink, and the departures lean
    to its side. At the edge of a shadow or of the sheet they go both ways. Fine strokes are asked first, then broad.
    """
    image = Image.fromarray(grey)
    image.thumbnail((_SMALL_SIDE, _SMALL_SIDE), Image.Resampling.BOX)
    small = np.asarray(image, dtype=np.float32)
    lean = 0.0
    for share in _REACHES:
        checkpoint()
        reach = max(2, max(small.shape) // share)
        away = small - np.asarray(image.filter(ImageFilter.BoxBlur(reach)), dtype=np.float32)
        rims = (min(side // _RIM + reach, side // 4) for side in small.shape)  # a table may show at the rim
        lean = _skewness(away[tuple(slice(rim, side - rim) for rim, side in zip(rims, small.shape, strict=True))])
        if abs(lean) > _CLEAR_LEAN:
            break
    return lean > 0


def _skewness(values: Plane) -> float:
    spread = float((values**2).mean())
    return float((values**3).mean()) / float(max(spread**1.5, 1e-6))


def _depth_of(grey: Grey, window: int) -> tuple[Plane, Plane]:
    """Return the share of the ground's light that each pixel lacks, about 0 on the ground, and its noise there."""
    smooth = np.asarray(Image.fromarray(grey).filter(ImageFilter.BoxBlur(1)))
    ground = np.maximum(closed(smooth, window).astype(np.float32), np.float32(_DARKEST))
    depth: Plane = (1 - smooth.astype(np.float32) / ground).astype(np.float32)
    depth = depth - _tile_map(depth)
    noise = _tile_map(np.abs(depth))
    # Paper has its noise by its light, a camera whatever the light.
    return depth, np.maximum(noise, _tile_map(np.abs(depth) * ground) / ground) * np.float32(1.4826)


def closed(grey: Grey, window: int) -> Grey:
    """Close by a square: dark parts into which no square of ``window`` pixels fits become as light as their ground."""
    return _extreme(_extreme(grey, window, np.maximum), window, np.minimum)


def _extreme(grey: Grey, window: int, pick: np.ufunc) -> Grey:
    """Return the extreme of each pixel's square of ``window`` pixels a side, by doubling reaches (van Herk 1992)."""
    before, after = (window - 1) // 2, window // 2
    result = np.pad(grey, ((before, after), (before, after)), mode="edge")
    for axis in (0, 1):
        reach = 1
        while reach < window:
            checkpoint()
            step = min(reach, window - reach)
            length = result.shape[axis]
            result = pick(
                result.take(range(0), axis) if length <= step else _cut(result, 0, length - step, axis),
                _cut(result, step, length, axis),
            )
            reach += step
    return result


def _cut(array: Grey, start: int, stop: int, axis: int) -> Grey:
    return array[start:stop] if axis == 0 else array[:, start:stop]


def _ink_masks(depth: Plane, noise: Plane) -> tuple[Mask, Mask]:
    """Return what may be ink or a line, however faint, and what is ink.

    Ink spreads from what surely is to what is likely and connected with it (hysteresis): pencil is full of gaps.
    """
    checkpoint()
    floor = np.maximum(_NOISE_REACH * noise, np.float32(_MIN_DEPTH))
    sure = depth > floor
    faint = depth > _LIKELY * floor
    likely = faint & (depth > _EDGE_SHARE * _depth_around(np.where(sure, depth, 0)))
    return faint, _connected(likely, sure)


def _connected(likely: Mask, sure: Mask) -> Mask:
    """Return the parts of ``likely`` of which enough is sure."""
    labels = label_blots(likely)
    areas = np.bincount(labels.ravel())
    sure_areas = np.bincount(labels[sure & likely], minlength=len(areas))
    is_ink = sure_areas >= _SURE_SHARE * areas
    is_ink[0] = False
    return is_ink[labels]


def _depth_around(core: Plane) -> Plane:
    """Return how deep the ink near each pixel is: the 90th percentile of blocks, spread to their neighbours."""
    cell = max(8, max(core.shape) // 80)
    rows, columns = (-(-side // cell) for side in core.shape)
    padded = np.pad(core, ((0, rows * cell - core.shape[0]), (0, columns * cell - core.shape[1])))
    blocks = padded.reshape(rows, cell, columns, cell).max(axis=(1, 3))
    spread = np.pad(blocks, 1)
    spread = np.maximum.reduce([spread[y : y + rows, x : x + columns] for y in range(3) for x in range(3)])
    return _enlarged(spread, core.shape)


def _tile_map(values: Plane) -> Plane:
    """Return the median of the values around each pixel, from tiles, smoothly."""
    height, width = values.shape
    tile = max(_TILE, max(values.shape) // _TILES)
    rows, columns = max(1, height // tile), max(1, width // tile)
    sparse = values[: height // rows * rows, : width // columns * columns]
    tiles = sparse.reshape(rows, height // rows, columns, width // columns)[:, ::2, :, ::2]
    levels = np.median(tiles, axis=(1, 3)).astype(np.float32)
    near = np.pad(levels, 1, mode="edge")
    shifted = [near[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    usual = np.median(levels)
    spread = np.median(np.abs(levels - usual)) + np.abs(usual)
    return _enlarged(np.minimum(np.median(shifted, axis=0), usual + 3 * spread), values.shape)  # not where all is ink


def _enlarged(small: Plane, shape: tuple[int, ...]) -> Plane:
    image = Image.fromarray(np.ascontiguousarray(small, dtype=np.float32))
    return np.asarray(image.resize((shape[1], shape[0]), Image.Resampling.BILINEAR), dtype=np.float32)
