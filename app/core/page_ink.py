"""The ink of a whole page: what a pen left on paper or a board, under any light."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from app.core.inkfinder import Grey, Mask, Plane, grey_of
from app.core.ruling import without_ruling

MAX_PAGE_SIDE = 2100
"""Pages are reduced by a whole factor to at most this side: a 12-megapixel photo of a sheet keeps its small digits."""
_MIN_DEPTH = 0.05
"""Ink takes at least this share of its ground's light, or adds it on a board."""
_NOISE_REACH = 5.0
_EDGE_SHARE = 0.4
"""A pixel belongs to the ink if it has this share of the depth that the ink around it has."""
_SMALL_SIDE = 700
_TILE = 32
_TILES = 16
_GROUND_SHARE = 10
"""The ground is looked for in squares of this part of the longer side: no stroke is broader."""
_STROKES_WIDE = 5.0


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
    depth = _depth_of(grey, max(9, max(grey.shape) // _GROUND_SHARE))
    faint, mask = _ink_masks(depth)
    return PageInk(depth, without_ruling(mask, faint), factor)


def page_reduction(width: int, height: int) -> int:
    """Return the whole factor by which a page is reduced before its ink is looked for."""
    return -(-max(width, height) // MAX_PAGE_SIDE)


def has_light_ink(grey: Grey) -> bool:
    """Say whether the ink is lighter than its ground.

    Ink covers less than the ground around it, so what departs far from the local mean is ink: the third moment of
    the departures has its sign. The edge of a shadow departs to both sides alike.
    """
    image = Image.fromarray(grey)
    image.thumbnail((_SMALL_SIDE, _SMALL_SIDE), Image.Resampling.BOX)
    small = np.asarray(image, dtype=np.float32)
    reach = max(2, max(small.shape) // 24)
    away = small - np.asarray(image.filter(ImageFilter.BoxBlur(reach)), dtype=np.float32)
    return float((away**3).sum()) > 0


def _depth_of(grey: Grey, window: int) -> Plane:
    """Return the share of the ground's light that each pixel lacks, about 0 on the ground, float32."""
    smooth = np.asarray(Image.fromarray(grey).filter(ImageFilter.BoxBlur(1)))
    ground = closed(smooth, window).astype(np.float32)
    depth: Plane = 1 - smooth / np.maximum(ground, np.float32(24))
    return depth - _tile_map(depth, 0.5)


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
            step = min(reach, window - reach)
            length = result.shape[axis]
            result = pick(result.take(range(0), axis) if length <= step else _cut(result, 0, length - step, axis),
                          _cut(result, step, length, axis))
            reach += step
    return result


def _cut(array: Grey, start: int, stop: int, axis: int) -> Grey:
    return array[start:stop] if axis == 0 else array[:, start:stop]


def _ink_masks(depth: Plane) -> tuple[Mask, Mask]:
    """Return what stands out of the ground, and what of it is as deep as the ink around it."""
    noise = 1.4826 * _tile_map(np.abs(depth), 0.5)
    floor = np.maximum(_NOISE_REACH * noise, np.float32(_MIN_DEPTH))
    around = _depth_around(np.where(depth > floor, depth, 0))
    faint = depth > floor
    return faint, faint & (depth > _EDGE_SHARE * around)


def _depth_around(core: Plane) -> Plane:
    """Return how deep the ink near each pixel is: the 90th percentile of blocks, spread to their neighbours."""
    cell = max(8, max(core.shape) // 80)
    rows, columns = (-(-side // cell) for side in core.shape)
    padded = np.pad(core, ((0, rows * cell - core.shape[0]), (0, columns * cell - core.shape[1])))
    blocks = padded.reshape(rows, cell, columns, cell).max(axis=(1, 3))
    spread = np.pad(blocks, 1)
    spread = np.maximum.reduce([spread[y : y + rows, x : x + columns] for y in range(3) for x in range(3)])
    return _enlarged(spread, core.shape)


def _tile_map(values: Plane, quantile: float) -> Plane:
    """Return a quantile of the values around each pixel, from tiles, smoothly."""
    height, width = values.shape
    tile = max(_TILE, max(values.shape) // _TILES)
    rows, columns = max(1, height // tile), max(1, width // tile)
    sparse = values[: height // rows * rows, : width // columns * columns]
    tiles = sparse.reshape(rows, height // rows, columns, width // columns)[:, ::2, :, ::2]
    levels = np.quantile(tiles, quantile, axis=(1, 3)).astype(np.float32)
    near = np.pad(levels, 1, mode="edge")
    shifted = [near[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    return _enlarged(np.quantile(shifted, 0.3, axis=0), values.shape)  # a tile full of ink does not count


def _enlarged(small: Plane, shape: tuple[int, ...]) -> Plane:
    image = Image.fromarray(np.ascontiguousarray(small, dtype=np.float32))
    return np.asarray(image.resize((shape[1], shape[0]), Image.Resampling.BILINEAR), dtype=np.float32)


def _stroke_width(mask: Mask) -> float:
    """Return the usual width of strokes in pixels: twice the area over the length of the edges."""
    edge = np.count_nonzero(mask[:, 1:] != mask[:, :-1]) + np.count_nonzero(mask[1:] != mask[:-1])
    return 2 * float(np.count_nonzero(mask)) / max(edge * np.pi / 4, 1.0)
