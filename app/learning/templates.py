"""Digits and other signs as our own stroke templates: writing styles that few recorded writers use.

Coordinates run from 0 to 1, x to the right and y downward. A stroke listed under ``curve`` is smoothed by a Catmull-Rom
spline, one under ``line`` keeps its corners.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.core.ink import Points
from app.learning.strokes import rewritten

Coordinates = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Stroke:
    coordinates: Coordinates
    is_smooth: bool


def _curve(*coordinates: tuple[float, float]) -> _Stroke:
    return _Stroke(list(coordinates), is_smooth=True)


def _line(*coordinates: tuple[float, float]) -> _Stroke:
    return _Stroke(list(coordinates), is_smooth=False)


_OVAL = _curve(
    (0.6, 0), (0.3, 0.05), (0.1, 0.4), (0.15, 0.8), (0.45, 1), (0.75, 0.85), (0.85, 0.45), (0.7, 0.1), (0.5, 0)
)
_SEVEN = _line((0.1, 0.02), (0.85, 0), (0.35, 1))
_STEM_WITH_FLAG = _line((0.3, 0.3), (0.55, 0), (0.55, 1))
_NINE_LOOP = ((0.75, 0.15), (0.5, 0), (0.2, 0.1), (0.12, 0.35), (0.35, 0.52), (0.65, 0.42), (0.78, 0.12))

DIGITS: dict[int, list[tuple[_Stroke, ...]]] = {
    0: [
        (_OVAL,),
        (_curve((0.45, 0.02), (0.12, 0.3), (0.2, 0.85), (0.55, 1), (0.88, 0.6), (0.75, 0.12), (0.4, 0.04), (0.3, 0.15)),),
    ],
    1: [
        (_line((0.5, 0), (0.5, 1)),),
        (_STEM_WITH_FLAG,),
        (_STEM_WITH_FLAG, _line((0.25, 1), (0.85, 1))),
        (_line((0.15, 0.45), (0.6, 0), (0.6, 1)),),
        (_line((0.2, 0.25), (0.5, 0), (0.5, 1), (0.25, 1), (0.8, 1)),),
    ],
    2: [
        (_curve((0.15, 0.25), (0.4, 0), (0.75, 0.15), (0.7, 0.45), (0.12, 0.98)), _line((0.12, 0.98), (0.9, 0.97))),
        (_curve((0.15, 0.2), (0.5, 0), (0.78, 0.25), (0.45, 0.7), (0.15, 0.95), (0.2, 0.8), (0.5, 0.9), (0.9, 1)),),
        (_curve((0.1, 0.2), (0.45, 0.02), (0.75, 0.22), (0.5, 0.6), (0.1, 1), (0.3, 0.93), (0.6, 0.98), (0.95, 0.9)),),
    ],
    3: [
        (_curve((0.15, 0.12), (0.5, 0), (0.8, 0.2), (0.4, 0.47), (0.85, 0.7), (0.55, 0.98), (0.1, 0.9)),),
        (_line((0.15, 0.02), (0.8, 0), (0.4, 0.42)), _curve((0.4, 0.42), (0.8, 0.55), (0.75, 0.9), (0.4, 1), (0.1, 0.88))),
    ],
    4: [
        (_line((0.3, 0), (0.15, 0.55), (0.9, 0.55)), _line((0.68, 0.2), (0.65, 1))),
        (_line((0.65, 1), (0.65, 0), (0.08, 0.65), (0.95, 0.65)),),
        (_curve((0.15, 0), (0.12, 0.4), (0.35, 0.55), (0.8, 0.4)), _line((0.82, 0), (0.78, 1))),
        (_line((0.1, 0.05), (0.15, 0.5), (0.85, 0.5), (0.85, 0.05), (0.83, 1)),),
    ],
    5: [
        (_line((0.25, 0.02), (0.2, 0.42)), _curve((0.2, 0.42), (0.6, 0.38), (0.82, 0.7), (0.5, 1), (0.1, 0.9)), _line((0.25, 0.02), (0.85, 0))),
        (_line((0.85, 0.02), (0.28, 0.03), (0.22, 0.45)), _curve((0.22, 0.45), (0.65, 0.4), (0.8, 0.75), (0.45, 1), (0.1, 0.92))),
        (_curve((0.85, 0), (0.4, 0.05), (0.25, 0.4), (0.7, 0.5), (0.75, 0.85), (0.4, 1), (0.1, 0.9)),),
    ],
    6: [
        (_curve((0.7, 0), (0.3, 0.3), (0.15, 0.7), (0.4, 1), (0.75, 0.85), (0.65, 0.55), (0.35, 0.55), (0.2, 0.75)),),
        (_curve((0.85, 0.08), (0.5, 0.02), (0.18, 0.4), (0.18, 0.8), (0.5, 1), (0.8, 0.78), (0.55, 0.52), (0.2, 0.65)),),
    ],
    7: [
        (_SEVEN,),
        (_SEVEN, _line((0.25, 0.52), (0.85, 0.48))),
        (_line((0.1, 0.18), (0.12, 0.02), (0.88, 0), (0.4, 1)),),
        (_curve((0.08, 0.1), (0.4, 0.08), (0.85, 0.02), (0.6, 0.4), (0.45, 1)), _line((0.25, 0.5), (0.8, 0.5))),
        (_curve((0.05, 0.12), (0.3, 0), (0.6, 0.1), (0.85, 0), (0.55, 0.5), (0.4, 1)),),
        (_line((0.1, 0.2), (0.1, 0.02), (0.88, 0), (0.4, 1)), _line((0.3, 0.5), (0.8, 0.5))),
    ],
    8: [
        (_curve((0.75, 0.15), (0.5, 0), (0.2, 0.18), (0.45, 0.47), (0.8, 0.75), (0.5, 1), (0.18, 0.78), (0.5, 0.48), (0.78, 0.2)),),
        (
            _curve((0.5, 0.02), (0.22, 0.22), (0.5, 0.46), (0.78, 0.22), (0.5, 0.02)),
            _curve((0.5, 0.46), (0.15, 0.72), (0.5, 1), (0.85, 0.72), (0.5, 0.46)),
        ),
    ],
    9: [
        (_curve(*_NINE_LOOP), _line((0.78, 0.12), (0.72, 1))),
        (_curve(*_NINE_LOOP, (0.78, 0.6), (0.6, 0.95), (0.2, 0.92)),),
        (_curve(*_NINE_LOOP, (0.8, 0.5), (0.75, 0.85), (0.45, 1), (0.12, 0.8)),),
        (_curve(*_NINE_LOOP, (0.7, 0.6), (0.45, 1)),),
        (_curve(*_NINE_LOOP, (0.75, 0.7), (0.5, 1), (0.3, 0.85), (0.6, 0.75), (0.95, 0.7)),),
    ],
}  # fmt: skip

OTHER_SIGNS: list[tuple[_Stroke, ...]] = [
    (_line((0, 1), (0.5, 0), (1, 1)), _line((0.2, 0.6), (0.8, 0.6))),  # A
    (_line((0.9, 0), (0.1, 0), (0.1, 1), (0.9, 1)), _line((0.1, 0.5), (0.7, 0.5))),  # E
    (_line((0.9, 0), (0.1, 0), (0.1, 1)), _line((0.1, 0.5), (0.7, 0.5))),  # F
    (_line((0.1, 0), (0.1, 1)), _line((0.9, 0), (0.9, 1)), _line((0.1, 0.5), (0.9, 0.5))),  # H
    (_line((0.1, 0), (0.1, 1)), _line((0.9, 0), (0.1, 0.55), (0.9, 1))),  # K
    (_line((0, 1), (0.1, 0), (0.5, 0.6), (0.9, 0), (1, 1)),),  # M
    (_line((0.1, 1), (0.1, 0), (0.9, 1), (0.9, 0),),),  # N
    (_line((0.1, 1), (0.1, 0)), _curve((0.1, 0), (0.8, 0.1), (0.7, 0.45), (0.1, 0.5)), _line((0.3, 0.5), (0.9, 1))),  # R
    (_line((0, 0), (1, 0)), _line((0.5, 0), (0.5, 1))),  # T
    (_line((0, 0), (0.25, 1), (0.5, 0.3), (0.75, 1), (1, 0),),),  # W
    (_line((0, 0), (1, 1)), _line((1, 0), (0, 1))),  # X
    (_line((0, 0), (0.5, 0.5), (1, 0)), _line((0.5, 0.5), (0.5, 1))),  # Y
    (_curve((0.8, 0.2), (0.3, 0.15), (0.15, 0.6), (0.5, 0.85), (0.8, 0.3)), _curve((0.8, 0.2), (0.8, 0.7), (0.95, 0.9))),  # a
    (_line((0.1, 0), (0.1, 1)), _curve((0.1, 0.6), (0.5, 0.4), (0.8, 0.6), (0.8, 1))),  # h
    (_line((0.1, 0.3), (0.1, 1)), _curve((0.1, 0.5), (0.35, 0.3), (0.5, 0.5), (0.5, 1)), _curve((0.5, 0.5), (0.8, 0.3), (0.9, 0.5), (0.9, 1))),  # m
    (_line((0.1, 0.2), (0.1, 1)), _curve((0.1, 0.5), (0.5, 0.2), (0.85, 0.5), (0.85, 1))),  # n
    (_curve((0.1, 0.1), (0.15, 0.7), (0.5, 0.9), (0.85, 0.6), (0.85, 0.1)), _line((0.85, 0.1), (0.9, 1))),  # u
    (_curve((0.05, 0.2), (0.2, 0.9), (0.45, 0.5), (0.6, 0.9), (0.95, 0.15),),),  # w
    (_curve((0.2, 0.2), (0.5, 0), (0.85, 0.2), (0.5, 0.5), (0.5, 0.75)), _line((0.5, 0.97), (0.51, 1))),  # ?
    (_line((0, 0.5), (1, 0.5)), _line((0.5, 0), (0.5, 1))),  # +
    (_line((0, 0.35), (1, 0.35)), _line((0, 0.65), (1, 0.65))),  # =
    (_line((0, 0.5), (1, 0.5),),),  # -
    (_line((0.35, 0), (0.25, 1)), _line((0.75, 0), (0.65, 1)), _line((0, 0.33), (1, 0.33)), _line((0, 0.67), (1, 0.67))),  # #
    (_line((0, 0.5), (1, 0.5)), _line((0.5, 0), (0.5, 1)), _line((0.15, 0.15), (0.85, 0.85)), _line((0.85, 0.15), (0.15, 0.85))),  # *
    (_line((0.5, 0), (1, 0.9), (0, 0.9), (0.5, 0),),),  # triangle
    (_line((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.1, 0.1)), _line((0.1, 0.1), (0.9, 0.9))),  # crossed box
    (_line((0.5, 0), (0.8, 1), (0, 0.38), (1, 0.38), (0.2, 1), (0.5, 0),),),  # star
    (_line((0, 0.5), (1, 0.5)), _line((0.65, 0.2), (1, 0.5), (0.65, 0.8))),  # arrow
    (_curve((0.5, 0.3), (0.2, 0), (0, 0.35), (0.5, 1), (1, 0.35), (0.8, 0), (0.5, 0.3),),),  # heart
    (_OVAL, _line((0.35, 0.35), (0.37, 0.4)), _line((0.65, 0.35), (0.67, 0.4)), _curve((0.3, 0.65), (0.5, 0.8), (0.7, 0.65))),  # face
    (_curve((0, 0.5), (0.25, 0.3), (0.5, 0.5), (0.75, 0.7), (1, 0.5),),),  # ~
    (_curve((0.9, 0.3), (0.6, 0.1), (0.3, 0.4), (0.5, 0.6), (0.7, 0.3), (0.75, 0.65), (1, 0.5), (0.9, 0), (0.3, 0), (0, 0.5), (0.3, 1), (0.9, 0.9),),),  # @
    (_line((0.1, 0), (0.3, 1), (0.35, 0)), _line((0.7, 0), (0.5, 1))),
    (_line((0, 0.6), (0.3, 0.2), (0.45, 0.9), (0.6, 0.1), (0.8, 0.8), (1, 0.4),),),  # heartbeat
]  # fmt: skip


def digit_strokes(digit: int, rng: np.random.Generator) -> list[Points]:
    """Return one digit, 0-9, in a random one of its styles and a random hand."""
    styles = DIGITS[digit]
    return _written(styles[rng.integers(len(styles))], rng)


def sign_strokes(rng: np.random.Generator) -> list[Points]:
    """Return a letter or sign that is no digit, in a random hand."""
    return _written(OTHER_SIGNS[rng.integers(len(OTHER_SIGNS))], rng)


def smooth_line(points: Points, *, steps: int = 8) -> Points:
    """Return the Catmull-Rom spline through ``points`` (n, any), float32, ``steps`` points to a segment."""
    if len(points) < 3:
        return points
    padded = np.concatenate([points[:1] * 2 - points[1:2], points, points[-1:] * 2 - points[-2:-1]])
    before, start, end, after = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    t = np.linspace(0, 1, steps, endpoint=False, dtype=np.float32)[None, :, None]
    before, start, end, after = (part[:, None, :] for part in (before, start, end, after))
    spline = 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )
    return np.concatenate([spline.reshape(-1, points.shape[1]), points[-1:]]).astype(np.float32)


def _written(style: tuple[_Stroke, ...], rng: np.random.Generator) -> list[Points]:
    """Shake each template point, smooth the curves, then write it in another hand."""
    aspect = np.array([rng.uniform(0.45, 0.95), 1.0], dtype=np.float32)
    shaken: dict[tuple[float, float], Points] = {}
    lines = []
    for stroke in style:
        points = np.stack([_shaken(point, shaken, rng) for point in stroke.coordinates]) * aspect
        lines.append(smooth_line(points) if stroke.is_smooth else _with_soft_corners(points, rng))
    return rewritten(lines, rng)


def _shaken(point: tuple[float, float], known: dict[tuple[float, float], Points], rng: np.random.Generator) -> Points:
    """Move a template point a little; strokes that share it move together."""
    if point not in known:
        known[point] = (np.array(point) + rng.normal(0, 0.035, 2)).astype(np.float32)
    return known[point]


def _with_soft_corners(points: Points, rng: np.random.Generator) -> Points:
    """Add points along straight parts so that a bend can act on them; sometimes round the corners."""
    dense = np.concatenate([np.linspace(a, b, 6, endpoint=False) for a, b in pairwise(points)])
    dense = np.concatenate([dense, points[-1:]]).astype(np.float32)
    if rng.random() < 0.5:
        dense[1:-1] = (dense[:-2] + 2 * dense[1:-1] + dense[2:]) / 4
    return dense
