"""A layer's answer as tiles: feature maps in rows, or the numbers of single units; one can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.inside_work import Maps

_MAP, _NAMED, _WIDEST_NAME = 42, 30, 110
_UNIT_CELL = QSize(12, 12)
_GAP = 3
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class MapStrip(QWidget):
    """Paint tiles from left to right, in as many rows as the width asks for. ``chosen`` carries a tile's number."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._maps: Maps | None = None
        self._names: Sequence[str] = ()
        self._current, self._named_width = -1, _MAP
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    @property
    def maps(self) -> Maps | None:
        """Return what is shown."""
        return self._maps

    @property
    def current(self) -> int:
        """Return the number of the chosen tile; -1 for none."""
        return self._current

    def show_maps(self, maps: Maps, names: Sequence[str] = ()) -> None:
        """Show tiles; ``names`` stand below those of a few units."""
        is_new_shape = self._maps is None or len(self._maps.values) != len(maps.values) or names != self._names
        self._maps, self._names = maps, names
        if is_new_shape:
            self._current = min(self._current, len(maps.values) - 1)
            widest = max(map(self.fontMetrics().horizontalAdvance, names), default=0) + 2 * _GAP
            self._named_width = min(max(widest, _MAP), _WIDEST_NAME)
            self.updateGeometry()
        self.update()

    def choose(self, index: int) -> None:
        """Mark a tile, or none with -1."""
        if index != self._current:
            self._current = index
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that more width needs less height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        columns = self._columns(width)
        rows = -(-len(self._maps.values) // columns) if self._maps is not None else 1
        return rows * (self._cell.height() + _GAP)

    def sizeHint(self) -> QSize:
        """Return the size of sixteen tiles in a row."""
        width = 16 * (self._cell.width() + _GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the size below which nothing can be seen."""
        return QSize(4 * (_MAP + _GAP), self._cell.height() + _GAP)

    def rect_of(self, index: int) -> QRect:
        """Return where a tile is painted."""
        row, column = divmod(index, self._columns(self.width()))
        cell = self._cell
        return QRect(column * (cell.width() + _GAP), row * (cell.height() + _GAP), cell.width(), cell.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tile under the mouse."""
        if self._maps is not None and event.button() == Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            for index in range(len(self._maps.values)):
                if self.rect_of(index).contains(place):
                    self._take(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from tile to tile."""
        if self._maps is None:
            return
        columns = self._columns(self.width())
        steps = {**_STEPS, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        target = self._current + steps.get(Qt.Key(event.key()), 0) if self._current >= 0 else 0
        if event.key() in steps and 0 <= target < len(self._maps.values):
            self._take(target)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first tile where the keyboard has come and none is chosen."""
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self._current < 0 and self._maps is not None:
            self._take(0)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles pixel by pixel, without smoothing."""
        if self._maps is None:
            return
        painter = QPainter(self)
        height, width = self._maps.values.shape[1:]
        colours = self._theme.colours
        for index in range(len(self._maps.values)):
            place = self.rect_of(index)
            if not place.intersects(event.rect()):
                continue
            picture = self._picture_rect(place)
            painter.drawImage(picture, self._maps.atlas, QRect(0, index * height, width, height))
            if self._has_names:
                self._paint_name(painter, place, picture, self._names[index])
            if index == self._current:
                painter.setPen(QPen(QColor(colours.accent), 2))
                painter.drawRect(QRectF(picture).adjusted(1, 1, -1, -1))
        painter.end()

    @property
    def _has_names(self) -> bool:
        return self._maps is not None and not self._maps.is_pictures and len(self._names) == len(self._maps.values)

    @property
    def _cell(self) -> QSize:
        if self._maps is not None and not self._maps.is_pictures:
            return QSize(self._named_width, _NAMED + self.fontMetrics().height()) if self._has_names else _UNIT_CELL
        height, width = self._maps.values.shape[1:] if self._maps is not None else (1, 1)
        longer = max(height, width)
        return QSize(max(_MAP * width // longer, 4), max(_MAP * height // longer, 4))

    def _columns(self, width: int) -> int:
        return max(1, (width + _GAP) // (self._cell.width() + _GAP))

    def _picture_rect(self, place: QRect) -> QRect:
        return QRect(place.x(), place.y(), place.width(), _NAMED) if self._has_names else place

    def _paint_name(self, painter: QPainter, place: QRect, picture: QRect, name: str) -> None:
        painter.setPen(QColor(self._theme.colours.muted))
        below = QRect(place.x(), picture.bottom() + 1, place.width(), place.bottom() - picture.bottom())
        text = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _take(self, index: int) -> None:
        self.choose(index)
        self.chosen.emit(index)
