"""The window as a whole: names, keys, answers, models, themes, and what it keeps."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import BundleError
from app.core.prediction import Prediction
from app.core.settings import MODEL, PEN_WIDTH, THEME, Settings
from app.ui.main_window import MainWindow
from app.ui.theme import DARK_COLOURS, LIGHT_COLOURS
from tests.ui.events import at, begin, draw, send_mouse
from tests.ui.fakes import FakeClassifier, prediction_of

WIDGETS = ("canvas", "answer_label", "probability_chart", "network_view", "status_device", "results_view")
ACTIONS = (
    "action_open", "action_open_folder", "action_paste", "action_save_drawing", "action_clear", "action_undo",
    "action_redo", "action_train", "action_models", "action_export", "action_about",
)  # fmt: skip
LINE = [(0.4, 0.1), (0.5, 0.5), (0.45, 0.9)]


@pytest.mark.parametrize("name", WIDGETS)
def test_the_widgets_of_the_contract_are_there_and_named(window: MainWindow, name: str) -> None:
    widget = window.findChild(QWidget, name)
    assert widget is not None
    assert widget.accessibleName()


@pytest.mark.parametrize("name", ACTIONS)
def test_the_actions_of_the_contract_are_in_a_menu_with_a_text(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action is not None
    assert action.text()
    assert action in [a for top in window.menuBar().actions() for a in top.menu().actions()]


def test_no_two_actions_share_a_shortcut(window: MainWindow) -> None:
    keys = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("action_open", "Ctrl+O"),
        ("action_paste", "Ctrl+V"),
        ("action_save_drawing", "Ctrl+S"),
        ("action_undo", "Ctrl+Z"),
        ("action_redo", "Ctrl+Shift+Z"),
        ("action_clear", "Ctrl+Del"),
        ("action_quit", "Ctrl+Q"),
        ("action_thinner", "["),
        ("action_thicker", "]"),
    ],
)
def test_shortcuts(window: MainWindow, name: str, key: str) -> None:
    action = window.findChild(QAction, name)
    assert key in [sequence.toString() for sequence in action.shortcuts()]


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    kinds = (QAbstractButton, QSlider, QLineEdit)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, kinds) and not widget.accessibleName() and widget.objectName() != "qt_menubar_ext_button"
    ]
    assert not nameless


def test_an_answer_follows_every_stroke(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3") as predicted:
        draw(window.canvas, LINE)
    prediction: Prediction = predicted.args[0]
    assert prediction == window.panel.chart.prediction
    assert window.panel.answer.text().startswith("3, 97")
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label is None):
        window.clear()
    assert window.panel.answer.text() == "Draw a digit"


def test_an_answer_comes_while_the_pen_is_down(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        begin(window.canvas, LINE)
    assert window.canvas.is_drawing
    assert window.canvas.drawing.is_empty


def test_the_network_view_shows_exactly_what_was_classified(
    window: MainWindow, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        draw(window.canvas, LINE)
    qtbot.waitUntil(lambda: window.panel.network_view.pixels == classifier.seen[-1].tobytes())
    assert any(window.panel.network_view.pixels)


def test_the_bars_never_go_blank_while_drawing(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        begin(window.canvas, LINE)
    seen: list[str | None] = []
    window.predicted.connect(lambda prediction: seen.append(prediction.label))
    for step in range(60):
        send_mouse(window.canvas, QEvent.Type.MouseMove, at(window.canvas, (0.4 + step / 300, 0.9 - step / 100)))
        QApplication.processEvents()
        assert window.panel.chart.prediction.label == "3"
    send_mouse(window.canvas, QEvent.Type.MouseButtonRelease, at(window.canvas, (0.6, 0.3)))
    qtbot.waitUntil(lambda: bool(seen))
    assert set(seen) == {"3"}


def test_keys_draw_nothing_but_steer(window: MainWindow, qtbot: QtBot) -> None:
    window.canvas.setFocus()
    width = window.canvas.pen_width
    qtbot.keyClick(window.canvas, Qt.Key.Key_BracketRight)
    assert window.canvas.pen_width == width + 2
    qtbot.keyClick(window.canvas, Qt.Key.Key_BracketLeft)
    qtbot.keyClick(window.canvas, Qt.Key.Key_BracketLeft)
    assert window.canvas.pen_width == width - 2
    assert window.findChild(QSlider, "pen_width").value() == width - 2
    qtbot.keyClick(window.canvas, Qt.Key.Key_E)
    assert window.canvas.is_eraser
    qtbot.keyClick(window.canvas, Qt.Key.Key_E)
    assert not window.canvas.is_eraser


def test_the_slider_sets_the_pen(window: MainWindow) -> None:
    window.findChild(QSlider, "pen_width").setValue(33)
    assert window.canvas.pen_width == 33


def test_undo_redo_and_clear_are_offered_when_they_do_something(window: MainWindow, qtbot: QtBot) -> None:
    undo, redo, clear = (window.findChild(QAction, f"action_{name}") for name in ("undo", "redo", "clear"))
    assert [a.isEnabled() for a in (undo, redo, clear)] == [False, False, False]
    draw(window.canvas, LINE)
    assert [a.isEnabled() for a in (undo, redo, clear)] == [True, False, True]
    qtbot.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [a.isEnabled() for a in (undo, redo, clear)] == [False, True, False]


def test_escape_cancels_the_stroke_under_way(window: MainWindow, qtbot: QtBot) -> None:
    begin(window.canvas, LINE)
    qtbot.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.canvas.is_blank
    assert not window.canvas.can_undo


def test_the_status_bar_names_model_and_device(window: MainWindow) -> None:
    assert window.findChild(QLabel, "status_model").text() == "fake 0.0"
    device = window.findChild(QLabel, "status_device")
    assert (device.text(), device.accessibleName()) == ("CPU (fake)", "CPU (fake)")


def test_the_time_of_the_last_answer_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    draw(window.canvas, LINE)
    label = window.findChild(QLabel, "status_time")
    qtbot.waitUntil(lambda: bool(label.text()))
    assert re.fullmatch(r"\d+\.\d ms", label.text())


@pytest.mark.parametrize(
    "name", ["action_open_folder", "action_models", "action_about", "action_open", "action_export"]
)
def test_no_menu_item_is_dead(window: MainWindow, name: str, qtbot: QtBot) -> None:
    window.findChild(QAction, name).trigger()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QDialog)))
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert window.isVisible()


def test_the_folder_that_is_chosen_is_read(window: MainWindow, picture_path: Path, qtbot: QtBot) -> None:
    window.findChild(QAction, "action_open_folder").trigger()
    dialog = next(d for d in window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(picture_path.parent))
    dialog.reject()
    table = window.findChild(QDialog, "folder_dialog")
    qtbot.waitUntil(lambda: not table.is_reading)
    assert [row.name for row in table.model.rows] == [picture_path.name]


def test_saving_an_empty_drawing_says_so(window: MainWindow) -> None:
    window.findChild(QAction, "action_save_drawing").trigger()
    assert "no ink" in window.message_bar.text
    assert not [d for d in window.findChildren(QFileDialog) if d.isVisible()]


def test_about_names_versions_and_device(window: MainWindow) -> None:
    window.findChild(QAction, "action_about").trigger()
    dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    dialog.findChild(QAbstractButton, "dialog_copy").click()
    copied = QApplication.clipboard().text()
    for word in ("Inkdigit: ", "Python: 3.", "Qt: 6.", "PySide6: 6.", "LiteRT: ", "NumPy: ", "CPU (fake)"):
        assert word in copied
    dialog.reject()


def test_the_theme_can_be_chosen_and_is_kept(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    corner = window.grab().toImage().pixelColor(2, window.height() // 2)
    assert corner == QColor(LIGHT_COLOURS.window)
    window.findChild(QAction, "action_theme_dark").trigger()
    assert window.grab().toImage().pixelColor(2, window.height() // 2) == QColor(DARK_COLOURS.window)
    paper = window.canvas.grab().toImage()
    assert paper.pixelColor(15, 15) == QColor(DARK_COLOURS.paper)
    window.close()
    assert Settings()[THEME] == "dark"
    again = make_window()
    assert again.theme.is_dark
    assert again.findChild(QAction, "action_theme_dark").isChecked()
    again.findChild(QAction, "action_theme_light").trigger()


def test_pen_and_place_are_kept(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    window.canvas.set_pen_width(36)
    window.resize(720, 610)
    window.close()
    assert Settings()[PEN_WIDTH] == 36
    again = make_window()
    assert again.canvas.pen_width == 36
    assert (again.width(), again.height()) == (720, 610)


@pytest.mark.parametrize("content", ["garbage", "[main_window]\ngeometry=@ByteArray(\\0\\0\\0)", "[main_window"])
def test_a_damaged_place_is_ignored(make_window: Callable[..., MainWindow], inkdigit_home: Path, content: str) -> None:
    (inkdigit_home / "config").mkdir()
    (inkdigit_home / "config" / "window.ini").write_text(content)
    window = make_window()
    assert window.width() >= 640


def test_the_smallest_window_cuts_nothing(window: MainWindow) -> None:
    window.resize(1, 1)
    assert window.width() <= 800
    assert window.height() <= 540
    for widget in (window.canvas, window.panel.answer, window.panel.chart, window.panel.network_view):
        place = widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))
        assert window.rect().contains(place), widget.objectName()


def test_a_bad_model_of_the_settings_gives_way_to_the_shipped_one(qtbot: QtBot) -> None:
    def load(name: str) -> FakeClassifier:
        if name == "gone":
            raise BundleError("There is no model “gone”.", "Choose another one.")
        return FakeClassifier()

    settings = Settings()
    settings[MODEL] = "gone"
    window = MainWindow(classifier_factory=load, settings=settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.recognizer.model_loaded):
        window.show()
    assert "gone" in window.message_bar.text
    assert settings[MODEL] == "digits"


def test_without_any_model_the_window_says_so_and_still_takes_ink(qtbot: QtBot) -> None:
    def load(_name: str) -> FakeClassifier:
        raise BundleError("There is no model “digits”.", "Install Inkdigit again.")

    window = MainWindow(classifier_factory=load)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.recognizer.model_failed):
        window.show()
    assert window.panel.answer.text() == "No model"
    assert "Install Inkdigit again." in window.message_bar.text
    draw(window.canvas, LINE)
    assert len(window.canvas.drawing.strokes) == 1


def test_another_model_reads_the_drawing_again(qtbot: QtBot) -> None:
    models = {"digits": FakeClassifier(), "mine": FakeClassifier(lambda _raster: prediction_of("9"))}
    window = MainWindow(classifier_factory=models.__getitem__)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "3"):
        draw(window.canvas, LINE)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda p: p.label == "9"):
        window.recognizer.use_model("mine")
    assert window.settings[MODEL] == "mine"


def test_closing_while_the_model_loads_ends_cleanly(qtbot: QtBot) -> None:
    entered, go = threading.Event(), threading.Event()

    def load(_name: str) -> FakeClassifier:
        entered.set()
        assert go.wait(300)
        return FakeClassifier()

    window = MainWindow(classifier_factory=load)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(entered.is_set)
    threading.Timer(0.05, go.set).start()
    window.close()
    assert not window.recognizer.isRunning()


def test_an_unexpected_exception_becomes_a_report(window: MainWindow, qtbot: QtBot) -> None:
    window.show_failure(ZeroDivisionError("nobody thought of this"))
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    report = dialog.findChild(QObject, "report_text").toPlainText()
    assert "ZeroDivisionError: nobody thought of this" in report
    window.show_failure(ZeroDivisionError("again"))
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]) == 1
    dialog.reject()
    assert window.isVisible()
