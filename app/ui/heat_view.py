"""A drawing as the network sees it, and over it in colour what the answer rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.raster import PEN, SIDE
from app.ui.confusion_colours import right_colour, wrong_colour
from app.ui.ink_layer import round_pen
from app.ui.theme import Theme, mixed

if TYPE_CHECKING:
    from app.ui.inside_work import Reasons

_BEST_CELL = 15
_LEAST_REACH = 1.0
"""Log-odds that make the strongest colour at least: a change of nothing shall not look like one."""
_STRONGEST = 0.85
_INK_SHARE = 0.3
"""Ink is pale, so that the colours are seen on it."""


class HeatView(QWidget):
    """Paint ink, weights in two colours, a frame round what matters most, and one stroke in the accent colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reasons: Reasons | None = None
        self._heat = QImage()
        self._ink = QImage()
        self._stroke = -1
        self.setObjectName("inside_heat")
        self.setAccessibleName(self.tr("What the answer rests on"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    @property
    def stroke(self) -> int:
        """Return the number of the marked stroke, from 0; -1 for none."""
        return self._stroke

    def show_reasons(self, reasons: Reasons) -> None:
        """Show the reasons of another drawing."""
        self._reasons = reasons
        if self._stroke >= len(reasons.lines):
            self._stroke = -1
        self._paint_images()
        self.update()

    def mark_stroke(self, index: int) -> None:
        """Mark one stroke, or none with -1."""
        if index != self._stroke:
            self._stroke = index
            self.update()

    def sizeHint(self) -> QSize:
        """Return whole screen pixels for each pixel of the raster."""
        return QSize(SIDE * _BEST_CELL, SIDE * _BEST_CELL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint paper, weights, ink, marks."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        painter.fillRect(whole, QColor(colours.paper))
        if self._reasons is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, bool(self._reasons.lines))
            if self._reasons.lines:
                self._paint_strokes(painter)
            else:
                painter.drawImage(whole, self._ink)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(whole, self._heat)
            self._paint_marks(painter)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_strokes(self, painter: QPainter) -> None:
        assert self._reasons is not None
        scale = self.width() / SIDE
        ink = mixed(self._theme.colours.ink, self._theme.colours.paper, _INK_SHARE)
        for line in self._reasons.lines:
            painter.setPen(round_pen(ink, PEN * scale))
            painter.drawPolyline(_polygon(line * scale))

    def _paint_marks(self, painter: QPainter) -> None:
        assert self._reasons is not None
        scale, strongest = self.width() / SIDE, self._reasons.saliency.strongest
        if 0 <= self._stroke < len(self._reasons.lines):
            painter.setPen(round_pen(QColor(self._theme.colours.danger), PEN * scale * 0.6))
            painter.drawPolyline(_polygon(self._reasons.lines[self._stroke] * scale))
        elif strongest is not None:
            left, top, right, bottom = (side * scale for side in strongest)
            painter.setPen(QPen(QColor(self._theme.colours.text), 2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left, top, right - left, bottom - top))

    def _paint_images(self) -> None:
        """Make the pictures of weights and of ink, with their colours in the alpha channel's favour."""
        assert self._reasons is not None
        weight = self._reasons.saliency.weight
        strength = np.clip(np.abs(weight) / max(float(np.abs(weight).max()), _LEAST_REACH), 0, 1)
        alpha = np.round(255 * _STRONGEST * strength**0.7).astype(np.float32)
        for_it, against = QColor(right_colour(self._theme)), QColor(wrong_colour(self._theme))
        self._heat = _tinted(alpha, for_it, against, weight < 0)
        ink = QColor(self._theme.colours.ink)
        self._ink = _tinted(_INK_SHARE * self._reasons.raster.astype(np.float32), ink, ink, weight < 0)

    def _on_theme_changed(self) -> None:
        if self._reasons is not None:
            self._paint_images()
        self.update()


class HeatLegend(QWidget):
    """The two colours and what they mean."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = (self.tr("speaks against the answer"), self.tr("speaks for the answer"))
        self.setObjectName("inside_legend")
        self.setAccessibleName(", ".join(self._texts))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return room for a bar and a line of text."""
        return QSize(SIDE * _BEST_CELL, 14 + self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a bar from one colour over none to the other, and the words below its ends."""
        painter = QPainter(self)
        gradient = QLinearGradient(0, 0, self.width(), 0)
        against, for_it = QColor(wrong_colour(self._theme)), QColor(right_colour(self._theme))
        against.setAlphaF(_STRONGEST)
        for_it.setAlphaF(_STRONGEST)
        clear = QColor(self._theme.colours.paper)
        for at, colour in ((0.0, against), (0.5, clear), (1.0, for_it)):
            gradient.setColorAt(at, colour)
        painter.fillRect(QRectF(0, 0, self.width(), 8), gradient)
        painter.setPen(QColor(self._theme.colours.muted))
        below = QRectF(0, 12, self.width(), self.height() - 12)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._texts[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self._texts[1])
        painter.end()


def _polygon(line: npt.NDArray[np.float32]) -> QPolygonF:
    """Return a line for painting; a dot is a very short one."""
    points = [QPointF(float(x), float(y)) for x, y in line]
    return QPolygonF(points if len(points) > 1 else [points[0], points[0] + QPointF(0.1, 0)])


def _tinted(alpha: npt.NDArray[np.float32], colour: QColor, other: QColor, is_other: npt.NDArray[np.bool_]) -> QImage:
    """Return 28×28 pixels of one colour or the other, ``alpha`` 0-255."""
    pixels = np.empty((SIDE, SIDE, 4), np.uint8)
    for channel, (value, another) in enumerate(
        ((colour.red(), other.red()), (colour.green(), other.green()), (colour.blue(), other.blue()))
    ):
        pixels[..., channel] = np.where(is_other, another, value)
    pixels[..., 3] = alpha
    return QImage(pixels.data, SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGBA8888).copy()
