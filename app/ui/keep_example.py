"""Keeping the drawing, or the digit of a picture, as an example: a small window asks what it should be read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.naming import named
from app.ui.theme import sized_font

if TYPE_CHECKING:
    from app.core.ink import Drawing
    from app.core.raster import Raster
    from app.ui.main_window import MainWindow

_DIGITS = tuple("0123456789")
_SHORT_NAME = 2
_MAX_ROWS = 10
_SCROLLED_HEIGHT = 360
_GAP = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """An example that is on the disk now, and how many there are with it."""

    label: str
    key: str
    count: int


class KeepPopover(QDialog):
    """Ask which class a drawing is of: a button for each, ``answer`` preselected; digit keys press them, too."""

    chosen = Signal(str)

    def __init__(self, class_names: Sequence[str], answer: str | None, parent: QWidget | None = None) -> None:
        # Not Qt's own popup: screen readers are not told of those.
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("keep_popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._buttons = {name: self._build_button(name) for name in class_names}
        self._count = named(QLabel(" "), "muted")
        self._build_layout()
        likely = self._buttons.get(answer or "", next(iter(self._buttons.values())))
        likely.setDefault(True)  # else Qt takes the one behind it
        likely.setFocus()

    def show_count(self, count: int) -> None:
        """Say how many examples there are already."""
        self._count.setText(count_words(count))

    def event(self, event: QEvent) -> bool:
        """Close when another window, or another part of this program, gets the focus."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self.reject()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that a key names: its class, or its place where the classes are no digits."""
        button = self._buttons.get(event.text()) or self._buttons.get(event.text().upper())
        if button is None and event.text() in _DIGITS and not set(_DIGITS) & set(self._buttons):
            button = dict(zip(_DIGITS, self._buttons.values(), strict=False)).get(event.text())
        if button is not None:
            button.click()
        else:
            super().keyPressEvent(event)

    def _build_button(self, name: str) -> QPushButton:
        button = named(QPushButton(name.replace("&", "&&")), f"keep_as_{name}")
        button.setAccessibleName(self.tr("Keep as {label}").format(label=name))
        button.setProperty("label", name)
        button.setMinimumWidth(52)
        button.clicked.connect(self._on_clicked)
        return button

    def _build_layout(self) -> None:
        title = QLabel(self.tr("Keep as an example of"))
        title.setFont(sized_font(title.font(), 1.0, bold=True))
        self.setAccessibleName(title.text())
        hint = named(QLabel(self.tr("Model, Learn my hand… lets the model learn from what you keep.")), "muted")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        for widget in (title, self._build_grid(), hint, self._count):
            layout.addWidget(widget)

    def _build_grid(self) -> QWidget:
        is_short = max(map(len, self._buttons)) <= _SHORT_NAME
        columns = (5 if len(self._buttons) <= 10 else 10) if is_short else 2
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, button in enumerate(self._buttons.values()):
            grid.addWidget(button, at // columns, at % columns)
        if len(self._buttons) <= columns * _MAX_ROWS:
            return box
        area = QScrollArea()
        area.setAccessibleName(self.tr("Classes"))
        area.setWidgetResizable(True)
        area.setWidget(box)
        area.setMinimumSize(box.sizeHint().width() + 24, _SCROLLED_HEIGHT)
        return area

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("label"))
        self.accept()


class ExampleKeeper(QObject):
    """Keep what the window shows, and take it back where the user wants that."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._drawing: Drawing | None = None
        self._raster: Raster | None = None

    @property
    def is_possible(self) -> bool:
        """Say whether there is ink to keep."""
        if self._window.is_showing_picture:
            return self._window.results_view.raster is not None
        drawing = self._window.number.example
        return drawing is not None and not drawing.is_empty

    @Slot()
    def ask(self) -> None:
        """Ask what the drawing or the picture's digit is, then keep it."""
        window = self._window
        if not self.is_possible or window.canvas.is_drawing or window.findChild(KeepPopover) is not None:
            return
        self._raster = window.results_view.raster
        self._drawing = window.number.example if self._raster is None else None
        prediction = window.panel.chart.prediction
        names = tuple(prediction.probabilities) if prediction is not None else _DIGITS
        popover = KeepPopover(names, prediction.label if prediction is not None else None, window)
        popover.chosen.connect(self._on_chosen)
        task = window.tasks.create(lambda _report, _token: _counted())
        task.succeeded.connect(popover.show_count)
        popover.adjustSize()
        popover.move(_on_screen(popover, window.panel.mapToGlobal(QPoint(0, window.panel.answer.height() + _GAP))))
        popover.show()
        popover.activateWindow()
        task.start()

    @Slot(str)
    def keep_as(self, label: str) -> None:
        """Keep the selected digit of a picture as an example of what the user typed."""
        if self._window.is_showing_picture and self.is_possible:
            self._raster, self._drawing = self._window.results_view.raster, None
            self._on_chosen(label)

    @Slot(str)
    def _on_chosen(self, label: str) -> None:
        drawing, raster = self._drawing, self._raster
        if raster is not None and raster is self._window.results_view.raster:
            self._window.pictures.correct(label)
        task = self._window.tasks.create(lambda _report, _token: keep(label, drawing, raster))
        task.succeeded.connect(self._on_kept)
        task.failed.connect(self._window.show_failure)
        task.start()

    @Slot(object)
    def _on_kept(self, kept: Kept) -> None:
        text = self.tr("Kept as an example of {label}. {count}").format(label=kept.label, count=count_words(kept.count))
        self._window.message_bar.show_note(text, self.tr("Take back"), lambda: self._take_back(kept.key))

    def _take_back(self, key: str) -> None:
        task = self._window.tasks.create(lambda _report, _token: take_back(key))
        task.succeeded.connect(self._on_taken_back)
        task.failed.connect(self._window.show_failure)
        task.start()

    @Slot(object)
    def _on_taken_back(self, count: int) -> None:
        self._window.message_bar.show_note(self.tr("Taken back. {count}").format(count=count_words(count)))


def keep(label: str, drawing: Drawing | None, raster: Raster | None) -> Kept:
    """Write a drawing or a raster to the disk as an example of ``label``.

    Raises:
        InkdigitError: it cannot be written.
    """
    from app.core.my_drawings import Example, append_example, count_examples

    stored = append_example(Example(label, drawing, raster))
    return Kept(stored.label, stored.key, count_examples())


def take_back(key: str) -> int:
    """Remove an example again, and return how many are left.

    Raises:
        InkdigitError: the file is damaged or cannot be written.
    """
    from app.core.my_drawings import count_examples, remove_example

    remove_example(key)
    return count_examples()


def _on_screen(popover: QWidget, place: QPoint) -> QPoint:
    """Return the place, moved so that nothing of the popover is beyond its screen's edge."""
    room = popover.screen().availableGeometry()
    x = max(min(place.x(), room.right() - popover.width()), room.left())
    return QPoint(x, max(min(place.y(), room.bottom() - popover.height()), room.top()))


def count_words(count: int) -> str:
    """Say how many examples there are."""
    from PySide6.QtCore import QCoreApplication

    if count == 0:
        return QCoreApplication.translate("Examples", "You have kept no examples yet.")
    if count == 1:
        return QCoreApplication.translate("Examples", "You have kept 1 example.")
    return QCoreApplication.translate("Examples", "You have kept {count} examples.").format(count=f"{count:,}")


def _counted() -> int:
    from app.core.my_drawings import count_examples

    return count_examples()
