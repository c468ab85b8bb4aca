"""How a picture, its boxes and its readings are painted, on the screen and in an annotated copy."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.core.prediction import Verdict
from app.ui.canvas import RADIUS
from app.ui.marks import Mark, Marks
from app.ui.opening import OpenedPicture
from app.ui.theme import Colours, Theme, sized_font
from app.ui.viewport import Viewport
from app.ui.wording import words_of

_TAG = 20
_GRIP = 3.5
_DENSE = 60
"""With more digits than this, boxes lie tight."""


class ResultsPainter:
    """Paint by the theme's colours; keep the scaled picture until the next size."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pixmap: QPixmap | None = None

    def forget(self) -> None:
        """Let go of the scaled picture."""
        self._pixmap = None

    def paint_sheet(self, painter: QPainter, view: QWidget) -> None:
        """Paint the sheet that the picture lies on."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.border), 1))
        painter.setBrush(QColor(self._theme.colours.surface))
        painter.drawRoundedRect(QRectF(view.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def paint_picture(self, painter: QPainter, view: QWidget, opened: OpenedPicture, viewport: Viewport) -> None:
        """Paint the picture; the part beyond its room is cut off."""
        place = viewport.place
        painter.save()
        corners = QPainterPath()
        corners.addRoundedRect(place & viewport.room, 4, 4)
        painter.setClipPath(corners)
        if viewport.zoom > 1:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, opened.image)
        else:
            pixmap = self._fitted(opened.image, place, view.devicePixelRatioF())
            painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
        painter.restore()

    def paint_marks(
        self, painter: QPainter, view: QWidget, marks: Marks, selected: int | None, viewport: Viewport
    ) -> None:
        """Paint all boxes, the selected one last."""
        painter.save()
        room = viewport.room if viewport.zoom > 1 else QRectF(view.rect()).adjusted(2, 2, -2, -2)
        painter.setClipRect(room)
        order = sorted(range(len(marks)), key=lambda place: place == selected)
        for place in order:
            is_selected = place == selected
            has_percent = len(marks) == 1
            box = viewport.to_widget(marks[place].box)
            if not box.intersects(room):
                continue
            spread = 5.0 if len(marks) == 1 else 2.0 if len(marks) < _DENSE else 1.0
            box = box.adjusted(-spread, -spread, spread, spread)
            paint_mark(
                painter, self._theme.colours, marks[place], box, room, is_selected=is_selected, in_full=has_percent
            )
        painter.restore()

    def paint_drawn(self, painter: QPainter, box: QRectF) -> None:
        """Paint a box that is being dragged."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.colours.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRect(box)

    def _fitted(self, image: QImage, place: QRectF, ratio: float) -> QPixmap:
        size = QSize(max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio)))
        if self._pixmap is None or self._pixmap.size() != size:
            is_larger = size.width() > 2 * image.width()
            mode = Qt.TransformationMode.FastTransformation if is_larger else Qt.TransformationMode.SmoothTransformation
            self._pixmap = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
        return self._pixmap


def colour_of(mark: Mark, colours: Colours) -> QColor:
    """Return the colour of a digit's verdict."""
    by_verdict = {Verdict.UNSURE: colours.caution, Verdict.NOT_A_DIGIT: colours.danger}
    return QColor(by_verdict.get(mark.verdict, colours.accent))


def paint_mark(
    painter: QPainter, colours: Colours, mark: Mark, box: QRectF, room: QRectF, *, is_selected: bool, in_full: bool
) -> None:
    """Paint a box and the reading above it, within ``room``; ``in_full`` with its percentage."""
    colour = colour_of(mark, colours)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 3 if is_selected else 1.5))
    painter.drawRoundedRect(box, 4, 4)
    if is_selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
            painter.drawEllipse(corner, _GRIP, _GRIP)
    text = _tag_text(mark, in_full=in_full)
    if text:
        _paint_tag(painter, colours, box, room, colour, text)


def _tag_text(mark: Mark, *, in_full: bool) -> str:
    if mark.corrected:
        return mark.corrected
    if mark.prediction is None or mark.prediction.verdict is Verdict.EMPTY:
        return ""
    if in_full:
        return words_of(mark.prediction).answer
    return mark.text or "×"


def _paint_tag(painter: QPainter, colours: Colours, box: QRectF, room: QRectF, colour: QColor, text: str) -> None:
    painter.setFont(sized_font(painter.font(), 1.0, bold=True))
    width = max(painter.fontMetrics().horizontalAdvance(text) + 10, 18)
    left = min(max(box.center().x() - width / 2, room.left() + 4), room.right() - width - 4)
    top = box.top() - _TAG - 3
    if top < room.top() + 1:  # rather over the edge of its own box than among the tags of the row below
        top = room.top() + 1 if box.top() >= room.top() + _TAG / 2 else box.bottom() + 3
    tag = QRectF(QPointF(left, top), QPointF(left + width, top + _TAG))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(tag, 5, 5)
    painter.setPen(QColor(colours.on_accent))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
