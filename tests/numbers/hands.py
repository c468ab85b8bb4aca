"""Numbers composed of real pen strokes: digits of one writer, beside each other on a line."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from app.core.ink import Drawing, Points
from app.learning.strokes import StrokeSample, WriterSplit, pen_strokes_path, read_unipen, split_writers

SIZE = (840.0, 280.0)
SPACINGS = {"wide": (0.35, 0.8), "natural": (0.1, 0.4), "tight": (0.0, 0.15), "overlapping": (-0.12, 0.02)}
"""Between which shares of the digits' height the gap between two boxes of ink is, by name."""
_TALL = 110.0


@dataclass(frozen=True, eq=False)
class WrittenNumber:
    """A drawing, its number, and for each digit from the left the places of its strokes in the drawing."""

    drawing: Drawing
    text: str
    digits: tuple[frozenset[int], ...]


@cache
def writers() -> WriterSplit:
    """Return the digits of all writers."""
    return split_writers(read_unipen(pen_strokes_path()))


def write_number(
    samples: list[StrokeSample], length: int, spacing: str, rng: np.random.Generator, *, is_shuffled: bool = False
) -> WrittenNumber:
    """Write a number with digits of one of the writers; ``is_shuffled``: its strokes in any order."""
    writer = rng.choice(sorted({sample.writer for sample in samples}))
    own = [sample for sample in samples if sample.writer == writer]
    chosen = [own[rng.integers(len(own))] for _ in range(length)]
    usual = float(np.median([_height(sample) for sample in own]))
    lines, owners, right = [], [], 0.0
    for place, sample in enumerate(chosen):
        points = np.concatenate(sample.lines)
        low, high = points.min(axis=0), points.max(axis=0)
        left = right + usual * float(rng.uniform(*SPACINGS[spacing])) if place else 0.0
        bottom = usual * float(rng.uniform(-0.06, 0.06))
        shift = np.array([left - low[0], bottom - high[1]], dtype=np.float32)
        lines += [line + shift for line in sample.lines]
        owners += [place] * len(sample.lines)
        right = left + float(high[0] - low[0])
    order = rng.permutation(len(lines)) if is_shuffled else np.arange(len(lines))
    drawing = Drawing(SIZE)
    for points in _fitted([lines[at] for at in order]):
        drawing = drawing.with_stroke(points, 12.0)
    owned = [owners[at] for at in order]
    digits = tuple(frozenset(at for at, owner in enumerate(owned) if owner == place) for place in range(length))
    return WrittenNumber(drawing, "".join(str(sample.label) for sample in chosen), digits)


def _height(sample: StrokeSample) -> float:
    return float(np.ptp(np.concatenate(sample.lines)[:, 1]))


def _fitted(lines: list[Points]) -> list[Points]:
    """Put a number into the middle of its paper, at a usual size where that fits."""
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = min(0.94 * SIZE[0] / max(float(high[0] - low[0]), 1.0), 2 * _TALL / max(float(high[1] - low[1]), 1.0))
    return [(line - (low + high) / 2) * scale + np.array(SIZE, dtype=np.float32) / 2 for line in lines]
