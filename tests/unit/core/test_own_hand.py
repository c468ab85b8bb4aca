"""Learning somebody's own hand: what is planned, and what it takes."""

import json
import shutil

import numpy as np
import pytest

from app.core.bundle import DEFAULT_MODEL
from app.core.errors import TrainingError
from app.core.ink import Drawing
from app.core.my_drawings import Example, append_example
from app.core.own_hand import LEAST_EXAMPLES, plan_own_hand
from app.core.paths import shipped_models_dir, user_models_dir


def keep(count: int) -> None:
    for at in range(count):
        points = np.array([[100, 40], [100 + at, 240]], dtype=np.float32)
        append_example(Example("1", Drawing().with_stroke(points)))


def test_too_few_examples_are_counted_and_told_how_to_keep_more() -> None:
    keep(3)
    with pytest.raises(TrainingError, match=f"takes {LEAST_EXAMPLES} examples to learn; you have kept 3") as refused:
        plan_own_hand(DEFAULT_MODEL)
    assert "Keep as example" in str(refused.value.hint)


def test_goes_on_from_the_model_in_use() -> None:
    keep(LEAST_EXAMPLES)
    config = plan_own_hand(DEFAULT_MODEL)
    assert (config.preset, config.data, config.begin_with, config.name) == (
        "digits",
        "my-drawings",
        DEFAULT_MODEL,
        "digits-mine",
    )


def test_a_hand_that_was_learned_goes_on_being_learned() -> None:
    keep(LEAST_EXAMPLES)
    shutil.copytree(shipped_models_dir() / DEFAULT_MODEL, user_models_dir() / "digits-mine")
    config = plan_own_hand("digits-mine")
    assert (config.begin_with, config.name) == ("digits-mine", "digits-mine")


@pytest.mark.parametrize("training", [{"preset": "quick"}, "by hand", None, {"preset": "digits", "network": {"x": 1}}])
def test_a_model_of_another_kind_leaves_it_to_the_shipped_one(training: object) -> None:
    keep(LEAST_EXAMPLES)
    other = user_models_dir() / "other"
    shutil.copytree(shipped_models_dir() / DEFAULT_MODEL, other)
    card = json.loads((other / "card.json").read_text(encoding="utf-8"))
    (other / "card.json").write_text(json.dumps({**card, "training": training}), encoding="utf-8")
    assert plan_own_hand("other").begin_with == DEFAULT_MODEL
    assert plan_own_hand("no such model").begin_with == DEFAULT_MODEL
