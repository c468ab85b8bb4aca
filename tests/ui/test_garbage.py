"""Closed windows are destroyed in Qt's thread, whichever thread makes the next object."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.garbage import search_regularly


class Threads:
    """The threads in which Python searched for garbage."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def __call__(self, phase: str, _details: object) -> None:
        if phase == "stop":
            self.seen.append(threading.get_ident())


@pytest.fixture
def searches() -> Iterator[Threads]:
    threads = Threads()
    gc.callbacks.append(threads)
    yield threads
    gc.callbacks.remove(threads)


@pytest.fixture
def searching(qapp: QApplication, qtbot: QtBot) -> Iterator[None]:
    """What the program does from its start, past the moment at which the start is over."""
    before = set(qapp.findChildren(QTimer))
    search_regularly()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
    yield
    gc.unfreeze()
    for timer in set(qapp.findChildren(QTimer)) - before:
        timer.stop()
        timer.deleteLater()


def close_dialogs(count: int) -> None:
    """Make dialogs that hold themselves, as most do through what is connected to their buttons, and close them."""
    for _ in range(count):
        dialog = QDialog()
        button = QPushButton(dialog)
        button.clicked.connect(lambda _=False, dialog=dialog: dialog.accept())
        dialog.close()


def make_circles() -> None:
    for _ in range(20_000):
        circle: list[object] = []
        circle.append(circle)


@pytest.mark.usefixtures("searching")
def test_a_busy_thread_does_not_destroy_what_the_window_leaves(qtbot: QtBot, searches: Threads) -> None:
    close_dialogs(20)
    thread = threading.Thread(target=make_circles)
    thread.start()
    thread.join()
    assert searches.seen == []
    qtbot.waitUntil(lambda: bool(searches.seen))
    assert set(searches.seen) == {threading.get_ident()}
