"""The steps before reading: a strip that follows what is read, a switch for each step, answers with and without."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.prediction import Prediction, Verdict
from app.core.raster import FULL, Raster, raster_of_drawing
from app.core.stages import STEPS
from app.ui.main_window import MainWindow
from app.ui.paired_bars import PairedBars
from app.ui.stages_dialog import StagesDialog
from app.ui.stages_words import sentence_of, short_answer
from app.ui.theme import Theme
from tests.ui.events import draw
from tests.ui.fakes import FakeClassifier, prediction_of
from tests.unit.core.pictures import drawn

SEVEN = [(0.1, 0.1), (0.5, 0.1), (0.3, 0.8)]


def by_size(raster: Raster) -> Prediction:
    """Read large ink as a 7, ink on a bright ground as nothing, small ink as a 1."""
    if raster.mean() > 60:
        return prediction_of("8", 0.3, verdict=Verdict.NOT_A_DIGIT)
    tall = np.flatnonzero((raster > 30).any(axis=1))
    return prediction_of("7", 0.98) if len(tall) and tall[-1] - tall[0] > 16 else prediction_of("1", 0.54)


@pytest.fixture
def open_steps(window: MainWindow, classifier: FakeClassifier, qtbot: QtBot) -> Callable[[], StagesDialog]:
    """Open the window of steps, wait for its first answer."""
    classifier.answer = by_size

    def open_now() -> StagesDialog:
        window.dialogs.stages.show()
        qtbot.waitUntil(lambda: window.dialogs.stages.dialog is not None)
        dialog = window.dialogs.stages.dialog
        qtbot.waitUntil(lambda: dialog.reading is not None)
        return dialog

    return open_now


@pytest.fixture
def dialog(window: MainWindow, open_steps: Callable[[], StagesDialog]) -> StagesDialog:
    draw(window.canvas, SEVEN)
    return open_steps()


def card(dialog: StagesDialog, step: str):
    return next(card for card in dialog.cards if card.step == step)


def switch(dialog: StagesDialog, qtbot: QtBot, *steps: str) -> None:
    """Click switches and wait for the answer."""
    for step in steps:
        box = card(dialog, step).switch
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() - box.rect().bottomRight() / 2.5)
    qtbot.waitUntil(lambda: dialog.reading.framing == dialog.framing)


def test_each_step_has_a_picture_and_the_last_is_what_the_network_sees(
    dialog: StagesDialog, window: MainWindow, qtbot: QtBot
) -> None:
    assert [card.step for card in dialog.cards] == ["", *STEPS]
    assert not any(card.picture.image.isNull() for card in dialog.cards)
    last = dialog.cards[-1].picture.image
    assert (last.width(), last.height()) == (28, 28)
    raster = raster_of_drawing(window.canvas.drawing)
    assert [[last.pixelColor(x, y).red() for x in range(28)] for y in range(28)] == raster.tolist()
    assert "7 (98" in dialog.sentence.text()


def test_each_card_says_what_is_read_without_its_step(dialog: StagesDialog) -> None:
    assert card(dialog, "crop").answer.text() == "without: 1, 54\N{NO-BREAK SPACE}%"
    assert card(dialog, "ink").answer.text() == "without: not a digit"
    assert card(dialog, "centre").answer.text() == "without: 7, 98\N{NO-BREAK SPACE}%"
    danger = dialog.bars._theme.colours.danger
    assert danger in card(dialog, "crop").answer.styleSheet()
    assert danger not in card(dialog, "centre").answer.styleSheet()


def test_without_a_step_the_bars_show_both_answers(dialog: StagesDialog, qtbot: QtBot) -> None:
    switch(dialog, qtbot, "crop")
    assert dialog.sentence.text() == "Without cutting out it reads 1 (54\N{NO-BREAK SPACE}%)."
    assert "7: 98\N{NO-BREAK SPACE}% with all steps" in dialog.bars.accessibleDescription()
    assert "1: <1" in dialog.bars.accessibleDescription()
    switch(dialog, qtbot, "ink")
    assert dialog.sentence.text() == "Without cutting out and taking the ink alone it finds no digit."
    dialog._all.click()
    qtbot.waitUntil(lambda: dialog.reading.framing == FULL)
    assert "With all steps" in dialog.sentence.text()


def test_it_follows_the_pen(dialog: StagesDialog, window: MainWindow, qtbot: QtBot) -> None:
    before = dialog.cards[-1].picture.image
    draw(window.canvas, [(0.1, 0.7), (0.8, 0.9)])
    qtbot.waitUntil(lambda: dialog.cards[-1].picture.image != before)
    window.clear()
    qtbot.waitUntil(lambda: dialog.reading.full.label is None)
    assert dialog.sentence.text() == "Draw a digit to see what becomes of it."


def test_it_follows_the_selected_digit_of_a_picture(
    dialog: StagesDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "three.png"
    digits = [drawn(canvas=(160, 160), height=80, brush=brush, paper=230) for brush in (8, 11, 14)]
    Image.fromarray(np.concatenate(digits, axis=1)).save(path)
    window.open_path(path)
    qtbot.waitUntil(lambda: len(window.results_view.marks) == 3)
    raster = window.results_view.marks[0].raster
    qtbot.waitUntil(lambda: np.array_equal(dialog.reading.stages.raster, raster))
    assert dialog.cards[0].picture.image.pixelColor(2, 2).red() == 230
    window.results_view.select(2)
    raster = window.results_view.marks[2].raster
    qtbot.waitUntil(lambda: np.array_equal(dialog.reading.stages.raster, raster))
    seen = dialog.reading.stages
    assert seen.cropped.shape[0] < seen.seen.shape[0]


def test_a_whole_picture_is_seen_as_a_whole(
    dialog: StagesDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "one.png"
    Image.fromarray(drawn(canvas=(900, 600), height=300, brush=30)).save(path)
    window.opener.is_whole = True
    window.open_path(path)
    qtbot.waitUntil(lambda: len(window.results_view.marks) == 1)
    raster = window.results_view.marks[0].raster
    qtbot.waitUntil(lambda: np.array_equal(dialog.reading.stages.raster, raster))
    height, width, _ = dialog.reading.stages.seen.shape
    assert width / height == pytest.approx(1.5, abs=0.02)


def test_a_raster_that_is_read_as_it_is_has_no_steps(dialog: StagesDialog, window: MainWindow, qtbot: QtBot) -> None:
    window.show_raster(raster_of_drawing(window.canvas.drawing), "sample 5")
    qtbot.waitUntil(lambda: dialog.sentence.text() == "No steps here")
    assert all(card.picture.image.isNull() for card in dialog.cards)
    window.go_back()
    qtbot.waitUntil(lambda: "With all steps" in dialog.sentence.text())


def test_a_model_that_is_fed_otherwise_is_said(dialog: StagesDialog, classifier: FakeClassifier, qtbot: QtBot) -> None:
    classifier.card = replace(classifier.card, preprocessing="fashion-mnist-28")
    dialog.show_source(dialog._source)
    qtbot.waitUntil(lambda: "not fed like this" in dialog.sentence.text())
    assert dialog.bars.accessibleDescription() == ""


def test_the_window_is_there_once_and_ends_its_thread(
    dialog: StagesDialog, window: MainWindow, open_steps: Callable[[], StagesDialog]
) -> None:
    assert open_steps() is dialog
    reader = dialog._reader
    dialog.reject()
    assert not reader.isRunning()
    assert window.dialogs.stages.dialog is None
    assert open_steps() is not dialog


def test_words_for_every_verdict() -> None:
    assert short_answer(prediction_of("3", 0.9)) == "3, 90\N{NO-BREAK SPACE}%"
    assert short_answer(prediction_of("3", 0.3, verdict=Verdict.NOT_A_DIGIT)) == "not a digit"
    assert short_answer(prediction_of("3", 0.1, verdict=Verdict.EMPTY)) == "–"
    words = sentence_of(("centre",), prediction_of("7", 0.54, verdict=Verdict.UNSURE))
    assert words == "Without centring it reads 7 (54\N{NO-BREAK SPACE}%)."


def test_the_bars_can_be_painted_for_long_names(theme: Theme, qtbot: QtBot) -> None:
    bars = PairedBars(theme)
    qtbot.addWidget(bars)
    names = ("a" * 60, "trouser", "0")
    bars.show_pair(
        *(Prediction(dict(zip(names, row, strict=True)), Verdict.DIGIT) for row in ((0.5, 0.5, 0), (1, 0, 0)))
    )
    bars.resize(bars.sizeHint())
    image = bars.grab().toImage()
    assert any(
        image.pixelColor(x, y).name() == theme.colours.accent
        for x in range(0, image.width(), 3)
        for y in range(image.height())
    )
