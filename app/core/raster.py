"""The one preprocessing: from ink to the 28×28 picture that every network here sees.

MNIST's own framing (LeCun, Cortes, Burges: http://yann.lecun.com/exdb/mnist/): the ink's box is scaled so that its
long side is 20 pixels, aspect kept, then the centre of mass is moved to the centre of 28×28. Ink is bright on black,
uint8 0-255.
"""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from app.core.ink import Drawing, Points, resample

Raster = npt.NDArray[np.uint8]

SIDE = 28
BOX = 20
PEN = 2.5
"""The pen's width in pixels of the 20-pixel box: the median stroke of MNIST, 12.5 % of the digit's height."""
MIN_EXTENT = 0.03
"""Ink smaller than this share of its canvas stays a dot instead of being blown up to a digit's size."""
_SPACING = 0.5
_MIN_PEN_SHARE = 0.07
_INK_THRESHOLD = 40


def empty_raster() -> Raster:
    """Return the raster of no ink: uint8 (28, 28) of zeros."""
    return np.zeros((SIDE, SIDE), dtype=np.uint8)


def raster_of_drawing(drawing: Drawing, *, pen: float = PEN) -> Raster:
    """Render a drawing's centre lines with a pen of ``pen`` pixels, whatever pen the user saw. uint8 (28, 28)."""
    if drawing.is_empty:
        return empty_raster()
    return raster_of_lines([stroke.points for stroke in drawing.strokes], pen=pen, canvas_side=max(drawing.size))


def raster_of_lines(lines: list[Points], *, pen: float = PEN, canvas_side: float = 0.0) -> Raster:
    """Render polylines, float32 (n, 2) each, in any unit, with a pen of ``pen`` pixels. uint8 (28, 28).

    Ink shorter than ``MIN_EXTENT * canvas_side`` (same unit) is not enlarged beyond that size.
    """
    everything = np.concatenate(lines)
    low, high = everything.min(axis=0), everything.max(axis=0)
    extent = max(float((high - low).max()), MIN_EXTENT * canvas_side, 1e-6)
    scale = (BOX - pen) / extent
    middle = (low + high) / 2
    points = resample([(line - middle) * scale for line in lines], spacing=_SPACING)
    shift = _centring_shift(_stamp(points + SIDE / 2, pen), room=(SIDE - (high - low) * scale - pen) / 2)
    return np.round(_stamp(points + SIDE / 2 + shift, pen) * 255).astype(np.uint8)


def raster_of_ink(ink: npt.NDArray[np.uint8]) -> Raster:
    """Frame a picture of one digit: ``ink`` uint8 (height, width), bright on black, any size. uint8 (28, 28).

    The longer side of the ink becomes 20 pixels by area averaging; lines that this would make faint are thickened.
    """
    box = ink_box(ink)
    if box is None:
        return empty_raster()
    left, top, right, bottom = box
    crop = ink[top:bottom, left:right]
    extent = max(*crop.shape, MIN_EXTENT * max(ink.shape))
    fitted = _fit(Image.fromarray(np.ascontiguousarray(crop)), scale=BOX / extent)
    return _paste_centred(fitted)


def ink_box(ink: npt.NDArray[np.uint8]) -> tuple[int, int, int, int] | None:
    """Return (left, top, right, bottom) of the ink in a picture, right and bottom outside it; None without ink."""
    rows, columns = (np.flatnonzero((ink >= _INK_THRESHOLD).any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _stamp(points: Points, pen: float) -> npt.NDArray[np.float32]:
    """Return the coverage 0-1 of each pixel by discs of diameter ``pen`` at ``points`` (x, y), float32 (28, 28).

    Coverage falls from 1 to 0 over the pixel in which the disc's edge lies.
    """
    reach = int(np.ceil(pen / 2 + 0.5))
    offsets = np.arange(-reach, reach + 1)
    cells = np.floor(points).astype(np.intp)[:, :, None] + offsets
    gaps = (cells + 0.5 - points[:, :, None]) ** 2
    distance = np.sqrt(gaps[:, 1, :, None] + gaps[:, 0, None, :])
    coverage = np.clip(pen / 2 + 0.5 - distance, 0, 1).astype(np.float32)
    is_inside = (cells >= 0) & (cells < SIDE)
    coverage *= is_inside[:, 1, :, None] & is_inside[:, 0, None, :]
    cells = np.clip(cells, 0, SIDE - 1)
    image = np.zeros(SIDE * SIDE, dtype=np.float32)
    np.maximum.at(image, (cells[:, 1, :, None] * SIDE + cells[:, 0, None, :]).ravel(), coverage.ravel())
    return image.reshape(SIDE, SIDE)


def _centring_shift(image: npt.NDArray[np.float32], *, room: Points) -> Points:
    """Return the (x, y) shift of the centre of mass to the centre, at most ``room`` so that no ink is cut off."""
    x, y = _centre_of_mass(image)
    shift = np.array([SIDE / 2 - x, SIDE / 2 - y])
    limit = np.maximum(room, 0)
    clipped: Points = np.clip(shift, -limit, limit).astype(np.float32)
    return clipped


def _centre_of_mass(image: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Return (x, y) in pixels, the centre of the first pixel being 0.5."""
    total = float(image.sum())
    x = float(image.sum(axis=0) @ (np.arange(image.shape[1]) + 0.5)) / total
    y = float(image.sum(axis=1) @ (np.arange(image.shape[0]) + 0.5)) / total
    return x, y


def _fit(crop: Image.Image, *, scale: float) -> npt.NDArray[np.float32]:
    """Scale a crop by ``scale`` and bring its brightest pixel to 255."""
    size = tuple(max(1, round(side * scale)) for side in crop.size)
    if scale < 0.5:
        crop = _thickened(crop)
    resampling = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    pixels = np.asarray(crop.resize((size[0], size[1]), resampling), dtype=np.float32)
    return pixels * (255.0 / max(float(pixels.max()), 1.0))


def _thickened(crop: Image.Image) -> Image.Image:
    """Widen the lines of a crop that are thinner than ``_MIN_PEN_SHARE`` of its long side, to about MNIST's."""
    is_ink = np.asarray(crop) >= 128
    edge = int(np.count_nonzero(is_ink[:, 1:] != is_ink[:, :-1]) + np.count_nonzero(is_ink[1:] != is_ink[:-1]))
    line_width = (
        2 * int(np.count_nonzero(is_ink)) / max(edge, 1) * 1.2
    )  # the edge of a slanted line counts about 1.2 times
    long_side = max(crop.size)
    if line_width >= _MIN_PEN_SHARE * long_side:
        return crop
    grow = round(0.1 * long_side - line_width)
    return crop.filter(ImageFilter.MaxFilter(min(grow // 2 * 2 + 1, 31)))


def _paste_centred(fitted: npt.NDArray[np.float32]) -> Raster:
    """Place a picture of at most 20×20 on 28×28, its centre of mass as near the centre as whole pixels allow."""
    height, width = fitted.shape
    x, y = _centre_of_mass(fitted)
    left = min(max(round(SIDE / 2 - x), 0), SIDE - width)
    top = min(max(round(SIDE / 2 - y), 0), SIDE - height)
    raster = empty_raster()
    raster[top : top + height, left : left + width] = np.round(fitted).astype(np.uint8)
    return raster
