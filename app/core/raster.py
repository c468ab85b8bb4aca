"""The preprocessing for digits: from ink to the 28×28 picture that every network for them sees.

MNIST's own framing (LeCun, Cortes, Burges: http://yann.lecun.com/exdb/mnist/): the ink's box is scaled so that its
long side is 20 pixels, aspect kept, then the centre of mass is moved to the centre of 28×28. Ink is bright on black,
uint8 0-255. ``Framing`` leaves steps of that out, for people who want to see what each is good for.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.ink import Drawing, Points, resample

Raster = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.uint8]

SIDE = 28
BOX = 20
PEN = 2.5
"""The pen's width in pixels of the 20-pixel box: the median stroke of MNIST, 12.5 % of the digit's height."""
MIN_EXTENT = 0.03
"""Ink smaller than this share of its canvas stays a dot instead of being blown up to a digit's size."""
_SPACING = 0.5
_LINE_WIDTHS = (1.3, 4.4)
"""Lines of pictures are left as they are between these widths in pixels of the raster: MNIST's own are 1.7 to 3.9."""
_WANTED_WIDTHS = (2.0, 3.6)
_FINE = 6
_INK_THRESHOLD = 32
_MASS_CENTRE = SIDE / 2 + 0.5
"""Where MNIST has the centre of mass: on the middle of pixel 14, measured on its 60,000 training pictures."""


@dataclass(frozen=True, slots=True)
class Framing:
    """Which steps are taken from a picture or a drawing to its raster; networks are only ever fed with all of them.

    ``crop``: cut to the ink's box, else all of the picture. ``ink``: ink bright on black, else light and dark as they
    are. ``fit``: 20 pixels for the longer side, else stretched over all 28×28. ``pen``: lines of the usual width, else
    as they were drawn. ``centre``: the centre of mass in the middle, else the middle of the box.
    """

    crop: bool = True
    ink: bool = True
    fit: bool = True
    pen: bool = True
    centre: bool = True


FULL = Framing()


@dataclass(frozen=True, slots=True, eq=False)
class Cutout:
    """The ink of one digit as it was cut out of a picture: uint8 (height, width), bright on black.

    Ink whose longer side has fewer than ``least_side`` pixels is not enlarged beyond that size.
    """

    ink: Ink
    least_side: float = 0.0


def empty_raster() -> Raster:
    """Return the raster of no ink: uint8 (28, 28) of zeros."""
    return np.zeros((SIDE, SIDE), dtype=np.uint8)


def stacked(rasters: list[Raster]) -> npt.NDArray[np.uint8]:
    """Return rasters, or none at all, as one array: uint8 (n, 28, 28)."""
    return np.stack(rasters) if rasters else np.zeros((0, SIDE, SIDE), dtype=np.uint8)


def raster_of_drawing(drawing: Drawing, *, pen: float = PEN) -> Raster:
    """Render a drawing's centre lines with a pen of ``pen`` pixels, whatever pen the user saw. uint8 (28, 28)."""
    if drawing.is_empty:
        return empty_raster()
    return raster_of_lines([stroke.points for stroke in drawing.strokes], pen=pen, canvas_side=max(drawing.size))


def raster_of_lines(lines: list[Points], *, pen: float = PEN, canvas_side: float = 0.0) -> Raster:
    """Render polylines, float32 (n, 2) each, in any unit, with a pen of ``pen`` pixels. uint8 (28, 28).

    Ink shorter than ``MIN_EXTENT * canvas_side`` (same unit) is not enlarged beyond that size.
    """
    _, _, points, shift = _framed(lines, pen=pen, canvas_side=canvas_side)
    return np.round(_stamp(points + SIDE / 2 + shift, pen) * 255).astype(np.uint8)


def place_of_lines(lines: list[Points], *, pen: float = PEN, canvas_side: float = 0.0) -> tuple[float, Points]:
    """Return where ``raster_of_lines`` puts its lines: a point p is at ``p * scale + offset`` (x, y) in its pixels."""
    scale, middle, _, shift = _framed(lines, pen=pen, canvas_side=canvas_side)
    return scale, SIDE / 2 + shift - middle * scale


def _framed(lines: list[Points], *, pen: float, canvas_side: float) -> tuple[float, Points, Points, Points]:
    """Return scale and middle of the lines, points along them in pixels round 0, and the shift that centres them."""
    everything = np.concatenate(lines)
    low, high = everything.min(axis=0), everything.max(axis=0)
    extent = max(float((high - low).max()), MIN_EXTENT * canvas_side, 1e-6)
    scale = (BOX - pen) / extent
    middle = (low + high) / 2
    points = resample([(line - middle) * scale for line in lines], spacing=_SPACING)
    room = (SIDE - (high - low) * scale - pen) / 2
    shift = _centring_shift(_stamp(points + SIDE / 2, pen), low=-room, high=room)
    return scale, middle, points, shift


