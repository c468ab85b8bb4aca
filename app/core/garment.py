"""The preprocessing for pictures of things, as Fashion-MNIST's were made: from a picture to 28×28.

The thing's box is scaled so that its long side is 28 pixels, aspect kept, and set in the middle; grey values stay,
negated so that the ground is black (Xiao, Rasul, Vollgraf, "Fashion-MNIST", 2017, section 2). uint8 0-255.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from app.core.ink import Drawing, Points
from app.core.inkfinder import label_blots
from app.core.raster import SIDE, Raster, empty_raster

Box = tuple[int, int, int, int]
Grey = npt.NDArray[np.float32]

_WORK_SIDE = 280
_FLOOR = 13.0
"""What differs from the ground by less than a twentieth of the whole range is ground, as in the paper."""
_LEAST_SHARE = 0.02
"""A row or a column with less of the thing than this share of the fullest one is dust."""
FILLED = 170
"""Grey of what lies inside a drawn outline, about that of a garment in the data set."""
PEN, _GAP = 0.03, 0.15
"""The pen's width, whatever pen the user saw, and the largest gap that is closed: shares of the drawing's extent."""
_DRAWN_SIDE = 6 * SIDE


def frame_garment(pixels: npt.NDArray[np.uint8]) -> tuple[Box, Raster] | None:
    """Return the box (x, y, width, height) of the thing in RGB ``pixels`` (h, w, 3) and its raster uint8 (28, 28).

    The ground must be plain, light or dark. A picture of 28×28 is taken as it is, negated if its ground is light.
    None if nothing stands out.
    """
    height, width = pixels.shape[:2]
    image = Image.fromarray(pixels)
    if (width, height) == (SIDE, SIDE):
        return _as_it_is(np.asarray(image.convert("L")))
    factor = max(1, -(-max(width, height) // _WORK_SIDE))
    small = image.reduce(factor) if factor > 1 else image
    above = _above_ground(np.asarray(small.convert("L"), dtype=np.float32))
    box = _box_of(above)
    if box is None:
        return None
    left, top, right, bottom = box
    framed = _centred(_resized(above[top:bottom, left:right]))
    wide, high = min(right * factor, width) - left * factor, min(bottom * factor, height) - top * factor
    return (left * factor, top * factor, wide, high), framed


def raster_of_outline(drawing: Drawing) -> Raster:
    """Render a drawing as a garment: what its lines enclose is filled, the whole fills the frame. uint8 (28, 28).

    Pen, place and size do not matter, and an outline that does not quite close is closed.
    """
    if drawing.is_empty:
        return empty_raster()
    return raster_of_outlines([stroke.points for stroke in drawing.strokes], least=0.03 * max(drawing.size))


def raster_of_outlines(lines: Sequence[Points], *, least: float = 1e-6) -> Raster:
    """Render polylines, float32 (n, 2) each, in any unit, as ``raster_of_outline`` does. uint8 (28, 28).

    What is smaller than ``least`` (same unit) is not enlarged beyond that size.
    """
    everything = np.concatenate(lines)
    low = everything.min(axis=0)
    extent = max(float(np.ptp(everything, axis=0).max()), least)
    margin = PEN * _DRAWN_SIDE + 1
    side = round(_DRAWN_SIDE + 2 * margin)
    canvas = Image.new("L", (side, side))
    pen = ImageDraw.Draw(canvas)
    for line in lines:
        points = _closed((line - low) * (_DRAWN_SIDE / extent) + margin)
        pen.line([(float(x), float(y)) for x, y in points], fill=255, width=round(PEN * _DRAWN_SIDE), joint="curve")
        for x, y in (points[0], points[-1]):
            pen.circle((float(x), float(y)), PEN * _DRAWN_SIDE / 2, fill=255)
    left, top, right, bottom = canvas.getbbox() or (0, 0, 1, 1)
    return _centred(_resized(_filled(canvas)[top:bottom, left:right]))


def _closed(points: Points) -> Points:
    """Return a line that leads back to where it began, if it ends near there after a long way."""
    gap = float(np.hypot(*(points[-1] - points[0])))
    way = float(np.hypot(*np.diff(points, axis=0).T).sum())
    return np.concatenate([points, points[:1]]) if gap < _GAP * _DRAWN_SIDE and way > 4 * gap else points


def _filled(canvas: Image.Image) -> Grey:
    """Return a drawing with everything grey that cannot be reached from its corner."""
    values = np.asarray(canvas, dtype=np.float32)
    blots = label_blots(values == 0)
    filled: Grey = np.where((blots > 0) & (blots != blots[0, 0]), np.float32(FILLED), values).astype(np.float32)
    return filled


def _as_it_is(grey: Raster) -> tuple[Box, Raster] | None:
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    raster = grey if _usual_level(edge) <= 127 else 255 - grey
    return ((0, 0, SIDE, SIDE), raster) if raster.any() else None


def _above_ground(grey: Grey) -> Grey:
    """Return how far each pixel is from the ground, 0-255, float32, exactly 0 for the ground itself."""
    ground = _ground_of(grey)
    if float(np.median(ground)) > 127:
        above = (ground - grey) * (255 / np.maximum(ground, 1))
    else:
        above = (grey - ground) * (255 / np.maximum(255 - ground, 1))
    return np.where(above < _FLOOR, np.float32(0), np.minimum(above, 255)).astype(np.float32)


def _ground_of(grey: Grey) -> Grey:
    """Return the level of the ground everywhere: a plane through what is alike along the picture's edges."""
    height, width = grey.shape
    is_edge = np.ones(grey.shape, dtype=bool)
    margin = max(1, min(height, width) // 28)
    is_edge[margin:-margin, margin:-margin] = False
    level = _usual_level(grey[is_edge])
    is_ground = is_edge & (np.abs(grey - level) < 3 * _FLOOR)
    rows, columns = np.nonzero(is_ground)
    if len(rows) < 3 * max(height, width) or min(height, width) <= SIDE:
        return np.full_like(grey, level)
    terms = np.stack([np.ones(len(rows)), rows / height, columns / width], axis=1)
    plane = np.linalg.lstsq(terms, grey[is_ground].astype(np.float64), rcond=None)[0]
    y, x = np.mgrid[:height, :width]
    ground: Grey = (plane[0] + plane[1] * y / height + plane[2] * x / width).astype(np.float32)
    return ground


def _usual_level(edge: npt.NDArray[Any]) -> float:
    """Return the most usual grey level along the edge: the thing itself may touch it."""
    edge = edge.astype(np.float32).round()
    counts = np.bincount(edge.astype(np.intp), minlength=256)
    best = int(np.argmax(np.convolve(counts, np.ones(9), mode="same")))
    return float(np.median(edge[np.abs(edge - best) <= 4]))


def _box_of(above: Grey) -> tuple[int, int, int, int] | None:
    """Return (left, top, right, bottom) of the thing, right and bottom outside it."""
    is_thing = above > 0
    sides: list[tuple[int, int]] = []
    for axis in (0, 1):
        counts = is_thing.sum(axis=axis)
        full = np.flatnonzero(counts > _LEAST_SHARE * max(int(counts.max()), 1))
        if not len(full):
            return None
        sides.append((int(full[0]), int(full[-1]) + 1))
    return sides[0][0], sides[1][0], sides[0][1], sides[1][1]


def _resized(crop: Grey) -> Grey:
    """Scale a crop so that its long side has 28 pixels."""
    scale = SIDE / max(crop.shape)
    height, width = (max(1, round(side * scale)) for side in crop.shape)
    image = Image.fromarray(np.ascontiguousarray(crop, dtype=np.float32))
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS), dtype=np.float32)


def _centred(crop: Grey) -> Raster:
    framed = np.zeros((SIDE, SIDE), dtype=np.float32)
    top, left = (SIDE - crop.shape[0]) // 2, (SIDE - crop.shape[1]) // 2
    framed[top : top + crop.shape[0], left : left + crop.shape[1]] = crop
    return _bytes(framed)


def _bytes(values: Grey) -> Raster:
    raster: Raster = np.clip(values.round(), 0, 255).astype(np.uint8)
    return raster
