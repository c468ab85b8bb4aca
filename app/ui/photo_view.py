"""A photo with a line of text on it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme


class PhotoView(QWidget):
    """Show a picture as large as fits, its caption on it; before the first a hint."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.image: QImage | None = None
        self.caption = ""
        self.setObjectName("imagenet_picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._describe()
        theme.changed.connect(self.update)

    def show_image(self, image: QImage) -> None:
        """Show a picture, without a caption yet."""
        self.image, self.caption = image, ""
        self._describe()
        self.update()

    def set_caption(self, caption: str) -> None:
        """Write what is in the picture on it."""
        self.caption = caption
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(520, 420)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, picture and caption."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = self._theme.colours
        painter.fillRect(self.rect(), QColor(colours.surface))
        if self.image is None:
            painter.setPen(QColor(colours.muted))
            hint = self.tr("Drop a photo of anything here")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, hint)
        else:
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            place = QRectF(left, top, size.width(), size.height())
            painter.drawImage(place, self.image)
            paint_caption(painter, place, self.caption)
        painter.end()

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("Photo"))
        self.setAccessibleDescription(self.caption or self.tr("Drop a photo of anything here"))


def annotated(image: QImage, caption: str) -> QImage:
    """Return a copy of a picture with a caption on it."""
    copy = image.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(copy)
    paint_caption(painter, QRectF(copy.rect()), caption)
    painter.end()
    return copy


def paint_caption(painter: QPainter, place: QRectF, caption: str) -> None:
    """Paint a line of text on a dark band at the foot of ``place``."""
    if not caption:
        return
    height = min(max(place.height() * 0.1, 22.0), 90.0)
    band = QRectF(place.x(), place.bottom() - height, place.width(), height)
    painter.fillRect(band, QColor(0, 0, 0, 170))
    font = QFont(painter.font())
    font.setPixelSize(max(int(height * 0.55), 9))
    painter.setFont(font)
    painter.setPen(QColor("white"))
    inner = band.adjusted(height * 0.4, 0, -height * 0.4, 0)
    shown = painter.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, int(inner.width()))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
