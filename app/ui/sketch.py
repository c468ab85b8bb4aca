"""What the canvas shows at one moment, and the values before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.defaults import DEFAULT_PEN

if TYPE_CHECKING:  # app.core.ink brings NumPy, which the window does not wait for before it is painted
    from app.core.ink import Drawing

Point = tuple[float, float]
LIMIT = 200
"""Steps that can be undone."""


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A drawing (None: empty) and the stroke under way: ``points`` in canvas units, not yet clipped, and ``width``."""

    drawing: Drawing | None = None
    points: tuple[Point, ...] = ()
    width: float = DEFAULT_PEN

    @property
    def is_empty(self) -> bool:
        """Say whether there is no ink and no stroke under way."""
        return not self.points and (self.drawing is None or self.drawing.is_empty)

    def complete(self) -> Drawing:
        """Return the drawing as it would be if the pen were lifted now."""
        drawing = self.drawing or empty_drawing()
        return drawing.with_stroke(self.points, self.width) if self.points else drawing


def empty_drawing() -> Drawing:
    """Return a canvas without ink."""
    from app.core.ink import Drawing

    return Drawing()


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
