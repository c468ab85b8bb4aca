"""A model of garments in the window: what it is fed, and what is said of its answers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.core.prediction import Prediction, Verdict, empty_prediction
from app.core.preprocessing import FASHION_NAMES, GARMENT_28
from app.ui.main_window import MainWindow
from app.ui.wording import words_of
from tests.ui.events import draw
from tests.ui.fakes import CARD, FakeClassifier

GARMENTS = replace(CARD, name="fashion", class_names=FASHION_NAMES, preprocessing=GARMENT_28)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return the path of a picture of trousers on white, 300×400."""
    grey = np.full((400, 300), 255, dtype=np.uint8)
    grey[50:350, 100:130] = grey[50:350, 160:190] = grey[50:110, 100:190] = 90
    Image.fromarray(grey).save(tmp_path / "trousers.png")
    return tmp_path / "trousers.png"


@pytest.fixture
def both(window: MainWindow) -> tuple[MainWindow, dict[str, FakeClassifier]]:
    """Return a window, and the classifiers that it finds by their names."""
    models = {"digits": FakeClassifier(), "fashion": FakeClassifier(card=GARMENTS)}
    window.recognizer.factory = models.__getitem__
    return window, models


def test_a_photo_on_show_is_prepared_anew_for_another_model(
    both: tuple[MainWindow, dict[str, FakeClassifier]], photo: Path, qtbot: QtBot
) -> None:
    window, models = both
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        window.open_path(photo)
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: bool(models["fashion"].seen)):
        window.use_model("fashion")
    qtbot.waitUntil(lambda: window.results_view.opened is not None and window.results_view.opened.page is None)
    qtbot.waitUntil(lambda: np.flatnonzero(models["fashion"].seen[-1].any(axis=1))[[0, -1]].tolist() == [0, 27])
    seen = models["fashion"].seen[-1]
    assert seen[14, 14] == 0, "between the legs"
    assert int(seen[20, 11]) == pytest.approx(255 - 90, abs=15), "as dark on white as it was"
    assert window.results_view.marks[0].box == pytest.approx((100, 50, 90, 300), abs=6)


def test_a_photo_that_was_left_is_not_brought_back(
    both: tuple[MainWindow, dict[str, FakeClassifier]], photo: Path, qtbot: QtBot
) -> None:
    window, models = both
    with qtbot.waitSignal(window.predicted, check_params_cb=lambda _: window.is_showing_picture):
        window.open_path(photo)
    window.go_back()
    draw(window.canvas, [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8), (0.2, 0.2)])
    window.use_model("fashion")
    qtbot.waitUntil(lambda: bool(models["fashion"].seen) and models["fashion"].seen[-1].any())
    assert not window.is_showing_picture
    assert models["fashion"].seen[-1][14, 14] > 100, "an outline is filled"


def _said(label: str, confidence: float, verdict: Verdict, rival: str = "Coat") -> str:
    shares = dict.fromkeys(FASHION_NAMES, 0.0) | {rival: 1 - confidence, label: confidence}
    words = words_of(Prediction(shares, verdict), is_picture=True)
    return f"{words.glyph}|{words.title}|{words.sentence}"


def test_nothing_is_said_of_digits() -> None:
    assert _said("Bag", 0.97, Verdict.DIGIT) == "Bag|97\N{NO-BREAK SPACE}%|This is: Bag."
    unsure = _said("Shirt", 0.6, Verdict.UNSURE)
    assert unsure == "Shirt|Perhaps: Shirt|60\N{NO-BREAK SPACE}%. Or Coat, at 40\N{NO-BREAK SPACE}%."
    assert "Bag comes nearest" in _said("Bag", 0.9, Verdict.NOT_A_DIGIT)
    assert words_of(empty_prediction(FASHION_NAMES)).title == "Drop a picture"
    assert "digit" not in " ".join(_said("Bag", share, verdict) for share in (0.2, 0.9) for verdict in Verdict)
