"""A picture in the place of the canvas, with a box round each digit and its reading above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.prediction import Prediction
from app.ui.marks import (
    Box,
    Marks,
    above_or_below,
    at,
    neighbour,
    text_of,
    with_digit,
    with_label,
    with_prediction,
    within,
    without,
)
from app.ui.opening import OpenedPicture
from app.ui.results_painter import ResultsPainter
from app.ui.theme import Theme
from app.ui.viewport import Viewport
from app.ui.wording import words_of

if TYPE_CHECKING:
    from app.core.raster import Raster
    from app.recognition.reader import FramedDigit

_MARGIN = 16
_GRIP = 7.0
_SMALLEST_BOX = 4
_STEPS = {
    Qt.Key.Key_Left: (neighbour, -1),
    Qt.Key.Key_Right: (neighbour, 1),
    Qt.Key.Key_Up: (above_or_below, -1),
    Qt.Key.Key_Down: (above_or_below, 1),
}


class ResultsView(QWidget):
    """Show an opened picture and its digits. Click one to see it; drag a box to read what is in it as one digit.

    Arrow keys go from digit to digit, a digit key corrects one, Delete removes it; the wheel zooms.
    """

    mark_selected = Signal(object)
    """The Mark that is selected now, or None."""
    marks_changed = Signal()
    box_drawn = Signal(object)
    """A box (x, y, width, height) in pixels of the picture, to be read as one digit."""
    label_typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = ResultsPainter(theme)
        self._opened: OpenedPicture | None = None
        self._marks: Marks = ()
        self._selected: int | None = None
        self._viewport: Viewport | None = None
        self._grabbed: QPointF | None = None
        self._drawn: Box | None = None
        self._resized: int | None = None
        self._fixed: tuple[float, float] | None = None
        self._panned: QPointF | None = None
        self.setObjectName("results_view")
        self.setAccessibleName(self.tr("Picture"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(200, 200))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    @property
    def opened(self) -> OpenedPicture | None:
        """Return the picture on show."""
        return self._opened

    @property
    def marks(self) -> Marks:
        """Return the digits on show, in reading order."""
        return self._marks

    @property
    def text(self) -> str:
        """Return what the picture says, a line a row."""
        return text_of(self._marks)

    @property
    def selected(self) -> int | None:
        """Return which digit is selected."""
        return self._selected

    @property
    def raster(self) -> Raster | None:
        """Return what the network sees of the selected digit, uint8 (28, 28)."""
        return None if self._selected is None else self._marks[self._selected].raster

    def show_picture(self, opened: OpenedPicture) -> None:
        """Show a picture; its digits come later."""
        self.forget()
        self._opened = opened
        self._viewport = Viewport(opened.size, self._room())
        self.setAccessibleName(self.tr("Picture {name}").format(name=opened.name))
        self._describe()
        self.update()

    def show_marks(self, marks: Marks) -> None:
        """Show the digits of the picture and select the first."""
        self._marks = marks
        self._changed()
        self.select(0 if marks else None)

    def select(self, place: int | None) -> None:
        """Select a digit, or none."""
        self._selected = place
        if place is not None:
            self._reveal(place)
        self._describe()
        self.mark_selected.emit(None if place is None else self._marks[place])
        self.update()

    def put(self, frame: FramedDigit, box: Box) -> None:
        """Put a digit in the place of those in a box, and of one whose box was changed, and select it."""
        instead_of = within(self._marks, box) | ({self._resized} if self._resized is not None else set())
        self._resized = None
        self._marks, place = with_digit(self._marks, frame, instead_of=instead_of)
        self._changed()
        self.select(place)

    def show_prediction(self, raster: Raster, prediction: Prediction) -> None:
        """Label the digit of a raster with what was read."""
        self._marks = with_prediction(self._marks, raster, prediction)
        self._changed()

    def correct(self, label: str) -> None:
        """Let the selected digit be what the user says."""
        if self._selected is not None:
            self._marks = with_label(self._marks, self._selected, label)
            self._changed()

    def remove_selected(self) -> None:
        """Take the selected digit out of the text."""
        if self._selected is None:
            return
        place = self._selected
        self._marks = without(self._marks, place)
        self._selected = None
        self._changed()
        self.select(min(place, len(self._marks) - 1) if self._marks else None)

    def forget(self) -> None:
        """Let go of the picture and its memory."""
        self._opened = self._viewport = self._selected = self._drawn = self._resized = None
        self._marks = ()
        self._painter.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture anew."""
        if self._opened is not None:
            self._viewport = Viewport(self._opened.size, self._room())
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        if self._viewport is not None:
            self._viewport = self._viewport.zoomed(1.25 ** (event.angleDelta().y() / 120), event.position())
            self.update()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a digit, take hold of a box's edge, begin a new box, or move the picture with another button."""
        if self._viewport is None:
            return
        if event.button() != Qt.MouseButton.LeftButton:
            self._panned = event.position()
            return
        corner = self._grip_at(event.position())
        x, y = self._viewport.to_picture(event.position())
        place = at(self._marks, x, y, margin=3 / self._viewport.scale)
        if corner is not None:
            self._fixed, self._resized = corner, self._selected
        elif place is not None:
            self.select(place)
        else:
            self._fixed, self._resized = (x, y), None
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the box that is dragged, or move the picture."""
        if self._viewport is None:
            return
        if self._panned is not None:
            self._viewport = self._viewport.moved(event.position() - self._panned)
            self._panned = event.position()
        elif self._fixed is not None:
            self._drawn = self._box_to(event.position())
        else:
            is_grip = self._grip_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.SizeAllCursor if is_grip else Qt.CursorShape.ArrowCursor)
            return
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Have what is in the box read."""
        drawn, self._drawn, self._fixed, self._panned = self._drawn, None, None, None
        self.update()
        if event.button() != Qt.MouseButton.LeftButton or drawn is None or self._viewport is None:
            return
        if min(drawn[2:]) * self._viewport.scale >= _SMALLEST_BOX:
            self.box_drawn.emit(drawn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from digit to digit, correct, remove, or show the whole picture again."""
        key = Qt.Key(event.key())
        if self._selected is not None and key in _STEPS:
            step, by = _STEPS[key]
            self.select(step(self._marks, self._selected, by))
        elif self._marks and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select(0 if key == Qt.Key.Key_Home else len(self._marks) - 1)
        elif self._selected is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.remove_selected()
        elif self._selected is not None and event.text() in tuple("0123456789"):
            self.label_typed.emit(event.text())
        elif key == Qt.Key.Key_0 and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._fit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a sheet, the picture on it, and the boxes."""
        painter = QPainter(self)
        self._painter.paint_sheet(painter, self)
        if self._opened is not None and self._viewport is not None:
            self._painter.paint_picture(painter, self, self._opened, self._viewport)
            self._painter.paint_marks(painter, self, self._marks, self._selected, self._viewport)
            if self._drawn is not None:
                self._painter.paint_drawn(painter, self._viewport.to_widget(self._drawn))
        painter.end()

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _fit(self) -> None:
        if self._opened is not None:
            self._viewport = Viewport(self._opened.size, self._room())
            self.update()

    def _reveal(self, place: int) -> None:
        """Move the picture so that a digit can be seen."""
        assert self._viewport is not None
        x, y, width, height = self._marks[place].box
        if not self._room().contains(self._viewport.to_widget(self._marks[place].box).center()):
            self._viewport = self._viewport.centred((x + width / 2, y + height / 2))

    def _grip_at(self, point: QPointF) -> tuple[float, float] | None:
        """Return the corner of the selected box, in pixels of the picture, opposite to the one at a point."""
        if self._selected is None or self._viewport is None:
            return None
        x, y, width, height = self._marks[self._selected].box
        box = self._viewport.to_widget((x, y, width, height))
        for corner, opposite in (
            (box.topLeft(), (x + width, y + height)),
            (box.topRight(), (x, y + height)),
            (box.bottomLeft(), (x + width, y)),
            (box.bottomRight(), (x, y)),
        ):
            if (corner - point).manhattanLength() <= 2 * _GRIP:
                return opposite
        return None

    def _box_to(self, point: QPointF) -> Box:
        assert self._viewport is not None
        assert self._fixed is not None
        x, y = self._viewport.to_picture(point)
        width, height = self._viewport.size
        left, right = sorted((min(max(x, 0), width), min(max(self._fixed[0], 0), width)))
        top, bottom = sorted((min(max(y, 0), height), min(max(self._fixed[1], 0), height)))
        return round(left), round(top), round(right - left), round(bottom - top)

    def _changed(self) -> None:
        self._describe()
        self.marks_changed.emit()
        self.update()

    def _describe(self) -> None:
        """Tell a screen reader what is selected, and what the picture says."""
        if self._opened is None:
            return
        width, height = self._opened.size
        said = [f"{width} × {height}.", self._opened.note, self.text.replace("\n", " / ")]
        if self._selected is not None and self._selected < len(self._marks):
            mark = self._marks[self._selected]
            if mark.prediction is not None:
                said.append(mark.corrected or words_of(mark.prediction).answer)
        self.setAccessibleDescription(" ".join(part for part in said if part))
