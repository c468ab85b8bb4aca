"""The report card measures what there is, says what is missing, and stands on one page."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.errors import DataSetError
from app.core.job import Cancelled, Token, ignore
from app.core.report import Figure, Group, ReportCard, counted
from app.core.report_page import report_page
from app.learning import outsiders
from app.learning.report import report_card
from app.recognition.litert import LiteRTClassifier


@pytest.fixture(scope="module")
def classifier() -> LiteRTClassifier:
    return LiteRTClassifier(read_bundle("digits"))


def _card(classifier: LiteRTClassifier, share: float = 0.02) -> ReportCard:
    return report_card(classifier.card, classifier.logits, share=share, report=ignore, token=Token())


def _no_digits(card: ReportCard) -> Group:
    return next(group for group in card.groups if group.name == "no-digits")


def test_measures_shipped_model_on_all_that_there_is(data_folder: Path, classifier: LiteRTClassifier) -> None:
    card = _card(classifier)
    assert [each.data for each in card.evaluations] == ["MNIST test", "Unseen writers"]
    names = {group.name for group in card.groups}
    assert names == {"strokes", "pictures", "rotation", "polarity", "no-digits", "trained-anew"}
    right = next(figure for figure in card.headline.figures if figure.name == "MNIST test: right")
    assert right.n == 200
    assert right.share > 0.97
    accepted = {figure.name: figure.share for figure in _no_digits(card).figures}
    assert accepted["Scribbles"] < 0.1
    assert accepted["Blank, dots, level lines"] == 0
    assert not [each for each in card.missing if "font" not in each]


def test_measures_a_model_of_garments_on_garments_drawings_and_what_is_none(data_folder: Path) -> None:
    fashion = LiteRTClassifier(read_bundle("fashion"))
    card = _card(fashion, share=0.05)
    assert [each.data for each in card.evaluations] == ["fashion-mnist"]
    figures = {group.name: {figure.name: figure for figure in group.figures} for group in card.groups}
    assert figures.keys() == {"drawn", "no-garments"}
    assert figures["drawn"]["outlines"].n == 50
    assert {"Scribbles, drawn", "Digits, drawn", "Digits of MNIST"} <= figures["no-garments"].keys()
    assert figures["no-garments"]["Digits of MNIST"].n == 50


def test_says_the_same_each_time(data_folder: Path, classifier: LiteRTClassifier) -> None:
    first, second = (_card(classifier, 0.005).to_dict() for _ in range(2))
    for each in (*first["evaluations"], *second["evaluations"]):
        each.pop("seconds")
    assert json.dumps(first) == json.dumps(second)


def test_names_data_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, classifier: LiteRTClassifier
) -> None:
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    card = _card(classifier)
    assert not card.evaluations
    assert {each.partition(":")[0] for each in card.missing} >= {"mnist", "pen-strokes", "fashion-mnist"}
    assert [figure.name for figure in _no_digits(card).figures][:1] == ["Scribbles"]


def test_refuses_a_model_that_nothing_here_can_measure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, classifier: LiteRTClassifier
) -> None:
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    from dataclasses import replace

    garments = replace(classifier.card, class_names=tuple("abcdefghij"), fields={"data": [{"name": "fashion-mnist"}]})
    with pytest.raises(DataSetError, match="nothing on this computer"):
        report_card(garments, classifier.logits, report=ignore, token=Token())


def test_can_be_cancelled(classifier: LiteRTClassifier) -> None:
    token = Token()
    with pytest.raises(Cancelled):
        report_card(classifier.card, classifier.logits, report=lambda _event: token.cancel(), token=token)


@pytest.mark.parametrize(
    ("figure", "is_met"),
    [
        (counted("", 995, 1000, at_least=0.995), True),
        (counted("", 994, 1000, at_least=0.995), False),
        (counted("", 3, 100, at_most=0.02), False),
        (Figure("", 0.0, 100, at_most=0.0), True),
        (Figure("", 0.5, 100), None),
    ],
)
def test_says_whether_a_figure_is_what_is_aimed_at(figure: Figure, is_met: bool | None) -> None:
    assert figure.is_met is is_met


def test_page_needs_nothing_else_and_shows_names_as_text() -> None:
    evil = "<script>alert(1)</script>\u202e"
    group = Group("g", evil, evil, (counted(evil, 1, 2, column=evil), counted("b", 2, 2, column=evil)))
    headline = Group("headline", "t", "n", (counted(evil, 1, 2, at_least=0.9),))
    page = report_page(ReportCard(evil, "1", ("a",), 7, headline, (), (group,), None, (evil,)))
    assert "<script" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"https?:|src=\"(?!data:)|@import|url\(", page)
    assert "✗ ≥ 90" in page


def test_outsiders_are_the_same_each_time_and_not_empty() -> None:
    for make in (outsiders.scribbles, outsiders.letters, outsiders.blanks_and_dots):
        one, other = make(8, 5), make(8, 5)
        assert np.array_equal(one, other)
        assert one.dtype == np.uint8
        assert one.shape[1:] == (28, 28)
