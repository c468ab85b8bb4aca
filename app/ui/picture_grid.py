"""Pictures of a data set side by side, each pixel a whole number of the screen's; one can be chosen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme, sized_font

ROWS, COLUMNS = 4, 10
PAGE = ROWS * COLUMNS
_SIDE = 28
_GAP = 8.0
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}


class PictureGrid(QWidget):
    """Paint one page of pictures with the class below each; a click, or arrow keys and Enter, choose one."""

    chosen = Signal(int)
    """The place of a picture on the page, from 0."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._images: np.ndarray = np.zeros((0, _SIDE, _SIDE), np.uint8)
        self._names: tuple[str, ...] = ()
        self._current = 0
        self._pointed: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(self.tr("Click a picture to have it read"))
        theme.changed.connect(self.update)

    def show_pictures(self, images: np.ndarray, names: tuple[str, ...]) -> None:
        """Show pictures uint8 (n, 28, 28), n at most ``PAGE``, and the class of each."""
        self._images, self._names = images, names
        self._current, self._pointed = 0, None
        self.setAccessibleDescription(", ".join(names))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for two screen pixels a pixel."""
        return QSize(int(COLUMNS * (2 * _SIDE + _GAP)), ROWS * (2 * _SIDE + 30))

    def minimumSizeHint(self) -> QSize:
        """Return room for one screen pixel a pixel."""
        return QSize(int(COLUMNS * (_SIDE + _GAP)), ROWS * (_SIDE + 22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint picture by picture."""
        painter = QPainter(self)
        painter.setFont(sized_font(self.font(), 0.85))
        metrics, ratio = painter.fontMetrics(), self.devicePixelRatioF()
        side = self._side(metrics, ratio)
        for index, (image, name) in enumerate(zip(self._images, self._names, strict=True)):
            cell = self._cell(index)
            place = QRectF(_on_pixel(cell.center().x() - side / 2, ratio), _on_pixel(cell.y() + 2, ratio), side, side)
            self._paint_picture(painter, image, place, index)
            words = QRectF(cell.x() + 2, place.bottom() + 2, cell.width() - 4, metrics.height() + 2)
            painter.setPen(QColor(self._theme.colours.muted))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(words.width()))
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the picture below the pointer."""
        self._point_at(self._index_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the picture below the pointer."""
        index = self._index_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._current = index
            self.update()
            self.chosen.emit(index)

    def leaveEvent(self, _event: object) -> None:
        """Mark no picture."""
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from picture to picture with the arrow keys; choose one with Enter."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._current = min(max(self._current + step, 0), max(len(self._names) - 1, 0))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._names:
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which picture the keys are at."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def _point_at(self, index: int | None) -> None:
        if index != self._pointed:
            self._pointed = index
            self.setCursor(Qt.CursorShape.ArrowCursor if index is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _index_at(self, position: QPointF) -> int | None:
        places = (index for index in range(len(self._names)) if self._cell(index).contains(position))
        return next(places, None)

    def _cell(self, index: int) -> QRectF:
        """Return the room of a picture with its class."""
        words = QFontMetrics(sized_font(self.font(), 0.85)).height()
        width = self.width() / COLUMNS
        height = min(self.height() / ROWS, width + words + _GAP)
        row, column = divmod(index, COLUMNS)
        return QRectF(column * width, row * height, width, height)

    def _side(self, metrics: QFontMetrics, ratio: float) -> float:
        cell = self._cell(0)
        room = min(cell.width() - _GAP, cell.height() - metrics.height() - _GAP)
        return max(int(room * ratio / _SIDE), 1) * _SIDE / ratio

    def _paint_picture(self, painter: QPainter, image: np.ndarray, place: QRectF, index: int) -> None:
        pixels = np.ascontiguousarray(image)
        picture = QImage(pixels.data, _SIDE, _SIDE, _SIDE, QImage.Format.Format_Grayscale8)
        painter.drawImage(place, picture)
        colours = self._theme.colours
        is_marked = index == self._pointed or (self.hasFocus() and index == self._current)
        painter.setPen(QPen(QColor(colours.accent), 2) if is_marked else QColor(colours.border))
        painter.drawRect(place.adjusted(-1, -1, 1, 1) if is_marked else place.adjusted(-0.5, -0.5, 0, 0))


def _on_pixel(value: float, ratio: float) -> float:
    """Return the nearest edge of a screen pixel."""
    return round(value * ratio) / ratio
