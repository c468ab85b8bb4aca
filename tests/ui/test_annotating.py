"""A picture saved with its boxes: in its own resolution, to be read at any size, or a sentence says why not."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

from app.core.prediction import Verdict
from app.core.raster import raster_of_drawing
from app.ui.annotating import annotated
from app.ui.main_window import MainWindow
from app.ui.marks import Mark
from app.ui.theme import DARK_COLOURS, LIGHT_COLOURS
from tests.ui.events import draw
from tests.ui.fakes import FakeClassifier, prediction_of
from tests.ui.test_results_view import sheet
from tests.unit.core.pictures import drawn

Open = Callable[[Path], None]


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> Open:
    """Open a picture and wait for its digits."""

    def open_now(path: Path) -> None:
        window.open_path(path)
        view = window.results_view
        qtbot.waitUntil(lambda: bool(view.marks) and view.opened.name == path.name)

    return open_now


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A page of six digits that is larger than the screen shows it."""
    path = tmp_path / "a page.png"
    page = sheet(3, 2)
    page.resize((page.width * 5, page.height * 5)).save(path)
    return path


def save(window: MainWindow, path: Path, qtbot: QtBot) -> Image.Image:
    window.writer.save_picture(path)
    qtbot.waitUntil(lambda: "Saved as" in window.message_bar.text)
    return Image.open(path).convert("RGB")


def painted_in(image: Image.Image, colour: str) -> np.ndarray:
    """Return where a picture has a colour, bool (height, width)."""
    wanted = QColor(colour)
    return (np.asarray(image) == (wanted.red(), wanted.green(), wanted.blue())).all(axis=2)


def test_it_has_the_picture_s_own_size_and_boxes_and_readings_in_scale(
    window: MainWindow, opened: Open, large: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(large)
    assert window.results_view.opened.image.width() < 2400
    image = save(window, tmp_path / "out.png", qtbot)
    assert image.size == (2400, 1600)
    blue = painted_in(image, LIGHT_COLOURS.accent)
    for mark in window.results_view.marks:
        x, y, width, height = mark.box
        rows = np.flatnonzero(blue[:, x + width // 2])
        assert np.abs(rows - y).min() < 0.06 * height
        tag = blue[max(y - height, 0) : y - round(0.05 * height), x : x + width]
        tall = np.flatnonzero(tag.any(axis=1))
        assert tall[-1] - tall[0] > 0.03 * image.width
    untouched = np.asarray(Image.open(large).convert("RGB"))[700:900, 2380:]
    assert np.array_equal(np.asarray(image)[700:900, 2380:], untouched)


def test_what_was_corrected_is_written(
    window: MainWindow, opened: Open, large: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(large)
    before = np.asarray(save(window, tmp_path / "one.png", qtbot))
    window.results_view.correct("7")
    window.message_bar.dismiss()
    after = np.asarray(save(window, tmp_path / "other.png", qtbot))
    changed = np.argwhere((before != after).any(axis=2))
    x, y, width, _ = window.results_view.marks[0].box
    assert len(changed) > 20
    assert (changed[:, 0] < y).all()
    assert (np.abs(changed[:, 1] - x - width / 2) < width).all()


def test_unsure_and_no_digits_have_their_colours_on_dark_pictures_too() -> None:
    dark = QImage(400, 200, QImage.Format.Format_RGB888)
    dark.fill(QColor(20, 24, 30))
    verdicts = (Verdict.DIGIT, Verdict.UNSURE, Verdict.NOT_A_DIGIT)
    marks = [
        Mark(0, (40 + 120 * place, 80, 60, 80), None, prediction_of("3", 0.6, verdict=verdict))
        for place, verdict in enumerate(verdicts)
    ]
    image = annotated(dark, (400, 200), marks)
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {DARK_COLOURS.accent, DARK_COLOURS.caution, DARK_COLOURS.danger} <= seen


def test_a_raster_is_enlarged_so_that_it_can_be_read(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    draw(window.canvas, [(0.3, 0.2), (0.7, 0.2), (0.4, 0.8)])
    window.show_raster(raster_of_drawing(window.canvas.drawing), "sample 3")
    qtbot.waitUntil(lambda: len(window.results_view.marks) == 1)
    image = save(window, tmp_path / "out.png", qtbot)
    assert image.width == image.height
    assert image.width % 28 == 0
    assert image.width >= 320


def test_a_pasted_picture_is_saved_as_it_was(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    mime = QMimeData()
    pixels = np.ascontiguousarray(drawn(canvas=(1800, 900), height=500, brush=50))
    mime.setImageData(QImage(pixels.data, 1800, 900, 5400, QImage.Format.Format_RGB888).copy())
    window.opener.open_mime(mime)
    qtbot.waitUntil(lambda: len(window.results_view.marks) == 1)
    assert save(window, tmp_path / "out.png", qtbot).size == (1800, 900)


def test_a_picture_that_is_gone_is_saved_as_it_is_shown(
    window: MainWindow, opened: Open, large: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(large)
    large.unlink()
    image = save(window, tmp_path / "out.png", qtbot)
    assert image.width == window.results_view.opened.image.width()
    assert "Smaller" in window.message_bar.text


def test_what_cannot_be_written_is_said(
    window: MainWindow, opened: Open, large: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(large)
    window.writer.save_picture(tmp_path / "out.jpg")
    qtbot.waitUntil(lambda: ".png" in window.message_bar.text)
    window.message_bar.dismiss()
    (tmp_path / "file").write_text("x")
    window.writer.save_picture(tmp_path / "file" / "out.png")
    qtbot.waitUntil(lambda: "cannot be saved" in window.message_bar.text)
    assert len(window.results_view.marks) == 6


def test_menu_and_button_ask_where(window: MainWindow, opened: Open, large: Path, qtbot: QtBot) -> None:
    opened(large)
    window.findChild(QAction, "action_save_drawing").trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("a page-read.png")
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    qtbot.mouseClick(window.findChild(QToolButton, "save_picture_button"), Qt.MouseButton.LeftButton)
    window.findChild(QFileDialog).reject()


def test_a_picture_that_is_gone_stays_as_it_was_read(
    window: MainWindow, opened: Open, large: Path, classifier: FakeClassifier, qtbot: QtBot
) -> None:
    opened(large)
    large.unlink()
    switch = window.findChild(QCheckBox, "whole_switch")
    switch.click()
    qtbot.waitUntil(lambda: "no file" in window.message_bar.text)
    assert not switch.isChecked()
    assert window.results_view.text == "333\n333"


def test_after_a_failed_file_the_switch_still_means_the_one_on_show(
    window: MainWindow, opened: Open, large: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(large)
    window.open_path(tmp_path / "missing.png")
    qtbot.waitUntil(lambda: "no file" in window.message_bar.text)
    window.findChild(QCheckBox, "whole_switch").click()
    qtbot.waitUntil(lambda: len(window.results_view.marks) == 1)
    assert window.results_view.opened.name == "a page.png"


def test_a_reading_stays_with_its_digit_near_the_upper_edge() -> None:
    white = QImage(600, 500, QImage.Format.Format_RGB888)
    white.fill(QColor("white"))
    marks = [
        Mark(0, (200, 20, 60, 100), None, prediction_of("3")),
        Mark(1, (200, 250, 60, 100), None, prediction_of("4")),
    ]
    image = annotated(white, (600, 500), marks)
    colour = QColor(LIGHT_COLOURS.accent)
    rows = [y for y in range(image.height()) if image.pixelColor(222, y) == colour]
    between = [y for y in rows if 125 < y < 200]
    assert min(rows) < 5
    assert not between
