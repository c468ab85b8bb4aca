"""The picture of some curves: axes with round numbers, lines, points, the best epoch, and the one that is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.curve_data import Series, epoch_ticks, log_ticks, smoothed, thinned, tick_text, ticks, value_text
from app.ui.theme import Theme, sized_font

LIGHT_SERIES = ("#2459d6", "#b8500a", "#0b7a5b", "#9b2fae", "#6b5b00", "#0a7390", "#b3266b", "#565e6b")
DARK_SERIES = ("#83aaff", "#ffb070", "#5fd3ac", "#d99bf0", "#d6c75a", "#6fcbe6", "#ff9ac5", "#a4acb9")
"""Told apart by brightness as well, with a contrast of 3:1 on ``surface``."""
_MOST_MARKERS = 60
_MOST_POWER = 307
_TICK_LENGTH = 4
_GAP = 7


@dataclass(frozen=True, slots=True)
class View:
    """What part of the numbers is on show; ``low`` and ``high`` are logarithms where ``is_log``."""

    first: float
    last: float
    low: float
    high: float
    is_log: bool
    area: QRectF

    def place(self, epochs: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return pixels; values that a logarithmic axis cannot show are NaN."""
        if self.is_log:
            values = np.log10(np.where(values > 0, values, np.nan))
        x = self.area.left() + (epochs - self.first) / (self.last - self.first) * self.area.width()
        y = self.area.bottom() - (values - self.low) / (self.high - self.low) * self.area.height()
        return x, y

    def epoch_at(self, x: float) -> float:
        """Return the epoch at a pixel's column."""
        return self.first + (x - self.area.left()) / max(self.area.width(), 1.0) * (self.last - self.first)


