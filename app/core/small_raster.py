"""The rasters of many small pictures at once: bit for bit what ``raster_of_ink`` makes of each alone.

Only the scaling is done picture by picture. Lines of an unusual width, and a centre so near the middle of two pixels
that a rounding error might decide, go to ``raster_of_ink`` itself.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.inkfinder import Grey, Mask, Plane
from app.core.raster import (
    _INK_THRESHOLD,
    _LINE_WIDTHS,
    _MASS_CENTRE,
    BOX,
    MIN_EXTENT,
    SIDE,
    Cutout,
    Raster,
    raster_of_ink,
)
from app.core.small_ink import find_inks

_SURELY_INK = 100
_NEARLY_HALF = 1e-3

Pixels = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.intp]


class Framed(NamedTuple):
    """The ink of a small picture: its box (left, top, right, bottom) in pixels, and its raster uint8 (28, 28)."""

    box: tuple[int, int, int, int]
    raster: Raster
    cutout: Cutout


def frame_small(pictures: Pixels) -> list[Framed | None]:
    """Frame each of ``pictures`` uint8 (n, h, w, 3), RGB, sides up to ``MAX_SMALL_SIDE``, as one digit.

    None is a picture without ink.
    """
    inks = find_inks(pictures)
    boxes = _boxes(inks)
    has_ink = boxes[:, 2] > 0
    framed: list[Framed | None] = [None] * len(inks)
    rasters = rasters_of_inks(inks[has_ink], boxes[has_ink])
    least = MIN_EXTENT * max(inks.shape[1:])
    for place, (left, top, right, bottom), raster in zip(
        np.flatnonzero(has_ink), boxes[has_ink].tolist(), rasters, strict=True
    ):
        cutout = Cutout(inks[place, top:bottom, left:right], least)
        framed[place] = Framed((left, top, right, bottom), raster, cutout)
    return framed


def rasters_of_inks(inks: Grey, boxes: Counts) -> Pixels:
    """Return what ``raster_of_ink`` would of ``inks`` uint8 (n, h, w) with their boxes (n, 4): uint8 (n, 28, 28)."""
    rasters = np.zeros((len(inks), SIDE, SIDE), dtype=np.uint8)
    scales = BOX / np.maximum((boxes[:, 2:] - boxes[:, :2]).max(axis=1), MIN_EXTENT * max(inks.shape[1:]))
    widths = _line_widths(inks) * scales
    is_usual = (widths >= _LINE_WIDTHS[0]) & (widths <= _LINE_WIDTHS[1])
    for place in np.flatnonzero(~is_usual):
        rasters[place] = raster_of_ink(inks[place])
    usual = np.flatnonzero(is_usual)
    fitted, sizes = _fitted(inks[usual], boxes[usual], scales[usual])
    lefts, tops, is_sure = _places(fitted, sizes)
    for place, image, (height, width), left, top, sure in zip(
        usual, np.round(fitted).astype(np.uint8), sizes, lefts, tops, is_sure, strict=True
    ):
        if sure:
            rasters[place, top : top + height, left : left + width] = image[:height, :width]
        else:
            rasters[place] = raster_of_ink(inks[place])
    return rasters


def _boxes(inks: Grey) -> Counts:
    """Return what ``ink_box`` would for each picture, (n, 4), and zeros without ink."""
    is_ink = np.asarray(inks >= _INK_THRESHOLD)
    rows, columns = np.asarray(is_ink.any(axis=2)), np.asarray(is_ink.any(axis=1))
    height, width = inks.shape[1:]
    first = columns.argmax(axis=1), rows.argmax(axis=1)
    last = width - columns[:, ::-1].argmax(axis=1), height - rows[:, ::-1].argmax(axis=1)
    has_ink = np.asarray(rows.any(axis=1))
    return np.where(has_ink[:, None], np.stack([*first, *last], axis=1), 0)


def _line_widths(inks: Grey) -> npt.NDArray[np.float64]:
    """Estimate the width of lines in pixels, as ``raster._line_width`` does."""
    is_ink = np.pad(np.asarray(inks >= _SURELY_INK), ((0, 0), (1, 1), (1, 1)))
    across = np.count_nonzero(is_ink[:, :, 1:] != is_ink[:, :, :-1], axis=(1, 2))
    edges = (across + np.count_nonzero(is_ink[:, 1:] != is_ink[:, :-1], axis=(1, 2))) * np.pi / 4
    areas = np.count_nonzero(is_ink, axis=(1, 2)).astype(np.float64)
    widths: npt.NDArray[np.float64] = 2 * areas / np.maximum(edges, 1.0)
    return widths


def _fitted(inks: Grey, boxes: Counts, scales: npt.NDArray[np.float64]) -> tuple[Plane, list[tuple[int, int]]]:
    """Return the crops scaled to 20 pixels, their brightest at 255, float32 (n, 20, 20), and their (height, width)."""
    small = np.zeros((len(inks), BOX, BOX), dtype=np.uint8)
    sizes = []
    for place, (ink, box, scale) in enumerate(zip(inks, boxes.tolist(), scales.tolist(), strict=True)):
        crop = ink[box[1] : box[3], box[0] : box[2]]
        height, width = (max(1, round(side * scale)) for side in crop.shape)
        if crop.shape != (height, width):
            resampling = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
            crop = np.asarray(Image.fromarray(np.ascontiguousarray(crop)).resize((width, height), resampling))
        small[place, :height, :width] = crop
        sizes.append((height, width))
    factors = (255.0 / np.maximum(small.max(axis=(1, 2), initial=1), 1)).astype(np.float32)
    return small.astype(np.float32) * factors[:, None, None], sizes


def _places(fitted: Plane, sizes: list[tuple[int, int]]) -> tuple[list[int], list[int], Mask]:
    """Return left and top of each crop on its raster, as ``raster._paste_centred`` has them, and which are sure."""
    total = np.maximum(fitted.sum(axis=(1, 2), dtype=np.float64), 1)
    middles = np.arange(BOX) + 0.5
    offsets = [_MASS_CENTRE - fitted.sum(axis=axis, dtype=np.float64) @ middles / total for axis in (1, 2)]
    is_sure = np.logical_and(*(np.abs(offset % 1 - 0.5) > _NEARLY_HALF for offset in offsets))
    lefts, tops = (np.round(offset).astype(int).tolist() for offset in offsets)
    return (
        [min(max(left, 0), SIDE - width) for left, (_, width) in zip(lefts, sizes, strict=True)],
        [min(max(top, 0), SIDE - height) for top, (height, _) in zip(tops, sizes, strict=True)],
        is_sure,
    )
