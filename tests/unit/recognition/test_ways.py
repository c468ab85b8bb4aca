"""Weighing candidates: what the reader of blots says of a part is heard, and what is surely one digit stays whole."""

import math
from dataclasses import replace

import numpy as np
import pytest

from app.core.prediction import Prediction, Verdict
from app.core.raster import empty_raster
from app.core.segmentation import Line, Piece
from app.recognition.lattice import Candidate, Lattice, Link, Node
from app.recognition.ways import best_way, cost_of, tell

START, CUT_LEFT, CUT_RIGHT, END = (0, 0.0, 0), (0, 0.5, 1), (0, 0.65, 2), (1, 0.0, 0)
PIECE = Piece(0, 0, np.full((40, 40), 255, dtype=np.uint8), 0)


def logs(digit: int, confidence: float, classes: int = 10) -> tuple[float, ...]:
    """Return logarithms of probabilities: of one class, and of all others alike."""
    rest = math.log((1 - confidence) / (classes - 1))
    return tuple(math.log(confidence) if place == digit else rest for place in range(classes))


def said(digit: int, confidence: float, verdict: Verdict = Verdict.DIGIT) -> Prediction:
    return Prediction({str(place): math.exp(value) for place, value in enumerate(logs(digit, confidence))}, verdict)


def whole(*, judged: int, counted: float = 0.0) -> Candidate:
    sizes = {"tall": 1.0, "wide": 0.8}
    return Candidate(START, END, PIECE, empty_raster(), **sizes, judged=logs(judged, 0.95, 11), counted=counted)


def part(first: Node, last: Node, *, judged: int, read: int) -> Candidate:
    sizes = {"tall": 1.0, "wide": 0.5, "cuts": (0.3,)}
    return Candidate(first, last, PIECE, empty_raster(), **sizes, judged=logs(judged, 0.6, 11), read=logs(read, 0.98))


def test_the_reader_of_blots_overrules_a_classifier_that_saw_a_bad_cut() -> None:
    cut = part(START, CUT_LEFT, judged=4, read=4)
    assert tell(cut, said(1, 0.9)).label == "4"
    assert tell(replace(cut, judged=None), said(1, 0.9)).label == "1"
    assert tell(replace(cut, cuts=()), said(1, 0.9)).label == "1"


def test_a_part_told_as_a_digit_has_the_least_against_that_digit() -> None:
    cut, answer = part(START, CUT_LEFT, judged=4, read=4), said(1, 0.9)
    told = tell(cut, answer)
    assert sum(told.probabilities.values()) == pytest.approx(1)
    costs = {label: cost_of(cut, answer, label) for label in told.probabilities}
    assert min(costs, key=costs.__getitem__) == told.label


def test_who_counts_two_is_heard_unless_classifier_and_judge_see_one_digit() -> None:
    doubted, sure = whole(judged=10, counted=-5.0), whole(judged=4, counted=-5.0)
    for verdict in (Verdict.UNSURE, Verdict.NOT_A_DIGIT):
        for candidate in (doubted, sure):
            answer = said(4, 0.9, verdict)
            assert cost_of(candidate, answer, "4") > cost_of(replace(candidate, counted=0.0), answer, "4") + 1
    assert cost_of(doubted, said(4, 0.9), "4") > cost_of(replace(doubted, counted=0.0), said(4, 0.9), "4") + 1
    assert cost_of(sure, said(4, 0.9), "4") == cost_of(replace(sure, counted=0.0), said(4, 0.9), "4")


def test_ink_that_is_counted_as_two_digits_is_read_as_two() -> None:
    parts = (part(START, CUT_LEFT, judged=2, read=2), part(CUT_RIGHT, END, judged=7, read=7))
    predictions = [said(8, 0.6, Verdict.NOT_A_DIGIT), said(2, 0.9), said(1, 0.7, Verdict.UNSURE)]
    one = whole(judged=10, counted=-6.0)
    lattice = Lattice(Line((PIECE,), 40.0), END, (one, *parts), (Link(CUT_LEFT, CUT_RIGHT, 0.0),))
    assert [step.answer.label for step in best_way(lattice, predictions)] == ["2", "7"]
    alone = replace(lattice, candidates=(whole(judged=8), *parts))
    assert [step.answer.label for step in best_way(alone, [said(8, 0.99), *predictions[1:]])] == ["8"]
