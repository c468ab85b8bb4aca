"""Digits as a hand would draw them: strokes as fractions of the canvas, y downward."""

import math

from tests.e2e.program import Strokes

Point = tuple[float, float]


def arc(centre: Point, radii: Point, start_deg: float, end_deg: float, *, steps: int = 24) -> list[Point]:
    """Return points on an ellipse; 0° is to the right, 90° is down."""
    angles = [math.radians(start_deg + (end_deg - start_deg) * i / steps) for i in range(steps + 1)]
    return [(centre[0] + radii[0] * math.cos(angle), centre[1] + radii[1] * math.sin(angle)) for angle in angles]


DIGITS: dict[str, Strokes] = {
    "0": [arc((0.5, 0.5), (0.2, 0.32), -90, 270)],
    "1": [[(0.5, 0.18), (0.5, 0.82)]],
    "2": [[*arc((0.48, 0.36), (0.18, 0.17), -170, 40), (0.31, 0.8), (0.7, 0.8)]],
    "3": [[*arc((0.46, 0.34), (0.17, 0.15), -160, 90), *arc((0.46, 0.66), (0.2, 0.17), -90, 150)]],
    "4": [[(0.4, 0.18), (0.3, 0.55), (0.7, 0.55)], [(0.62, 0.3), (0.6, 0.84)]],
    "5": [[(0.4, 0.2), (0.37, 0.46), *arc((0.47, 0.62), (0.2, 0.19), -120, 130)], [(0.4, 0.2), (0.66, 0.2)]],
    "6": [[(0.6, 0.18), (0.42, 0.4), *arc((0.5, 0.66), (0.17, 0.16), 190, 550)]],
    "7": [[(0.3, 0.22), (0.7, 0.22), (0.45, 0.82)]],
    "8": [[*arc((0.5, 0.34), (0.14, 0.14), 90, 450), *arc((0.5, 0.66), (0.17, 0.17), -90, 270)]],
    "9": [[*arc((0.5, 0.36), (0.16, 0.16), 0, 360), (0.64, 0.5), (0.58, 0.84)]],
}

SCRIBBLE: Strokes = [
    [
        (0.1, 0.15),
        (0.9, 0.3),
        (0.12, 0.42),
        (0.88, 0.55),
        (0.15, 0.7),
        (0.85, 0.88),
        (0.3, 0.1),
        (0.6, 0.92),
        (0.9, 0.1),
    ]
]


def placed(strokes: Strokes, *, centre: Point, scale: float) -> Strokes:
    """Return the same digit at another place and of another size."""
    return [[(centre[0] + (x - 0.5) * scale, centre[1] + (y - 0.5) * scale) for x, y in stroke] for stroke in strokes]