def raster_of_strokes(drawing: Drawing, framing: Framing) -> Raster:
    """Render a drawing's centre lines as ``raster_of_drawing`` does, by the steps of ``framing`` but its ``ink``.

    uint8 (28, 28). Without ``pen``, lines have the width that the user saw.
    """
    if drawing.is_empty or framing == FULL:
        return raster_of_drawing(drawing)
    everything = np.concatenate([stroke.points for stroke in drawing.strokes])
    inked_low, inked_high = everything.min(axis=0), everything.max(axis=0)
    reach = 0.0 if framing.pen else max(stroke.width for stroke in drawing.strokes) / 2
    low, high = (inked_low - reach, inked_high + reach) if framing.crop else (np.zeros(2), np.array(drawing.size))
    least = MIN_EXTENT * max(drawing.size) if framing.crop else 1e-6
    rim = PEN if framing.crop and framing.pen else 0.0
    scale = ((BOX if framing.fit else SIDE) - rim) / max(float((high - low).max()), least)
    shift = SIDE / 2 - (low + high) / 2 * scale
    pens = [PEN if framing.pen else max(stroke.width * scale, 0.5) for stroke in drawing.strokes]
    lines = [resample([stroke.points * scale + shift], spacing=_SPACING) for stroke in drawing.strokes]
    if framing.centre and (framing.fit or not framing.crop):
        edge = max(pens) / 2
        away = -(inked_low * scale + shift - edge), SIDE - (inked_high * scale + shift + edge)
        by = _centring_shift(_stamped(lines, pens), low=away[0], high=away[1])
        lines = [line + by for line in lines]
    image = _stamped(lines, pens) * np.float32(255)
    return np.round(image if framing.fit else _filling(image, size=(high - low) * scale + rim)).astype(np.uint8)


def _stamped(lines: list[Points], pens: list[float]) -> npt.NDArray[np.float32]:
    image: npt.NDArray[np.float32] = np.maximum.reduce(
        [_stamp(line, pen) for line, pen in zip(lines, pens, strict=True)]
    )
    return image


