"""Pictures that are no digit, or no garment, to measure with: of a seed of their own, so no training has seen them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from app.core.garment import raster_of_outlines
from app.core.raster import empty_raster, raster_of_ink, raster_of_lines, stacked
from app.learning.datasets import Images
from app.learning.handwriting import handwritten
from app.learning.negatives import scribble
from app.learning.strokes import StrokeSample, random_pen

LETTERS = "".join(
    letter
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    if letter not in "OoDQIilLJjSsZzBbGgq"  # these are written as digits are: O and 0, I and 1, S and 5 …
)
FONTS = (
    "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf", "DejaVuSansMono.ttf", "LiberationSans-Regular.ttf",
    "LiberationSerif-Regular.ttf", "FreeSans.ttf", "FreeSerif.ttf", "NotoSans-Regular.ttf", "arial.ttf", "times.ttf",
    "Arial.ttf", "Times New Roman.ttf",
)  # fmt: skip
"""Looked for on the system; Pillow's own font is left out because training shows letters of it."""


def scribbles(count: int, seed: int) -> Images:
    """Return random scribbles, uint8 (count, 28, 28)."""
    rng = np.random.default_rng([seed, 1])
    return np.stack([raster_of_lines(scribble(rng), pen=random_pen(rng)) for _ in range(count)])


def drawn_scribbles(count: int, seed: int) -> Images:
    """Return random scribbles as the window shows them to a model of garments, uint8 (count, 28, 28)."""
    rng = np.random.default_rng([seed, 7])
    return stacked([raster_of_outlines(scribble(rng)) for _ in range(count)])


def drawn_digits(count: int, seed: int) -> Images:
    """Return digits written by hand as the window shows them to a model of garments, uint8 (count, 28, 28)."""
    rng = np.random.default_rng([seed, 8])
    return stacked([raster_of_outlines(handwritten(at % 10, rng)) for at in range(count)])


def letters(count: int, seed: int) -> Images:
    """Return printed letters that are like no digit, uint8 (count, 28, 28); none where no other font is found."""
    fonts = [font for font in map(_font, FONTS) if font is not None]
    if not fonts:
        return stacked([])
    rng = np.random.default_rng([seed, 2])
    return stacked([_letter(LETTERS[at % len(LETTERS)], fonts[rng.integers(len(fonts))], rng) for at in range(count)])


def pairs_of_strokes(samples: Sequence[StrokeSample], count: int, seed: int) -> Images:
    """Return two written digits side by side as one picture, uint8 (count, 28, 28)."""
    rng = np.random.default_rng([seed, 3])
    made = []
    for _ in range(count):
        left, right = (_unit(samples[int(rng.integers(len(samples)))]) for _ in range(2))
        offset = np.array([rng.uniform(0.75, 1.2), rng.normal(0, 0.1)], dtype=np.float32)
        made.append(raster_of_lines([*left, *(line + offset for line in right)], pen=random_pen(rng)))
    return stacked(made)


def pairs_of_pictures(digits: Images, count: int, seed: int) -> Images:
    """Return two pictures of digits side by side as one, uint8 (count, 28, 28)."""
    rng = np.random.default_rng([seed, 4])
    pairs = rng.integers(len(digits), size=(count, 2))
    return stacked([raster_of_ink(np.concatenate(digits[pair][:, :, 3:-3], axis=1)) for pair in pairs])


def blanks_and_dots(count: int, seed: int) -> Images:
    """Return a blank picture, dots and level lines, uint8 (count, 28, 28); an upright line would be a 1."""
    rng = np.random.default_rng([seed, 5])
    made = [empty_raster()]
    for at in range(count - 1):
        if at % 2:
            made.append(raster_of_lines([rng.normal(0, 0.2, (3, 2)).astype(np.float32)], canvas_side=280.0))
        else:
            slope = rng.uniform(-0.25, 0.25)
            line = np.array([[0, 0], [0.5, slope / 2 + rng.normal(0, 0.02)], [1, slope]], dtype=np.float32)
            made.append(raster_of_lines([line], pen=random_pen(rng)))
    return stacked(made)


def framed(pictures: Images) -> Images:
    """Return pictures of things, uint8 (n, 28, 28), framed as the ink of a digit would be."""
    return stacked([raster_of_ink(picture) for picture in pictures])


def _unit(sample: StrokeSample) -> list[npt.NDArray[np.float32]]:
    everything = np.concatenate(sample.lines)
    low, high = everything.min(axis=0), everything.max(axis=0)
    return [(line - (low + high) / 2) / max(float((high - low).max()), 1e-6) for line in sample.lines]


def _letter(letter: str, font: ImageFont.FreeTypeFont, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    image = Image.new("L", (128, 128))
    ImageDraw.Draw(image).text((64, 64), letter, fill=255, font=font, anchor="mm")
    turned = image.rotate(rng.normal(0, 5), Image.Resampling.BILINEAR)
    return raster_of_ink(np.asarray(turned))


def _font(name: str) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, 80)
    except OSError:
        return None
