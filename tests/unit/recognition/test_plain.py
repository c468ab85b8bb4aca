"""Answers from elsewhere: they come through whole, or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import ComputeError, ImageError
from app.core.found import Found
from app.core.prediction import Prediction, Verdict
from app.core.raster import empty_raster
from app.recognition.chunks import Outcome
from app.recognition.plain import plain_result, result_of_plain
from app.recognition.reader import ReadDigit, Reading
from app.recognition.results import picture_fields
from tests.unit.recognition.fakes import NAMES, FakeClassifier

CARD = FakeClassifier().card
SHARES = dict.fromkeys(NAMES, 0.1)
DIGIT = ReadDigit(0, (1, 2, 3, 4), empty_raster(), Prediction(SHARES, Verdict.UNSURE))
OUTCOMES = (
    Outcome("a.png", Reading("0", (DIGIT,)), note="First of 2 frames."),
    Outcome("b.png", Reading(""), error=ImageError("It is bad.", "Look away.")),
)
CHUNK = tuple(Found(outcome.path) for outcome in OUTCOMES)


def test_answers_come_through() -> None:
    result = result_of_plain(plain_result(OUTCOMES, 1.5), CHUNK, CARD)
    assert result.seconds == 1.5
    assert [picture_fields(one, 2) for one in result.outcomes] == [picture_fields(one, 2) for one in OUTCOMES]


def changed(change: Any) -> bytes:
    fields = json.loads(plain_result(OUTCOMES, 1.5))
    change(fields["answers"][0], fields)
    return json.dumps(fields).encode()


HOSTILE = [
    b"",
    b"[]",
    b"[" * 200_000,
    {"version": 1},
    Path("x"),
    changed(lambda first, all_: all_.pop("answers")),
    changed(lambda first, all_: all_["answers"].pop()),
    changed(lambda first, all_: all_.update(answers={"0": 1, "1": 2})),
    changed(lambda first, all_: all_.update(seconds="1")),
    changed(lambda first, all_: all_.update(seconds=float("nan"))),
    changed(lambda first, all_: first.update(text=5)),
    changed(lambda first, all_: first.update(text="9" * 30_000)),
    changed(lambda first, all_: first.update(note=None)),
    changed(lambda first, all_: first.update(error=["one"])),
    changed(lambda first, all_: first["digits"].append([0])),
    changed(lambda first, all_: first["digits"][0].__setitem__(0, -1)),
    changed(lambda first, all_: first["digits"][0].__setitem__(1, [1, 2, 3, True])),
    changed(lambda first, all_: first["digits"][0].__setitem__(2, "sure")),
    changed(lambda first, all_: first["digits"][0].__setitem__(3, [0.5] * 9)),
    changed(lambda first, all_: first["digits"][0].__setitem__(3, [float("inf")] + [0.1] * 9)),
    changed(lambda first, all_: first["digits"][0].__setitem__(3, [1.5] + [0.1] * 9)),
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_reading_is_refused(content: Any) -> None:
    with pytest.raises(ComputeError):
        result_of_plain(content, CHUNK, CARD)


def test_another_version_is_named() -> None:
    with pytest.raises(ComputeError, match=r"has Inkdigit 0\.0\.1;"):
        result_of_plain(changed(lambda first, all_: all_.update(version="0.0.1")), CHUNK, CARD)
