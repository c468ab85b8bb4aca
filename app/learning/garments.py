"""What a network for garments learns beside Fashion-MNIST's pictures: garments as people draw them, and no garments."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from app.core.garment import FILLED, PEN, frame_garment, raster_of_outlines
from app.core.raster import SIDE, Raster, stacked
from app.learning.dataset import Images, Labels, Part
from app.learning.handwriting import handwritten
from app.learning.negatives import letter, scribble
from app.learning.templates import digit_strokes, sign_strokes

_FINE = 4 * SIDE
_FLOOR = 13
"""Of what differs less from black than a twentieth of the whole range nothing is drawn."""


class DrawnGarments:
    """Pictures of garments as silhouettes with a line around them, which is what a drawn outline becomes."""

    def __init__(self, pictures: Part) -> None:
        self._pictures = pictures

    def examples(self, count: int, rng: np.random.Generator) -> tuple[Images, Labels]:
        """Return so many, uint8 (count, 28, 28), with their classes, uint8 (count,)."""
        picked = self._pictures.take(rng.integers(len(self._pictures), size=count))
        return stacked([outline_of(picture, rng) for picture in picked.images]), picked.labels


def outline_of(picture: Raster, rng: np.random.Generator) -> Raster:
    """Return a garment, uint8 (28, 28), as a hand that leaves out details draws it: filled, with a line or none."""
    is_thing = Image.fromarray((picture > _FLOOR).astype(np.uint8) * 255)
    fine = is_thing.resize((_FINE, _FINE), Image.Resampling.BICUBIC)
    shape = fine.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 5))).point(lambda value: 255 * (value > 127), "L")
    inside = np.asarray(shape, dtype=np.float32) / 255
    fill = np.clip(rng.normal(FILLED, 30), 60, 255)
    if rng.random() < 0.3:  # as in a photo of something of one colour
        return _small(inside * fill)
    line = round(_FINE * PEN * rng.uniform(0.7, 1.4)) // 2 * 2 + 1
    core = np.asarray(shape.filter(ImageFilter.MinFilter(line)), dtype=np.float32) / 255
    return _small(core * fill + (inside - core) * 255)


class NoGarments:
    """Make pictures that are no garment, as a window shows them to its network; some of digits, if there are any."""

    def __init__(self, digits: Images | None) -> None:
        self._digits = digits

    def picture(self, rng: np.random.Generator) -> Raster:
        """Return one, uint8 (28, 28)."""
        dice = rng.random()
        if dice < 0.35:
            return raster_of_outlines(scribble(rng))
        if dice < 0.47:
            return raster_of_outlines(sign_strokes(rng))
        if dice < 0.55:
            return _framed(letter(rng))
        if dice < 0.70:
            digit = int(rng.integers(10))
            return raster_of_outlines(handwritten(digit, rng) if rng.random() < 0.5 else digit_strokes(digit, rng))
        if dice < 0.90 and self._digits is not None:
            digits = self._digits[rng.integers(len(self._digits))]
            return digits if rng.random() < 0.6 else _framed(digits)
        return _noise(rng)


def _framed(picture: Raster) -> Raster:
    """Frame a picture as one that is larger is framed: its ink fills the 28 pixels."""
    large = np.pad(picture, SIDE)[:, :, None].repeat(3, axis=2)
    framed = frame_garment(large)
    return picture if framed is None else framed[1]


def _noise(rng: np.random.Generator) -> Raster:
    """Grain, fine or coarse; a filled patch would not do, since many a bag is one."""
    side = int(rng.choice([4, 7, 14, 28]))
    noise: Raster = (rng.random((side, side)) ** rng.uniform(0.5, 6) * 255).astype(np.uint8)
    return np.asarray(Image.fromarray(noise).resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def _small(fine: npt.NDArray[np.float32]) -> Raster:
    small: Raster = fine.reshape(SIDE, _FINE // SIDE, SIDE, _FINE // SIDE).mean(axis=(1, 3)).round().astype(np.uint8)
    return small
