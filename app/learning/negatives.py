"""Pictures that are no digit: scribbles, signs and letters, two digits at once, garments, blots."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from app.core.ink import Points
from app.core.raster import SIDE, Raster, raster_of_ink, raster_of_lines
from app.learning.datasets import Images
from app.learning.strokes import StrokeSample, random_pen, rewritten
from app.learning.templates import digit_strokes, sign_strokes, smooth_line

LETTERS = "ACDEFGHJKMNPQRTUVWXYacdefhkmnprtuvwx&@#%?=+*"
_MIN_WINDINGS = 5.0


def scribble(rng: np.random.Generator) -> list[Points]:
    """Return a random scribble of one of nine kinds, polylines in any unit, never so simple that it may be a digit."""
    while True:
        lines = _SCRIBBLES[rng.integers(len(_SCRIBBLES))](rng)
        if _windings(lines) >= _MIN_WINDINGS:
            return lines


class Outsiders(Protocol):
    """A maker of pictures that are of none of a network's classes."""

    def picture(self, rng: np.random.Generator) -> Raster:
        """Return one, as the window would show it to the network: uint8 (28, 28)."""
        ...


class Negatives:
    """Make pictures that are no digit, at random, from strokes, pictures of digits, and garments if there are any."""

    def __init__(self, samples: Sequence[StrokeSample], digits: Images, garments: Images | None) -> None:
        self._samples = samples
        self._digits = digits
        self._garments = garments

    def picture(self, rng: np.random.Generator) -> Raster:
        """Return one, framed as the window frames a drawing: uint8 (28, 28)."""
        dice = rng.random()
        if dice < 0.45:
            return raster_of_lines(scribble(rng), pen=random_pen(rng))
        if dice < 0.65:
            return raster_of_lines(sign_strokes(rng), pen=random_pen(rng))
        if dice < 0.75:
            return letter(rng)
        if dice < 0.90:
            return self._two_digits(rng)
        if dice < 0.95 and self._garments is not None:
            return raster_of_ink(self._garments[rng.integers(len(self._garments))])
        return _blot(rng)

    def _two_digits(self, rng: np.random.Generator) -> Raster:
        if rng.random() < 0.5:
            pair = np.concatenate(self._digits[rng.integers(len(self._digits), size=2)][:, :, 3:-3], axis=1)
            return raster_of_ink(pair)
        left, right = self._written_digit(rng), self._written_digit(rng)
        offset = np.array([rng.uniform(0.75, 1.2), rng.normal(0, 0.1)], dtype=np.float32)
        return raster_of_lines([*left, *(line + offset for line in right)], pen=random_pen(rng))

    def _written_digit(self, rng: np.random.Generator) -> list[Points]:
        if not self._samples or rng.random() < 0.3:
            return digit_strokes(int(rng.integers(10)), rng)
        return rewritten(self._samples[int(rng.integers(len(self._samples)))].lines, rng)


def _walk(rng: np.random.Generator) -> list[Points]:
    """A pen that keeps changing its mind."""
    heading = np.cumsum(rng.normal(0, rng.uniform(0.4, 1.2), rng.integers(40, 160)))
    steps = np.stack([np.cos(heading), np.sin(heading)], axis=1)
    return [np.cumsum(steps, axis=0).astype(np.float32)]


def _drift(rng: np.random.Generator) -> list[Points]:
    """A pen that is pushed about, with more or less inertia."""
    inertia = rng.choice([0.0, 0.4, 0.7, 0.8])
    pushes = rng.normal(0, 1, (rng.integers(50, 220), 2))
    for at in range(1, len(pushes)):
        pushes[at] += inertia * pushes[at - 1]
    path = np.cumsum(pushes, axis=0)
    reach = rng.uniform(6, 30) / max(1 - inertia, 0.1)
    return [np.clip(path, -reach, reach).astype(np.float32)]


def _corners(rng: np.random.Generator) -> list[Points]:
    """Straight lines between random places."""
    return [rng.random((rng.integers(6, 25), 2)).astype(np.float32)]


def _spline(rng: np.random.Generator) -> list[Points]:
    """A smooth line through random places."""
    return [smooth_line(rng.random((rng.integers(6, 22), 2)).astype(np.float32))]


def _hatching(rng: np.random.Generator) -> list[Points]:
    """Up and down, or to and fro."""
    count = int(rng.integers(6, 22))
    x = np.linspace(0, rng.uniform(0.7, 1.6), count) + rng.normal(0, 0.03, count)
    y = np.where(np.arange(count) % 2, 1.0, 0.0) + rng.normal(0, 0.12, count)
    points = _turned(np.stack([x, y], axis=1), rng)
    return [smooth_line(points) if rng.random() < 0.5 else points]


