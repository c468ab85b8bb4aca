"""An evaluation on show: figures, matrix, pictures, table, plot, and what is saved of it."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QScrollArea, QTabWidget, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import InkdigitError
from app.core.evaluation import Report
from app.ui.class_table import ClassTable
from app.ui.confusion_colours import cell_colour, ink_on, luminance
from app.ui.confusion_view import ConfusionView
from app.ui.evaluation_view import EvaluationView
from app.ui.evaluation_words import comparison_text, share_text
from app.ui.reliability_plot import ReliabilityPlot
from app.ui.sample_grid import ChosenImage, SampleGrid, crisp_pixmap
from app.ui.task import Tasks
from app.ui.theme import DARK, LIGHT, Theme
from tests.ui.reports import nines_as_fours, report_of

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
GARMENTS = ("T-shirt/top", "Trouser", "A garment with a name that is far too long for any cell")


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Callable[..., EvaluationView]]:
    tasks = Tasks()
    views: list[EvaluationView] = []

    def make(report: Report, other: Report | None = None) -> EvaluationView:
        view = EvaluationView(theme, tasks=tasks)
        views.append(view)
        qtbot.addWidget(view)
        view.resize(1000, 760)
        view.show_reports(report, other)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        return view

    yield make
    for view in views:
        view.close()
    tasks.stop()


def matrix_of(view: EvaluationView) -> ConfusionView:
    matrix = view.findChild(ConfusionView, "confusion_view")
    assert matrix is not None
    return matrix


def grid_of(view: EvaluationView) -> SampleGrid:
    grid = view.findChild(SampleGrid, "sample_grid")
    assert grid is not None
    return grid


def click_cell(view: EvaluationView, label: int, answer: int) -> None:
    matrix = matrix_of(view)
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.cell_rect(label, answer).center())


def shown_captions(view: EvaluationView) -> list[str]:
    model = grid_of(view).pictures
    return [model.caption(row) for row in range(model.rowCount())]


def test_the_figures_say_how_many_and_how_surely(show: Callable[..., EvaluationView]) -> None:
    view = show(nines_as_fours())
    accuracy = view.findChild(QLabel, "evaluation_first_accuracy")
    assert accuracy.text() == share_text(50 / 55)
    card = view.findChild(QWidget, "evaluation_first")
    assert "50 of 55 pictures of meadow" in card.accessibleDescription()
    low, high = nines_as_fours().interval
    assert f"{share_text(low)} to {share_text(high)}" in card.accessibleDescription()
    assert not view.findChild(QWidget, "evaluation_second").isVisible()


def test_it_begins_with_all_mistakes_surest_first(show: Callable[..., EvaluationView]) -> None:
    captions = shown_captions(show(nines_as_fours()))
    assert [caption.split(":")[0] for caption in captions] == [f"Picture {at}" for at in (54, 51, 53, 52, 50)]


def test_a_click_on_a_cell_shows_its_pictures(show: Callable[..., EvaluationView]) -> None:
    view = show(nines_as_fours())
    click_cell(view, 9, 4)
    captions = shown_captions(view)
    assert len(captions) == 3
    assert all("9 read as 4" in caption for caption in captions)
    assert grid_of(view).accessibleName().startswith("9 read as 4: 3 of 8")
    click_cell(view, 3, 3)
    assert len(shown_captions(view)) == 5
    click_cell(view, 3, 5)
    assert shown_captions(view) == []
    QTest.mouseClick(view.findChild(QPushButton, "evaluation_all_mistakes"), Qt.MouseButton.LeftButton)
    assert len(shown_captions(view)) == 5


def test_a_click_on_a_picture_hands_over_its_pixels(show: Callable[..., EvaluationView], qtbot: QtBot) -> None:
    view = show(nines_as_fours())
    click_cell(view, 9, 4)
    grid = grid_of(view)
    place = grid.visualRect(grid.pictures.index(1, 0)).center()
    with qtbot.waitSignal(view.image_chosen) as chosen:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    image: ChosenImage = chosen.args[0]
    assert image.image.shape == (28, 28)
    assert image.image[0, 0] == 53
    assert image.caption.startswith("Picture 52: 9 read as 4")


def test_the_keyboard_is_enough(show: Callable[..., EvaluationView], qtbot: QtBot) -> None:
    view = show(nines_as_fours())
    matrix, grid = matrix_of(view), grid_of(view)
    assert matrix.marked == (9, 4)
    matrix.setFocus()
    qtbot.waitUntil(matrix.hasFocus)
    QTest.keyClick(matrix, Qt.Key.Key_Home)
    QTest.keyClick(matrix, Qt.Key.Key_Left)
    assert matrix.marked == (0, 0)
    for _ in range(6):
        QTest.keyClick(matrix, Qt.Key.Key_Right)
    assert matrix.marked == (0, 6)
    assert matrix.accessibleDescription().startswith("0 read as 6: 1 of 6")
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert len(shown_captions(view)) == 1
    assert grid.hasFocus()
    with qtbot.waitSignal(view.image_chosen) as chosen:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert chosen.args[0].image[0, 0] == 55


def test_a_tooltip_counts_the_cell_below_the_pointer(show: Callable[..., EvaluationView]) -> None:
    view = show(nines_as_fours())
    matrix = matrix_of(view)
    place = matrix.cell_rect(9, 4).center()
    QApplication.sendEvent(matrix, QHelpEvent(QEvent.Type.ToolTip, place, matrix.mapToGlobal(place)))
    assert "9 read as 4: 3 of 8" in QToolTip.text()
    outside = QPoint(2, 2)
    QApplication.sendEvent(matrix, QHelpEvent(QEvent.Type.ToolTip, outside, matrix.mapToGlobal(outside)))


def test_a_perfect_model_shows_what_it_was_least_sure_of(show: Callable[..., EvaluationView]) -> None:
    view = show(report_of([(1, 1), (2, 2), (3, 3)], [9.0, 2.0, 5.0]))
    assert grid_of(view).accessibleName() == "No mistakes"
    assert [caption.split(":")[0] for caption in shown_captions(view)] == ["Picture 1", "Picture 2", "Picture 0"]
    assert view.findChild(QLabel, "evaluation_first_accuracy").text() == "100.00\N{NO-BREAK SPACE}%"


def test_26_classes_scroll_and_the_marked_cell_stays_in_sight(
    show: Callable[..., EvaluationView], qtbot: QtBot
) -> None:
    view = show(report_of([(at, (at + 1) % 26) for at in range(26)], names=LETTERS))
    matrix, area = matrix_of(view), view.findChild(QScrollArea, "confusion_area")
    assert matrix.cell_rect(0, 0).width() >= 22
    assert matrix.width() > area.viewport().width()
    QTest.keyClick(matrix, Qt.Key.Key_End)
    cell = matrix.cell_rect(25, 25)
    qtbot.waitUntil(lambda: matrix.visibleRegion().contains(cell))
    QTest.keyClick(matrix, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: matrix.visibleRegion().contains(matrix.cell_rect(0, 0)))


def colours_at_the_left_edge(area: QScrollArea) -> set[str]:
    strip = area.viewport().grab().toImage().copy(0, 60, 40, area.viewport().height() - 60)
    return {strip.pixelColor(x, y).name() for x in range(strip.width()) for y in range(strip.height())}


def test_the_names_stay_when_the_matrix_is_scrolled(show: Callable[..., EvaluationView], qtbot: QtBot) -> None:
    view = show(report_of([(at, (at + 1) % 26) for at in range(26)], names=LETTERS))
    area = view.findChild(QScrollArea, "confusion_area")
    bars = area.horizontalScrollBar(), area.verticalScrollBar()
    for bar in bars:
        bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: all(0 < bar.value() == bar.maximum() for bar in bars))
    qtbot.waitUntil(lambda: len(colours_at_the_left_edge(area)) > 5)
    assert len(colours_at_the_left_edge(area)) > 5, "no names"


def test_long_names_do_not_push_the_cells_away(show: Callable[..., EvaluationView]) -> None:
    view = show(report_of([(0, 1), (2, 2)], names=GARMENTS))
    assert matrix_of(view).cell_rect(0, 0).x() < 180
    assert grid_of(view).pictures.lines(0)[:2] == ["T-shirt/top", "as Trouser"]


def test_names_from_outside_are_never_markup(show: Callable[..., EvaluationView]) -> None:
    names = ("<b>bold</b>", "<img src='file:///x.png'>", "c")
    view = show(report_of([(0, 1), (2, 2)], names=names))
    model = grid_of(view).pictures
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold" in tip
    assert "<img" not in tip
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole).startswith("Picture 0: <b>bold</b>")
    plain = Qt.TextFormat.PlainText
    shown = [label for label in view.findChildren(QLabel) if "<" in label.text()]
    assert all(label.textFormat() == plain for label in shown)
    click_cell(view, 0, 1)
    assert [label.text() for label in view.findChildren(QLabel) if "<img" in label.text()]


@pytest.mark.parametrize("choice", [LIGHT, DARK])
def test_counts_can_be_read_on_every_colour(qapp: QApplication, choice: str) -> None:
    theme = Theme(choice)
    for is_right in (True, False):
        for step in range(21):
            fill = cell_colour(theme, step / 20, is_right=is_right)
            lighter, darker = sorted((luminance(fill), luminance(ink_on(fill))), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_cells_follow_the_theme(show: Callable[..., EvaluationView], theme: Theme, qtbot: QtBot) -> None:
    matrix = matrix_of(show(nines_as_fours()))
    corner = matrix.cell_rect(1, 1).topLeft() + QPoint(8, 8)

    def colour() -> QColor:
        return matrix.grab().toImage().pixelColor(corner)

    light = colour()
    theme.choose(DARK)
    qtbot.waitUntil(lambda: colour() != light)
    assert colour() == cell_colour(theme, 1.0, is_right=True)


def test_two_models_stand_side_by_side(show: Callable[..., EvaluationView]) -> None:
    first = nines_as_fours()
    second = report_of([(digit, digit) for digit in range(10) for _ in range(5)] + [(1, 7)] * 5, model="other")
    view = show(first, second)
    assert view.findChild(QWidget, "evaluation_second").isVisible()
    assert view.findChild(QLabel, "evaluation_comparison").text() == "Both are right equally often."
    view.findChild(QTabWidget, "evaluation_tabs").setCurrentIndex(1)
    table = view.findChild(ClassTable, "class_table")
    heads = [table.headerItem().text(column) for column in range(table.columnCount())]
    assert heads[2:4] == ["Recognised\nfake", "Recognised\nother"]
    chooser = view.findChild(QComboBox, "evaluation_shown")
    chooser.setCurrentIndex(1)
    assert all("1 read as 7" in caption for caption in shown_captions(view))


def test_a_difference_that_may_be_chance_is_called_so() -> None:
    good = report_of([(1, 1)] * 99 + [(1, 2)], model="good")
    better = report_of([(1, 1)] * 100, model="better")
    bad = report_of([(1, 1)] * 50 + [(1, 2)] * 50, model="bad")
    assert comparison_text(good, better) == "better 1.0 is right more often, by 1.00 points. It may be chance."
    assert comparison_text(bad, good) == "good 1.0 is right more often, by 49.00 points."


def test_the_classes_sort_by_their_numbers(show: Callable[..., EvaluationView]) -> None:
    view = show(nines_as_fours())
    view.findChild(QTabWidget, "evaluation_tabs").setCurrentIndex(1)
    table = view.findChild(ClassTable, "class_table")
    names = [table.topLevelItem(row).text(0) for row in range(10)]
    assert names == list("0123456789")
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert table.topLevelItem(0).text(0) == "9"
    assert table.topLevelItem(0).text(2) == share_text(5 / 8)


def test_the_classes_on_show_follow_another_report(show: Callable[..., EvaluationView]) -> None:
    view = show(nines_as_fours())
    view.findChild(QTabWidget, "evaluation_tabs").setCurrentIndex(1)
    view.show_reports(report_of([(0, 0), (1, 1), (2, 2)], names=GARMENTS))
    table = view.findChild(ClassTable, "class_table")
    assert [table.topLevelItem(row).text(0) for row in range(table.topLevelItemCount())] == list(GARMENTS)


def test_the_plot_says_its_bins(show: Callable[..., EvaluationView]) -> None:
    plot = show(nines_as_fours()).findChild(ReliabilityPlot, "reliability_plot")
    assert "93\N{NO-BREAK SPACE}% to 100\N{NO-BREAK SPACE}% sure" in plot.accessibleDescription()
    assert not plot.grab().isNull()


def test_a_share_is_never_rounded_to_a_certainty() -> None:
    assert share_text(0.99999) == "99.99\N{NO-BREAK SPACE}%"
    assert share_text(0.00001) == "0.01\N{NO-BREAK SPACE}%"
    assert share_text(1.0) == "100.00\N{NO-BREAK SPACE}%"
    assert share_text(0.5, 0) == "50\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pictures_are_shown_pixel_by_pixel(qapp: QApplication, ratio: float) -> None:
    raster = np.random.default_rng(0).integers(0, 256, (28, 28), dtype=np.uint8)
    image = crisp_pixmap(raster, 84, ratio).toImage()
    zoom = image.width() // 28
    assert image.width() == 28 * zoom
    middles = [[image.pixelColor(x * zoom + zoom // 2, y * zoom).red() for x in range(28)] for y in range(28)]
    assert (np.array(middles) == raster).all()


def test_the_matrix_is_saved_as_table_and_picture(
    show: Callable[..., EvaluationView], qtbot: QtBot, tmp_path: Path
) -> None:
    view = show(nines_as_fours())
    for save, name in ((view.save_table, "c.csv"), (view.save_picture, "c.png")):
        with qtbot.waitSignal(view.saved) as saved:
            save(tmp_path / name)
        assert saved.args == [tmp_path / name]
    rows = list(csv.reader((tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[10][5] == "3"
    with Image.open(tmp_path / "c.png") as picture:
        assert picture.width > 600


def test_an_unwritable_place_is_a_sentence(show: Callable[..., EvaluationView], qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    view = show(nines_as_fours())
    with qtbot.waitSignal(view.failed) as failed:
        view.save_table(tmp_path / "file" / "c.csv")
    assert isinstance(failed.args[0], InkdigitError)
    assert "cannot be saved" in str(failed.args[0])


def test_everything_that_takes_the_focus_has_a_name(show: Callable[..., EvaluationView]) -> None:
    view = show(nines_as_fours())
    kinds = (ConfusionView, SampleGrid, ClassTable, ReliabilityPlot, QComboBox)
    for kind in kinds:
        for widget in view.findChildren(kind):
            assert widget.accessibleName()
            assert widget.objectName()
