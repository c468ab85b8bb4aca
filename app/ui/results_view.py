"""A picture in the place of the canvas, with a box round each digit and its reading above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.prediction import Prediction
from app.ui.box_edges import Grip, grip_at, moved, spanned
from app.ui.history import History
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
_SMALLEST_BOX = 4
_NUDGE = 2.0
"""Pixels of the screen that a key moves an edge by."""
_ZOOM = 1.25
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_STEPS = {
    Qt.Key.Key_Left: (neighbour, -1),
    Qt.Key.Key_Right: (neighbour, 1),
    Qt.Key.Key_Up: (above_or_below, -1),
    Qt.Key.Key_Down: (above_or_below, 1),
}


class ResultsView(QWidget):
    """Show an opened picture and its digits. Click one to see it; drag a box to read what is in it as one digit.

    The edges of the selected box can be dragged. Arrow keys go from digit to digit, a digit key corrects one, Delete
    removes it, Shift with arrows moves its lower right corner, with Ctrl its upper left. The wheel, + and - zoom.
    """

    mark_selected = Signal(object)
    """The Mark that is selected now, or None."""
    marks_changed = Signal()
    box_drawn = Signal(object)
    """A box (x, y, width, height) in pixels of the picture, to be read as one digit."""
    label_typed = Signal(str)
    copy_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = ResultsPainter(theme)
        self._opened: OpenedPicture | None = None
        self._history: History[Marks] = History(())
        self._selected: int | None = None
        self._viewport: Viewport | None = None
        self._drawn: Box | None = None
        self._resized: int | None = None
        self._grip: Grip | None = None
        self._start: tuple[float, float] | None = None
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
        return self._history.current

    @property
    def can_undo(self) -> bool:
        """Say whether there is a change to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Say whether there is a change to redo."""
        return self._history.can_redo

    @property
    def text(self) -> str:
        """Return what the picture says, a line a row."""
        return text_of(self.marks)

    @property
    def selected(self) -> int | None:
        """Return which digit is selected."""
        return self._selected

    @property
    def raster(self) -> Raster | None:
        """Return what the network sees of the selected digit, uint8 (28, 28)."""
        return None if self._selected is None else self.marks[self._selected].raster

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
        self._history.begin(marks)
        self._selected = None
        self._changed()
        self.select(0 if marks else None)

    def undo(self) -> None:
        """Take back the last box, correction or removal."""
        self._history.undo()
        self._walked()

    def redo(self) -> None:
        """Bring back what was undone."""
        self._history.redo()
        self._walked()

    def select(self, place: int | None) -> None:
        """Select a digit, or none."""
        self._selected = place
        if place is not None:
            self._reveal(place)
        self._describe()
        self.mark_selected.emit(None if place is None else self.marks[place])
        self.update()

    def put(self, frame: FramedDigit, box: Box) -> None:
        """Put a digit in the place of those in a box, and of one whose box was changed, and select it."""
        instead_of = within(self.marks, box) | ({self._resized} if self._resized is not None else set())
        self._resized = None
        marks, place = with_digit(self.marks, frame, instead_of=instead_of)
        self._history.push(marks)
        self._selected = place
        self._changed()
        self.select(place)

    def show_prediction(self, raster: Raster, prediction: Prediction | None) -> None:
        """Label the digit of a raster with what was read; None: it is to be read again."""
        self._history.revise(lambda marks: with_prediction(marks, raster, prediction))
        self._changed()

    def correct(self, label: str) -> None:
        """Let the selected digit be what the user says."""
        if self._selected is not None:
            self._history.push(with_label(self.marks, self._selected, label))
            self._changed()

    def remove_selected(self) -> None:
        """Take the selected digit out of the text."""
        if self._selected is None:
            return
        self._history.push(without(self.marks, self._selected))
        self._walked()

    def cancel_drag(self) -> bool:
        """Let go of a box that is being drawn or changed; say whether there was one."""
        is_dragging = self._start is not None or self._grip is not None or self._drawn is not None
        self._start = self._grip = self._drawn = self._resized = None
        self.update()
        return is_dragging

    def forget(self) -> None:
        """Let go of the picture and its memory."""
        self._opened = self._viewport = self._selected = None
        self.cancel_drag()
        self._history.begin(())
        self._painter.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture anew."""
        if self._opened is not None:
            self._viewport = Viewport(self._opened.size, self._room())
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self._zoom(event.angleDelta().y() / 120, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a digit, take hold of a box's edge, begin a new box, or move the picture with another button."""
        if self._viewport is None:
            return
        if event.button() != Qt.MouseButton.LeftButton:
            self._panned = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        self.cancel_drag()
        self._grip = self._grip_at(event.position())
        x, y = self._viewport.to_picture(event.position())
        place = at(self.marks, x, y, margin=3 / self._viewport.scale)
        if self._grip is not None:
            self._resized = self._selected
        elif place is not None:
            self.select(place)
        else:
            self._start = (x, y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the box that is dragged, or move the picture."""
        if self._viewport is None:
            return
        if self._panned is not None:
            self._viewport = self._viewport.moved(event.position() - self._panned)
            self._panned = event.position()
        elif self._grip is not None and self._resized is not None:
            point = self._viewport.to_picture(event.position())
            self._drawn = moved(self.marks[self._resized].box, self._grip, point, self._viewport.size)
        elif self._start is not None:
            self._drawn = spanned(self._start, self._viewport.to_picture(event.position()), self._viewport.size)
        else:
            self._show_cursor(event.position())
            return
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Have what is in the box read."""
        self._panned = None
        self._show_cursor(event.position())
        if event.button() == Qt.MouseButton.LeftButton:
            self._read_drawn()

    def event(self, event: QEvent) -> bool:
        """Keep Escape for a box under way: the window would leave the picture."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() == QEvent.Type.ShortcutOverride and (self._drawn or self._start):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from digit to digit, correct, remove, change a box, zoom, or show the whole picture again."""
        if not (self._selected is not None and self._press_on_digit(event, self._selected)) and not self._press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Have a box read that was changed by keys."""
        if event.key() == Qt.Key.Key_Shift and self._resized is not None and self._grip is None:
            self._read_drawn()
        else:
            super().keyReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a sheet, the picture on it, and the boxes."""
        painter = QPainter(self)
        self._painter.paint_sheet(painter, self)
        if self._opened is not None and self._viewport is not None:
            self._painter.paint_picture(painter, self, self._opened, self._viewport)
            self._painter.paint_marks(painter, self, self.marks, self._selected, self._viewport)
            if self._drawn is not None:
                self._painter.paint_drawn(painter, self._viewport.to_widget(self._drawn))
        painter.end()

    def _press(self, event: QKeyEvent) -> bool:
        """Take a key that asks for no digit; say whether it was one."""
        key, middle = Qt.Key(event.key()), self._room().center()
        if key == Qt.Key.Key_Escape and self.cancel_drag():
            return True
        if self.marks and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.select(0 if key == Qt.Key.Key_Home else len(self.marks) - 1)
        elif event.text() in ("+", "-"):
            self._zoom(1 if event.text() == "+" else -1, middle)
        elif key == Qt.Key.Key_0 and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._zoom(-100, middle)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            return False
        return True

    def _press_on_digit(self, event: QKeyEvent, place: int) -> bool:
        """Take a key for the selected digit; say whether it was one."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in _ARROWS and modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._nudge(place, _ARROWS[key], is_start=bool(modifiers & Qt.KeyboardModifier.ControlModifier))
        elif key in _STEPS:
            step, by = _STEPS[key]
            self.select(step(self.marks, place, by))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not modifiers:
            self.remove_selected()
        elif event.text() in tuple("0123456789") and not modifiers & Qt.KeyboardModifier.ControlModifier:
            self.label_typed.emit(event.text())
        else:
            return False
        return True

    def _nudge(self, place: int, towards: tuple[int, int], *, is_start: bool) -> None:
        """Move edges of a digit's box; it is read when Shift is released."""
        assert self._viewport is not None
        self._resized = place
        box = self._drawn or self.marks[place].box
        x, y, width, height = box
        side, by = -1 if is_start else 1, max(_NUDGE / self._viewport.scale, 1.0)
        grip = Grip(side if towards[0] else 0, side if towards[1] else 0)
        corner = (x, y) if is_start else (x + width, y + height)
        point = (corner[0] + by * towards[0], corner[1] + by * towards[1])
        self._drawn = moved(box, grip, point, self._viewport.size)
        self.update()

    def _read_drawn(self) -> None:
        """Have what is in the box under way read, unless it is a mere click."""
        drawn, resized = self._drawn, self._resized
        self.cancel_drag()
        if drawn is not None and self._viewport is not None and min(drawn[2:]) * self._viewport.scale >= _SMALLEST_BOX:
            self._resized = resized
            self.box_drawn.emit(drawn)
            self._resized = None

    def _walked(self) -> None:
        """Show another state of the digits, the selection as near as it can be to what it was."""
        place, self._selected = self._selected, None
        self._changed()
        self.select(min(place or 0, len(self.marks) - 1) if self.marks else None)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _zoom(self, steps: float, point: QPointF) -> None:
        if self._viewport is not None:
            self._viewport = self._viewport.zoomed(_ZOOM**steps, point)
            self.update()

    def _reveal(self, place: int) -> None:
        """Move the picture so that a digit can be seen."""
        assert self._viewport is not None
        x, y, width, height = self.marks[place].box
        if not self._room().contains(self._viewport.to_widget(self.marks[place].box).center()):
            self._viewport = self._viewport.centred((x + width / 2, y + height / 2))

    def _grip_at(self, point: QPointF) -> Grip | None:
        """Return which edges of the selected box are at a point."""
        if self._selected is None or self._viewport is None:
            return None
        return grip_at(self._viewport.to_widget(self.marks[self._selected].box), point)

    def _show_cursor(self, point: QPointF) -> None:
        grip = self._grip_at(point)
        self.setCursor(Qt.CursorShape.ArrowCursor if grip is None else grip.cursor)

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
        if self._selected is not None and self._selected < len(self.marks):
            mark = self.marks[self._selected]
            if mark.prediction is not None:
                said.append(mark.corrected or words_of(mark.prediction).answer)
        self.setAccessibleDescription(" ".join(part for part in said if part))
