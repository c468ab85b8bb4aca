"""Number mode: a wide canvas of its own, a number that grows, a digit to look at."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.core.ink import Drawing, drawing_from_json, drawing_to_json
from app.core.my_drawings import read_examples
from app.core.paths import user_data_dir
from app.core.prediction import Prediction, Verdict
from app.core.raster import Raster
from app.core.session import Session
from app.core.settings import MODE, Settings
from app.ui.digit_strip import DigitStrip
from app.ui.keep_example import KeepPopover
from app.ui.main_window import MainWindow
from app.ui.number_words import number_words
from app.ui.recovery import Recovery
from app.ui.sketch import Sketch
from tests.ui.events import at, begin, draw, send_mouse
from tests.ui.fakes import FakeClassifier, prediction_of

Line = list[tuple[float, float]]


def one(x: float) -> list[Line]:
    """Return a 1 at a fraction of the paper's width."""
    return [[(x, 0.25), (x, 0.5), (x, 0.75)]]


def seven(x: float) -> list[Line]:
    return [[(x - 0.04, 0.25), (x + 0.04, 0.25), (x, 0.75)], [(x - 0.02, 0.5), (x + 0.04, 0.5)]]


def scribble(x: float) -> list[Line]:
    """Return a low box, which the classifier here takes for nothing."""
    return [[(x, 0.5), (x + 0.1, 0.5), (x + 0.1, 0.54), (x, 0.54)]]


def by_shape(raster: Raster) -> Prediction:
    rows, columns = np.flatnonzero(raster.any(axis=1)), np.flatnonzero(raster.any(axis=0))
    if len(rows) < 12:
        return prediction_of("5", 0.2, verdict=Verdict.NOT_A_DIGIT)
    return prediction_of("1", 0.9) if len(columns) < 8 else prediction_of("7", 0.8, rival="9")


@pytest.fixture
def classifier() -> FakeClassifier:
    return FakeClassifier(by_shape)


@pytest.fixture
def number(window: MainWindow) -> MainWindow:
    """A window in number mode."""
    action(window, "action_number").trigger()
    assert window.number.is_on
    return window


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def write(window: MainWindow, qtbot: QtBot, *digits: list[Line], text: str) -> None:
    for lines in digits:
        for line in lines:
            draw(window.canvas, line)
    wait_for(window, qtbot, text)


def wait_for(window: MainWindow, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: window.number.reading is not None and window.number.reading.text == text)


def strip(window: MainWindow) -> DigitStrip:
    found = window.findChild(DigitStrip, "digit_strip")
    assert isinstance(found, DigitStrip)
    return found


def test_the_canvas_becomes_wide_and_says_what_it_is_for(number: MainWindow) -> None:
    paper = number.canvas.paper_rect()
    assert paper.width() == pytest.approx(3 * paper.height(), abs=3)
    assert "number" in number.canvas.accessibleDescription()
    assert number.panel.answer.text() == "Write a number"
    assert action(number, "action_number").isChecked()
    assert action(number, "action_number").shortcut().toString() == "Ctrl+Shift+N"


def test_a_number_is_read_as_it_grows(number: MainWindow, qtbot: QtBot) -> None:
    for digits, text in ((one(0.1), "1"), (seven(0.25), "17"), (one(0.4), "171"), (seven(0.55), "1717")):
        write(number, qtbot, digits, text=text)
    assert number.panel.answer.text().startswith("1717, 80")
    assert [digit.sign for digit in strip(number).digits] == list("1717")


def test_the_answer_comes_while_the_pen_is_down(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), text="1")
    begin(number.canvas, one(0.3)[0])
    wait_for(number, qtbot, "11")
    assert number.canvas.is_drawing
    assert len(number.canvas.drawing.strokes) == 1


def test_digits_that_are_there_are_not_read_again(number: MainWindow, qtbot: QtBot, classifier: FakeClassifier) -> None:
    write(number, qtbot, seven(0.1), seven(0.3), text="77")
    seen = len(classifier.seen)
    write(number, qtbot, [[(0.6, 0.3)]], text="77?")
    assert len(classifier.seen) - seen <= 2


