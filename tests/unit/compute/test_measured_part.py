"""A model that learned from data without a test part is measured on what was held back from it."""

from typing import Any

import numpy as np

from app.compute.evaluation_job import _measured
from app.core.bundle import Card, Thresholds
from app.learning.dataset import DataSet, Part, with_test

EMPTY = Part(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8))


def data(test: Part = EMPTY) -> DataSet:
    labels = np.arange(120, dtype=np.uint8) % 2
    images = np.broadcast_to(np.arange(120, dtype=np.uint8)[:, None, None], (120, 28, 28)).copy()
    return DataSet("letters", ("a", "b"), Part(images, labels), test, {"letters.csv": "0f" * 32})


def card(**source: Any) -> Card:
    fields = {"data": [{"sha256": {"letters.csv": "0f" * 32}, **source}], "training": {"seed": 7}}
    return Card("letters", "1.0", ("a", "b"), 1.0, Thresholds(0, 0, 0), fields)


def marks(part: Part) -> set[int]:
    return set(part.images[:, 0, 0].tolist())


def test_only_what_was_held_back_is_measured() -> None:
    learned, test = with_test(data(), seed=7)
    assert len(test) == 20
    assert not marks(learned) & marks(test)
    assert marks(_measured(data(), card(test_held_back=True))) == marks(test)


def test_data_that_the_model_never_saw_is_measured_whole() -> None:
    assert len(_measured(data(), card(test_held_back=False))) == 120
    assert len(_measured(data(), card(test_held_back=True, sha256={"letters.csv": "aa" * 32}))) == 120


def test_a_test_part_is_measured_whoever_asks() -> None:
    some = data().train.take(np.arange(5))
    assert len(_measured(data(test=some), card(test_held_back=True))) == 5
