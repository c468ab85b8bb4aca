"""Curves: what they say, which epoch is the best, ticks, keeping them, and how often they are painted."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import InkdigitError
from app.ui.curve_canvas import DARK_SERIES, LIGHT_SERIES
from app.ui.curve_data import epoch_ticks, log_ticks, series_of, smoothed, thinned, tick_text, ticks
from app.ui.curves import CurvePlot
from app.ui.task import Tasks
from app.ui.theme import DARK, DARK_COLOURS, LIGHT_COLOURS, Theme


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> CurvePlot:
    plot = CurvePlot("Loss", theme, best="lowest", name="train_loss_plot")
    qtbot.addWidget(plot)
    plot.resize(420, 260)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def fill(qtbot: QtBot, plot: CurvePlot) -> None:
    plot.set_series("training", [1, 2, 3], [0.9, 0.5, 0.25], has_best=False)
    plot.set_series("validation", [1, 2, 3], [0.8, 0.4, 0.6])
    qtbot.waitUntil(lambda: "validation" in plot.legend)


def has_colour(widget: QWidget, colour: str) -> bool:
    image = widget.grab().toImage()
    wanted = QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_the_legend_tells_the_newest_values_and_the_best_epoch(plot: CurvePlot, qtbot: QtBot) -> None:
    fill(qtbot, plot)
    assert plot.legend == "training 0.2500, validation 0.6000, best 0.4000 in epoch 2"
    assert plot.accessibleName() == "Loss"


def test_both_series_are_painted_in_their_colours(plot: CurvePlot, qtbot: QtBot) -> None:
    fill(qtbot, plot)
    assert has_colour(plot, LIGHT_SERIES[0])
    assert has_colour(plot, LIGHT_SERIES[1])


def test_the_dark_theme_has_colours_of_its_own(plot: CurvePlot, qtbot: QtBot, theme: Theme) -> None:
    fill(qtbot, plot)
    theme.choose(DARK)
    assert has_colour(plot, DARK_SERIES[0])
    assert not has_colour(plot, LIGHT_SERIES[0])
    assert DARK_SERIES[0] in plot.findChild(QWidget, "muted").text()  # type: ignore[attr-defined]


def test_arrow_keys_walk_through_the_epochs(plot: CurvePlot, qtbot: QtBot) -> None:
    fill(qtbot, plot)
    canvas = plot.findChild(QWidget, "train_loss_plot_canvas")
    canvas.setFocus()
    for key, epoch, value in (
        (Qt.Key.Key_Right, 1, "0.8000"),
        (Qt.Key.Key_Right, 2, "0.4000"),
        (Qt.Key.Key_End, 3, "0.6000"),
        (Qt.Key.Key_Left, 2, "0.4000"),
        (Qt.Key.Key_Home, 1, "0.8000"),
    ):
        qtbot.keyClick(canvas, key)
        assert plot.legend.startswith(f"epoch {epoch}: ")
        assert f"validation {value}" in plot.legend


def test_the_pointer_shows_the_values_of_the_nearest_epoch(plot: CurvePlot, qtbot: QtBot) -> None:
    fill(qtbot, plot)
    canvas = plot.findChild(QWidget, "train_loss_plot_canvas")
    qtbot.mouseMove(canvas, canvas.rect().center())
    qtbot.waitUntil(lambda: plot.legend.startswith("epoch 2: "))
    assert "training 0.5000" in plot.legend


def test_a_flood_of_points_is_painted_a_few_times(plot: CurvePlot, qtbot: QtBot) -> None:
    paints = []
    canvas = plot.findChild(QWidget, "train_loss_plot_canvas")
    original = canvas.show_series  # type: ignore[attr-defined]
    canvas.show_series = lambda *a, **k: (paints.append(1), original(*a, **k))  # type: ignore[attr-defined]
    for epoch in range(2, 400):
        plot.set_series("training", range(1, epoch), [1 / e for e in range(1, epoch)])
    qtbot.waitUntil(lambda: "0.002506" in plot.legend or "0.0025" in plot.legend)
    assert 1 <= len(paints) <= 5


def test_points_that_are_not_finite_are_left_out() -> None:
    series = series_of("loss", [3, 1, 2], [math.inf, 0.5, math.nan])
    assert series.epochs.tolist() == [1]
    assert series.best("lowest") == (1, 0.5)


def test_the_best_epoch_is_the_first_of_equals() -> None:
    series = series_of("accuracy", [1, 2, 3], [0.9, 0.95, 0.95])
    assert series.best("highest") == (2, 0.95)
    assert series.best("") is None


def test_a_logarithmic_axis_survives_zero(plot: CurvePlot, qtbot: QtBot) -> None:
    plot.set_log(True)
    plot.set_series("training", [1, 2, 3], [1.0, 0.0, 0.01])
    qtbot.waitUntil(lambda: "training" in plot.legend)
    assert has_colour(plot, LIGHT_SERIES[0])


@pytest.mark.parametrize("values", [[], [0.0], [0.0, 0.0], [5.0, 5.0], [1e300, 1e-300], [-3.0, -2.0]])
@pytest.mark.parametrize("is_log", [False, True])
def test_odd_values_are_painted_without_complaint(
    plot: CurvePlot, qtbot: QtBot, values: list[float], is_log: bool
) -> None:
    plot.set_log(is_log)
    plot.set_smooth(True)
    plot.set_series("training", range(1, len(values) + 1), values)
    qtbot.waitUntil(lambda: ("training" in plot.legend) == bool(values) and not plot._timer.isActive())
    assert not plot.grab().isNull()


def test_smoothing_begins_at_the_first_value_and_follows() -> None:
    means = smoothed(np.array([1.0, 0.0, 0.0, 0.0]))
    assert means[0] == 1
    assert (np.diff(means) < 0).all()
    assert np.allclose(smoothed(np.full(9, 0.3)), 0.3)


def test_thinning_keeps_ends_and_extremes() -> None:
    x, y = np.arange(10_000.0), np.zeros(10_000)
    y[4321], y[7777] = 5, -5
    thin_x, thin_y = thinned(x, y, 100)
    assert thin_x.size <= 202
    assert {5.0, -5.0} <= set(thin_y.tolist())
    assert (thin_x[0], thin_x[-1]) == (0, 9999)


def test_epochs_have_whole_ticks() -> None:
    assert epoch_ticks(1, 3, 8) == [1, 2, 3]
    assert epoch_ticks(1, 50, 5) == [10, 20, 30, 40, 50]


def test_ticks_are_round_and_texts_as_fine_as_needed() -> None:
    assert ticks(0.0, 1.0, 5) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert tick_text(0.25, 0.05) == "0.25"
    assert tick_text(0.5, 0.25) == "0.50"
    assert tick_text(3.0, 1.0) == "3"
    assert log_ticks(0.01, 2, 6) == pytest.approx([0.01, 0.03, 0.1, 0.3, 1]) or 4 <= len(log_ticks(0.01, 2, 6)) <= 8


def test_the_table_has_a_row_an_epoch_and_gaps_where_a_series_has_none(
    plot: CurvePlot, qtbot: QtBot, tmp_path: Path
) -> None:
    plot.set_series("training", [1, 2], [0.5, 0.25])
    plot.set_series('run "2"', [2, 3], [0.125, 1])
    plot.export_csv(tmp_path / "curves.csv")
    rows = list(csv.reader((tmp_path / "curves.csv").read_text().splitlines()))
    assert rows == [["epoch", "training", 'run "2"'], ["1", "0.5", ""], ["2", "0.25", "0.125"], ["3", "", "1"]]


def test_the_picture_is_a_sharp_png(plot: CurvePlot, qtbot: QtBot, tmp_path: Path) -> None:
    fill(qtbot, plot)
    plot.export_png(tmp_path / "curves.png")
    image = QImage(str(tmp_path / "curves.png"))
    assert image.width() == plot.width() * 2
    wanted = QColor(LIGHT_SERIES[1]).rgb()
    assert any(image.pixel(x, y) == wanted for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))


def test_a_picture_that_cannot_be_written_is_a_sentence(plot: CurvePlot, tmp_path: Path) -> None:
    with pytest.raises(InkdigitError, match="cannot be saved"):
        plot.export_png(tmp_path)


def test_saving_runs_in_a_task_and_tells_its_failure(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    plot = CurvePlot("Loss", theme, tasks=Tasks())
    qtbot.addWidget(plot)
    with qtbot.waitSignal(plot.failed) as failed:
        plot._save(tmp_path, b"epoch\n")
    assert "cannot be saved" in failed.args[0].message
    with qtbot.waitSignal(plot.saved):
        plot._save(tmp_path / "a.csv", b"epoch\n")
    assert (tmp_path / "a.csv").read_bytes() == b"epoch\n"
    qtbot.waitUntil(lambda: not plot._tasks._running)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("colours", "surface"), [(LIGHT_SERIES, LIGHT_COLOURS.window), (DARK_SERIES, DARK_COLOURS.window)]
)
def test_every_colour_stands_out_from_the_ground(colours: tuple[str, ...], surface: str) -> None:
    for colour in colours:
        assert contrast(colour, surface) >= 4.5, colour


def contrast(a: str, b: str) -> float:
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [value / 255 for value in QColor(colour).getRgb()[:3]]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