def test_a_late_crossbar_joins_its_digit(number: MainWindow, qtbot: QtBot) -> None:
    roof, bar = seven(0.2)
    write(number, qtbot, [roof], one(0.4), [bar], text="71")
    assert number.number.reading is not None
    assert [digit.strokes for digit in number.number.reading.digits] == [(0, 2), (1,)]
    assert strip(number).place == 0  # what the pen touched last


def test_a_scribble_is_a_question_mark_within_the_number(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), scribble(0.25), one(0.5), text="1?1")
    assert number.panel.sentence.text() == "Part 2 is not a digit."
    assert number.panel.answer.text().startswith("1?1")


def test_arrows_and_clicks_choose_whose_bars_are_shown(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), seven(0.3), one(0.5), text="171")
    assert number.panel.chart.prediction.label == "1"
    qtbot.keyClick(number.canvas, Qt.Key.Key_Left)
    assert number.panel.chart.prediction.label == "7"
    assert number.panel.network_view.pixels == strip(number).digits[1].pixels
    with qtbot.waitSignal(number.predicted, check_params_cb=lambda p: p.label == "1"):
        qtbot.mouseClick(strip(number), Qt.MouseButton.LeftButton, pos=strip(number).rect_of(0).center())
    assert "1 of 3" in strip(number).accessibleName()
    qtbot.keyClick(strip(number), Qt.Key.Key_End)
    assert strip(number).place == 2
    qtbot.keyClick(strip(number), Qt.Key.Key_Right)
    assert strip(number).place == 2
    qtbot.mouseClick(strip(number), Qt.MouseButton.LeftButton, pos=QPoint(strip(number).width() - 2, 2))
    assert strip(number).place == 2


def test_each_digit_has_a_bracket_of_its_own(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), seven(0.3), text="17")
    first, second = number.canvas._marks
    assert (first.sign, second.sign, second.is_selected) == ("1", "7", True)
    assert first.left <= 0.1 * 840 <= first.right < second.left <= 0.3 * 840 <= second.right
    assert first.top == second.top


def test_brackets_of_digits_that_touch_stay_apart(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, *[one(0.1 + 0.02 * place) for place in range(6)], text="1" * 6)
    marks = number.canvas._marks
    assert all(left.right < right.left for left, right in pairwise(marks))


def test_brackets_are_painted_and_go_with_the_ink(number: MainWindow, qtbot: QtBot) -> None:
    blank = painted(number)
    write(number, qtbot, one(0.1), text="1")
    (mark,) = number.canvas._marks
    rows = slice(*(round(share * blank.shape[0]) for share in (mark.top / 280, mark.top / 280 + 0.1)))
    qtbot.waitUntil(lambda: bool((painted(number)[rows] != blank[rows]).any()))
    number.clear()
    wait_for(number, qtbot, "")
    assert number.canvas._marks == ()
    assert number.panel.answer.text() == "Write a number"


def painted(window: MainWindow) -> np.ndarray:
    """Return the paper as it is on the screen, its hint left out of sight."""
    image = window.canvas.grab(window.canvas.paper_rect()).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return pixels[:, : image.width() // 4].copy()


def test_undo_erase_and_clear_work_there(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), one(0.3), text="11")
    number.undo()
    wait_for(number, qtbot, "1")
    number.redo()
    wait_for(number, qtbot, "11")
    draw(number.canvas, [(0.1, 0.2), (0.1, 0.8)], Qt.MouseButton.RightButton)
    wait_for(number, qtbot, "1")
    number.clear()
    wait_for(number, qtbot, "")
    assert number.canvas.is_blank
    number.undo()
    wait_for(number, qtbot, "1")
    assert number.number.text == "1"


def test_each_mode_keeps_its_own_drawing(window: MainWindow, qtbot: QtBot) -> None:
    draw(window.canvas, [(0.5, 0.2), (0.5, 0.8)])
    digit = window.canvas.drawing
    with qtbot.waitSignal(window.recognizer.number_answered):
        action(window, "action_number").trigger()
    assert window.canvas.is_blank
    assert not window.canvas.can_undo
    write(window, qtbot, one(0.1), one(0.3), text="11")
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "1"):
        action(window, "action_number").trigger()
    assert window.canvas.drawing == digit
    assert window.number.reading is None
    assert window.panel.answer.text().startswith("1, 9")
    assert not window.canvas._marks
    action(window, "action_number").trigger()
    wait_for(window, qtbot, "11")
    assert len(window.canvas.drawing.strokes) == 2
    assert window.canvas.can_undo


