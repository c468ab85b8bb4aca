"""What happens to a digit on its way to the network, step by step, and what it would be without one of the steps."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from app.core.ink import Drawing
from app.core.inkfinder import find_ink
from app.core.raster import FULL, Cutout, Framing, Ink, Raster, raster_of_ink, raster_of_strokes

Pixels = npt.NDArray[np.uint8]

STEPS = tuple(field.name for field in fields(Framing))
"""The steps of a framing in their order."""
_OVERSAMPLING = 2
_MAX_PAINTED = 1200


@dataclass(frozen=True, slots=True, eq=False)
class PictureDigit:
    """One digit of a picture and what is around it.

    ``pixels`` RGB uint8 (height, width, 3); ``box`` (x, y, width, height), where in them the digit is; ``cutout`` its
    ink, which may have another scale.
    """

    pixels: Pixels
    box: tuple[int, int, int, int]
    cutout: Cutout


Subject = Drawing | PictureDigit


@dataclass(frozen=True, slots=True, eq=False)
class Stages:
    """A picture after each step: uint8, grey (height, width) or RGB (height, width, 3).

    ``seen`` is where it begins; ``fitted``, ``drawn`` and ``raster`` are (28, 28), and ``raster`` is what is read.
    A step that is left out repeats the picture before it, where that can be shown.
    """

    seen: Pixels
    cropped: Pixels
    inked: Pixels
    fitted: Raster
    drawn: Raster
    raster: Raster


def raster_of(subject: Subject, framing: Framing = FULL) -> Raster:
    """Return what a network would see of a digit by these steps, uint8 (28, 28); by all of them, what it does see."""
    if isinstance(subject, Drawing):
        if framing.ink:
            return raster_of_strokes(subject, framing)
        return raster_of_ink(_cut(255 - painted(subject), _box_of(subject), framing), framing=framing)
    if framing.ink and framing.crop:
        return raster_of_ink(subject.cutout.ink, least_side=subject.cutout.least_side, framing=framing)
    return raster_of_ink(_inked(subject, framing), framing=framing)


def stages_of(subject: Subject, framing: Framing = FULL) -> Stages:
    """Return the picture after each step of ``framing``."""
    if isinstance(subject, Drawing):
        seen = 255 - painted(subject)
        cropped = _cut(seen, _box_of(subject), framing)
        inked = 255 - cropped if framing.ink else cropped
    else:
        seen = subject.pixels
        cropped = _cut(seen, subject.box, framing)
        inked = _inked(subject, framing)
    return Stages(
        seen,
        cropped,
        inked,
        raster_of(subject, replace(framing, pen=False, centre=False)),
        raster_of(subject, replace(framing, centre=False)),
        raster_of(subject, framing),
    )


def without(step: str) -> Framing:
    """Return the framing with all steps but one of ``STEPS``."""
    return replace(FULL, **{step: False})


@lru_cache(maxsize=2)
def painted(drawing: Drawing) -> Ink:
    """Paint a drawing as a person sees it, but bright on black, uint8 (height, width), read-only."""
    zoom = _OVERSAMPLING * _zoom(drawing)
    width, height = (max(_OVERSAMPLING, round(side * zoom)) for side in drawing.size)
    image = Image.new("L", (width, height))
    pen = ImageDraw.Draw(image)
    for stroke in drawing.strokes:
        radius = stroke.width * zoom / 2
        points = [(float(x), float(y)) for x, y in stroke.points * np.float32(zoom)]
        pen.line(points, fill=255, width=max(1, round(2 * radius)), joint="curve")
        for x, y in points:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    ink = np.asarray(image.reduce(_OVERSAMPLING))
    ink.flags.writeable = False
    return ink


def _zoom(drawing: Drawing) -> float:
    return min(1.0, _MAX_PAINTED / max(drawing.size))


def _box_of(drawing: Drawing) -> tuple[int, int, int, int]:
    """Return the box (x, y, width, height) of the ink in a painted drawing; all of it without ink."""
    zoom, size = _zoom(drawing), np.array(drawing.size)
    low, high = np.zeros(2), size
    if not drawing.is_empty:
        low = np.minimum.reduce([(stroke.points - stroke.width / 2).min(axis=0) for stroke in drawing.strokes])
        high = np.maximum.reduce([(stroke.points + stroke.width / 2).max(axis=0) for stroke in drawing.strokes])
    left, top = (int(side) for side in np.maximum(low, 0) * zoom)
    right, bottom = (int(side) for side in np.ceil(np.minimum(high, size) * zoom))
    return left, top, right - left, bottom - top


def _cut(pixels: Pixels, box: tuple[int, int, int, int], framing: Framing) -> Pixels:
    x, y, width, height = box
    cut = pixels[max(y, 0) : y + height, max(x, 0) : x + width] if framing.crop else pixels
    return cut if cut.size else pixels


def _inked(subject: PictureDigit, framing: Framing) -> Ink:
    """Return the ink of a digit, or of all that is around it; without that step the grey of the picture."""
    if framing.ink:
        return subject.cutout.ink if framing.crop else find_ink(subject.pixels)
    return np.asarray(Image.fromarray(np.ascontiguousarray(_cut(subject.pixels, subject.box, framing))).convert("L"))
