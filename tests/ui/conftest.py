"""A window with a classifier of our own, and nothing left behind after a test: no thread, window, timer or warning."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer, QtMsgType
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.compute.pictures import PictureProcesses
from app.ui.main_window import MainWindow
from app.ui.qt_application import Application
from app.ui.theme import LIGHT, Theme
from tests.ui.fakes import FakeClassifier, KeptPictures
from tests.ui.foreign_imports import ForeignImports
from tests.waiting import wait_until

PATIENCE_MS = 300_000
LEAVING_S = 60.0
"""A thread that is through may need a moment to be gone; one that stays is found all the same."""
EXPECTED_WARNINGS = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing",
)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return Application


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["inkdigit-tests"]


class PatientBot(QtBot):
    """Wait longer than five seconds where no deadline is given: a busy machine is no mistake."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **terms: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **terms)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def _foreign_imports() -> Iterator[None]:
    """No thread but Qt's may import what uses Qt; seen where a module is imported for the first time."""
    foreign = ForeignImports()
    sys.meta_path.insert(0, foreign)
    yield
    sys.meta_path.remove(foreign)
    assert foreign.names == []


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(qapp: QApplication, qtlog: object, request: pytest.FixtureRequest) -> Iterator[None]:
    qapp.setStyle("Fusion")
    threads_before = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()

    def left() -> list[str]:
        return [each.name for each in threading.enumerate() if each not in threads_before and not _is_stub(each)]

    with contextlib.suppress(AssertionError):  # told below, by name
        wait_until(lambda: not left(), "the end of the threads", deadline_s=LEAVING_S)
    assert not left(), f"threads left: {left()}"
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


def _is_stub(thread: threading.Thread) -> bool:
    """Say whether it is Python's note of a QThread that it met; until Python 3.12 such notes outlive their thread."""
    return isinstance(thread, threading._DummyThread)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(LIGHT)


@pytest.fixture
def classifier() -> FakeClassifier:
    return FakeClassifier()


@pytest.fixture(scope="package")
def pictures() -> Iterator[PictureProcesses]:
    """One warm process for the windows of all tests: their closing leaves it running."""
    kept = KeptPictures()
    yield kept
    kept.service.close()


@pytest.fixture
def make_window(
    qtbot: QtBot, classifier: FakeClassifier, pictures: PictureProcesses
) -> Iterator[Callable[..., MainWindow]]:
    """Open windows whose model is ``classifier``, loaded; they are closed with the test."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(classifier_factory=lambda _name: classifier, pictures=pictures)
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


@pytest.fixture
def picture_path(tmp_path: Path) -> Path:
    """A dark bar on white paper."""
    from PIL import Image, ImageDraw

    path = tmp_path / "a bar.png"
    image = Image.new("RGB", (400, 300), "white")
    ImageDraw.Draw(image).line([(200, 60), (205, 240)], fill="black", width=24)
    image.save(path)
    return path
