"""Strokes and drawings: immutable values in canvas units, x to the right and y downward. Undo is the previous value."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from app.core.defaults import CANVAS_SIDE as CANVAS_SIDE
from app.core.defaults import DEFAULT_PEN as DEFAULT_PEN
from app.core.errors import StrokesError, said

Points = npt.NDArray[np.float32]

MAX_POINTS = 200_000
MAX_SIDE = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A line of ink: ``points`` float32 (n, 2) with n ≥ 1, read-only, and the pen's ``width``, both in canvas units."""

    points: Points
    width: float = DEFAULT_PEN

    def __post_init__(self) -> None:
        points = np.array(self.points, dtype=np.float32).reshape(-1, 2)
        if not len(points) or not np.isfinite(points).all():
            raise StrokesError("A stroke needs at least one point, and every point finite numbers.")
        points.flags.writeable = False
        object.__setattr__(self, "points", points)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stroke):
            return NotImplemented
        return self.width == other.width and np.array_equal(self.points, other.points)

    def __hash__(self) -> int:
        return hash((self.width, self.points.tobytes()))


@dataclass(frozen=True, slots=True)
class Drawing:
    """Strokes on a canvas of ``size`` (width, height); ink beyond its edges is cut off when a stroke is added."""

    size: tuple[float, float] = (CANVAS_SIDE, CANVAS_SIDE)
    strokes: tuple[Stroke, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether there is no ink at all."""
        return not self.strokes

    def with_stroke(self, points: npt.ArrayLike, width: float = DEFAULT_PEN) -> "Drawing":
        """Return this drawing with one more stroke, clipped to the canvas: one that leaves and returns becomes two."""
        stroke = Stroke(points, width)  # type: ignore[arg-type]  # the stroke makes its own array of them
        pieces = _clip(stroke.points, self.size)
        is_whole = len(pieces) == 1 and pieces[0] is stroke.points
        added = (stroke,) if is_whole else tuple(Stroke(piece, width) for piece in pieces)
        return replace(self, strokes=self.strokes + added)

    def erased(self, path: npt.ArrayLike, radius: float) -> "Drawing":
        """Return this drawing without the ink whose centre line is within ``radius`` of the eraser's ``path`` (n, 2).

        A stroke that the eraser crosses falls into pieces; one that it misses stays the same object.
        """
        trail = np.asarray(path, dtype=np.float32).reshape(-1, 2)
        kept: list[Stroke] = []
        for stroke in self.strokes:
            kept.extend(_erase(stroke, trail, radius))
        return replace(self, strokes=tuple(kept))


def drawing_to_json(drawing: Drawing, *, label: str | None = None) -> str:
    """Return one NDJSON line without its newline: ``{"size", "strokes", "widths"}``, and ``label`` where known."""
    fields: dict[str, Any] = {
        "size": list(drawing.size),
        "strokes": [[[round(float(x), 2), round(float(y), 2)] for x, y in stroke.points] for stroke in drawing.strokes],
        "widths": [stroke.width for stroke in drawing.strokes],
    }
    if label is not None:
        fields["label"] = label
    return json.dumps(fields, separators=(",", ":"))


def drawing_from_json(line: str) -> Drawing:
    """Read one NDJSON line ``{"size": [width, height], "strokes": [[[x, y], …], …]}``; ``widths`` may be missing.

    Raises:
        StrokesError: the line is not of that form, has non-finite numbers, or more than ``MAX_POINTS`` points.
    """
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise StrokesError("This line is not JSON.", _FORM) from None
    if not isinstance(fields, dict):
        raise StrokesError("This line is not a drawing.", _FORM)
    width, height = _numbers(fields.get("size"), count=2, what=said("size"))
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise StrokesError(
            said("A canvas of {width:g} × {height:g} is not possible.", width=width, height=height), _FORM
        )
    strokes = _stroke_arrays(fields.get("strokes"))
    widths = fields.get("widths")
    pens = (
        _numbers(widths, count=len(strokes), what=said("widths"))
        if widths is not None
        else [DEFAULT_PEN] * len(strokes)
    )
    drawing = Drawing((width, height))
    for points, pen in zip(strokes, pens, strict=True):
        drawing = drawing.with_stroke(points, min(max(pen, 0.1), MAX_SIDE))
    return drawing


_FORM = said('Each line looks like {"size": [280, 280], "strokes": [[[x, y], …], …]}.')


def _stroke_arrays(strokes: object) -> list[Points]:
    if not isinstance(strokes, list):
        raise StrokesError("The drawing has no list of strokes.", _FORM)
    arrays = []
    total = 0
    for stroke in strokes:
        if not isinstance(stroke, list) or not all(isinstance(point, list) and len(point) == 2 for point in stroke):
            raise StrokesError("A stroke is not a list of points [x, y].", _FORM)
        total += len(stroke)
        if total > MAX_POINTS:
            raise StrokesError(
                said("The drawing has more than {points:,} points.", points=MAX_POINTS), "Save it with fewer."
            )
        if stroke:
            flat = [value for point in stroke for value in point]
            numbers = _numbers(flat, count=len(flat), what=said("points"))
            arrays.append(np.array(numbers, dtype=np.float32).reshape(-1, 2))
    return arrays


def _numbers(values: object, *, count: int, what: str) -> list[float]:
    """Return ``values`` as floats of at most ``10 × MAX_SIDE`` in size, or raise."""
    if not isinstance(values, list) or len(values) != count:
        raise StrokesError(said("The drawing's {what} should be {count} numbers.", what=what, count=count), _FORM)
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        raise StrokesError(said("The drawing's {what} should be numbers only.", what=what), _FORM)
    if not all(abs(value) <= 10 * MAX_SIDE for value in values):
        raise StrokesError(
            said("The drawing's {what} hold a number that is not finite or far too large.", what=what), _FORM
        )
    return [float(value) for value in values]


def _clip(points: Points, size: tuple[float, float]) -> list[Points]:
    """Cut a polyline at the canvas's edges (Liang & Barsky 1984) and return the pieces inside, in order."""
    if points.min() >= 0 and points[:, 0].max() <= size[0] and points[:, 1].max() <= size[1]:
        return [points]
    limit = np.array(size, dtype=np.float32)
    pieces: list[list[npt.NDArray[np.float32]]] = []
    if len(points) == 1:
        return []
    is_open = False
    for start, end in pairwise(points):
        span = _inside(start, end, limit)
        if span is None:
            is_open = False
            continue
        enter, leave = span
        if not is_open:
            pieces.append([start + enter * (end - start)])
        pieces[-1].append(start + leave * (end - start))
        is_open = leave == 1.0
    return [np.clip(np.array(piece), 0, limit).astype(np.float32) for piece in pieces]


def _inside(start: Points, end: Points, limit: Points) -> tuple[float, float] | None:
    """Return the part of a segment inside [0, limit] as fractions of its length, or None."""
    enter, leave = 0.0, 1.0
    for axis in (0, 1):
        delta = float(end[axis] - start[axis])
        for towards, gap in ((-delta, float(start[axis])), (delta, float(limit[axis] - start[axis]))):
            if towards == 0:
                if gap < 0:
                    return None
            elif towards < 0:
                enter = max(enter, gap / towards)
            else:
                leave = min(leave, gap / towards)
    return (enter, leave) if enter <= leave else None


def _erase(stroke: Stroke, trail: Points, radius: float) -> Iterable[Stroke]:
    reach_low, reach_high = trail.min(axis=0) - radius, trail.max(axis=0) + radius
    if (stroke.points.max(axis=0) < reach_low).any() or (stroke.points.min(axis=0) > reach_high).any():
        return [stroke]
    dense = resample([stroke.points], spacing=max(radius / 8, 0.5))
    is_gone = distance_to_line(dense, trail) <= radius
    if not is_gone.any():
        return [stroke]
    edges = np.flatnonzero(np.diff(is_gone)) + 1
    runs = zip(np.split(dense, edges), np.split(is_gone, edges), strict=True)
    return [Stroke(piece, stroke.width) for piece, gone in runs if not gone[0]]


def distance_to_line(points: Points, line: Points) -> Points:
    """Return the distance of each of ``points`` (n, 2) to a polyline (m, 2), float32 (n,)."""
    starts, ends = (line[:-1], line[1:]) if len(line) > 1 else (line, line)
    along = ends - starts
    square = np.maximum((along**2).sum(axis=1), 1e-12)
    offset = points[:, None, :] - starts
    t = np.clip((offset * along).sum(axis=2) / square, 0, 1)
    gap = offset - t[:, :, None] * along
    distance: Points = np.sqrt((gap**2).sum(axis=2).min(axis=1)).astype(np.float32)
    return distance


def resample(lines: Sequence[Points], *, spacing: float) -> Points:
    """Return points at most ``spacing`` apart along all the polylines, ends included, as one float32 (n, 2)."""
    return np.concatenate([_resample_line(line, spacing) for line in lines])


def _resample_line(line: Points, spacing: float) -> Points:
    if len(line) == 1:
        return line
    gaps = line[1:] - line[:-1]
    travelled = np.zeros(len(line))
    np.cumsum(np.hypot(gaps[:, 0], gaps[:, 1]), out=travelled[1:])
    count = int(np.ceil(travelled[-1] / spacing)) + 1
    at = np.arange(max(count, 2)) * (travelled[-1] / max(count - 1, 1))
    points = np.empty((len(at), 2), dtype=np.float32)
    points[:, 0] = np.interp(at, travelled, line[:, 0])
    points[:, 1] = np.interp(at, travelled, line[:, 1])
    return points
