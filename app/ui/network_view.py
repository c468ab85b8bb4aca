"""The 28×28 pixels that were classified, nothing else."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme

SIDE = 28
_RADIUS = 6


class NetworkView(QWidget):
    """Show a raster pixel by pixel, bright on black as the network gets it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixels = bytes(SIDE * SIDE)
        self._corners = QPainterPath()
        self.setObjectName("network_view")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing shows through: do not paint what is below
        self.setAccessibleName(self.tr("What the network sees"))
        self.setToolTip(
            self.tr("The very pixels that the answer comes from. Place, size and pen width make no difference to them.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def pixels(self) -> bytes:
        """Return the 784 grey values on show, row by row."""
        return self._pixels

    def show_pixels(self, pixels: bytes) -> None:
        """Show 784 grey values, row by row."""
        if pixels != self._pixels:
            self._pixels = pixels
            self.update()

    def sizeHint(self) -> QSize:
        """Return whole screen pixels for each pixel of the raster."""
        return QSize(SIDE * 3, SIDE * 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners to the new size."""
        whole, rounded = QPainterPath(), QPainterPath()
        whole.addRect(QRectF(self.rect()))
        rounded.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        self._corners = whole - rounded
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the raster without smoothing."""
        painter = QPainter(self)
        image = QImage(self._pixels, SIDE, SIDE, SIDE, QImage.Format.Format_Grayscale8)
        painter.drawImage(self.rect(), image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._corners, self.palette().window())
        painter.setPen(QPen(QColor(self._theme.colours.border), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()
