"""``models make``: trained once, gone on with after a stop, left alone when there, a table at the end."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.compute import process
from app.core.bundle import read_bundle
from app.core.errors import DataSetError
from app.core.job import Job
from app.core.paths import user_models_dir
from app.core.runs import runs_dir
from tests.unit.cli.program import inkdigit
from tests.unit.core.bundles import write_bundle
from tests.unit.core.run_folders import GONE
from tests.unit.learning.conftest import write_idx_set

Capture = pytest.CaptureFixture[str]
Ordered = list[tuple[str, str]]


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> Ordered:
    """Let trainings end at once: "quick" as if it had been stopped the first time, "digits" with an error."""
    ordered: Ordered = []

    def remote_job(target: str, *, folder: Path, config: Any = None) -> Job:
        def job(_report: object, _token: object) -> Path:
            ordered.append((target.partition(":")[2], folder.name))
            if config is not None and config.preset == "digits":
                raise DataSetError("There are no data.", "Get some.")
            is_stopped = config is not None and config.preset == "quick"
            _leave(folder, config, "stopped" if is_stopped else "finished")
            return folder / "bundle"

        return job

    monkeypatch.setattr(process, "remote_job", remote_job)
    return ordered


def _leave(folder: Path, config: Any, state: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if config is not None:
        (folder / "config.json").write_text(json.dumps(config.to_dict()))
    (folder / "state.json").write_text(json.dumps({"state": state, **GONE}))
    shutil.rmtree(folder / "bundle", ignore_errors=True)
    write_bundle(
        folder / "bundle", parameters=1234, training_seconds=7, data=[{"name": "mnist"}],
        metrics={"test": {"n": 10_000, "accuracy": 0.9512}},
    )  # fmt: skip


def test_each_preset_becomes_a_model_once(capsys: Capture, trainings: Ordered) -> None:
    done = inkdigit(capsys, "models", "make", "dense-512", "mlp-128x3")
    assert done.code == 0
    assert trainings == [("train", "made-dense-512"), ("train", "made-mlp-128x3")]
    assert [line.split() for line in done.out.splitlines()] == [
        ["model", "learned", "from", "weights", "right", "of", "seconds"],
        ["dense-512", "mnist", "1,234", "95.12%", "10,000", "7", "new"],
        ["mlp-128x3", "mnist", "1,234", "95.12%", "10,000", "7", "new"],
    ]
    assert read_bundle("dense-512").folder.parent == user_models_dir()
    again = inkdigit(capsys, "models", "make", "dense-512", "keras-convnet", "--json")
    assert trainings[2:] == [("train", "made-keras-convnet")]
    assert [(made["name"], made["new"], made["ok"]) for made in again.objects] == [
        ("dense-512", False, True), ("keras-convnet", True, True),
    ]  # fmt: skip


def test_a_training_that_was_stopped_is_gone_on_with(capsys: Capture, trainings: Ordered) -> None:
    stopped = inkdigit(capsys, "models", "make", "quick")
    assert stopped.code == 130
    assert "goes on" in stopped.err
    assert not (user_models_dir() / "quick").exists()
    assert inkdigit(capsys, "models", "make", "quick").code == 0
    assert trainings == [("train", "made-quick"), ("resume", "made-quick")]
    assert (user_models_dir() / "quick").exists()


def test_other_settings_are_another_training(capsys: Capture, trainings: Ordered) -> None:
    inkdigit(capsys, "models", "make", "quick")
    inkdigit(capsys, "models", "make", "quick", "--seed", "2")
    assert [way for way, _ in trainings] == ["train", "train"]


def test_a_finished_training_is_not_done_twice_for_a_deleted_model(capsys: Capture, trainings: Ordered) -> None:
    inkdigit(capsys, "models", "make", "dense-512")
    shutil.rmtree(user_models_dir() / "dense-512")
    assert inkdigit(capsys, "models", "make", "dense-512", "--json").objects[0]["new"]
    assert len(trainings) == 1
    assert inkdigit(capsys, "models", "make", "dense-512", "--again").code == 0
    assert len(trainings) == 2
    assert [path.name for path in user_models_dir().iterdir()] == ["dense-512"]


def test_one_that_fails_does_not_stop_the_others(capsys: Capture, trainings: Ordered) -> None:
    done = inkdigit(capsys, "models", "make", "digits", "dense-512", "--json")
    assert done.code == 1
    failed, made = done.objects
    assert (failed["ok"], failed["error"]) == (False, "There are no data. Get some.")
    assert made["ok"]


def test_the_networks_of_the_lessons_are_the_usual_ones(capsys: Capture, trainings: Ordered) -> None:
    assert inkdigit(capsys, "models", "make").code == 0
    names = [folder.removeprefix("made-") for _, folder in trainings]
    assert names == ["mlp-128x3", "dense-512", "succinctly-cnn", "keras-convnet", "fashion-mlp"]


def test_a_preset_that_there_is_not_is_a_usage_error(capsys: Capture, trainings: Ordered) -> None:
    assert inkdigit(capsys, "models", "make", "dense-513").code == 2
    assert not trainings


@pytest.mark.learning
def test_a_real_one_is_trained_and_kept(capsys: Capture, tmp_path: Path) -> None:
    data = write_idx_set(tmp_path / "tiny", train=60, test=20)
    done = inkdigit(capsys, "models", "make", "dense-512", "--epochs", "1", "--data", data, "--json")
    assert done.code == 0, done.err
    (made,) = done.objects
    assert (made["n"], made["parameters"], made["data"]) == (20, 407_050, ["tiny"])
    assert (runs_dir() / "made-dense-512" / "history.csv").exists()
