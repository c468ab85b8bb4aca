"""Where a picture is in a widget: fitted, zoomed about a point, moved; plain arithmetic without widgets."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF

MAX_ZOOM = 12.0
_LARGEST_FIT = 8.0


@dataclass(frozen=True, slots=True)
class Viewport:
    """A picture of ``size`` (width, height) in ``room``: ``zoom`` 1 fits; ``middle`` is its point in the middle."""

    size: tuple[int, int]
    room: QRectF
    zoom: float = 1.0
    middle: tuple[float, float] | None = None

    @property
    def scale(self) -> float:
        """Return pixels of the widget a pixel of the picture."""
        width, height = self.size
        return min(self.room.width() / width, self.room.height() / height, _LARGEST_FIT) * self.zoom

    @property
    def place(self) -> QRectF:
        """Return where the whole picture is; it may reach beyond the room."""
        width, height = self.size
        x, y = self.middle or (width / 2, height / 2)
        scale, centre = self.scale, self.room.center()
        return QRectF(centre.x() - x * scale, centre.y() - y * scale, max(width * scale, 1.0), max(height * scale, 1.0))

    def to_picture(self, point: QPointF) -> tuple[float, float]:
        """Return a point of the widget in pixels of the picture."""
        place = self.place
        return (point.x() - place.x()) / self.scale, (point.y() - place.y()) / self.scale

    def to_widget(self, box: tuple[float, float, float, float]) -> QRectF:
        """Return a box (x, y, width, height) of the picture in pixels of the widget."""
        place, scale = self.place, self.scale
        x, y, width, height = box
        return QRectF(place.x() + x * scale, place.y() + y * scale, width * scale, height * scale)

    def zoomed(self, factor: float, point: QPointF) -> "Viewport":
        """Return it enlarged by ``factor`` about a point of the widget, which stays where it is."""
        zoom = min(max(self.zoom * factor, 1.0), MAX_ZOOM)
        x, y = self.to_picture(point)
        bare = replace(self, zoom=zoom)
        away = point - self.room.center()
        return bare.centred((x - away.x() / bare.scale, y - away.y() / bare.scale))

    def moved(self, by: QPointF) -> "Viewport":
        """Return it moved by pixels of the widget."""
        x, y = self.middle or (self.size[0] / 2, self.size[1] / 2)
        return self.centred((x - by.x() / self.scale, y - by.y() / self.scale))

    def centred(self, middle: tuple[float, float]) -> "Viewport":
        """Return it with a point of the picture in the middle, as far as no room is left beside the picture."""
        kept = []
        for at, side, room in zip(middle, self.size, (self.room.width(), self.room.height()), strict=True):
            half = room / 2 / self.scale
            kept.append(side / 2 if 2 * half >= side else min(max(at, half), side - half))
        return replace(self, middle=(kept[0], kept[1]))
