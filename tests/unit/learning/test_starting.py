"""A training that begins with a model's weights: it goes on from there, says so, and refuses what does not fit."""

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.errors import BundleError, Cancelled, TrainingError
from app.core.events import EpochDone
from app.core.job import Token, ignore
from app.core.runs import read_run
from app.core.training import TrainingConfig, config_for
from app.learning.batches import Batches
from app.learning.material import gather
from app.learning.script import script_of
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_idx_set(tmp_path_factory.mktemp("starting") / "tiny", train=120, test=20)


@pytest.fixture(scope="module")
def first(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of a first training."""
    run = tmp_path_factory.mktemp("first") / "run"
    trained(config(data, name="first", epochs=2), run)
    return run / "bundle"


def config(data: Path, **changes: Any) -> TrainingConfig:
    small = {"preset": "keras-convnet", "network": {"filters": (4, 8)}, "data": str(data), "validation": 20}
    return config_for(**{**small, "epochs": 1, "batch_size": 32, **changes})


def trained(config: TrainingConfig, folder: Path) -> list[Any]:
    from app.learning.trainer import train

    events: list[Any] = []
    train(config, folder, report=events.append, token=Token())
    return events


def weights(bundle: Path) -> list[Any]:
    import keras

    return list(keras.saving.load_model(bundle / "model.keras", compile=False).get_weights())


def test_begins_with_the_weights_of_the_model(data: Path, first: Path, tmp_path: Path) -> None:
    trained(config(data, begin_with=str(first), learning_rate=1e-7), tmp_path / "run")
    for before, after in zip(weights(first), weights(tmp_path / "run" / "bundle"), strict=True):
        assert before == pytest.approx(after, abs=1e-4)
    trained(config(data, learning_rate=1e-7), tmp_path / "anew")
    assert np.abs(weights(first)[0] - weights(tmp_path / "anew" / "bundle")[0]).max() > 1e-3


def test_the_card_says_where_the_weights_came_from(data: Path, first: Path, tmp_path: Path) -> None:
    trained(config(data, begin_with=str(first)), tmp_path / "run")
    card, begun_with = read_bundle(tmp_path / "run" / "bundle").card, read_bundle(first).card
    said = card.fields["started_from"]
    assert (said["name"], said["data"]) == ("first", begun_with.fields["data"])
    assert said["sha256"] == begun_with.fields["files"]["model.keras"]["sha256"]
    assert card.fields["calibrated_by"] == {"part": "start", "n": 0}
    assert (card.temperature, card.thresholds) == (begun_with.temperature, begun_with.thresholds)


def test_licences_come_down_from_every_model_before() -> None:
    from app.learning.bundling import _learned_from

    before = {
        "data": [{"name": "mnist"}, {"name": "pen-strokes"}],
        "started_from": {"data": [{"name": "fashion-mnist"}]},
    }
    assert _learned_from({"data": "mine", "started_from": before}) == ["mnist", "pen-strokes", "fashion-mnist"]
    assert _learned_from({"data": [None, {"name": 7}], "started_from": [before]}) == []


@pytest.mark.parametrize("changes", [{"network": {"filters": (4, 4)}}, {"preset": "dense-512", "network": {}}])
def test_refuses_a_model_of_another_network(data: Path, first: Path, tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(TrainingError, match="“first” is of another network"):
        trained(config(data, begin_with=str(first), **changes), tmp_path / "run")
    assert read_run(tmp_path / "run").state == "failed"


@pytest.mark.parametrize("changes", [{"seed": 2}, {"validation": 10}, {"limit": 100}])
def test_refuses_to_choose_by_pictures_that_the_model_learned_from(
    data: Path, first: Path, tmp_path: Path, changes: dict[str, Any]
) -> None:
    with pytest.raises(TrainingError, match="“first” has learned from pictures that would be left out") as refused:
        trained(config(data, begin_with=str(first), **changes), tmp_path / "run")
    assert "the same seed, 1, hold back as many, 20" in str(refused.value.hint)
    assert not (tmp_path / "run").exists()


def test_other_data_or_nothing_left_out_may_have_another_seed(data: Path, first: Path, tmp_path: Path) -> None:
    others = write_idx_set(tmp_path / "others", train=60, test=20, seed=9)
    trained(config(others, begin_with=str(first), seed=2), tmp_path / "other")
    trained(config(data, begin_with=str(first), seed=2, validation=0), tmp_path / "none")
    assert {read_run(tmp_path / name).state for name in ("other", "none")} == {"finished"}


def test_refuses_a_model_that_is_not_there_before_anything_is_made(data: Path, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no model “nobody”"):
        trained(config(data, begin_with="nobody"), tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_describes_what_it_would_do_or_why_it_would_not(data: Path, first: Path) -> None:
    from app.learning.summary import describe

    assert describe(config(data, begin_with=str(first)), report=ignore, token=Token()).steps == 4
    with pytest.raises(TrainingError, match="another network"):
        describe(config(data, begin_with=str(first), network={"filters": (4, 4)}), report=ignore, token=Token())


def test_goes_on_exactly_and_only_with_the_same_model(data: Path, first: Path, tmp_path: Path) -> None:
    from app.learning.trainer import resume, train

    start = tmp_path / "start"
    shutil.copytree(first, start)
    whole = config(data, begin_with=str(start), epochs=3)
    trained(whole, tmp_path / "straight")
    token = Token()

    def stop_after_first(event: Any) -> None:
        if isinstance(event, EpochDone):
            token.stop()

    train(whole, tmp_path / "cut", report=stop_after_first, token=token)
    shutil.copytree(tmp_path / "cut", tmp_path / "changed")
    resume(tmp_path / "cut", report=ignore, token=Token())
    for one, other in zip(weights(tmp_path / "straight" / "bundle"), weights(tmp_path / "cut" / "bundle"), strict=True):
        assert one == pytest.approx(other, abs=1e-5)

    shutil.rmtree(start)
    shutil.copytree(tmp_path / "cut" / "bundle", start)
    with pytest.raises(TrainingError, match="the model that it began with, have changed"):
        resume(tmp_path / "changed", report=ignore, token=Token())


def test_can_be_cancelled(data: Path, first: Path, tmp_path: Path) -> None:
    from app.learning.trainer import train

    token = Token()
    with pytest.raises(Cancelled):
        train(config(data, begin_with=str(first)), tmp_path / "run", report=lambda _event: token.cancel(), token=token)
    assert not (tmp_path / "run").exists()


def test_what_comes_out_may_be_a_mean_of_before_and_after(data: Path, first: Path, tmp_path: Path) -> None:
    trained(config(data, begin_with=str(first)), tmp_path / "after")
    trained(config(data, begin_with=str(first), blend=0.25), tmp_path / "blended")
    before, after, blended = (weights(each) for each in (first, tmp_path / "after/bundle", tmp_path / "blended/bundle"))
    for old, new, mean in zip(before, after, blended, strict=True):
        assert mean == pytest.approx(0.25 * old + 0.75 * new, abs=1e-5)
    assert any(np.abs(old - new).max() > 1e-3 for old, new in zip(before, after, strict=True))


def test_a_script_blends_as_well(data: Path, first: Path) -> None:
    script = script_of(config(data, begin_with=str(first), blend=0.25))
    assert "0.25 * old + 0.75 * new" in script
    compile(script, "script", "exec")


def test_the_script_begins_with_them_too(data: Path, first: Path) -> None:
    script = script_of(config(data, begin_with=str(first)))
    assert f"load_model(Path({str(first / 'model.keras')!r}), compile=False).get_weights()" in script
    compile(script, "script", "exec")
    assert "load_model" not in script_of(config(data))
    with pytest.raises(BundleError):
        script_of(config(data, begin_with="nobody"))


def test_few_pictures_are_a_quarter_of_each_batch_and_come_again(data: Path) -> None:
    own = replace(config_for("digits", data=str(data)), batch_size=100, augmentation=None, validation=20)
    material = gather(own)
    batches = Batches(material, own)
    assert len(batches) == 20
    images, labels = batches[19]
    assert len(images) == 100
    assert Counter(labels.tolist())[10] == 16
    known = {image.tobytes() for image in material.train.images}
    assert sum(image.tobytes() in known for image in images) == 25


@pytest.mark.parametrize("size", range(1, 9))
def test_the_smallest_batches_hold_one_of_few_pictures(data: Path, size: int) -> None:
    own = replace(config_for("digits", data=str(data)), batch_size=size, validation=20)
    material = gather(own)
    batches = Batches(material, own)
    assert 0 < len(batches) <= len(material.train)
    images, labels = batches[0]
    assert len(images) == len(labels) >= size


def test_the_command_line_names_the_model(data: Path, first: Path, tmp_path: Path) -> None:
    from app.cli.main import run

    out = tmp_path / "run"
    numbers = ["--set", "filters=4,8", "--epochs", "1", "--batch-size", "32"]
    common = ["train", "--preset", "keras-convnet", "--data", str(data), *numbers]
    assert run([*common, "--from", str(first), "--out", str(out), "--json"]) == 0
    assert json.loads((out / "config.json").read_text())["begin_with"] == str(first)
    assert run([*common, "--from", "nobody", "--out", str(tmp_path / "other"), "--json"]) != 0