def test_an_answer_to_the_other_mode_is_passed_over(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), one(0.3), text="11")
    late = number.canvas.sketch
    action(number, "action_number").trigger()
    with qtbot.waitSignal(number.recognizer.number_answered):
        number.recognizer.ask(late)
    assert number.panel.answer.text() == "Draw a digit"
    action(number, "action_number").trigger()
    wait_for(number, qtbot, "11")
    with qtbot.waitSignal(number.recognizer.answered):
        number.recognizer.ask(Sketch(Drawing().with_stroke([(100, 40), (100, 240)])))
    assert number.panel.answer.text().startswith("11, ")


def test_the_mode_and_each_pen_are_kept(make_window: Callable[..., MainWindow], qtbot: QtBot) -> None:
    first = make_window()
    first.canvas.set_pen_width(30.0)
    action(first, "action_number").trigger()
    assert first.canvas.pen_width == 12.0
    first.canvas.set_pen_width(8.0)
    first.close()
    assert Settings()[MODE] == "number"
    second = make_window()
    assert second.number.is_on
    assert action(second, "action_number").isChecked()
    assert second.panel.answer.text() == "Write a number"
    assert second.canvas.pen_width == 8.0
    action(second, "action_number").trigger()
    assert second.canvas.pen_width == 30.0


def test_the_number_is_copied(number: MainWindow, qtbot: QtBot) -> None:
    assert not action(number, "action_copy").isEnabled()
    write(number, qtbot, one(0.1), seven(0.3), text="17")
    action(number, "action_copy").trigger()
    assert QGuiApplication.clipboard().text() == "17"
    assert number.message_bar.text == "Copied: 17"


def test_a_single_digit_is_copied_too(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "1"):
        draw(window.canvas, [(0.5, 0.2), (0.5, 0.8)])
    action(window, "action_copy").trigger()
    assert QGuiApplication.clipboard().text() == "1"


