"""The brackets under the digits of a number on the canvas: which ink is read as one digit, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.core.defaults import CANVAS_SIDE
from app.core.prediction import Verdict
from app.ui.theme import Colours, sized_font

_HEIGHT = 26.0
"""Canvas units that a bracket with its sign takes."""
_EDGE = 5.0
_HOOK = 5.0


@dataclass(frozen=True, slots=True)
class DigitMark:
    """A bracket from ``left`` to ``right`` at ``top``, in canvas units, with the sign that was read above it."""

    left: float
    right: float
    top: float
    sign: str
    verdict: Verdict
    is_selected: bool = False

    @property
    def rect(self) -> QRectF:
        """Return the part of the paper that it takes, in canvas units."""
        return QRectF(self.left - 12, self.top - 2, self.right - self.left + 24, _HEIGHT + 4)


def colour_of(verdict: Verdict, colours: Colours) -> str:
    """Return the colour of a verdict."""
    return {Verdict.DIGIT: colours.accent, Verdict.UNSURE: colours.caution}.get(verdict, colours.danger)


def bracket_top(lowest: float, paper_height: float) -> float:
    """Return where the brackets of a number begin whose ink reaches down to ``lowest``, all in canvas units."""
    return min(lowest + _EDGE, paper_height - _HEIGHT - _EDGE)


def paint_marks(painter: QPainter, marks: Sequence[DigitMark], paper: QRect, part: QRect, colours: Colours) -> None:
    """Paint those brackets on a paper that are in a part of the widget."""
    scale = paper.height() / CANVAS_SIDE
    painter.save()
    painter.setClipRect(paper, Qt.ClipOperation.IntersectClip)
    painter.translate(paper.topLeft())
    font = sized_font(painter.font(), 1.0, bold=True)
    font.setPixelSize(max(9, round(0.62 * _HEIGHT * scale)))
    seen = QRectF(part.translated(-paper.topLeft()))
    for mark in marks:
        rect = mark.rect
        if seen.intersects(QRectF(rect.topLeft() * scale, rect.size() * scale)):
            _paint_mark(painter, mark, scale, colours, font)
    painter.restore()


def _paint_mark(painter: QPainter, mark: DigitMark, scale: float, colours: Colours, font: QFont) -> None:
    left, right, top = mark.left * scale, mark.right * scale, mark.top * scale
    colour = QColor(colour_of(mark.verdict, colours))
    line = QColor(colours.muted) if mark.verdict is Verdict.DIGIT and not mark.is_selected else colour
    hook = _HOOK * scale
    painter.setPen(QPen(line, 2.5 if mark.is_selected else 1.5))
    ends = [QPointF(left, top), QPointF(left, top + hook), QPointF(right, top + hook), QPointF(right, top)]
    painter.drawPolyline(ends)
    painter.setPen(line)
    painter.setFont(font)
    room = max(right - left, hook) + 2 * hook
    sign = (
        QFontMetricsF(font).elidedText(mark.sign, Qt.TextElideMode.ElideRight, room)
        if len(mark.sign) > 1
        else mark.sign
    )
    place = QRectF(left - 30, top + hook, right - left + 60, _HEIGHT * scale - hook)
    painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, sign)
