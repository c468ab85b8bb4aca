"""An interrupted run goes on as if nothing had happened."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.errors import Cancelled, TrainingError
from app.core.events import BatchDone, EpochDone, Started
from app.core.job import Token
from app.core.training import Augmentation, TrainingConfig, config_for
from app.learning.strokes import StrokeSample, WriterSplit, split_writers
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning

CONFIGS = {
    "dropout, Adam, validation": {"preset": "keras-convnet", "validation": 20},
    "dropout, varied pictures, one-cycle": {
        "preset": "keras-convnet",
        "augmentation": Augmentation(),
        "schedule": "one-cycle",
        "validation": 0,
    },
    "mixed material, batch normalization, cosine": {"preset": "digits", "network": {"filters": (8, 8, 8)}},
    "bfloat16": {"preset": "keras-convnet", "precision": "bfloat16"},
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_idx_set(tmp_path_factory.mktemp("resume") / "tiny", train=120, test=20)


def _config(data: Path, **changes: Any) -> TrainingConfig:
    return config_for(
        **{"preset": "dense-512", "data": str(data), "checkpoint_every": 1, "epochs": 5, "batch_size": 32, **changes}
    )


def _train(config: TrainingConfig, folder: Path, **steering: Any) -> list[Any]:
    from app.learning.trainer import train

    return _events(lambda report, token: train(config, folder, report=report, token=token), **steering)


def _resume(folder: Path, **steering: Any) -> list[Any]:
    from app.learning.trainer import resume

    return _events(lambda report, token: resume(folder, report=report, token=token), **steering)


def _events(job: Callable[..., Path], *, react: Callable[[Any, Token], None] | None = None) -> list[Any]:
    events: list[Any] = []
    token = Token()

    def report(event: Any) -> None:
        events.append(event)
        if react is not None:
            react(event, token)

    job(report, token)
    return events


def _stop_after(epoch: int) -> Callable[[Any, Token], None]:
    def react(event: Any, token: Token) -> None:
        if isinstance(event, EpochDone) and event.epoch == epoch:
            token.stop()

    return react


def _losses(folder: Path) -> list[float]:
    rows = csv.DictReader((folder / "history.csv").read_text().splitlines())
    return [float(row[name]) for row in rows for name in ("loss", "val_loss") if row[name]]


def _state(folder: Path) -> str:
    return str(json.loads((folder / "state.json").read_text())["state"])


def _few_people(samples: list[StrokeSample]) -> WriterSplit:
    """Return a little of what each group has written."""
    people = split_writers(samples)
    return WriterSplit(people.train[:200], people.validation[:50], people.test[:50])


@pytest.mark.parametrize("changes", CONFIGS.values(), ids=CONFIGS.keys())
def test_two_and_three_epochs_are_five(
    changes: dict[str, Any], data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.learning import material

    monkeypatch.setattr(material, "_NEGATIVES_TO_CHOOSE_BY", 50)
    monkeypatch.setattr(material, "split_writers", _few_people)
    config = _config(data, **changes)
    _train(config, tmp_path / "straight")
    _train(config, tmp_path / "parts", react=_stop_after(2))
    assert _state(tmp_path / "parts") == "stopped"
    events = _resume(tmp_path / "parts")
    assert next(event for event in events if isinstance(event, Started)).epochs_done == 2
    assert [event.epoch for event in events if isinstance(event, EpochDone)] == [3, 4, 5]
    straight, parts = _losses(tmp_path / "straight"), _losses(tmp_path / "parts")
    assert len(parts) == len(straight) >= 5
    assert parts == pytest.approx(straight, abs=1e-5)
    assert _state(tmp_path / "parts") == "finished"
    made, remade = (read_bundle(tmp_path / name / "bundle").card.fields for name in ("straight", "parts"))
    assert remade["best_epoch"] == made["best_epoch"]
    assert remade["metrics"]["test"]["loss"] == pytest.approx(made["metrics"]["test"]["loss"], abs=1e-4)


def test_a_stop_within_an_epoch_leaves_whole_epochs_to_resume_from(data: Path, tmp_path: Path) -> None:
    def stop_in_the_third(event: Any, token: Token) -> None:
        if isinstance(event, EpochDone) and event.epoch == 2:
            stopping.append(True)
        if stopping and isinstance(event, BatchDone):
            token.stop()

    stopping: list[bool] = []
    config = _config(data, batch_size=1, validation=20)
    _train(config, tmp_path / "run", react=stop_in_the_third)
    read_bundle(tmp_path / "run" / "bundle")
    done = [event.epoch for event in _resume(tmp_path / "run") if isinstance(event, EpochDone)]
    assert done[-1] == 5
    rows = list(csv.DictReader((tmp_path / "run" / "history.csv").read_text().splitlines()))
    assert [int(row["epoch"]) for row in rows] == [1, 2, 3, 4, 5]


@pytest.fixture(scope="module")
def stopped(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of five epochs that was stopped after the second."""
    folder = tmp_path_factory.mktemp("stopped") / "run"
    _train(_config(data), folder, react=_stop_after(2))
    return folder


