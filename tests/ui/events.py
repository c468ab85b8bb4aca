"""Real mouse events on a canvas, placed by fractions of its paper; and a folder opened."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.canvas import Canvas
from app.ui.folder_dialog import FolderDialog
from app.ui.main_window import MainWindow

Point = tuple[float, float]


def send_mouse(
    widget: QWidget, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton
) -> None:
    """Send a real mouse event, with the button held from press to release."""
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        place,
        widget.mapToGlobal(place),
        none if kind == QEvent.Type.MouseMove else button,
        none if kind == QEvent.Type.MouseButtonRelease else button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def at(canvas: Canvas, point: Point) -> QPointF:
    """Return a point given as fractions of the paper in the canvas's pixels."""
    paper = canvas.paper_rect()
    return QPointF(paper.x() + point[0] * paper.width(), paper.y() + point[1] * paper.height())


def begin(canvas: Canvas, points: Sequence[Point], button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Press at the first point and move through the rest, the button still held."""
    send_mouse(canvas, QEvent.Type.MouseButtonPress, at(canvas, points[0]), button)
    for point in points[1:]:
        send_mouse(canvas, QEvent.Type.MouseMove, at(canvas, point), button)


def draw(canvas: Canvas, points: Sequence[Point], button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """Draw a stroke through points given as fractions of the paper."""
    begin(canvas, points, button)
    send_mouse(canvas, QEvent.Type.MouseButtonRelease, at(canvas, points[-1]), button)


def open_folder(window: MainWindow, folder: Path, qtbot: QtBot) -> FolderDialog:
    """Open a folder of pictures and return its table, as soon as it is there."""
    window.open_path(folder)
    qtbot.waitUntil(lambda: window.findChild(FolderDialog) is not None)
    return window.findChild(FolderDialog)