def test_a_saved_number_opens_as_a_number(number: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    write(number, qtbot, one(0.1), seven(0.3), text="17")
    path = tmp_path / "number.ndjson"
    number.save_drawing(path)
    qtbot.waitUntil(path.exists)
    assert json.loads(path.read_text())["size"] == [840.0, 280.0]
    action(number, "action_number").trigger()
    assert not number.number.is_on
    number.open_path(path)
    qtbot.waitUntil(lambda: number.number.is_on)
    wait_for(number, qtbot, "17")
    assert len(number.canvas.drawing.strokes) == 3


def test_a_saved_digit_opens_as_a_digit(number: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    write(number, qtbot, one(0.1), text="1")
    path = tmp_path / "digit.ndjson"
    path.write_text(drawing_to_json(Drawing().with_stroke([(100, 40), (100, 240)])))
    number.open_path(path)
    qtbot.waitUntil(lambda: not number.number.is_on)
    assert len(number.canvas.drawing.strokes) == 1
    action(number, "action_number").trigger()
    wait_for(number, qtbot, "1")


def test_a_wide_drawing_of_any_size_fits(number: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "wide.ndjson"
    lines = [[[3000 + 1000 * x, 100], [3000 + 1000 * x, 1900]] for x in range(2)]
    path.write_text(json.dumps({"size": [20_000, 2_000], "strokes": lines}))
    number.open_path(path)
    wait_for(number, qtbot, "11")
    assert number.canvas.drawing.size == (840.0, 280.0)


def test_a_saved_picture_is_as_wide_as_the_paper(number: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    write(number, qtbot, one(0.9), text="1")
    path = tmp_path / "number.png"
    number.save_drawing(path)
    qtbot.waitUntil(path.exists)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (1680, 560)
    assert image.pixelColor(round(0.9 * 1680), 280).lightness() < 80


def test_a_digit_of_the_number_is_kept_as_an_example(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), seven(0.8), text="17")
    action(number, "action_keep_example").trigger()
    popover = number.findChild(KeepPopover)
    assert popover.focusWidget().objectName() == "keep_as_7"
    qtbot.keyClick(popover, Qt.Key.Key_7)
    qtbot.waitUntil(lambda: "Kept" in number.message_bar.text)
    (example,) = read_examples()
    assert example.drawing is not None
    assert len(example.drawing.strokes) == 2
    assert example.as_raster().tobytes() == strip(number).digits[1].pixels


def test_what_looks_at_the_drawing_sees_the_selected_digit(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), seven(0.8), text="17")
    number.number.select(0)
    source = number.source
    assert len(source.complete().strokes) == 1  # type: ignore[union-attr]
    assert not source.is_number  # type: ignore[union-attr]


def test_a_picture_takes_the_square_place_and_gives_it_back(number: MainWindow, qtbot: QtBot) -> None:
    write(number, qtbot, one(0.1), one(0.3), text="11")
    raster = np.zeros((28, 28), dtype=np.uint8)
    raster[4:24, 13:15] = 255
    number.show_raster(raster, "a bar")
    assert number.panel.y() < number.results_view.height()  # beside it, not below
    assert not strip(number).isVisible()
    number.go_back()
    assert number.number.is_on
    assert strip(number).isVisible()
    wait_for(number, qtbot, "11")
    number.show_raster(raster, "a bar")
    action(number, "action_number").trigger()
    assert not number.is_showing_picture
    assert not number.number.is_on


@pytest.mark.parametrize("size", [(1, 1), (1700, 1000), (900, 1100), (1900, 620)])
def test_nothing_is_cut_at_any_size(number: MainWindow, qtbot: QtBot, size: tuple[int, int]) -> None:
    write(number, qtbot, *[one(0.05 + 0.08 * place) for place in range(11)], text="1" * 11)
    number.resize(*size)
    assert number.height() <= max(540, size[1])
    places = []
    for widget in (number.canvas, number.panel.answer, number.panel.chart, number.panel.network_view, strip(number)):
        place = widget.rect().translated(widget.mapTo(number, widget.rect().topLeft()))
        assert number.rect().contains(place), widget.objectName()
        places.append(place)
    for index, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[index + 1 :])
    assert number.canvas.paper_rect().height() >= 90
    assert strip(number).rect_of(strip(number).place).right() <= strip(number).width()


def test_both_drawings_survive_a_crash(window: MainWindow, qtbot: QtBot) -> None:
    session = Session()
    session.begin()
    recovery = Recovery(window, session)
    draw(window.canvas, [(0.5, 0.2), (0.5, 0.8)])
    action(window, "action_number").trigger()
    write(window, qtbot, one(0.1), one(0.3), text="11")
    folder = user_data_dir() / "session"
    qtbot.waitUntil(lambda: len(kept_lines(folder)) == 2)
    lines = kept_lines(folder)
    assert [drawing_from_json(line).size[0] for line in lines] == [280.0, 840.0]
    window.clear()
    action(window, "action_number").trigger()
    window.clear()
    assert recovery._bring_back("\n".join([*lines, "nonsense"]))
    assert window.number.is_on
    wait_for(window, qtbot, "11")
    action(window, "action_number").trigger()
    assert len(window.canvas.drawing.strokes) == 1
    session.end()


def kept_lines(folder: Path) -> list[str]:
    return [line for path in folder.glob("[0-9]*.ndjson") for line in path.read_text().splitlines()]


def test_the_pen_stays_fluid_in_a_long_number(number: MainWindow, qtbot: QtBot) -> None:
    """Newest wins: a hundred moves are not a hundred answers to wait for."""
    write(number, qtbot, *[seven(0.06 + 0.1 * place) for place in range(9)], text="7" * 9)
    begin(number.canvas, [(0.95, 0.25)])
    for step in range(100):
        send_mouse(number.canvas, QEvent.Type.MouseMove, at(number.canvas, (0.95, 0.25 + step / 200)))
    wait_for(number, qtbot, "7" * 9 + "1")
    assert number.canvas.is_drawing


def test_words_name_the_rival_of_an_unsure_digit() -> None:
    from app.core.grouping import Box
    from app.recognition.numbers import NumberDigit, NumberReading

    def digit(prediction: Prediction) -> NumberDigit:
        return NumberDigit((0,), Box(0, 0, 1, 1), np.zeros((28, 28), np.uint8), prediction)

    unsure = prediction_of("7", 0.6, verdict=Verdict.UNSURE, rival="1")
    words = number_words(NumberReading((digit(prediction_of("4", 0.99)), digit(unsure))))
    assert words.sentence.startswith("Digit 2 is 7, or 1 at 40")
    assert words.answer.startswith("Perhaps 47, 60")