@pytest.fixture
def interrupted(stopped: Path, tmp_path: Path) -> Path:
    """The same, as a kill would have left it: no bundle, and a row that is newer than the checkpoint."""
    folder = tmp_path / "run"
    shutil.copytree(stopped, folder)
    shutil.rmtree(folder / "bundle")
    state = json.loads((folder / "state.json").read_text())
    (folder / "state.json").write_text(json.dumps({**state, "state": "running", "pid": 2**22 + 1}))
    with (folder / "history.csv").open("a") as file:
        file.write("3,9.0,0.1,,,0.001,1.0\n")
    return folder


def test_a_cancelled_resume_goes_back_to_its_checkpoint(interrupted: Path) -> None:
    def cancel(event: Any, token: Token) -> None:
        if isinstance(event, EpochDone):
            token.cancel()

    with pytest.raises(Cancelled):
        _resume(interrupted, react=cancel)
    assert len(_losses(interrupted)) in (2, 3), "the third epoch's checkpoint may have reached the disk"
    assert 9.0 not in _losses(interrupted)
    assert _state(interrupted) == "cancelled"
    assert [event.epoch for event in _resume(interrupted) if isinstance(event, EpochDone)][-1] == 5


def test_a_run_without_a_checkpoint_begins_again(interrupted: Path) -> None:
    shutil.rmtree(interrupted / "checkpoints")
    events = _resume(interrupted)
    assert [event.epoch for event in events if isinstance(event, EpochDone)] == [1, 2, 3, 4, 5]


def test_a_run_that_was_killed_after_its_last_epoch_only_makes_its_bundle(stopped: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(stopped, folder)
    _resume(folder)
    shutil.rmtree(folder / "bundle")
    (folder / "state.json").unlink()
    assert not [event for event in _resume(folder) if isinstance(event, EpochDone)]
    assert read_bundle(folder / "bundle").card.fields["best_epoch"] == 5


def _truncate(folder: Path) -> None:
    path = folder / "checkpoints" / "state.npz"
    path.write_bytes(path.read_bytes()[:1000])


def _change_a_number(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "network": {"units": [64]}}))


def _compress(folder: Path) -> None:
    path = folder / "checkpoints" / "state.npz"
    with np.load(path) as content:
        arrays = {name: content[name] for name in content.files}
    np.savez_compressed(path, **arrays)


def _poison(folder: Path) -> None:
    path = folder / "checkpoints" / "state.npz"
    with np.load(path) as content:
        arrays = {name: content[name] for name in content.files}
    arrays["model_0"] = np.full_like(arrays["model_0"], np.nan)
    np.savez(path, **arrays)


@pytest.mark.parametrize("spoil", [_truncate, _change_a_number, _compress, _poison])
def test_a_damaged_checkpoint_is_a_sentence(spoil: Callable[[Path], None], interrupted: Path) -> None:
    spoil(interrupted)
    before = sorted((interrupted / "checkpoints").iterdir())
    with pytest.raises(TrainingError, match="damaged or of another network") as caught:
        _resume(interrupted)
    assert caught.value.hint
    assert sorted((interrupted / "checkpoints").iterdir()) == before


def test_other_data_are_refused(interrupted: Path, data: Path, tmp_path: Path) -> None:
    write_idx_set(tmp_path / "tiny", train=120, test=20, seed=1)
    config = json.loads((interrupted / "config.json").read_text())
    (interrupted / "config.json").write_text(json.dumps({**config, "data": str(tmp_path / "tiny")}))
    with pytest.raises(TrainingError, match="The data, or the model that it began with, have changed"):
        _resume(interrupted)


def test_a_complete_run_and_a_folder_without_one_are_refused(stopped: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(stopped, folder)
    state = json.loads((folder / "state.json").read_text())
    (folder / "state.json").write_text(json.dumps({**state, "state": "finished"}))
    with pytest.raises(TrainingError, match="is complete"):
        _resume(folder)
    with pytest.raises(TrainingError, match="holds no run"):
        _resume(tmp_path)
