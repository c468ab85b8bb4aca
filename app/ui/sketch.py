"""What the canvas shows at one moment, and the values before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.defaults import CANVAS_SIDE, DEFAULT_PEN, is_number_size
from app.ui.history import History

if TYPE_CHECKING:  # app.core.ink brings NumPy, which the window does not wait for before it is painted
    from app.core.ink import Drawing

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A drawing (None: empty) and the stroke under way: ``points`` in canvas units, not yet clipped, and ``width``.

    ``size`` (width, height) is that of the canvas.
    """

    drawing: Drawing | None = None
    points: tuple[Point, ...] = ()
    width: float = DEFAULT_PEN
    size: tuple[float, float] = (CANVAS_SIDE, CANVAS_SIDE)

    @property
    def is_number(self) -> bool:
        """Say whether it is to be read as a whole number."""
        return is_number_size(self.size)

    @property
    def is_empty(self) -> bool:
        """Say whether there is no ink and no stroke under way."""
        return not self.points and (self.drawing is None or self.drawing.is_empty)

    def complete(self) -> Drawing:
        """Return the drawing as it would be if the pen were lifted now."""
        drawing = self.drawing or empty_drawing(self.size)
        return drawing.with_stroke(self.points, self.width) if self.points else drawing


def empty_drawing(size: tuple[float, float] = (CANVAS_SIDE, CANVAS_SIDE)) -> Drawing:
    """Return a canvas without ink."""
    from app.core.ink import Drawing

    return Drawing(size)


class Sheet:
    """Paper with a drawing and a history of its own: its ``size`` in canvas units, and the pen that was used last."""

    def __init__(self, size: tuple[float, float], pen_width: float) -> None:
        self.size = size
        self.pen_width = pen_width
        self.history: History[Drawing | None] = History(None)
        """None is an empty canvas."""

    @property
    def is_number(self) -> bool:
        """Say whether it is for a whole number."""
        return is_number_size(self.size)

    @property
    def is_blank(self) -> bool:
        """Say whether there is no ink on it."""
        return self.history.current is None or self.history.current.is_empty
