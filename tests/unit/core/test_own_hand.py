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


def write_model(name: str, training: object) -> None:
    folder = user_models_dir() / name
    shutil.copytree(shipped_models_dir() / DEFAULT_MODEL, folder)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").write_text(json.dumps({**card, "training": training}), encoding="utf-8")


def test_a_hand_is_learned_again_from_where_it_began() -> None:
    keep(LEAST_EXAMPLES)
    write_model("digits-mine", plan_own_hand(DEFAULT_MODEL).to_dict())
    config = plan_own_hand("digits-mine")
    assert (config.begin_with, config.name) == (DEFAULT_MODEL, "digits-mine")


def test_a_model_of_mine_that_learned_something_else_is_gone_on_with() -> None:
    keep(LEAST_EXAMPLES)
    write_model("club", {"preset": "digits", "data": "mnist", "begin_with": "digits"})
    assert (plan_own_hand("club").begin_with, plan_own_hand("club").name) == ("club", "club-mine")
    write_model("club-mine", {"preset": "digits", "data": "my-drawings", "begin_with": "club"})
    assert (plan_own_hand("club-mine").begin_with, plan_own_hand("club-mine").name) == ("club", "club-mine")


def test_where_it_began_is_gone_it_begins_with_the_shipped_one() -> None:
    keep(LEAST_EXAMPLES)
    write_model("digits-mine", {"preset": "digits", "data": "my-drawings", "begin_with": "gone"})
    assert plan_own_hand("digits-mine").begin_with == DEFAULT_MODEL


@pytest.mark.parametrize("training", [{"preset": "quick"}, "by hand", None, {"preset": "digits", "network": {"x": 1}}])
def test_a_model_of_another_kind_leaves_it_to_the_shipped_one(training: object) -> None:
    keep(LEAST_EXAMPLES)
    write_model("other", training)
    assert plan_own_hand("other").begin_with == DEFAULT_MODEL
    assert plan_own_hand("no such model").begin_with == DEFAULT_MODEL
