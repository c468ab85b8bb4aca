"""The digits of a page on the screen: selected, corrected, drawn anew, copied; the panel follows."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.core.my_drawings import read_examples
from app.core.prediction import Verdict
from app.ui.main_window import MainWindow
from app.ui.results_view import ResultsView
from tests.ui.events import send_mouse
from tests.ui.fakes import FakeClassifier, prediction_of
from tests.unit.core.pictures import drawn


def sheet(columns: int, rows: int) -> Image.Image:
    """Return a page of fives, apart from each other."""
    digit = Image.fromarray(drawn(canvas=(160, 160), height=80, brush=8))
    page = Image.new("RGB", (160 * columns, 160 * rows), "white")
    for row in range(rows):
        for column in range(columns):
            page.paste(digit, (160 * column, 160 * row))
    return page


@pytest.fixture
def view(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> ResultsView:
    """Return the view of a page of two rows of three digits, each read as a 3."""
    path = tmp_path / "six.png"
    sheet(3, 2).save(path)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        window.open_path(path)
    return window.results_view


def centre(view: ResultsView, place: int) -> QPointF:
    return view._viewport.to_widget(view.marks[place].box).center()


def click(view: ResultsView, point: QPointF) -> None:
    send_mouse(view, QEvent.Type.MouseButtonPress, point)
    send_mouse(view, QEvent.Type.MouseButtonRelease, point)


def drag(view: ResultsView, start: QPointF, end: QPointF) -> None:
    send_mouse(view, QEvent.Type.MouseButtonPress, start)
    send_mouse(view, QEvent.Type.MouseMove, (start + end) / 2)
    send_mouse(view, QEvent.Type.MouseMove, end)
    send_mouse(view, QEvent.Type.MouseButtonRelease, end)


def test_every_digit_has_a_box_and_the_text_has_a_line_a_row(view: ResultsView) -> None:
    assert view.text == "333\n333"
    assert [mark.row for mark in view.marks] == [0, 0, 0, 1, 1, 1]
    for place, mark in enumerate(view.marks):
        x, y, width, height = mark.box
        middle = (160 * (place % 3) + 80, 160 * (place // 3) + 80)
        assert (x + width / 2, y + height / 2) == pytest.approx(middle, abs=12)


def test_the_text_is_shown_and_copied(view: ResultsView, window: MainWindow, qtbot: QtBot) -> None:
    assert window.findChild(QLineEdit, "reading_text").text() == "333 / 333"
    qtbot.mouseClick(window.findChild(QToolButton, "copy_text_button"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "333\n333"


def test_a_click_shows_the_digit_in_the_panel(view: ResultsView, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted):
        click(view, centre(view, 4))
    assert view.selected == 4
    assert window.panel.network_view.pixels == view.marks[4].raster.tobytes()


def test_arrows_lead_from_digit_to_digit(view: ResultsView, qtbot: QtBot) -> None:
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(view, key)
        seen.append(view.selected)
    assert seen == [1, 4, 3, 0, 5, 0]


def test_a_typed_digit_corrects_and_is_kept(view: ResultsView, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_5)
    assert view.text == "353\n333"
    qtbot.waitUntil(lambda: "Kept" in window.message_bar.text)
    (example,) = read_examples()
    assert example.label == "5"
    assert np.array_equal(example.raster, view.marks[1].raster)


def test_delete_takes_a_digit_out(view: ResultsView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.text == "333\n33"
    assert view.selected == 4


def test_a_box_that_is_dragged_is_read_as_one_digit(
    view: ResultsView, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    classifier.answer = lambda _raster: prediction_of("8", 0.9)
    start, end = view._viewport.to_widget((10, 10, 1, 1)), view._viewport.to_widget((310, 150, 1, 1))
    drag(view, start.topLeft(), end.topLeft())
    qtbot.waitUntil(lambda: view.text == "83\n333")
    assert view.selected == 0
    assert view.marks[0].box[2] == pytest.approx(160 + view.marks[2].box[2], abs=40)


def test_a_box_in_the_place_of_several_digits_may_leave_fewer_than_the_last_had_before_it(
    view: ResultsView, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    classifier.answer = lambda _raster: prediction_of("8", 0.9)
    view.select(5)
    start, end = view._viewport.to_widget((10, 10, 1, 1)), view._viewport.to_widget((470, 150, 1, 1))
    drag(view, start.topLeft(), end.topLeft())
    qtbot.waitUntil(lambda: view.text == "8\n333")
    assert view.selected == 0


def test_the_corner_of_the_selected_box_can_be_moved(
    view: ResultsView, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    classifier.answer = lambda _raster: prediction_of("1", 0.9)
    before = view.marks[0].box
    box = view._viewport.to_widget(before)
    drag(view, box.bottomRight(), box.center() + QPointF(4, 0))
    qtbot.waitUntil(lambda: view.text == "133\n333")
    assert view.marks[0].box[3] < 0.7 * before[3]


def test_a_box_without_ink_is_said(view: ResultsView, window: MainWindow) -> None:
    start, end = view._viewport.to_widget((2, 2, 1, 1)), view._viewport.to_widget((20, 20, 1, 1))
    drag(view, start.topLeft(), end.topLeft())
    assert "no ink" in window.message_bar.text
    assert len(view.marks) == 6


def test_the_switch_reads_the_whole_picture_as_one_digit_and_back(
    view: ResultsView, window: MainWindow, qtbot: QtBot
) -> None:
    switch = window.findChild(QCheckBox, "whole_switch")
    switch.click()
    qtbot.waitUntil(lambda: len(view.marks) == 1)
    assert view.text == "3"
    switch.click()
    qtbot.waitUntil(lambda: len(view.marks) == 6)


def test_zooming_keeps_the_point_under_the_pointer(view: ResultsView) -> None:
    point = centre(view, 4)
    before = view._viewport.to_picture(point)
    view._viewport = view._viewport.zoomed(2.0, point)
    assert view._viewport.to_picture(point) == pytest.approx(before, abs=1)
    assert view._viewport.zoomed(0.01, point).zoom == 1.0


def test_what_is_no_digit_has_a_box_and_no_text(
    window: MainWindow, classifier: FakeClassifier, tmp_path: Path, qtbot: QtBot
) -> None:
    classifier.answer = lambda _raster: prediction_of("3", 0.4, verdict=Verdict.NOT_A_DIGIT)
    path = tmp_path / "letters.png"
    sheet(3, 1).save(path)
    window.open_path(path)
    qtbot.waitUntil(lambda: "No digits found" in window.message_bar.text)
    assert window.results_view.text == ""
    assert [mark.verdict for mark in window.results_view.marks] == [Verdict.NOT_A_DIGIT] * 3


def test_a_failed_file_leaves_the_results(view: ResultsView, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.open_path(tmp_path / "missing.png")
    qtbot.waitUntil(lambda: "no file" in window.message_bar.text)
    assert view.text == "333\n333"


def test_an_edge_of_the_selected_box_can_be_dragged(
    view: ResultsView, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    classifier.answer = lambda _raster: prediction_of("1", 0.9)
    before = view.marks[0].box
    box = view._viewport.to_widget(before)
    right = QPointF(box.right(), box.center().y())
    send_mouse(view, QEvent.Type.MouseMove, right)
    assert view.cursor().shape() == Qt.CursorShape.SizeHorCursor
    drag(view, right, QPointF(box.center().x(), box.bottom() + 300))
    qtbot.waitUntil(lambda: view.text == "133\n333")
    assert view.marks[0].box[2] < 0.7 * before[2]
    assert view.marks[0].box[1:2] == before[1:2]
    assert len(view.marks) == 6


def test_a_box_on_empty_paper_adds_a_digit(view: ResultsView, classifier: FakeClassifier, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.text == "33\n333"
    classifier.answer = lambda _raster: prediction_of("8", 0.9)
    start, end = view._viewport.to_widget((10, 10, 1, 1)), view._viewport.to_widget((150, 150, 1, 1))
    drag(view, start.topLeft(), end.topLeft())
    qtbot.waitUntil(lambda: view.text == "833\n333")


def test_every_change_can_be_undone_and_redone(
    view: ResultsView, window: MainWindow, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    undo, redo = window.findChild(QAction, "action_undo"), window.findChild(QAction, "action_redo")
    assert not undo.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_7)
    classifier.answer = lambda _raster: prediction_of("8", 0.9)
    start, end = view._viewport.to_widget((170, 10, 1, 1)), view._viewport.to_widget((470, 150, 1, 1))
    drag(view, start.topLeft(), end.topLeft())
    qtbot.waitUntil(lambda: view.text == "78\n33")
    seen = []
    for _ in range(3):
        undo.trigger()
        seen.append(view.text)
    assert seen == ["733\n33", "333\n33", "333\n333"]
    assert not undo.isEnabled()
    for _ in range(3):
        redo.trigger()
    assert view.text == "78\n33"
    assert not redo.isEnabled()


def test_an_undone_box_is_read_when_it_comes_back(
    view: ResultsView, window: MainWindow, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    classifier.answer = lambda _raster: prediction_of("8", 0.9)
    start, end = view._viewport.to_widget((10, 10, 1, 1)), view._viewport.to_widget((310, 150, 1, 1))
    drag(view, start.topLeft(), end.topLeft())
    window.undo()
    assert view.text == "333\n333"
    window.redo()
    qtbot.waitUntil(lambda: view.text == "83\n333")


def test_two_boxes_in_quick_succession_are_both_read(
    view: ResultsView, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    classifier.answer = lambda _raster: prediction_of("8", 0.9)
    for row in (0, 160):
        start, end = view._viewport.to_widget((10, row + 10, 1, 1)), view._viewport.to_widget((310, row + 150, 1, 1))
        drag(view, start.topLeft(), end.topLeft())
    qtbot.waitUntil(lambda: "?" not in view.text and len(view.marks) == 4)
    qtbot.waitUntil(lambda: view.text.count("8") == 2)
    assert view.text == "83\n83"


def test_another_model_reads_the_boxes_as_the_user_made_them(
    view: ResultsView, window: MainWindow, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    start, end = view._viewport.to_widget((10, 10, 1, 1)), view._viewport.to_widget((310, 150, 1, 1))
    drag(view, start.topLeft(), end.topLeft())
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_5)
    classifier.answer = lambda _raster: prediction_of("9", 0.9)
    window.use_model("another")
    qtbot.waitUntil(lambda: view.text.count("9") == 4)
    assert view.text == "99\n995"


def test_keys_change_a_box_and_shift_lets_go_of_it(view: ResultsView, classifier: FakeClassifier, qtbot: QtBot) -> None:
    classifier.answer = lambda _raster: prediction_of("1", 0.9)
    before = view.marks[0].box
    steps = round(before[3] * view._viewport.scale / 2 / 2)
    for _ in range(steps):
        qtbot.keyPress(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.text == "333\n333"
    qtbot.keyRelease(view, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: view.text == "133\n333")
    assert view.marks[0].box[3] == pytest.approx(before[3] / 2, abs=0.15 * before[3])
    below = view.marks[3].box
    view.select(3)
    for _ in range(6):
        qtbot.keyPress(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    qtbot.keyRelease(view, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: view.text == "133\n133")
    assert view.marks[3].box[1] > below[1] + 2


def test_escape_lets_go_of_a_box_and_not_of_the_picture(view: ResultsView, window: MainWindow, qtbot: QtBot) -> None:
    start, end = view._viewport.to_widget((10, 10, 1, 1)), view._viewport.to_widget((310, 150, 1, 1))
    send_mouse(view, QEvent.Type.MouseButtonPress, start.topLeft())
    send_mouse(view, QEvent.Type.MouseMove, end.topLeft())
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    send_mouse(view, QEvent.Type.MouseButtonRelease, end.topLeft())
    assert view.text == "333\n333"
    assert window.is_showing_picture
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert not window.is_showing_picture


def test_keys_zoom_and_copy(view: ResultsView, qtbot: QtBot) -> None:
    qtbot.keyClicks(view, "++")
    assert view._viewport.zoom == pytest.approx(1.25**2)
    qtbot.keyClicks(view, "-")
    assert view._viewport.zoom == pytest.approx(1.25)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view._viewport.zoom == 1.0
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "333\n333"


def test_a_box_in_a_picture_that_is_one_digit_is_explained(view: ResultsView, window: MainWindow, qtbot: QtBot) -> None:
    window.findChild(QCheckBox, "whole_switch").click()
    qtbot.waitUntil(lambda: len(view.marks) == 1)
    box = view._viewport.to_widget(view.marks[0].box)
    drag(view, box.bottomRight() + QPointF(14, 14), box.bottomRight() + QPointF(40, 40))
    qtbot.waitUntil(lambda: bool(window.message_bar.text))
    assert "One digit" in window.message_bar.text


def test_a_narrow_window_keeps_room_for_the_text(view: ResultsView, window: MainWindow) -> None:
    text, back = window.findChild(QLineEdit, "reading_text"), window.picture_bar.back
    window.resize(window.minimumSizeHint())
    assert (back.text(), back.accessibleName()) == ("", "Back to the canvas")
    assert text.width() >= 55
    assert text.geometry().right() < window.findChild(QToolButton, "copy_text_button").x()
    window.resize(1100, 900)
    assert back.text() == "Back"


def test_a_box_in_a_picture_too_small_for_a_page_is_explained(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "small.png"
    Image.fromarray(drawn(canvas=(40, 40), height=20, brush=3)).save(path)
    window.open_path(path)
    view = window.results_view
    qtbot.waitUntil(lambda: len(view.marks) == 1)
    drag(view, QPointF(30, 30), QPointF(70, 70))
    assert window.message_bar.text == "This picture is read as one digit."
    assert len(view.marks) == 1


def test_what_is_out_of_sight_is_not_painted_in_the_margin(view: ResultsView, window: MainWindow) -> None:
    view._zoom(5, view._viewport.to_widget(view.marks[4].box).center())
    image = view.grab().toImage()
    accent = window.theme.colours.accent
    margin = [(x, y) for x in (5, 12) for y in range(image.height())] + [(x, 12) for x in range(image.width())]
    assert not [place for place in margin if image.pixelColor(*place).name() == accent]
    assert any(image.pixelColor(x, y).name() == accent for x in range(image.width()) for y in range(image.height()))
