"""Digits by hands that the shipped model has never seen: MNIST's test part and the writers held back."""

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from app.core.raster import ink_box
from app.learning.datasets import load_dataset
from app.learning.strokes import StrokeSample, pen_strokes_path, read_unipen, split_writers

Patch = npt.NDArray[np.float32]
"""Ink 0-1, cut to its box."""
Hand = Callable[[str, float, np.random.Generator], Patch]
"""Write a digit with a height in pixels."""
_FINE = 4


def mnist_hand(digit: str, height: float, rng: np.random.Generator) -> Patch:
    """Enlarge a digit of MNIST's test part."""
    images = _mnist_by_label()[digit]
    image = images[rng.integers(len(images))]
    box = ink_box(image)
    assert box is not None
    tall = Image.fromarray(image[box[1] : box[3], box[0] : box[2]])
    scale = height / tall.height
    size = (max(2, round(tall.width * scale)), max(2, round(height)))
    large = np.asarray(tall.resize(size, Image.Resampling.BICUBIC), dtype=np.float32) / 255
    return np.clip((large - 0.25) / 0.5, 0, 1)  # enlarged grey edges are sharper on paper


def pen_hand(digit: str, height: float, rng: np.random.Generator) -> Patch:
    """Draw the strokes of a writer held back, with a pen of a random width."""
    samples = _strokes_by_label()[digit]
    lines = samples[rng.integers(len(samples))].lines
    everything = np.concatenate(lines)
    low, high = everything.min(axis=0), everything.max(axis=0)
    extent = max(float(high[1] - low[1]), 0.4 * float(high[0] - low[0]), 1.0)
    pen = max(1.5, height * float(rng.uniform(0.05, 0.12)))
    return _drawn([(line - low) * ((height - pen) / extent) for line in lines], pen)


def _drawn(lines: list[npt.NDArray[np.float32]], pen: float) -> Patch:
    size = np.ceil(np.concatenate(lines).max(axis=0) + pen + 2).astype(int)
    image = Image.new("L", (int(size[0]) * _FINE, int(size[1]) * _FINE), 0)
    draw = ImageDraw.Draw(image)
    for line in lines:
        places = [((x + pen / 2 + 1) * _FINE, (y + pen / 2 + 1) * _FINE) for x, y in line.tolist()]
        draw.line(places, fill=255, width=round(pen * _FINE), joint="curve")
        reach = pen * _FINE / 2
        for x, y in (places[0], places[-1]):
            draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
    small = np.asarray(image.reduce(_FINE))
    box = ink_box(small)
    assert box is not None
    return small[box[1] : box[3], box[0] : box[2]].astype(np.float32) / 255


@cache
def _mnist_by_label() -> dict[str, npt.NDArray[np.uint8]]:
    test = load_dataset("mnist").test
    return {str(label): test.images[test.labels == label] for label in range(10)}


@cache
def _strokes_by_label() -> dict[str, list[StrokeSample]]:
    test = split_writers(read_unipen(pen_strokes_path())).test
    return {str(label): [sample for sample in test if sample.label == label] for label in range(10)}
