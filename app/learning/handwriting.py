"""Digits as many different people would write them, from nothing but our own table of styles."""

import math
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from app.core.ink import Points
from app.learning.digit_styles import STYLES, Stroke, Style
from app.learning.strokes import random_bend
from app.learning.templates import smooth_line

_STEPS = 8
_JITTER, _LIFT, _OVERSHOOT = 0.045, 0.02, 0.05
"""Deviations in shares of a digit's height."""
_BALANCE, _TAPER = 0.22, 0.2
Floats = npt.NDArray[np.float64]


def handwritten(digit: int, rng: np.random.Generator) -> list[Points]:
    """Return the strokes of a digit, 0-9, in a random style and hand: float32 (n, 2) each, y downward, any unit.

    Styles come as often as people use them. A hand lies somewhere between two extremes of a style, misses every point a
    little, stops short or goes on at the ends of lines, and has a slant, proportions and bends of its own.
    """
    plans = _PLANS[digit]
    plan = plans[bisect(_SHARES[digit], rng.random())]
    points = _unsteady(_between(plan, rng), plan, rng)
    roundness = rng.uniform(0, 0.8)
    path = _balanced(plan.corners @ ((1 - roundness) * points) + plan.curves @ (roundness * points), rng)
    frequencies, phases, amplitudes = random_bend(rng)
    path = (path + np.sin(path @ frequencies + phases) @ amplitudes) @ _slant_and_proportions(rng)
    written = path.astype(np.float32)
    return [written[start:end] for start, end in plan.parts]


def felt_or_fine_pen(rng: np.random.Generator) -> float:
    """Return a pen width in pixels: 1.5, 2.5, 4.1 at the 5th, 50th, 95th percentile, with felt pens up to 5.5."""
    return _within(1.5, 2.5 * math.exp(rng.normal(0, 0.3)), 5.5)


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """A style made ready: all strokes in one array, and matrices from its few points to the path of the pen.

    ``extremes`` (k, points, 2). ``starts`` and ``ends`` are the indices of the strokes' first and last points,
    ``stroke`` says to which one a point belongs. ``corners`` and ``curves`` (path, points) draw lines with and without
    corners; ``parts`` are where each stroke begins and ends on the path.
    """

    extremes: Floats
    starts: npt.NDArray[np.intp]
    ends: npt.NDArray[np.intp]
    stroke: npt.NDArray[np.intp]
    corners: Floats
    curves: Floats
    parts: tuple[tuple[int, int], ...]


def _between(plan: _Plan, rng: np.random.Generator) -> Floats:
    """Return a hand between two extremes of a style, perhaps one and the same; mixtures of all are too much alike."""
    one, other = rng.integers(len(plan.extremes), size=2)
    share = rng.random()
    mixed: Floats = share * plan.extremes[one] + (1 - share) * plan.extremes[other]
    return mixed


def _unsteady(points: Floats, plan: _Plan, rng: np.random.Generator) -> Floats:
    """Miss the points, and where to put the pen down and when to lift it, more or less as the hand is steady."""
    jitter = _JITTER * math.exp(rng.normal(0, 0.4))
    points = points + rng.normal(0, jitter, points.shape)
    if len(plan.starts) > 1:
        points += rng.normal(0, _LIFT, (len(plan.starts), 2))[plan.stroke]
    for ends, inner in ((plan.starts, plan.starts + 1), (plan.ends, plan.ends - 1)):
        way = points[ends] - points[inner]
        length = np.sqrt((way**2).sum(axis=1, keepdims=True)) + 1e-6
        further = np.maximum(rng.normal(0, _OVERSHOOT, length.shape), -0.6 * length)
        points[ends] += way / length * further
    return points


def _balanced(path: Floats, rng: np.random.Generator) -> Floats:
    """Give the upper and the lower half another height and another width; the middle of the box becomes 0."""
    y = path[:, 1]
    inside = np.minimum(np.maximum(y, 0), 1)
    y += inside ** math.exp(rng.normal(0, _BALANCE)) - inside - 0.5
    path[:, 0] = (path[:, 0] - 0.5) * (1 + rng.normal(0, 2 * _TAPER) * y)
    return path


def _slant_and_proportions(rng: np.random.Generator) -> Floats:
    slant = _within(-0.5, rng.normal(0.2, 0.25), 0.9)
    turn = math.radians(_within(-18, rng.normal(0, 6), 18))
    aspect = _within(0.3, 0.72 * math.exp(rng.normal(0, 0.28)), 1.5)
    cosine, sine = math.cos(turn), math.sin(turn)
    return np.array([[aspect * cosine, aspect * sine], [-slant * cosine - sine, cosine - slant * sine]])


def _within(low: float, value: float, high: float) -> float:
    return min(max(value, low), high)  # ten times as fast as NumPy for one number


def _plan(style: Style) -> _Plan:
    counts = np.array([stroke.paths.shape[1] for stroke in style.strokes])
    ends = np.cumsum(counts)
    curves = [_weights(stroke, is_smooth=True) for stroke in style.strokes]
    return _Plan(
        extremes=np.concatenate([stroke.paths for stroke in style.strokes], axis=1),
        starts=ends - counts,
        ends=ends - 1,
        stroke=np.repeat(np.arange(len(counts)), counts),
        corners=_side_by_side([_weights(stroke, is_smooth=stroke.is_smooth) for stroke in style.strokes]),
        curves=_side_by_side(curves),
        parts=tuple(pairwise(accumulate((len(curve) for curve in curves), initial=0))),
    )


def _weights(stroke: Stroke, *, is_smooth: bool) -> Floats:
    """Return what each place of a path (rows) takes from each of the stroke's points (columns)."""
    points = np.eye(stroke.paths.shape[1])
    curve = smooth_line(points.astype(np.float32), steps=_STEPS).astype(np.float64)
    if is_smooth:
        return curve
    places = np.linspace(0, len(points) - 1, len(curve))
    return np.stack([np.interp(places, np.arange(len(points)), column) for column in points.T], axis=1)


def _side_by_side(blocks: list[Floats]) -> Floats:
    """Return the blocks along the diagonal of one matrix."""
    rows, columns = (sum(block.shape[axis] for block in blocks) for axis in (0, 1))
    matrix = np.zeros((rows, columns))
    row = column = 0
    for block in blocks:
        matrix[row : row + block.shape[0], column : column + block.shape[1]] = block
        row, column = row + block.shape[0], column + block.shape[1]
    return matrix


def _cumulated(styles: tuple[Style, ...]) -> list[float]:
    """Return the shares of all styles but the last, summed up, as parts of 1."""
    total = sum(style.share for style in styles)
    return [share / total for share in accumulate(style.share for style in styles)][:-1]


_PLANS = {digit: [_plan(style) for style in styles] for digit, styles in STYLES.items()}
_SHARES = {digit: _cumulated(styles) for digit, styles in STYLES.items()}
