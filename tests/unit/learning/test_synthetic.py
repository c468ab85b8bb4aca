"""Digits that Inkdigit writes itself: the same every time, made once, and made anew where the cache is damaged."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.raster import raster_of_lines
from app.learning.datasets import DIGIT_NAMES, DataSet, Part, load_dataset
from app.learning.sources import synthetic
from app.learning.sources.synthetic import made_digits, synthetic_path
from app.learning.sources.watch import Watch
from app.learning.templates import digit_strokes

FEW = (60, 20)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic, "COUNTS", FEW)


def test_digits_are_balanced_shuffled_and_reproducible() -> None:
    first, again, other = (made_digits(200, seed, Watch()) for seed in (1, 1, 2))
    assert np.array_equal(first.images, again.images)
    assert not np.array_equal(first.images, other.images)
    assert np.bincount(first.labels).tolist() == [20] * 10
    assert len(set(first.labels[:20].tolist())) > 5
    assert first.images.dtype == np.uint8
    assert (first.images.reshape(200, -1).max(axis=1) > 200).all()


def test_no_two_digits_are_the_same() -> None:
    part = made_digits(300, 3, Watch())
    assert len({image.tobytes() for image in part.images}) == 300


def test_the_pen_is_as_broad_as_mnists(data_folder: Path) -> None:
    mnist = load_dataset("mnist").train.images[:3000]
    share = made_digits(1000, 4, Watch()).images.mean() / mnist.mean()
    assert 0.75 < share < 1.33


@pytest.mark.usefixtures("few")
def test_they_are_made_once_and_then_kept() -> None:
    told: list[object] = []
    first = load_dataset("synthetic-strokes", report=told.append)
    assert told
    assert (len(first.train), len(first.test)) == FEW
    assert first.class_names == DIGIT_NAMES
    kept = synthetic_path().read_bytes()
    again = load_dataset("synthetic-strokes")
    assert np.array_equal(again.train.images, first.train.images)
    assert np.array_equal(again.test.labels, first.test.labels)
    assert again.sha256 == first.sha256
    assert synthetic_path().read_bytes() == kept


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("content", [b"", b"garbage", b"PK\x03\x04 half"])
def test_a_damaged_cache_is_made_anew(content: bytes) -> None:
    first = load_dataset("synthetic-strokes")
    synthetic_path().write_bytes(content)
    assert np.array_equal(load_dataset("synthetic-strokes").train.images, first.train.images)
    assert synthetic_path().read_bytes() != content


@pytest.mark.usefixtures("few")
def test_a_cache_that_cannot_be_written_costs_only_time() -> None:
    synthetic_path().parent.parent.mkdir(parents=True)
    synthetic_path().parent.write_text("in the way")
    assert len(load_dataset("synthetic-strokes").train) == FEW[0]


@pytest.mark.alone
@pytest.mark.usefixtures("few")
def test_who_asks_meanwhile_waits_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    second, calls = _Waiting(), []

    def made(*args: Any, **named: Any) -> Part:
        calls.append(threading.current_thread())
        if len(calls) == 1:
            second.start()
            assert second.is_waiting.wait(300)
        return made_digits(*args, **named)

    monkeypatch.setattr(synthetic, "made_digits", made)
    first = load_dataset("synthetic-strokes")
    second.join(300)
    assert calls == [threading.current_thread()] * 2, "the two parts, once each"
    assert np.array_equal(second.loaded.train.images, first.train.images)


class _Waiting(threading.Thread):
    """Load them too, and tell when there is something to wait for."""

    loaded: DataSet

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.is_waiting = threading.Event()

    def run(self) -> None:
        self.loaded = load_dataset("synthetic-strokes", report=lambda _: self.is_waiting.set())


def test_a_handwritten_digit_takes_little_more_than_a_plain_one() -> None:
    def processor_seconds(work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    rng = np.random.default_rng(5)
    pairs = [
        (
            processor_seconds(lambda: made_digits(100, 5, Watch())),
            processor_seconds(lambda: [raster_of_lines(digit_strokes(number % 10, rng)) for number in range(100)]),
        )
        for _ in range(5)
    ]
    assert min(ours / plain for ours, plain in pairs) <= 2.5, pairs