def _filling(image: npt.NDArray[np.float32], *, size: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """Stretch the middle part of a 28×28 picture, ``size`` (width, height) in pixels, over all of it."""
    width, height = (min(max(round(float(side)), 1), SIDE) for side in size)
    left, top = (SIDE - width) // 2, (SIDE - height) // 2
    return _stretched(image[top : top + height, left : left + width])


def raster_of_ink(ink: Ink, *, least_side: float = 0.0, framing: Framing = FULL) -> Raster:
    """Frame a picture of one digit: ``ink`` uint8 (height, width), bright on black, any size. uint8 (28, 28).

    Ink whose longer side has fewer than ``least_side`` pixels is not enlarged beyond that size: a dot stays a dot.

    The longer side of the ink becomes 20 pixels by area averaging, after lines far thinner or thicker than MNIST's
    were brought to its width. ``framing`` leaves steps out; without its ``ink``, ``ink`` is a grey picture as it is.
    """
    crop = _cropped(ink) if framing.crop and framing.ink else ink
    if crop is None or not crop.any():
        return empty_raster()
    least = max(MIN_EXTENT * max(ink.shape), least_side)
    if framing.pen and framing.ink:
        crop = _with_usual_lines(crop, scale=BOX / max(*crop.shape, least), is_cut=framing.crop)
    fitted = _fit(crop, scale=BOX / max(*crop.shape, least)) if framing.fit else _stretched(crop)
    if not framing.centre:
        return _paste(fitted, ((SIDE - fitted.shape[1]) // 2, (SIDE - fitted.shape[0]) // 2))
    return _paste_centred(fitted if framing.crop else _without_rim(fitted))


def raster_of_cutout(cutout: Cutout) -> Raster:
    """Frame the ink of one digit: uint8 (28, 28)."""
    return raster_of_ink(cutout.ink, least_side=cutout.least_side)


def _cropped(ink: Ink) -> Ink | None:
    box = ink_box(ink)
    return None if box is None else ink[box[1] : box[3], box[0] : box[2]]


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
    wide = SIDE + 2 * reach  # a margin, so that a disc at the edge needs no clipping
    cells = np.floor(points)
    gaps = (offsets + (cells - points + 0.5)[:, :, None]) ** 2
    distance = np.sqrt(gaps[:, 1, :, None] + gaps[:, 0, None, :])
    coverage = np.minimum(np.maximum(pen / 2 + 0.5 - distance, 0), 1).astype(np.float32)
    corners = np.minimum(np.maximum(cells, 0), SIDE - 1).astype(np.intp) + reach
    patch = (offsets[:, None] * wide + offsets).ravel()
    image = np.zeros(wide * wide, dtype=np.float32)
    starts = corners[:, 1] * wide + corners[:, 0]
    np.maximum.at(image, (starts[:, None] + patch).ravel(), coverage.ravel())
    return image.reshape(wide, wide)[reach : reach + SIDE, reach : reach + SIDE]


def _centring_shift(image: npt.NDArray[np.float32], *, low: Points, high: Points) -> Points:
    """Return the (x, y) shift of the centre of mass to the centre, within what cuts no ink off."""
    x, y = _centre_of_mass(image)
    shift = np.array([SIDE / 2 - x, SIDE / 2 - y])
    clipped: Points = np.clip(shift, np.minimum(low, 0), np.maximum(high, 0)).astype(np.float32)
    return clipped


def _centre_of_mass(image: npt.NDArray[np.float32]) -> tuple[float, float]:
    """Return (x, y) in pixels, the centre of the first pixel being 0.5."""
    total = float(image.sum())
    x = float(image.sum(axis=0) @ (np.arange(image.shape[1]) + 0.5)) / total
    y = float(image.sum(axis=1) @ (np.arange(image.shape[0]) + 0.5)) / total
    return x, y


def _fit(crop: Ink, *, scale: float) -> npt.NDArray[np.float32]:
    """Scale a crop by ``scale`` and bring its brightest pixel to 255."""
    height, width = (max(1, round(side * scale)) for side in crop.shape)
    resampling = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    image = Image.fromarray(np.ascontiguousarray(crop)).resize((width, height), resampling)
    pixels = np.asarray(image, dtype=np.float32)
    return pixels * (255.0 / max(float(pixels.max()), 1.0))


def _stretched(picture: npt.NDArray[np.uint8] | npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Scale a picture to 28×28 whatever its form."""
    image = Image.fromarray(np.ascontiguousarray(picture, dtype=np.float32))
    return np.asarray(
        image.resize((SIDE, SIDE), Image.Resampling.BOX if min(image.size) > SIDE else Image.Resampling.BILINEAR)
    )


def _without_rim(fitted: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Cut to what is not black."""
    rows, columns = (np.flatnonzero(fitted.any(axis=axis)) for axis in (1, 0))
    return fitted[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else fitted


def _with_usual_lines(crop: Ink, *, scale: float, is_cut: bool = True) -> Ink:
    """Bring lines that would be far too thin or thick after ``scale`` to a usual width.

    ``is_cut``: the crop is then cut to its ink's new box; else its size may change by a few pixels at right and bottom.
    """
    line_width = _line_width(crop) * scale
    if _LINE_WIDTHS[0] <= line_width <= _LINE_WIDTHS[1]:
        return crop
    is_thin = line_width < _LINE_WIDTHS[0]
    factor = max(1, int(1 / (scale * _FINE)))
    radius = round((_WANTED_WIDTHS[0 if is_thin else 1] - line_width) / 2 / (scale * factor))
    if radius == 0:
        return crop
    fine = np.pad(_block_max(crop, factor), abs(radius))
    grown = _grown(fine, radius)
    changed = _cropped(grown) if is_cut else grown[abs(radius) : -abs(radius), abs(radius) : -abs(radius)]
    if changed is None:
        return crop
    return np.repeat(np.repeat(changed, factor, axis=0), factor, axis=1)


def _line_width(ink: Ink) -> float:
    """Estimate the width of lines in pixels from their area and the length of their edges."""
    is_ink = np.pad(ink >= 100, 1)
    steps = np.count_nonzero(is_ink[:, 1:] != is_ink[:, :-1]) + np.count_nonzero(is_ink[1:] != is_ink[:-1])
    edge = steps * np.pi / 4  # an edge of random direction takes 4/π steps along the axes for its length
    return 2 * float(np.count_nonzero(is_ink)) / max(float(edge), 1.0)


def _block_max(ink: Ink, factor: int) -> Ink:
    """Reduce by a whole factor, keeping the brightest pixel of each block so that no thin line fades."""
    rows, columns = (-(-side // factor) for side in ink.shape)
    padded = np.pad(ink, ((0, rows * factor - ink.shape[0]), (0, columns * factor - ink.shape[1])))
    brightest: Ink = padded.reshape(rows, factor, columns, factor).max(axis=(1, 3))
    return brightest


def _grown(ink: Ink, radius: int) -> Ink:
    """Widen (radius > 0) or narrow (radius < 0) the ink by a disc; the picture keeps its size."""
    reach = abs(radius)
    padded = np.pad(ink, reach)
    pick = np.maximum if radius > 0 else np.minimum
    grown = ink.copy()
    for dy in range(-reach, reach + 1):
        for dx in range(-reach, reach + 1):
            if dy * dy + dx * dx <= reach * reach:
                top, left = reach + dy, reach + dx
                pick(grown, padded[top : top + ink.shape[0], left : left + ink.shape[1]], out=grown)
    return grown


def _paste_centred(fitted: npt.NDArray[np.float32]) -> Raster:
    """Place a picture of at most 20×20 on 28×28, its centre of mass as near the centre as whole pixels allow."""
    height, width = fitted.shape
    x, y = _centre_of_mass(fitted)
    left = min(max(round(_MASS_CENTRE - x), 0), SIDE - width)
    top = min(max(round(_MASS_CENTRE - y), 0), SIDE - height)
    return _paste(fitted, (left, top))


def _paste(fitted: npt.NDArray[np.float32], place: tuple[int, int]) -> Raster:
    """Place a picture on black 28×28, its top left at ``place`` (left, top)."""
    (left, top), (height, width) = place, fitted.shape
    raster = empty_raster()
    raster[top : top + height, left : left + width] = np.round(fitted).astype(np.uint8)
    return raster