def _coil(rng: np.random.Generator) -> list[Points]:
    """Loops in a row, or a spiral."""
    t = np.linspace(0, 2 * np.pi * rng.uniform(2.5, 7), 150)
    growth = t / t[-1] if rng.random() < 0.5 else np.ones_like(t)
    drift = rng.uniform(0, 0.5) if growth[0] else 0.0
    points = np.stack([growth * np.cos(t) + drift * t / 2, growth * np.sin(t) * rng.uniform(0.5, 1.5)], axis=1)
    return [_turned(points, rng)]


def _sticks(rng: np.random.Generator) -> list[Points]:
    """Many short strokes."""
    starts = rng.random((rng.integers(5, 16), 2))
    return [np.stack([start, start + rng.normal(0, 0.3, 2)]).astype(np.float32) for start in starts]


def _strokes(rng: np.random.Generator) -> list[Points]:
    """A few crossing bows."""
    return [smooth_line(rng.random((rng.integers(3, 6), 2)).astype(np.float32)) for _ in range(rng.integers(3, 7))]


def _harmonic(rng: np.random.Generator) -> list[Points]:
    """A Lissajous figure, the shape of a hand that swings in two rhythms."""
    t = np.linspace(0, 2 * np.pi * rng.uniform(1, 2), 160)
    x = np.sin(rng.uniform(2, 5) * t + rng.uniform(0, 6)) + 0.4 * np.sin(rng.uniform(1, 7) * t + rng.uniform(0, 6))
    y = np.sin(rng.uniform(3, 6) * t + rng.uniform(0, 6)) + 0.4 * np.sin(rng.uniform(1, 7) * t + rng.uniform(0, 6))
    return [np.stack([x, y], axis=1).astype(np.float32)]


_SCRIBBLES: list[Callable[[np.random.Generator], list[Points]]] = [
    _walk,
    _drift,
    _drift,
    _corners,
    _spline,
    _hatching,
    _coil,
    _sticks,
    _strokes,
    _harmonic,
]


def _windings(lines: list[Points]) -> float:
    """Return the length of the ink in units of its box's longer side; an 8 has about 4.5."""
    everything = np.concatenate(lines)
    extent = float(np.ptp(everything, axis=0).max())
    return sum(float(np.hypot(*np.diff(line, axis=0).T).sum()) for line in lines) / max(extent, 1e-6)


def _turned(points: npt.NDArray[np.float64], rng: np.random.Generator) -> Points:
    angle = rng.uniform(0, 2 * np.pi)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    turned: Points = (points @ turn).astype(np.float32)
    return turned


def letter(rng: np.random.Generator) -> Raster:
    """A printed letter that looks like no digit, in Pillow's own font, thin or bold, slanted."""
    image = Image.new("L", (96, 96))
    font = ImageFont.load_default(size=64)
    sign = LETTERS[rng.integers(len(LETTERS))]
    ImageDraw.Draw(image).text((48, 48), sign, fill=255, font=font, anchor="mm", stroke_width=int(rng.integers(0, 4)))
    slant, turn = rng.normal(0, 0.15, 2)
    matrix = (1, slant + turn, -48 * (slant + turn), -turn, 1, 48 * turn)
    warped = image.transform(image.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    return raster_of_ink(np.asarray(warped))


def _blot(rng: np.random.Generator) -> Raster:
    """A filled patch, a frame, a dot, or noise."""
    y, x = np.mgrid[-1:1:28j, -1:1:28j]
    kind = rng.integers(4)
    if kind == 0:
        return _as_raster(rng.random((SIDE, SIDE)) ** rng.uniform(0.5, 6))
    if kind == 1:
        size = rng.uniform(0.08, 0.3)
        return _as_raster(np.clip(1 - (np.hypot(x, y) - size) * 14, 0, 1))
    wide, tall, power = rng.uniform(0.25, 0.7), rng.uniform(0.25, 0.7), rng.uniform(1.5, 8)
    inside = (np.abs(x / wide) ** power + np.abs(y / tall) ** power) ** (1 / power)
    edge = np.clip((1 - inside) * 8, 0, 1)
    if kind == 3:
        edge *= rng.random((SIDE, SIDE)) > rng.uniform(0.1, 0.6)
    return _as_raster(edge)


def _as_raster(shares: npt.NDArray[np.float64]) -> Raster:
    raster: Raster = (shares * 255).astype(np.uint8)
    return raster
