"""Does it matter where, how large and with which pen a digit is drawn? Strokes drawn anew on a canvas, read again."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from app.core.ink import CANVAS_SIDE, Drawing
from app.core.raster import Raster, raster_of_drawing, raster_of_ink
from app.core.stages import painted
from app.core.verdict import Logits
from app.learning.datasets import Images
from app.learning.strokes import StrokeSample

PLACES = {"upper left": (0.0, 0.0), "centre": (0.5, 0.5), "lower right": (1.0, 1.0)}
SIZES = (0.15, 0.5, 0.9)
BRUSHES = (4.0, 16.0, 40.0)
WAYS = ("strokes", "picture")


def accuracy_by_placement(
    samples: Sequence[StrokeSample], logits_of: Callable[[Images], Logits], *, ways: Sequence[str] = WAYS
) -> list[dict[str, Any]]:
    """Return a row for each place, size (share of the canvas) and brush (canvas units).

    ``ways`` they are read: "strokes", as the window does, and "picture", painted with that brush and read as pixels.
    A brush that is wider than a quarter of the digit would flood it and is not painted.
    """
    labels = np.array([sample.label for sample in samples])
    rows = []
    for place, corner in PLACES.items():
        for size in SIZES:
            for brush in BRUSHES:
                drawings = [draw_at(sample, corner=corner, size=size, brush=brush) for sample in samples]
                for way in ways:
                    if way == "strokes" or brush <= size * CANVAS_SIDE / 4:
                        accuracy = _accuracy([_RASTERS[way](drawing) for drawing in drawings], labels, logits_of)
                        rows.append(_row(way, place, size, brush, accuracy))
    return rows


def draw_at(sample: StrokeSample, *, corner: tuple[float, float], size: float, brush: float) -> Drawing:
    """Return the sample drawn with its longer side ``size`` of the canvas, between the edges that ``corner`` names."""
    everything = np.concatenate(sample.lines)
    low, high = everything.min(axis=0), everything.max(axis=0)
    scale = size * CANVAS_SIDE / max(float((high - low).max()), 1e-6)
    room = CANVAS_SIDE - (high - low) * scale
    drawing = Drawing()
    for line in sample.lines:
        drawing = drawing.with_stroke((line - low) * scale + room * np.array(corner), brush)
    return drawing


_RASTERS: dict[str, Callable[[Drawing], Raster]] = {
    "strokes": raster_of_drawing,
    "picture": lambda drawing: raster_of_ink(painted(drawing)),
}


def _accuracy(rasters: list[Raster], labels: Any, logits_of: Callable[[Images], Logits]) -> float:
    return float((logits_of(np.stack(rasters)).argmax(axis=1) == labels).mean())


def _row(way: str, place: str, size: float, brush: float, accuracy: float) -> dict[str, Any]:
    return {"way": way, "place": place, "size": size, "brush": brush, "accuracy": round(accuracy, 6)}
