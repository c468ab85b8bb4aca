"""Sentences: plain English everywhere, and still known by what they were made of."""

import copy
import json
import pickle
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.errors import BundleError, ComputeError, ImageError, InkdigitError, KerasNeeded, Sentence, said
from app.core.events import Started
from app.core.sentences import plain_of, sentence_of_plain

SENTENCE = said("“{name}” has {count:,} pixels, {share:.1f} %.", name="a {b}.png", count=12_345, share=9.87)


def test_a_sentence_is_the_text_that_it_makes() -> None:
    assert SENTENCE == "“a {b}.png” has 12,345 pixels, 9.9 %."
    assert f"{SENTENCE}" == str(SENTENCE)
    assert type(str(SENTENCE)) is str
    assert json.dumps(SENTENCE) == json.dumps(str(SENTENCE))
    assert SENTENCE.template == "“{name}” has {count:,} pixels, {share:.1f} %."
    assert SENTENCE.values == {"name": "a {b}.png", "count": 12_345, "share": 9.87}


def test_without_values_braces_are_braces() -> None:
    assert said('It looks like {"size": [1, 2]}.') == 'It looks like {"size": [1, 2]}.'


@pytest.mark.parametrize("again", [lambda it: pickle.loads(pickle.dumps(it)), copy.deepcopy, copy.copy])
def test_a_copy_remembers_as_well(again: Any) -> None:
    outer = said("It failed: {reason}", reason=SENTENCE)
    copied = again(outer)
    assert (copied, copied.template) == (outer, outer.template)
    assert isinstance(copied.values["reason"], Sentence)
    assert copied.values["reason"].values == SENTENCE.values


def test_values_become_plain_ones_that_any_process_can_read() -> None:
    values = said("{a:,} {b:.1f} {c} {d}", a=np.int64(1234), b=np.float32(0.5), c=Path("x"), d=OSError("full")).values
    assert values == {"a": 1234, "b": 0.5, "c": "x", "d": "full"}
    assert [type(value) for value in values.values()] == [int, float, str, str]


def test_after_a_colon_it_begins_small() -> None:
    lowered = said("The process crashed ({signal}).", signal="SIGSEGV").lowered()
    assert lowered == "the process crashed (SIGSEGV)."
    assert lowered.template == "The process crashed ({signal})."


@pytest.mark.parametrize("kind", [InkdigitError, ImageError, BundleError, ComputeError])
def test_an_error_keeps_its_sentences_through_a_pipe(kind: type[InkdigitError]) -> None:
    error = pickle.loads(pickle.dumps(kind(SENTENCE, "Save it smaller.")))
    assert type(error) is kind
    assert str(error) == f"{SENTENCE} Save it smaller."
    assert error.message.values == SENTENCE.values
    assert error.hint.template == "Save it smaller."
    assert error.sentence.values == {"first": SENTENCE, "second": "Save it smaller."}


def test_an_error_without_a_hint_is_its_message() -> None:
    assert str(InkdigitError("It is empty.")) == "It is empty."
    assert InkdigitError("It is empty.").sentence.template == "It is empty."
    assert pickle.loads(pickle.dumps(KerasNeeded("mine"))).message.values == {"name": "mine"}


def test_an_event_as_plain_values_has_the_text() -> None:
    started = Started("digits", ("mnist",), 1, 1, 1, 1, device_note=said("No GPU was found."))
    assert json.loads(json.dumps(asdict(started)))["device_note"] == "No GPU was found."


def test_a_sentence_comes_back_from_a_file() -> None:
    outer = InkdigitError(said("It failed: {reason}", reason=SENTENCE), "Try again.").sentence
    found = sentence_of_plain(json.loads(json.dumps(plain_of(outer))))
    assert (found, found.template) == (outer, "{first} {second}")
    assert found.values["first"].values["reason"].values == SENTENCE.values
    assert sentence_of_plain(plain_of("as it is")) == "as it is"


def _nested(depth: int) -> dict[str, Any]:
    plain: dict[str, Any] = {"text": "x", "template": "x", "values": {}}
    for _ in range(depth):
        plain = {"text": "x", "template": "{x}", "values": {"x": plain}}
    return plain


@pytest.mark.parametrize(
    "plain",
    [
        None, 3, [], {}, {"text": "x"},
        {"text": "x", "template": "x", "values": []},
        {"text": 3, "template": "x", "values": {}},
        {"text": "x", "template": "{y}", "values": {"x": 1}},
        {"text": "x", "template": "{x.__class__}", "values": {"x": "a"}},
        {"text": "x", "template": "{x[0]}", "values": {"x": "a"}},
        {"text": "x", "template": "{x:999999999}", "values": {"x": "a"}},
        {"text": "x", "template": "{x:{x}}", "values": {"x": 9}},
        {"text": "x", "template": "{x!r}", "values": {"x": 9}},
        {"text": "x", "template": "{x", "values": {"x": 9}},
        {"text": "x", "template": "{x}", "values": {"x": [1]}},
        {"text": "x" * 30_000, "template": "x", "values": {}},
        {"text": "x", "template": "x", "values": {str(at): at for at in range(99)}},
        _nested(50),
    ],
    ids=lambda plain: str(plain)[:40],
)  # fmt: skip
def test_a_file_that_holds_something_else_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        sentence_of_plain(plain)
