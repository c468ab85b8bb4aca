"""Paper, cells and ink as one pixmap, so that a pen move paints a short segment and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from app.core.defaults import CANVAS_SIDE, is_number_size
from app.ui.sketch import Point
from app.ui.theme import Colours

if TYPE_CHECKING:
    from app.core.ink import Drawing, Stroke

CELLS = 28
_BASE_LINE = 0.75
"""Where the guide of a number is, as a share of the paper's height."""


class InkLayer:
    """Keep the picture of a canvas that is ``place`` large in pixels and ``size`` in canvas units, as all else here."""

    def __init__(self, place: QSize, size: tuple[float, float], device_ratio: float, colours: Colours) -> None:
        self.place = place
        self.size = size
        self.device_ratio = device_ratio
        self.scale = place.height() / size[1]
        self._all = QRectF(0, 0, *size)
        self._colours = colours
        self.pixmap = QPixmap(max(1, round(place.width() * device_ratio)), max(1, round(place.height() * device_ratio)))
        self.pixmap.setDevicePixelRatio(device_ratio)

    def redraw(self, drawing: Drawing | None, part: QRectF | None = None) -> None:
        """Paint paper and ink anew inside ``part``, or all of it."""
        part = part or self._all
        painter = self._painter()
        painter.setClipRect(part)
        self._paint_paper(painter)
        if drawing is not None:
            _paint_strokes(painter, drawing, QColor(self._colours.ink), part)
        painter.end()

    def extend(self, points: Sequence[Point], width: float) -> None:
        """Paint the newest part of the stroke under way, up to the middle of its last segment."""
        painter = self._painter()
        painter.strokePath(newest_part(points), self.pen(width))
        painter.end()

    def pen(self, width: float) -> QPen:
        """Return a round pen of ``width`` canvas units."""
        return round_pen(QColor(self._colours.ink), width)

    def _painter(self) -> QPainter:
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.scale, self.scale)
        return painter

    def _paint_paper(self, painter: QPainter) -> None:
        painter.fillRect(self._all, QColor(self._colours.paper))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(self._colours.cells), 0))
        painter.drawLines(_guides(self.size))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def paint_ink(painter: QPainter, drawing: Drawing, height: float, colour: QColor) -> None:
    """Paint a drawing's ink, without paper, on ``height`` pixels and its own width in proportion."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(height / drawing.size[1], height / drawing.size[1])
    _paint_strokes(painter, drawing, colour, QRectF(0, 0, *drawing.size))


def _guides(size: tuple[float, float]) -> list[QLineF]:
    """Return the lines of the paper: cells for a digit, two lines to write a number between."""
    width, height = size
    if is_number_size(size):
        return [QLineF(0, at * height, width, at * height) for at in (1 - _BASE_LINE, _BASE_LINE)]
    step = CANVAS_SIDE / CELLS
    places = [step * i for i in range(1, CELLS)]
    return [QLineF(at, 0, at, height) for at in places] + [QLineF(0, at, width, at) for at in places]


def round_pen(colour: QColor, width: float) -> QPen:
    """Return a pen with round ends and joints."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def smooth_path(points: Sequence[Sequence[float]]) -> QPainterPath:
    """Return a curve through the middles of the segments, bent towards the points; a dot for a single point."""
    path = QPainterPath(QPointF(*points[0]))
    for here, there in pairwise(points[1:]):
        path.quadTo(QPointF(*here), _middle(here, there))
    end = QPointF(*points[-1])
    path.lineTo(end if len(points) > 1 else end + QPointF(0.01, 0))
    return path


def newest_part(points: Sequence[Point]) -> QPainterPath:
    """Return what the last point adds to ``smooth_path``, without the straight tail."""
    if len(points) < 3:
        path = QPainterPath(QPointF(*points[0]))
        path.lineTo(_middle(points[0], points[-1]) + QPointF(0.01, 0))
        return path
    before, here, there = points[-3:]
    path = QPainterPath(QPointF(*before) if len(points) == 3 else _middle(before, here))
    path.quadTo(QPointF(*here), _middle(here, there))
    return path


def tail_of(points: Sequence[Point]) -> QLineF:
    """Return the straight piece from the end of ``newest_part`` to the pen."""
    start = _middle(points[-2], points[-1]) if len(points) > 1 else QPointF(*points[0]) - QPointF(0.01, 0)
    return QLineF(start, QPointF(*points[-1]))


def box_of(points: Iterable[Sequence[float]], width: float) -> QRectF:
    """Return the rectangle that a line of ``width`` through ``points`` can touch."""
    xs, ys = zip(*points, strict=True)
    reach = width / 2 + 1
    return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).adjusted(-reach, -reach, reach, reach)


def _paint_strokes(painter: QPainter, drawing: Drawing, colour: QColor, part: QRectF) -> None:
    for stroke in drawing.strokes:
        if _box_of(stroke).intersects(part):
            painter.strokePath(smooth_path(stroke.points.tolist()), round_pen(colour, stroke.width))


def _box_of(stroke: Stroke) -> QRectF:
    (left, top), (right, bottom) = stroke.points.min(axis=0).tolist(), stroke.points.max(axis=0).tolist()
    return box_of(((left, top), (right, bottom)), stroke.width)


def _middle(a: Sequence[float], b: Sequence[float]) -> QPointF:
    return QPointF((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
