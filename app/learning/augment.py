"""Random variations of 28×28 pictures, whole batches at a time, in NumPy so that every Keras backend gets the same."""

import numpy as np
import numpy.typing as npt

from app.core.raster import SIDE
from app.core.training import Augmentation
from app.learning.datasets import Images

Floats = npt.NDArray[np.float32]


def varied(images: Images, how: Augmentation, rng: np.random.Generator) -> Images:
    """Return copies of uint8 (n, 28, 28), each varied at random as far as ``how`` allows.

    A picture that is only moved is moved by whole pixels, so that its texture stays sharp.
    """
    floats = images.astype(np.float32)
    if how.thickness:
        floats = _thickened(floats, how.thickness, rng)
    x, y = _sources(len(images), how, rng)
    pictures = np.clip(_sampled(floats, x, y), 0, 255).astype(np.uint8)
    if how.erasing:
        pictures = _erased(pictures, how.erasing, rng)
    if how.plain:
        pictures = np.where((rng.random(len(images)) < how.plain)[:, None, None], images, pictures)
    return pictures


def _sources(count: int, how: Augmentation, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return for each pixel the place (x, y) in the old picture that it is taken from, float32 (n, 28, 28) each."""
    angle = np.radians(rng.uniform(-how.rotation, how.rotation, count))
    shear = rng.uniform(-how.shear, how.shear, count)
    stretch = np.exp(rng.uniform(-how.scale, how.scale, (count, 2)))
    cosine, sine = np.cos(angle), np.sin(angle)
    axis = np.arange(SIDE, dtype=np.float32) - (SIDE - 1) / 2
    columns, rows = axis[None, None, :], axis[None, :, None]
    bend = _smooth_fields(2 * count, how.elastic, rng)
    shift = rng.uniform(-how.shift, how.shift, (2, count)).astype(np.float32)
    if not how.bends:
        shift = np.rint(shift)
    mirror = np.where(rng.random(count) < 0.5, -1.0, 1.0) if how.flip else np.ones(count)

    def column(values: npt.NDArray[np.float64]) -> Floats:
        return values.astype(np.float32)[:, None, None]

    x = column(mirror * stretch[:, 0] * cosine) * columns
    x = x + column(mirror * stretch[:, 0] * (shear * cosine - sine)) * rows
    y = column(stretch[:, 1] * sine) * columns + column(stretch[:, 1] * (shear * sine + cosine)) * rows
    middle = np.float32((SIDE - 1) / 2)
    return x + bend[:count] + shift[0, :, None, None] + middle, y + bend[count:] + shift[1, :, None, None] + middle


def _thickened(images: Floats, strength: float, rng: np.random.Generator) -> Floats:
    """Blend each picture towards its dilation or its erosion by a random share of up to ``strength``."""
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    neighbours = [padded[:, 1:-1, :-2], padded[:, 1:-1, 2:], padded[:, :-2, 1:-1], padded[:, 2:, 1:-1]]
    thick = np.maximum.reduce([images, *neighbours])
    thin = np.minimum.reduce([images, *neighbours])
    share = rng.uniform(-strength, strength, (len(images), 1, 1)).astype(np.float32)
    thickened: Floats = images + np.where(share > 0, share * (thick - images), share * (images - thin))
    return thickened


def _erased(images: Images, share: float, rng: np.random.Generator) -> Images:
    """Cover a rectangle of a ``share`` of the pictures, of a fiftieth to a fifth of their area, with noise."""
    count = len(images)
    area, ratio = rng.uniform(0.02, 0.2, count), np.exp(rng.uniform(-1.2, 1.2, count))
    sides = np.stack([np.sqrt(area * ratio), np.sqrt(area / ratio)])
    sides = np.clip(np.rint(sides * SIDE), 1, SIDE) * (rng.random(count) < share)
    starts = np.floor(rng.random((2, count)) * (SIDE + 1 - sides))
    axis = np.arange(SIDE)
    in_rows, in_columns = (
        (axis >= at[:, None]) & (axis < (at + side)[:, None]) for at, side in zip(starts, sides, strict=True)
    )
    noise = rng.integers(256, size=images.shape, dtype=np.uint8)
    return np.where(in_rows[:, :, None] & in_columns[:, None, :], noise, images)


def _smooth_fields(count: int, amplitude: float, rng: np.random.Generator) -> Floats:
    """Return smooth displacements, float32 (count, 28, 28), of about ``amplitude`` pixels (Simard et al. 2003)."""
    knots = 5
    at = np.linspace(0, knots - 1, SIDE)[:, None]
    weights = np.clip(1 - np.abs(at - np.arange(knots)), 0, 1)
    weights = (weights * weights * (3 - 2 * weights)).astype(np.float32)
    coarse = rng.normal(0, amplitude, (count, knots, knots)).astype(np.float32)
    fields: Floats = weights @ coarse @ weights.T
    return fields


def _sampled(images: Floats, x: Floats, y: Floats) -> Floats:
    """Read each picture at real-valued places, bilinearly, black outside."""
    side = SIDE + 2
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1))).reshape(-1)
    x, y = np.clip(x + 1, 0, side - 1.001), np.clip(y + 1, 0, side - 1.001)
    left, top = x.astype(np.int32), y.astype(np.int32)
    right_share, bottom_share = x - left, y - top
    start = (np.arange(len(images), dtype=np.int32) * side * side)[:, None, None] + top * side + left
    upper = padded[start] * (1 - right_share) + padded[start + 1] * right_share
    lower = padded[start + side] * (1 - right_share) + padded[start + side + 1] * right_share
    sampled: Floats = upper * (1 - bottom_share) + lower * bottom_share
    return sampled
