"""Somebody who presses anything in any order meets no error, no hang, and a window that still draws."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow

STEPS = 150
UNWANTED = {"action_quit", "action_logs", "train_start"}
"""They end the window, start the file manager, or a training that lasts."""
KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Delete)


class Monkey:
    """Does what it finds to do; what it did is in ``done``, for whoever has to find out."""

    def __init__(self, window: MainWindow, files: list[Path], seed: int) -> None:
        self._window, self._files, self._random = window, files, random.Random(seed)
        self.done: list[str] = []

    def act(self) -> None:
        """Do one thing."""
        for dialog in self._windows(QFileDialog):
            dialog.reject()  # Qt's own, and it would write anywhere
        deeds = (self._choose, self._choose, self._press, self._press, self._draw, self._set, self._type, self._open)
        self._random.choice(deeds)()

    def _windows(self, kind: type[QWidget] = QWidget) -> list[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if each.isVisible() and isinstance(each, kind)]

    def _parts(self, *kinds: type[QWidget]) -> list[QWidget]:
        windows = [window for window in self._windows() if not isinstance(window, QFileDialog)]
        parts = [part for window in windows for part in window.findChildren(QWidget) if isinstance(part, kinds)]
        return [part for part in parts if part.isVisible() and part.isEnabled() and part.objectName() not in UNWANTED]

    def _choose(self) -> None:
        actions = [
            each
            for each in self._window.findChildren(QAction)
            if each.objectName().startswith("action_") and each.isEnabled() and each.objectName() not in UNWANTED
        ]
        action = self._random.choice(actions)
        self.done.append(action.objectName())
        action.trigger()

    def _press(self) -> None:
        buttons = [each for each in self._parts(QAbstractButton) if not (hasattr(each, "menu") and each.menu())]
        if buttons:
            button = self._random.choice(buttons)
            self.done.append(f"press {button.objectName()} in {type(button.window()).__name__}")
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _draw(self) -> None:
        shown = self._window.results_view if self._window.is_showing_picture else self._window.canvas
        self.done.append(f"draw on {type(shown).__name__}")
        places = [
            QPoint(self._random.randrange(shown.width()), self._random.randrange(shown.height())) for _ in range(5)
        ]
        QTest.mousePress(shown, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places:
            QTest.mouseMove(shown, place)
        QTest.mouseRelease(shown, Qt.MouseButton.LeftButton, pos=places[-1])

    def _set(self) -> None:
        fields = self._parts(QComboBox, QSpinBox, QSlider, QLineEdit)
        if not fields:
            return
        field = self._random.choice(fields)
        self.done.append(f"set {field.objectName()} in {type(field.window()).__name__}")
        if isinstance(field, QComboBox):
            field.setCurrentIndex(self._random.randrange(max(field.count(), 1)))
        elif isinstance(field, QLineEdit):
            QTest.keyClicks(field, self._random.choice(["7", "../x", "no such thing"]))
        elif isinstance(field, QSpinBox | QSlider):
            field.setValue(self._random.randint(field.minimum(), field.maximum()))

    def _type(self) -> None:
        widget = QApplication.focusWidget() or self._window
        if not isinstance(widget.window(), QFileDialog):
            key = self._random.choice(KEYS)
            self.done.append(f"{key.name} to {type(widget).__name__}")
            QTest.keyClick(widget, key)

    def _open(self) -> None:
        path = self._random.choice(self._files)
        self.done.append(f"open {path.name}")
        self._window.open_path(path)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_pressed_the_window_goes_on(
    window: MainWindow, picture_path: Path, tmp_path: Path, qtbot: QtBot, seed: int
) -> None:
    (tmp_path / "no picture.png").write_text("no picture")
    monkey = Monkey(window, [picture_path, tmp_path / "no picture.png", tmp_path / "not there.png", tmp_path], seed)
    for _ in range(STEPS):
        monkey.act()
        QApplication.processEvents()
        assert window.isVisible(), monkey.done[-5:]
    window.dialogs.close()
    window.go_back()
    window.clear()
    with qtbot.waitSignal(window.predicted):
        QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton)
    for shown in QApplication.topLevelWidgets():
        if shown is not window and shown.isVisible():
            shown.close()