class CurveCanvas(QWidget):
    """Paint series; ``pointed`` carries the epoch that the pointer or the arrow keys are at, or None."""

    pointed = Signal(object)

    def __init__(self, theme: Theme, best: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._best = theme, best
        self._series: Sequence[Series] = ()
        self._is_log = self._is_smooth = False
        self._epoch: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_series(self, series: Sequence[Series], *, is_log: bool, is_smooth: bool) -> None:
        """Show these series from now on."""
        self._series, self._is_log, self._is_smooth = series, is_log, is_smooth
        self.update()

    def colour_of(self, index: int) -> str:
        """Return the colour that a series is painted with."""
        own = self._series[index].colour if index < len(self._series) else ""
        palette = DARK_SERIES if self._theme.is_dark else LIGHT_SERIES
        return own or palette[index % len(palette)]

    def sizeHint(self) -> QSize:
        """Return a size at which curves can be compared."""
        return QSize(360, 220)

    def minimumSizeHint(self) -> QSize:
        """Return the least size with readable axes."""
        return QSize(180, 110)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the epoch nearest to the pointer."""
        view = self._view()
        self._point_at(self._nearest(view.epoch_at(event.position().x())) if view else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point_at(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        self._point_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys, Home and End walk through the epochs."""
        epochs = self._epochs()
        last = len(epochs) - 1
        here = epochs.index(self._epoch) if self._epoch in epochs else None
        steps = {
            Qt.Key.Key_Left: last if here is None else max(here - 1, 0),
            Qt.Key.Key_Right: 0 if here is None else min(here + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if epochs and key in steps:
            self._point_at(epochs[steps[key]])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the axes, then every series, then what is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized_font(self.font(), 0.85))
        view = self._view()
        if view is None:
            painter.setPen(QColor(self._theme.colours.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Nothing to see yet"))
        else:
            self._paint_axes(painter, view)
            for index, series in enumerate(self._series):
                self._paint_series(painter, view, series, index)
            self._paint_pointed(painter, view)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def _epochs(self) -> list[float]:
        return sorted({float(epoch) for series in self._series for epoch in series.epochs})

    def _nearest(self, epoch: float) -> float | None:
        return min(self._epochs(), key=lambda known: abs(known - epoch), default=None)

    def _point_at(self, epoch: float | None) -> None:
        if epoch != self._epoch:
            self._epoch = epoch
            self.pointed.emit(epoch)
            self.update()

    def _view(self) -> View | None:
        """Return the axes' ranges and where the curves are painted; None without a point."""
        epochs = [series.epochs for series in self._series if series.epochs.size]
        values = np.concatenate([np.empty(0), *(series.values for series in self._series)])
        if self._is_log:
            values = np.log10(values[values > 0])
        if not epochs or not values.size:
            return None
        first, last = float(min(item[0] for item in epochs)), float(max(item[-1] for item in epochs))
        first = min(first, 1.0)
        low, high = float(values.min()), float(values.max())
        room = max((high - low) * 0.06, abs(high) * 1e-3, 1e-9)
        low, high = low - room, high + room
        if self._is_log:
            low, high = max(low, -_MOST_POWER), min(high, _MOST_POWER)
        labels = [text for _, text in _value_ticks(low, high, 5, is_log=self._is_log)]
        metrics = self.fontMetrics()
        left = max((metrics.horizontalAdvance(text) for text in labels), default=20) + _GAP + _TICK_LENGTH
        area = QRectF(self.rect()).adjusted(left + 4, 10, -14, -(metrics.height() + _GAP + 4))
        return View(first, max(last, first + 1), low, high, self._is_log, area)

    def _paint_axes(self, painter: QPainter, view: View) -> None:
        colours, area = self._theme.colours, view.area
        grid, words = QPen(QColor(colours.border), 1), QColor(colours.muted)
        count = max(2, int(area.height() / 38))
        for value, text in _value_ticks(view.low, view.high, count, is_log=view.is_log):
            y = area.bottom() - (value - view.low) / (view.high - view.low) * area.height()
            painter.setPen(grid)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(words)
            place = QRectF(0, y - 10, area.left() - _GAP, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        for epoch in epoch_ticks(view.first, view.last, max(2, int(area.width() / 56))):
            x = area.left() + (epoch - view.first) / (view.last - view.first) * area.width()
            painter.setPen(grid)
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + _TICK_LENGTH))
            painter.setPen(words)
            place = QRectF(x - 40, area.bottom() + _TICK_LENGTH, 80, painter.fontMetrics().height() + 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{epoch:.0f}")

    def _paint_series(self, painter: QPainter, view: View, series: Series, index: int) -> None:
        if not series.epochs.size:
            return
        colour = QColor(self.colour_of(index))
        columns = max(int(view.area.width()) // 2, 1)
        x, y = view.place(*thinned(series.epochs, series.values, columns))
        faint = QColor(colour)
        faint.setAlphaF(0.35)
        self._paint_line(painter, x, y, QPen(faint if self._is_smooth else colour, 1.2 if self._is_smooth else 2.0))
        if self._is_smooth:
            means = view.place(*thinned(series.epochs, smoothed(series.values), columns))
            self._paint_line(painter, *means, QPen(colour, 2.2))
        if series.epochs.size <= _MOST_MARKERS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faint if self._is_smooth else colour)
            for px, py in zip(x, y, strict=True):
                if np.isfinite(py):
                    _paint_marker(painter, QPointF(px, py), index, 3.0)
        self._paint_best(painter, view, series, colour)

    def _paint_line(self, painter: QPainter, x: np.ndarray, y: np.ndarray, pen: QPen) -> None:
        """Paint piece by piece: one long zigzag polyline takes Qt a hundred times as long."""
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        is_shown = np.isfinite(y)
        places = [QPointF(px, py) for px, py in zip(x[is_shown].tolist(), y[is_shown].tolist(), strict=True)]
        painter.drawLines([QLineF(start, end) for start, end in pairwise(places)])

    def _paint_best(self, painter: QPainter, view: View, series: Series, colour: QColor) -> None:
        best = series.best(self._best)
        if best is None or series.epochs.size < 2:
            return
        x, y = (float(place[0]) for place in view.place(np.array([best[0]]), np.array([best[1]])))
        if not np.isfinite(y):
            return
        line = QColor(colour)
        line.setAlphaF(0.55)
        painter.setPen(QPen(line, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, view.area.top()), QPointF(x, view.area.bottom()))
        painter.setPen(QPen(colour, 2))
        painter.setBrush(QColor(self._theme.colours.surface))
        painter.drawEllipse(QPointF(x, y), 5.5, 5.5)

    def _paint_pointed(self, painter: QPainter, view: View) -> None:
        if self._epoch is None:
            return
        colours = self._theme.colours
        x = view.place(np.array([self._epoch]), np.array([1.0]))[0][0]
        painter.setPen(QPen(QColor(colours.muted), 1))
        painter.drawLine(QPointF(x, view.area.top()), QPointF(x, view.area.bottom()))
        for index, series in enumerate(self._series):
            value = series.at(self._epoch)
            y = view.place(np.array([self._epoch]), np.array([np.nan if value is None else value]))[1][0]
            if np.isfinite(y):
                painter.setPen(QPen(QColor(colours.surface), 2))
                painter.setBrush(QColor(self.colour_of(index)))
                _paint_marker(painter, QPointF(x, y), index, 5.5)


def _value_ticks(low: float, high: float, count: int, *, is_log: bool) -> list[tuple[float, str]]:
    """Return (place on the axis, text) of each tick."""
    if is_log:
        return [(float(np.log10(value)), f"{value:.3g}") for value in log_ticks(10**low, 10**high, count)]
    values = ticks(low, high, count)
    step = values[1] - values[0] if len(values) > 1 else high - low
    return [(value, tick_text(value, step)) for value in values]


def _paint_marker(painter: QPainter, place: QPointF, index: int, radius: float) -> None:
    """Paint a disc, a square, a diamond or a triangle, so that series differ in more than colour."""
    r = radius
    corners = {
        1: ((-r, -r), (r, -r), (r, r), (-r, r)),
        2: ((0, -1.3 * r), (1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0)),
        3: ((0, -1.2 * r), (1.2 * r, r), (-1.2 * r, r)),
    }.get(index % 4)
    if corners is None:
        painter.drawEllipse(place, r, r)
    else:
        painter.drawPolygon(QPolygonF([place + QPointF(x, y) for x, y in corners]))


def point_text(series: Series, epoch: float | None) -> str:
    """Return a series' value at an epoch, else its last one; "–" where it has none."""
    value = series.at(epoch) if epoch is not None else float(series.values[-1]) if series.values.size else None
    return "–" if value is None else value_text(value)
