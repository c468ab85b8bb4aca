"""A picture in the place of the canvas, with a box around what was read."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.prediction import Prediction, Verdict
from app.ui.canvas import RADIUS
from app.ui.opening import OpenedPicture
from app.ui.theme import Theme, sized_font
from app.ui.wording import words_of

_MARGIN = 16
_TAG = 22
_MOST_ZOOM, _LEAST_SHOWN = 8, 420
"""Small pictures are shown at most so many times larger, and still grow to so many pixels."""


class ResultsView(QWidget):
    """Show an opened picture, whole, and the answer at its box."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._opened: OpenedPicture | None = None
        self._prediction: Prediction | None = None
        self._pixmap: QPixmap | None = None
        self.setObjectName("results_view")
        self.setAccessibleName(self.tr("Picture"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 200))
        theme.changed.connect(self.update)

    @property
    def opened(self) -> OpenedPicture | None:
        """Return the picture on show."""
        return self._opened

    def show_picture(self, opened: OpenedPicture) -> None:
        """Show a picture; its answer comes later."""
        self._opened, self._prediction, self._pixmap = opened, None, None
        width, height = opened.size
        self.setAccessibleName(self.tr("Picture {name}").format(name=opened.name))
        self.setAccessibleDescription(f"{width} × {height}. {opened.note}".strip())
        self.update()

    def show_prediction(self, prediction: Prediction) -> None:
        """Label the box with what was read."""
        self._prediction = prediction
        self.setAccessibleDescription(words_of(prediction).answer)
        self.update()

    def forget(self) -> None:
        """Let go of the picture and its memory."""
        self._opened = self._prediction = self._pixmap = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the picture anew."""
        self._pixmap = None
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a sheet, the picture on it, and the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self._opened is not None:
            place = self._place(self._opened.image)
            self._paint_picture(painter, place)
            self._paint_box(painter, place)
        painter.end()

    def _place(self, image: QImage) -> QRectF:
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        most = max(_MOST_ZOOM, _LEAST_SHOWN // max(image.width(), image.height()))
        scale = min(room.width() / image.width(), room.height() / image.height(), float(most))
        width, height = max(image.width() * scale, 1.0), max(image.height() * scale, 1.0)
        return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)

    def _paint_picture(self, painter: QPainter, place: QRectF) -> None:
        assert self._opened is not None
        ratio = self.devicePixelRatioF()
        size = QSize(max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio)))
        if self._pixmap is None or self._pixmap.size() != size:
            is_larger = size.width() > 2 * self._opened.image.width()
            mode = Qt.TransformationMode.FastTransformation if is_larger else Qt.TransformationMode.SmoothTransformation
            image = self._opened.image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
            self._pixmap = QPixmap.fromImage(image)
        painter.save()
        corners = QPainterPath()
        corners.addRoundedRect(place, 4, 4)
        painter.setClipPath(corners)
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        painter.restore()

    def _paint_box(self, painter: QPainter, place: QRectF) -> None:
        assert self._opened is not None
        if self._opened.frame is None:
            return
        colours = self._theme.colours
        colour = QColor(colours.accent)
        if self._prediction is not None:
            by_verdict = {Verdict.UNSURE: colours.caution, Verdict.NOT_A_DIGIT: colours.danger}
            colour = QColor(by_verdict.get(self._prediction.verdict, colours.accent))
        scale = place.width() / self._opened.size[0]
        x, y, width, height = self._opened.frame.box
        box = QRectF(place.x() + x * scale, place.y() + y * scale, width * scale, height * scale)
        box = box.adjusted(-5, -5, 5, 5) & QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2))
        painter.drawRoundedRect(box, 6, 6)
        if self._prediction is not None and self._prediction.verdict is not Verdict.EMPTY:
            self._paint_tag(painter, box, colour, words_of(self._prediction).answer)

    def _paint_tag(self, painter: QPainter, box: QRectF, colour: QColor, text: str) -> None:
        painter.setFont(sized_font(self.font(), 1.0, bold=True))
        width = painter.fontMetrics().horizontalAdvance(text) + 16
        left = min(max(box.left(), 4.0), self.width() - width - 4.0)
        top = box.top() - _TAG - 3 if box.top() > _TAG + 6 else box.top() + 5
        tag = QRectF(left, top, width, _TAG)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(tag, 6, 6)
        painter.setPen(QColor(self._theme.colours.on_accent))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
