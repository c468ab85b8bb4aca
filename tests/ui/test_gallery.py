"""The gallery: forty pictures a page with their classes, keys, counts, and words where there are none."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import DataSetError
from app.core.preview import NumberedPicture
from app.ui.gallery import Gallery
from app.ui.theme import Theme
from tests.ui.jobs import preview_of


@pytest.fixture
def gallery(qtbot: QtBot, theme: Theme) -> Gallery:
    gallery = Gallery(theme)
    qtbot.addWidget(gallery)
    gallery.resize(760, 480)
    gallery.show()
    return gallery


def names_on(gallery: Gallery) -> list[str]:
    return gallery.findChild(QWidget, "gallery_grid").accessibleDescription().split(", ")


def test_it_says_that_it_loads(gallery: Gallery) -> None:
    assert gallery.text == "Loading…"


def test_the_first_page_has_forty_pictures_with_their_classes(gallery: Gallery) -> None:
    gallery.show_preview(preview_of(95))
    assert gallery.text == ""
    assert names_on(gallery) == [str(index % 10) for index in range(40)]


def test_keys_turn_the_pages_and_stop_at_the_ends(gallery: Gallery, qtbot: QtBot) -> None:
    gallery.show_preview(preview_of(95))
    pages = []
    for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(gallery, key)
        pages.append(gallery.page)
    assert pages == [0, 1, 2, 2, 1]
    qtbot.keyClick(gallery, Qt.Key.Key_PageDown)
    assert len(names_on(gallery)) == 15


def test_buttons_turn_the_pages(gallery: Gallery) -> None:
    gallery.show_preview(preview_of(60))
    forth, back = (gallery.findChild(QAbstractButton, f"gallery_{name}") for name in ("next", "previous"))
    assert not back.isEnabled()
    forth.click()
    assert gallery.page == 1
    assert not forth.isEnabled()
    assert gallery.findChild(QLabel, "gallery_page").text() == "Page 2 of 2"


def test_the_pictures_are_painted_as_bright_as_they_are(gallery: Gallery) -> None:
    gallery.show_preview(preview_of(40))
    grid = gallery.findChild(QWidget, "gallery_grid")
    image = grid.grab().toImage()
    greys = {QColor(image.pixel(x, y)).red() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert {7, 23, 39} <= greys


def test_counts_are_told(gallery: Gallery) -> None:
    gallery.show_preview(preview_of())
    texts = [label.text() for label in gallery.findChildren(QLabel)]
    assert "mnist: 6,000 pictures to learn from, 1,000 to test with" in texts


def test_data_without_a_test_part_say_what_becomes_of_them(gallery: Gallery) -> None:
    gallery.show_preview(replace(preview_of(), name="my-drawings", counts_test=(0, 0)))
    texts = [label.text() for label in gallery.findChildren(QLabel)]
    assert "my-drawings: 6,000 pictures; a training leaves out a sixth of them to test with" in texts


def test_an_empty_set_and_an_error_are_said(gallery: Gallery) -> None:
    gallery.show_preview(preview_of(0))
    assert gallery.text == "There are no pictures in these data."
    gallery.show_error(DataSetError("The file is cut off.", "Get it again."))
    assert gallery.text == "The file is cut off.\nGet it again."


def test_long_and_hostile_class_names_are_shown_as_they_are(gallery: Gallery) -> None:
    gallery.show_preview(preview_of(12, ("<b>Ankle boot</b> " * 9, "T-shirt/top")))
    assert names_on(gallery)[0].startswith("<b>Ankle boot</b>")
    assert not gallery.grab().isNull()


def _cell_centre(grid: QWidget, row: int, column: int) -> QPoint:
    return QPoint(round((column + 0.5) * grid.width() / 10), round((row + 0.4) * min(grid.height() / 4, 110)))


def test_a_click_has_a_picture_read(gallery: Gallery, qtbot: QtBot) -> None:
    preview = preview_of(95)
    gallery.show_preview(replace(preview, indices=np.arange(95) + 12_000))
    gallery.turn_forth()
    grid = gallery.findChild(QWidget, "gallery_grid")
    with qtbot.waitSignal(gallery.image_chosen) as caught:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=_cell_centre(grid, 0, 3))
    chosen = caught.args[0]
    assert chosen.image[0, 0] == 43
    assert chosen.caption == "mnist, training picture 12,043: 3"
    with qtbot.assertNotEmitted(gallery.image_chosen, wait=50):
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(grid.width() - 2, grid.height() - 2))


def test_keys_choose_a_picture_too(gallery: Gallery, qtbot: QtBot) -> None:
    gallery.show_preview(preview_of(95))
    grid = gallery.findChild(QWidget, "gallery_grid")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(grid, key)
    with qtbot.waitSignal(gallery.image_chosen) as caught:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert caught.args[0].image[0, 0] == 12
    assert caught.args[0].caption == "mnist: 2"


def test_a_picture_is_asked_for_by_its_number(gallery: Gallery, qtbot: QtBot) -> None:
    gallery.show_preview(preview_of(95))
    number = gallery.findChild(QSpinBox, "gallery_number")
    assert number.maximum() == 999, "of the test part"
    number.setValue(130)
    with qtbot.waitSignal(gallery.number.asked) as caught:
        gallery.findChild(QAbstractButton, "gallery_read").click()
    assert caught.args == ["test", 130]
    with qtbot.waitSignal(gallery.image_chosen) as answered:
        gallery.choose(NumberedPicture(np.full((28, 28), 9, dtype=np.uint8), "6", "mnist", "test", 130))
    assert answered.args[0].caption == "mnist, test picture 130: 6"
    gallery.findChild(QComboBox, "gallery_part").setCurrentIndex(1)
    assert number.maximum() == 5999
