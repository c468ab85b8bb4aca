"""A window with a classifier of our own, and nothing left behind after a test: no thread, window, timer or warning."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QThread, QTimer, QtMsgType
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.canvas import Canvas
from app.ui.main_window import MainWindow
from app.ui.theme import LIGHT, Theme
from tests.ui.fakes import FakeClassifier

Point = tuple[float, float]
EXPECTED_WARNINGS = ("This plugin does not support propagateSizeHints()", "This plugin does not support raise()")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["inkdigit-tests"]


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(qapp: QApplication, qtlog: object, request: pytest.FixtureRequest) -> Iterator[None]:
    qapp.setStyle("Fusion")
    threads_before = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    left = [thread.name for thread in threading.enumerate() if thread not in threads_before]
    assert not left, f"threads left: {left}"
    windows = [window for window in qapp.topLevelWidgets() if window.isVisible()]
    assert not windows, f"windows left: {windows}"
    running = [t for window in qapp.topLevelWidgets() for t in window.findChildren(QThread) if t.isRunning()]
    assert not running, f"QThreads left: {running}"
    timers = [t for window in qapp.topLevelWidgets() for t in window.findChildren(QTimer) if t.isActive()]
    assert not timers, f"timers left: {timers}"
    warnings = [
        record.message
        for record in qtlog.records  # type: ignore[attr-defined]
        if record.type in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)
        and not record.message.startswith(EXPECTED_WARNINGS)
    ]
    assert not warnings, f"Qt said: {warnings}"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(LIGHT)


@pytest.fixture
def classifier() -> FakeClassifier:
    return FakeClassifier()


@pytest.fixture
def make_window(qtbot: QtBot, classifier: FakeClassifier) -> Iterator[Callable[..., MainWindow]]:
    """Open windows whose model is ``classifier``, loaded; they are closed with the test."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(classifier_factory=lambda _name: classifier)
        windows.append(window)
        with qtbot.waitSignal(window.recognizer.model_loaded):
            window.show()
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make_window: Callable[..., MainWindow]) -> MainWindow:
    return make_window()


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


@pytest.fixture
def picture_path(tmp_path: Path) -> Path:
    """A dark bar on white paper."""
    from PIL import Image, ImageDraw

    path = tmp_path / "a bar.png"
    image = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(image).line([(200, 60), (205, 240)], fill="black", width=24)
    image.save(path)
    return path
