from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.my_drawings import examples_path, read_examples
from app.ui.keep_example import KeepPopover, count_words
from app.ui.main_window import MainWindow
from tests.ui.events import begin, draw

LINE = [(0.4, 0.1), (0.5, 0.5), (0.45, 0.9)]


def action(window: MainWindow) -> QAction:
    found = window.findChild(QAction, "action_keep_example")
    assert found is not None
    return found


def drawn(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        draw(window.canvas, LINE)


def asked(window: MainWindow, qtbot: QtBot) -> KeepPopover:
    action(window).trigger()
    popover = window.findChild(KeepPopover)
    assert popover is not None
    qtbot.waitUntil(lambda: bool(said(popover).strip()))
    return popover


def said(popover: KeepPopover) -> str:
    return " ".join(label.text() for label in popover.findChildren(QLabel) if "kept" in label.text())


def test_there_is_nothing_to_keep_on_an_empty_canvas(window: MainWindow, qtbot: QtBot) -> None:
    assert not action(window).isEnabled()
    assert action(window).shortcut().toString() == "Ctrl+L"
    drawn(window, qtbot)
    assert action(window).isEnabled()
    window.clear()
    assert not action(window).isEnabled()


def test_the_answer_is_preselected_and_every_class_has_a_button(window: MainWindow, qtbot: QtBot) -> None:
    drawn(window, qtbot)
    popover = asked(window, qtbot)
    assert said(popover) == "You have kept no examples yet."
    names = [button.objectName() for button in popover.findChildren(QPushButton)]
    assert names == [f"keep_as_{digit}" for digit in range(10)]
    assert all(button.accessibleName() for button in popover.findChildren(QPushButton))
    assert popover.focusWidget().objectName() == "keep_as_3"
    assert [b.objectName() for b in popover.findChildren(QPushButton) if b.isDefault()] == ["keep_as_3"]
    popover.reject()
    assert not examples_path().exists()


def test_a_key_keeps_the_drawing_as_that_digit(window: MainWindow, qtbot: QtBot) -> None:
    drawn(window, qtbot)
    drawing = window.canvas.drawing
    qtbot.keyClick(asked(window, qtbot), Qt.Key.Key_7)
    qtbot.waitUntil(lambda: "7" in window.message_bar.text)
    (example,) = read_examples()
    assert (example.label, example.raster) == ("7", None)
    assert example.drawing is not None
    assert len(example.drawing.strokes) == len(drawing.strokes)
    assert "1 example" in window.message_bar.text
    assert window.canvas.drawing is drawing


def test_return_keeps_it_as_the_answer_and_the_count_grows(window: MainWindow, qtbot: QtBot) -> None:
    drawn(window, qtbot)
    for count in ("1 example.", "2 examples."):
        popover = asked(window, qtbot)
        qtbot.keyClick(popover.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda count=count: count in window.message_bar.text)
        window.message_bar.dismiss()
    assert [example.label for example in read_examples()] == ["3", "3"]


def test_escape_keeps_nothing(window: MainWindow, qtbot: QtBot) -> None:
    drawn(window, qtbot)
    popover = asked(window, qtbot)
    with qtbot.waitSignal(popover.finished):
        qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not examples_path().exists()


def test_a_click_elsewhere_keeps_nothing(window: MainWindow, qtbot: QtBot) -> None:
    drawn(window, qtbot)
    popover = asked(window, qtbot)
    action(window).trigger()
    assert window.findChildren(KeepPopover) == [popover]
    with qtbot.waitSignal(popover.finished):
        QApplication.sendEvent(popover, QEvent(QEvent.Type.WindowDeactivate))
    assert not examples_path().exists()


def test_what_was_kept_can_be_taken_back(window: MainWindow, qtbot: QtBot) -> None:
    drawn(window, qtbot)
    qtbot.keyClick(asked(window, qtbot), Qt.Key.Key_3)
    qtbot.waitUntil(lambda: "1 example" in window.message_bar.text)
    (offer,) = (b for b in window.message_bar.findChildren(QPushButton) if b.text() == "Take back")
    offer.click()
    qtbot.waitUntil(lambda: "Taken back" in window.message_bar.text)
    assert read_examples() == []


def test_the_digit_of_a_picture_is_kept_as_its_raster(window: MainWindow, picture_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        window.open_path(picture_path)
    assert action(window).isEnabled()
    raster = window.results_view.raster
    qtbot.keyClick(asked(window, qtbot), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: "1" in window.message_bar.text)
    (example,) = read_examples()
    assert (example.label, example.drawing) == ("1", None)
    assert (example.raster == raster).all()


def test_a_failure_is_said(window: MainWindow, qtbot: QtBot) -> None:
    drawn(window, qtbot)
    examples_path().parent.parent.mkdir(parents=True)
    examples_path().parent.write_text("a file where the folder should be")
    action(window).trigger()
    popover = window.findChild(KeepPopover)
    assert popover is not None
    qtbot.keyClick(popover, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: "cannot be kept" in window.message_bar.text)


def test_nothing_is_asked_while_the_pen_is_down(window: MainWindow, qtbot: QtBot) -> None:
    drawn(window, qtbot)
    begin(window.canvas, LINE)
    action(window).trigger()
    assert window.findChild(KeepPopover) is None


@pytest.mark.parametrize(("key", "label"), [(Qt.Key.Key_0, "Bag"), (Qt.Key.Key_2, "Dress")])
def test_digit_keys_count_classes_that_are_no_digits(qtbot: QtBot, key: Qt.Key, label: str) -> None:
    popover = KeepPopover(("Bag", "Coat", "Dress"), None)
    qtbot.addWidget(popover)
    with qtbot.waitSignal(popover.chosen) as chosen:
        qtbot.keyClick(popover, key)
    assert chosen.args == [label]


def test_many_classes_are_scrolled(qtbot: QtBot) -> None:
    popover = KeepPopover([f"class {number}" for number in range(200)], "class 7")
    qtbot.addWidget(popover)
    popover.adjustSize()
    assert popover.height() < 700


def test_counts_are_words() -> None:
    assert count_words(1) == "You have kept 1 example."
    assert count_words(1200) == "You have kept 1,200 examples."
