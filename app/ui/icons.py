"""Icons drawn for Inkdigit, one SVG each, painted in the colours of the theme."""

from PySide6.QtCore import QBuffer, QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImageReader, QPainter, QPixmap

from app.core.paths import resources_dir
from app.ui.theme import Theme, mixed


class SvgIcon(QIconEngine):
    """Paint ``resources/icons/NAME.svg`` with the theme's text colour in the place of ``currentColor``.

    Nothing is read before the icon is painted, and a change of the theme needs no new icon.
    """

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name = name
        self._theme = theme
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def clone(self) -> QIconEngine:
        """Return another engine for the same icon."""
        return SvgIcon(self._name, self._theme)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon into ``rect`` as sharp as the device allows."""
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatioF()))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon in pixels of the screen."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State, scale: float) -> QPixmap:
        """Return the icon ``size`` large at ``scale`` device pixels each."""
        colour = self._colour(mode)
        key = (colour, size.width(), size.height(), scale)
        if key not in self._pixmaps:
            self._pixmaps[key] = svg_pixmap(self._name, colour, size, scale)
        return self._pixmaps[key]

    def _colour(self, mode: QIcon.Mode) -> str:
        colours = self._theme.colours
        if mode == QIcon.Mode.Disabled:
            return mixed(colours.muted, colours.window, 0.5).name()
        return colours.on_accent if mode == QIcon.Mode.Selected else colours.text


def svg_icon(name: str, theme: Theme) -> QIcon:
    """Return the icon ``NAME.svg`` in the colours of the theme."""
    return QIcon(SvgIcon(name, theme))


def svg_pixmap(name: str, colour: str, size: QSize, scale: float) -> QPixmap:
    """Return ``NAME.svg`` in one colour; an empty pixmap where the file is missing, since no icon is worth a crash."""
    try:
        source = (resources_dir() / "icons" / f"{name}.svg").read_bytes()
    except OSError:
        return QPixmap()
    buffer = QBuffer()
    buffer.setData(QByteArray(source.replace(b"currentColor", colour.encode())))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(size * scale)
    pixmap = QPixmap.fromImage(reader.read(), Qt.ImageConversionFlag.AutoColor)
    pixmap.setDevicePixelRatio(scale)
    return pixmap
