"""What is said and shown of a prediction."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.core.prediction import Prediction, Verdict, empty_prediction
from app.ui.prediction_panel import PredictionPanel
from app.ui.theme import DARK, DARK_COLOURS, LIGHT_COLOURS, Colours, Theme
from app.ui.wording import percent, words_of
from tests.ui.fakes import DIGITS, prediction_of

BLACK = bytes(784)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> PredictionPanel:
    widget = PredictionPanel(theme)
    qtbot.addWidget(widget)
    widget.resize(330, 620)
    widget.show()
    return widget


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (1.0, "100 %"),
        (0.9996, "100 %"),
        (0.9994, "99 %"),
        (0.996, "99 %"),
        (0.97, "97 %"),
        (0.104, "10 %"),
        (0.006, "1 %"),
        (0.004, "<1 %"),
        (0.0006, "<1 %"),
        (0.0001, "0 %"),
        (0.0, "0 %"),
    ],
)
def test_percents_are_short_and_do_not_lie(probability: float, text: str) -> None:
    assert percent(probability).replace("\N{NO-BREAK SPACE}", " ") == text


@pytest.mark.parametrize(
    ("prediction", "answer"),
    [
        (prediction_of("3", 0.97), "3, 97 %"),
        (prediction_of("4", 0.61, verdict=Verdict.UNSURE, rival="9"), "Perhaps a 4, 61 %"),
        (prediction_of("8", 0.5, verdict=Verdict.UNSURE), "Perhaps an 8, 50 %"),
        (prediction_of("8", 0.99, verdict=Verdict.NOT_A_DIGIT), "Not a digit"),
        (empty_prediction(DIGITS), "Draw a digit"),
    ],
)
def test_the_answer_is_said_in_words(panel: PredictionPanel, prediction: Prediction, answer: str) -> None:
    panel.show_prediction(prediction, BLACK)
    for said in (panel.answer.text(), panel.answer.accessibleName()):
        assert said.replace("\N{NO-BREAK SPACE}", " ") == answer


def test_a_rival_is_named(panel: PredictionPanel) -> None:
    panel.show_prediction(prediction_of("4", 0.61, verdict=Verdict.UNSURE, rival="9"), BLACK)
    assert "a 9" in panel.sentence.text()
    assert "39" in panel.sentence.text()


def test_what_is_no_digit_shows_no_digit_large() -> None:
    assert words_of(prediction_of("8", 0.99, verdict=Verdict.NOT_A_DIGIT)).glyph == ""


@pytest.mark.parametrize(("confidence", "names_one"), [(0.6, True), (0.1, False)])
def test_a_nearest_digit_is_named_only_where_one_stands_out(confidence: float, names_one: bool) -> None:
    words = words_of(prediction_of("8", confidence, verdict=Verdict.NOT_A_DIGIT))
    assert ("8" in words.sentence) == names_one


def test_no_bar_wins_where_there_is_no_digit(panel: PredictionPanel) -> None:
    panel.show_prediction(prediction_of("8", 0.9, verdict=Verdict.NOT_A_DIGIT), BLACK)
    image = panel.chart.grab().toImage()
    assert coloured(image, 8, QColor(LIGHT_COLOURS.muted)) > 50
    assert all(coloured(image, row, QColor(LIGHT_COLOURS.accent)) == 0 for row in range(10))


def test_the_chart_describes_all_its_values(panel: PredictionPanel) -> None:
    panel.show_prediction(prediction_of("3", 0.97, rival="8"), BLACK)
    said = panel.chart.accessibleDescription().replace("\N{NO-BREAK SPACE}", " ")
    assert said == "0: 0 %, 1: 0 %, 2: 0 %, 3: 97 %, 4: 0 %, 5: 0 %, 6: 0 %, 7: 0 %, 8: 3 %, 9: 0 %"


def test_the_longest_bar_is_the_winner_and_in_the_accent_colour(panel: PredictionPanel) -> None:
    panel.show_prediction(prediction_of("3", 0.7, rival="8"), BLACK)
    image = panel.chart.grab().toImage()
    accent, muted = QColor(LIGHT_COLOURS.accent), QColor(LIGHT_COLOURS.muted)
    assert coloured(image, 3, accent) > 2 * coloured(image, 8, muted) > 20
    assert all(coloured(image, row, accent) == 0 for row in range(10) if row != 3)


def coloured(image: QImage, row: int, colour: QColor) -> int:
    """Return how many pixels in the middle of a row have exactly a colour."""
    y = round((row + 0.5) * image.height() / 10)
    return sum(image.pixelColor(x, y) == colour for x in range(30, image.width() - 60))


def test_an_empty_drawing_shows_no_bars(panel: PredictionPanel) -> None:
    panel.show_prediction(empty_prediction(DIGITS), BLACK)
    image = panel.chart.grab().toImage()
    assert all(coloured(image, row, QColor(LIGHT_COLOURS.muted)) == 0 for row in range(10))


def test_the_network_view_shows_every_pixel_of_the_raster(panel: PredictionPanel) -> None:
    raster = np.random.default_rng(1).integers(0, 256, (28, 28), dtype=np.uint8)
    panel.show_prediction(prediction_of("3"), raster.tobytes())
    assert panel.network_view.pixels == raster.tobytes()
    image = panel.network_view.grab().toImage()
    cell = image.width() // 28
    shown = [[image.pixelColor(x * cell + 1, y * cell + 1).red() for x in range(2, 26)] for y in range(2, 26)]
    np.testing.assert_array_equal(shown, raster[2:26, 2:26])


def test_nothing_moves_when_the_answer_changes(panel: PredictionPanel, qtbot: QtBot) -> None:
    panel.show_prediction(empty_prediction(DIGITS), BLACK)
    before = panel.chart.geometry()
    for prediction in (
        prediction_of("4", 0.61, verdict=Verdict.UNSURE, rival="9"),
        prediction_of("8", 0.99, verdict=Verdict.NOT_A_DIGIT),
        prediction_of("3"),
    ):
        panel.show_prediction(prediction, BLACK)
        panel.layout().activate()
        assert panel.chart.geometry() == before


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in
             (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT_COLOURS, DARK_COLOURS], ids=["light", "dark"])
def test_texts_can_be_read_on_every_ground(colours: Colours) -> None:
    pairs = [(text, ground) for text in (colours.text, colours.muted) for ground in
             (colours.window, colours.surface, colours.raised, colours.paper)]  # fmt: skip
    pairs += [(colours.accent, colours.accent_soft), (colours.caution, colours.caution_soft)]
    pairs += [(colours.danger, colours.danger_soft), (colours.caution, colours.window)]
    pairs += [(colours.text, soft) for soft in (colours.accent_soft, colours.danger_soft)]
    pairs += [(colours.on_accent, strong) for strong in (colours.accent, colours.caution, colours.danger)]
    weak = [(pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 4.5]
    assert not weak


def test_dark_is_dark(qtbot: QtBot) -> None:
    theme = Theme(DARK)
    panel = PredictionPanel(theme)
    qtbot.addWidget(panel)
    panel.resize(330, 620)
    panel.show_prediction(prediction_of("3"), BLACK)
    image = panel.grab().toImage()
    assert image.pixelColor(image.width() - 1, 0) == QColor(DARK_COLOURS.window)
