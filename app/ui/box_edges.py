"""Edges and corners of a box under the pointer, and what becomes of the box when they are moved; no widgets."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt

from app.ui.marks import Box

_REACH = 7.0
_OUTSIDE = 10.0


class Grip(NamedTuple):
    """Which edges follow the pointer: ``x`` -1 the left one, 1 the right one, 0 none; ``y`` the upper, lower, none."""

    x: int
    y: int

    @property
    def cursor(self) -> Qt.CursorShape:
        """Return the cursor that shows where the edges go."""
        if self.x and self.y:
            is_falling = self.x == self.y
            return Qt.CursorShape.SizeFDiagCursor if is_falling else Qt.CursorShape.SizeBDiagCursor
        return Qt.CursorShape.SizeHorCursor if self.x else Qt.CursorShape.SizeVerCursor


def grip_at(box: QRectF, point: QPointF) -> Grip | None:
    """Return which edges of a box are at a point, all in pixels of the widget; a small box keeps room for a click."""
    if not box.adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE).contains(point):
        return None
    x = _side(box.left(), box.right(), point.x())
    y = _side(box.top(), box.bottom(), point.y())
    return Grip(x, y) if x or y else None


def moved(box: Box, grip: Grip, point: tuple[float, float], size: tuple[int, int]) -> Box:
    """Return a box with the gripped edges at a point, within a picture of ``size`` (width, height).

    An edge may pass the one opposite to it.
    """
    x, y, width, height = box
    left, right = _spanned(x, x + width, grip.x, point[0], size[0])
    top, bottom = _spanned(y, y + height, grip.y, point[1], size[1])
    return left, top, right - left, bottom - top


def spanned(one: tuple[float, float], other: tuple[float, float], size: tuple[int, int]) -> Box:
    """Return the box between two points, within a picture of ``size`` (width, height)."""
    return moved((round(one[0]), round(one[1]), 0, 0), Grip(1, 1), other, size)


def _side(low: float, high: float, at: float) -> int:
    reach = min(_REACH, (high - low) / 4)
    if at <= low + reach:
        return -1
    return 1 if at >= high - reach else 0


def _spanned(low: float, high: float, side: int, at: float, most: int) -> tuple[int, int]:
    if side < 0:
        low = at
    elif side > 0:
        high = at
    first, last = sorted((min(max(low, 0), most), min(max(high, 0), most)))
    return round(first), round(last)
