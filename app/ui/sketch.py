"""What the canvas shows at one moment, and the values before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.defaults import CANVAS_SIDE, DEFAULT_PEN, is_number_size

if TYPE_CHECKING:  # app.core.ink brings NumPy, which the window does not wait for before it is painted
    from app.core.ink import Drawing

Point = tuple[float, float]
LIMIT = 200
"""Steps that can be undone."""


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


class History:
    """Drawings one after the other; undo and redo walk among them."""

    def __init__(self) -> None:
        self._values: list[Drawing | None] = [None]
        self._index = 0

    @property
    def current(self) -> Drawing | None:
        """Return the drawing that is shown; None is an empty canvas."""
        return self._values[self._index]

    @property
    def can_undo(self) -> bool:
        """Say whether there is an earlier drawing."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Say whether there is a later drawing."""
        return self._index + 1 < len(self._values)

    def push(self, drawing: Drawing) -> None:
        """Go on with a new drawing; what had been undone is forgotten."""
        del self._values[self._index + 1 :]
        self._values.append(drawing)
        del self._values[:-LIMIT]
        self._index = len(self._values) - 1

    def undo(self) -> None:
        """Go back to the drawing before, if there is one."""
        self._index = max(self._index - 1, 0)

    def redo(self) -> None:
        """Go forward to the drawing after, if there is one."""
        self._index = min(self._index + 1, len(self._values) - 1)


class Sheet:
    """Paper with a drawing and a history of its own: its ``size`` in canvas units, and the pen that was used last."""

    def __init__(self, size: tuple[float, float], pen_width: float) -> None:
        self.size = size
        self.pen_width = pen_width
        self.history = History()

    @property
    def is_number(self) -> bool:
        """Say whether it is for a whole number."""
        return is_number_size(self.size)

    @property
    def is_blank(self) -> bool:
        """Say whether there is no ink on it."""
        return self.history.current is None or self.history.current.is_empty
