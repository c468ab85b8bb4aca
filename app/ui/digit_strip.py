"""The digits of a number as the network sees them, in a row; one is selected, and its bars are shown."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.prediction import Verdict
from app.ui.network_view import SIDE
from app.ui.number_marks import colour_of
from app.ui.theme import Theme, sized_font

_CELL, _LEAST_CELL, _GAP = 2 * SIDE, 30, 8
_SIGN_HEIGHT = 20
_RADIUS = 6


@dataclass(frozen=True, slots=True)
class StripDigit:
    """One digit: the 784 grey values that were read, the sign for it, the verdict."""

    pixels: bytes
    sign: str
    verdict: Verdict


class DigitStrip(QWidget):
    """Show digits from the left to the right. A click or the arrow keys select one."""

    selected = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._digits: tuple[StripDigit, ...] = ()
        self._place = 0
        self.setObjectName("digit_strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(self.tr("Click a digit, or press the arrow keys, to see its bars"))
        self._describe()
        theme.changed.connect(self.update)

    @property
    def digits(self) -> tuple[StripDigit, ...]:
        """Return the digits on show."""
        return self._digits

    @property
    def place(self) -> int:
        """Return which digit is selected, from 0."""
        return self._place

    def show_digits(self, digits: tuple[StripDigit, ...], place: int) -> None:
        """Show digits, the one at ``place`` selected; only those that look different are painted anew."""
        before, self._digits = self._digits, digits
        is_moved, self._place = (len(before), self._place) != (len(digits), place), place
        if is_moved:
            self.update()
        elif digits != before:
            for at in range(self._first(), len(digits)):
                if digits[at] != before[at]:
                    self.update(self._whole_rect(at))
        if is_moved or (digits and digits[place].sign != before[place].sign):
            self._describe()

    def rect_of(self, place: int) -> QRect:
        """Return where a digit's picture is."""
        cell, first = self._cell(), self._first()
        top = max((self.height() - cell - _SIGN_HEIGHT) // 2, 0) if self.height() < cell + _SIGN_HEIGHT else 0
        return QRect((place - first) * (cell + _GAP), top, cell, cell)

    def step(self, by: int) -> None:
        """Select a digit farther to the right, or to the left for ``by`` below 0."""
        place = min(max(self._place + by, 0), len(self._digits) - 1)
        if self._digits and place != self._place:
            self.selected.emit(place)

    def sizeHint(self) -> QSize:
        """Return room for four digits."""
        return QSize(4 * (_CELL + _GAP), _CELL + _SIGN_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return room for two small digits."""
        return QSize(2 * (_LEAST_CELL + _GAP), _LEAST_CELL + _SIGN_HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the digit that was clicked."""
        for place in range(self._first(), len(self._digits)):
            if self._whole_rect(place).contains(event.position().toPoint()):
                self.selected.emit(place)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next digit or the one before, the first or the last."""
        count = len(self._digits)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -count, Qt.Key.Key_End: count}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.step(by)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys act elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the digits that there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(self._first(), len(self._digits)):
            rect = self.rect_of(place)
            if rect.right() >= self.width():
                break
            if self._whole_rect(place).intersects(event.rect()):
                self._paint_digit(painter, rect, self._digits[place], is_selected=place == self._place)
        painter.end()

    def _whole_rect(self, place: int) -> QRect:
        """Return where a digit's picture and its sign are."""
        return self.rect_of(place).adjusted(-_GAP // 2, 0, _GAP // 2, _SIGN_HEIGHT)

    def _paint_digit(self, painter: QPainter, rect: QRect, digit: StripDigit, *, is_selected: bool) -> None:
        colours = self._theme.colours
        colour = QColor(colour_of(digit.verdict, colours))
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(rect), _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(shape)
        painter.drawImage(rect, QImage(digit.pixels, SIDE, SIDE, SIDE, QImage.Format.Format_Grayscale8))
        painter.restore()
        width = 3.0 if is_selected and self.hasFocus() else 2.0 if is_selected else 1.0
        painter.setPen(
            QPen(colour if is_selected or digit.verdict is not Verdict.DIGIT else QColor(colours.border), width)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = width / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(edge, edge, -edge, -edge), _RADIUS - edge, _RADIUS - edge)
        painter.setPen(QColor(colours.text) if digit.verdict is Verdict.DIGIT else colour)
        painter.setFont(sized_font(self.font(), 1.0, bold=is_selected))
        below = QRect(rect.left() - _GAP // 2, rect.bottom() + 1, rect.width() + _GAP, _SIGN_HEIGHT)
        sign = painter.fontMetrics().elidedText(digit.sign, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, sign)

    def _cell(self) -> int:
        """Return the side of a picture: as large as all of them fit, within limits."""
        count = max(len(self._digits), 1)
        wide = (self.width() + _GAP) // count - _GAP
        return max(min(_CELL, wide, self.height() - _SIGN_HEIGHT), _LEAST_CELL)

    def _first(self) -> int:
        """Return the first digit on show, so that the selected one is."""
        shown = max((self.width() + _GAP) // (self._cell() + _GAP), 1)
        last = len(self._digits) - shown
        return max(min(self._place - shown // 2, last), 0)

    def _describe(self) -> None:
        """Tell a screen reader which digit is selected."""
        if not self._digits:
            self.setAccessibleName(self.tr("Digits of the number"))
            return
        words = self.tr("Digit {place} of {count}: {sign}")
        sign = self._digits[self._place].sign
        self.setAccessibleName(words.format(place=self._place + 1, count=len(self._digits), sign=sign))
