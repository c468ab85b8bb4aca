"""The canvas: a square of paper that takes ink from a mouse, a finger or a pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.defaults import CANVAS_SIDE, DEFAULT_PEN
from app.core.settings import MAX_PEN, MIN_PEN
from app.ui.cursors import ring_cursor
from app.ui.ink_layer import InkLayer, box_of, tail_of
from app.ui.sketch import Point, Sheet, Sketch, empty_drawing
from app.ui.theme import Theme, mixed, sized_font

if TYPE_CHECKING:
    from app.core.ink import Drawing
    from app.ui.number_marks import DigitMark

RADIUS = 12
_MIN_STEP = 0.15
"""Canvas units; a move shorter than this adds nothing that could be seen."""
_ERASER_FACTOR = 0.65


class Canvas(QWidget):
    """Show a sheet of paper as large as the widget allows, and let it be drawn on."""

    sketch_changed = Signal(object)
    """A Sketch: with every move of the pen, and with every other change of the drawing."""
    history_changed = Signal()
    pen_width_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet = Sheet((CANVAS_SIDE, CANVAS_SIDE), DEFAULT_PEN)
        self._marks: tuple[DigitMark, ...] = ()
        self._points: list[Point] = []
        self._is_erasing = False
        self._erased: Drawing | None = None
        self._layer: InkLayer | None = None
        self._has_ring = self._is_drop_target = self.is_eraser = False
        self.pen_width = DEFAULT_PEN
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Canvas"))
        self._describe()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 90))
        theme.changed.connect(self._on_theme_changed)

    @property
    def drawing(self) -> Drawing:
        """Return the drawing without the stroke under way."""
        return self._sheet.history.current or empty_drawing(self._sheet.size)

    @property
    def sketch(self) -> Sketch:
        """Return what is shown: the drawing and the stroke under way."""
        if self._is_erasing:
            return Sketch(self._erased, size=self._sheet.size)
        return Sketch(self._sheet.history.current, tuple(self._points), self.pen_width, self._sheet.size)

    @property
    def is_blank(self) -> bool:
        """Say whether there is no ink, and no stroke under way."""
        if self._is_erasing:
            return self._erased is None or self._erased.is_empty
        return not self._points and self._sheet.is_blank

    @property
    def is_drawing(self) -> bool:
        """Say whether a stroke or an erasure is under way."""
        return bool(self._points)

    @property
    def can_undo(self) -> bool:
        """Say whether there is a step to undo."""
        return self._sheet.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Say whether there is a step to redo."""
        return self._sheet.history.can_redo

    @property
    def sheet(self) -> Sheet:
        """Return the paper that is drawn on."""
        return self._sheet

    def use_sheet(self, sheet: Sheet) -> None:
        """Put another sheet of paper in the place of the present one, which keeps its drawing and its pen."""
        self.cancel_stroke()
        self._sheet, self._marks, self._layer = sheet, (), None
        self._describe()
        self.set_pen_width(sheet.pen_width)
        self._update_cursor()
        self.update()
        self.history_changed.emit()

    def show_marks(self, marks: tuple[DigitMark, ...]) -> None:
        """Show which ink is which digit; only what changes is painted anew."""
        for mark in set(self._marks) ^ set(marks):
            self._update_part(mark.rect)
        self._marks = marks

    def set_drawing(self, drawing: Drawing) -> None:
        """Show another drawing; undo brings the present one back."""
        self.cancel_stroke()
        self._sheet.history.push(drawing)
        self._show_all()

    def clear(self) -> None:
        """Remove all ink; can be undone."""
        self.cancel_stroke()
        if not self._sheet.is_blank:
            self.set_drawing(empty_drawing(self._sheet.size))

    def undo(self) -> None:
        """Take back the stroke under way, else the last stroke, erasure or clearing."""
        if self.is_drawing:
            self.cancel_stroke()
            return
        self._sheet.history.undo()
        self._show_all()

    def redo(self) -> None:
        """Bring back what was undone."""
        self.cancel_stroke()
        self._sheet.history.redo()
        self._show_all()

    def cancel_stroke(self) -> None:
        """Forget the stroke or erasure under way, if there is one."""
        if self._points:
            self._points, self._is_erasing, self._erased = [], False, None
            self._show_all()

    def set_pen_width(self, width: float) -> None:
        """Draw with a pen of ``width`` canvas units from the next stroke on."""
        width = min(max(width, MIN_PEN), MAX_PEN)
        if width != self.pen_width and not self._points:
            self.pen_width = self._sheet.pen_width = width
            self._update_cursor()
            self.pen_width_changed.emit(width)

    def set_eraser(self, is_eraser: bool) -> None:
        """Let the pen erase, or draw."""
        self.is_eraser = is_eraser
        self._update_cursor()

    def set_drop_target(self, is_target: bool) -> None:
        """Show, or stop showing, that something can be dropped here."""
        self._is_drop_target = is_target
        self.update()

    def paper_rect(self) -> QRect:
        """Return the paper in the widget's pixels."""
        wide, high = self._sheet.size
        height = min(self.height(), int(self.width() * high / wide))
        width = round(height * wide / high)
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def sizeHint(self) -> QSize:
        """Return a size at which a cell is 20 pixels."""
        return QSize(560, 560)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the changed part: the finished ink from its pixmap, then the tail of the stroke under way."""
        paper = self.paper_rect()
        layer, painter = self._current_layer(paper.size()), QPainter(self)
        if not paper.contains(event.rect()):
            painter.fillRect(event.rect(), self.palette().window())
        painter.drawPixmap(paper.topLeft(), layer.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.is_blank:
            self._paint_hint(painter, paper)
        if self._points and not self._is_erasing:
            self._paint_tail(painter, layer, paper)
        if self._marks:
            from app.ui.number_marks import paint_marks

            paint_marks(painter, self._marks, paper, event.rect(), self._theme.colours)
        if not paper.adjusted(RADIUS, RADIUS, -RADIUS, -RADIUS).contains(event.rect()):
            self._paint_frame(painter, paper)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit pen and paper to the new size."""
        self._layer = None
        self._update_cursor()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring when the keyboard has brought the focus."""
        self._has_ring = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remove the ring."""
        self._has_ring = False
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke with the left button, an erasure with the right one."""
        if self._points or event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        self._begin(event.position(), erase=self.is_eraser or event.button() == Qt.MouseButton.RightButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke."""
        if event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton):
            self._extend(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke when its last button is released."""
        if not event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton):
            self._finish()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with a pen, erase with its other end."""
        event.accept()
        if event.type() == QEvent.Type.TabletPress and not self._points:
            is_eraser = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._begin(event.position(), erase=self.is_eraser or is_eraser)
        elif event.type() == QEvent.Type.TabletMove and event.buttons():
            self._extend(event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self._finish()

    def event(self, event: QEvent) -> bool:
        """Draw with the first finger; leave every other event to Qt."""
        if isinstance(event, QTouchEvent):
            self._touch(event)
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        event.accept()
        if event.type() == QEvent.Type.TouchCancel or not event.points():
            self.cancel_stroke()
            return
        finger = event.points()[0]
        if finger.state() == QEventPoint.State.Pressed and not self._points:
            self._begin(finger.position(), erase=self.is_eraser)
        elif finger.state() == QEventPoint.State.Updated:
            self._extend(finger.position())
        elif finger.state() == QEventPoint.State.Released:
            self._finish()

    def _begin(self, position: QPointF, *, erase: bool) -> None:
        was_blank = self.is_blank
        self._points = [self._units(position)]
        self._is_erasing = erase
        if erase:
            self._erased = self.drawing
            self._erase(self._points)
            return
        self._current_layer(self.paper_rect().size()).extend(self._points, self.pen_width)
        if was_blank:
            self.update()
        self._update_part(box_of(self._points, self.pen_width))
        self.sketch_changed.emit(self.sketch)

    def _extend(self, position: QPointF) -> None:
        if not self._points:
            return
        point, last = self._units(position), self._points[-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) < _MIN_STEP:
            return
        self._points.append(point)
        if self._is_erasing:
            self._erase(self._points[-2:])
            return
        self.sketch_changed.emit(self.sketch)  # first of all, so that it is read while the ink is painted
        self._current_layer(self.paper_rect().size()).extend(self._points, self.pen_width)
        self._update_part(box_of(self._points[-3:], self.pen_width))

    def _finish(self) -> None:
        if not self._points:
            return
        before, after = self._sheet.history.current, self.sketch.complete()
        points, self._points, self._is_erasing, self._erased = self._points, [], False, None
        if after.strokes != (before.strokes if before else ()):
            self._sheet.history.push(after)
        part = box_of(points, self.pen_width + 2)
        self._current_layer(self.paper_rect().size()).redraw(self._sheet.history.current, part)
        self._update_part(part)
        if self.is_blank:
            self.update()
        self.sketch_changed.emit(self.sketch)
        self.history_changed.emit()

    def _erase(self, path: list[Point]) -> None:
        assert self._erased is not None
        radius = self.pen_width * _ERASER_FACTOR
        after = self._erased.erased(path, radius)
        if after.strokes == self._erased.strokes:
            return
        self._erased = after
        part = box_of(path, 2 * radius + 2 * MAX_PEN)
        self._current_layer(self.paper_rect().size()).redraw(after, part)
        self._update_part(part)
        self.sketch_changed.emit(self.sketch)

    def _show_all(self) -> None:
        self._layer = None
        self.update()
        self.sketch_changed.emit(self.sketch)
        self.history_changed.emit()

    def _current_layer(self, place: QSize) -> InkLayer:
        """Return the pixmap of the ink, made anew after a change of size, screen, theme or drawing."""
        ratio = self.devicePixelRatioF()
        if self._layer is None or self._layer.place != place or self._layer.device_ratio != ratio:
            self._layer = InkLayer(place, self._sheet.size, ratio, self._theme.colours)
            self._layer.redraw(self._erased if self._is_erasing else self._sheet.history.current)
            if not self._is_erasing:
                for end in range(1, len(self._points) + 1):
                    self._layer.extend(self._points[:end][-4:], self.pen_width)
        return self._layer

    def _units(self, position: QPointF) -> Point:
        paper = self.paper_rect()
        scale = self._sheet.size[1] / paper.height()
        return (position.x() - paper.x()) * scale, (position.y() - paper.y()) * scale

    def _update_part(self, part: QRectF) -> None:
        paper = self.paper_rect()
        scale = paper.height() / self._sheet.size[1]
        pixels = QRectF(part.x() * scale, part.y() * scale, part.width() * scale, part.height() * scale)
        self.update(pixels.translated(paper.topLeft()).toAlignedRect().adjusted(-2, -2, 2, 2) & paper)

    def _paint_tail(self, painter: QPainter, layer: InkLayer, paper: QRect) -> None:
        painter.save()
        painter.setClipRect(paper)
        painter.translate(paper.topLeft())
        painter.scale(layer.scale, layer.scale)
        painter.setPen(layer.pen(self.pen_width))
        painter.drawLine(tail_of(self._points))
        painter.restore()

    def _paint_hint(self, painter: QPainter, paper: QRect) -> None:
        painter.setFont(sized_font(self.font(), 1.7))
        painter.setPen(QColor(self._theme.colours.muted))
        words = self.tr("Write a number") if self._sheet.is_number else self.tr("Draw a digit,\nor drop a picture")
        painter.drawText(paper, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_frame(self, painter: QPainter, paper: QRect) -> None:
        colours = self._theme.colours
        outside = QPainterPath()
        outside.addRect(QRectF(paper))
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(paper), RADIUS, RADIUS)
        painter.fillPath(outside - inside, self.palette().window())
        is_marked = self._has_ring or self._is_drop_target
        width = 2 if is_marked else 1
        line = Qt.PenStyle.DashLine if self._is_drop_target else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(colours.accent if is_marked else colours.border), width, line))
        if self._is_drop_target:
            tint = mixed(colours.accent, colours.paper, 0.2)
            tint.setAlpha(60)
            painter.setBrush(tint)
        edge = width / 2
        painter.drawRoundedRect(QRectF(paper).adjusted(edge, edge, -edge, -edge), RADIUS - edge, RADIUS - edge)

    def _update_cursor(self) -> None:
        factor = 2 * _ERASER_FACTOR if self.is_eraser else 1.0
        diameter = self.pen_width * factor * self.paper_rect().height() / self._sheet.size[1]
        self.setCursor(ring_cursor(diameter, self.devicePixelRatioF(), is_eraser=self.is_eraser))

    def _describe(self) -> None:
        number = self.tr("Write a number here with the mouse, a pen or a finger.")
        digit = self.tr("Draw a digit here with the mouse, a pen or a finger.")
        self.setAccessibleDescription(number if self._sheet.is_number else digit)

    def _on_theme_changed(self) -> None:
        self._layer = None
        self.update()
