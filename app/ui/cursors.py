"""A cursor that shows how broad the pen is."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QPainter, QPen, QPixmap

_LARGEST = 160
"""Pixels; window systems refuse much larger cursors."""
_SMALLEST = 5


def ring_cursor(diameter: float, device_ratio: float, *, is_eraser: bool) -> QCursor:
    """Return a ring of ``diameter`` pixels, dark inside a light line so that it shows on paper and on ink."""
    diameter = max(diameter, _SMALLEST)
    if diameter > _LARGEST:
        return QCursor(Qt.CursorShape.CrossCursor)
    side = int(diameter) + 5
    pixmap = QPixmap(round(side * device_ratio), round(side * device_ratio))
    pixmap.setDevicePixelRatio(device_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    style = Qt.PenStyle.DashLine if is_eraser else Qt.PenStyle.SolidLine
    centre = QPointF(side / 2, side / 2)
    for colour, width in ((Qt.GlobalColor.white, 2.5), (Qt.GlobalColor.black, 1.1)):
        painter.setPen(QPen(colour, width, style if colour is Qt.GlobalColor.black else Qt.PenStyle.SolidLine))
        painter.drawEllipse(QRectF(centre.x() - diameter / 2, centre.y() - diameter / 2, diameter, diameter))
    painter.end()
    return QCursor(pixmap, side // 2, side // 2)
