"""A run in motion: pause, cancel, patience, checkpoints, failures, and what it leaves on the disk."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.errors import Cancelled, TrainingError
from app.core.events import BatchDone, CheckpointSaved, EpochDone, Event, Finished, Progress, Started
from app.core.job import Token
from app.core.runs import read_run
from app.core.training import TrainingConfig, config_for
from app.core.verdict import probabilities_of, softmax
from app.recognition.litert import LiteRTClassifier
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning
A_WEEK_S = 604_800.0


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_idx_set(tmp_path_factory.mktemp("steering") / "tiny", train=120, test=20)


def _config(data: Path, **changes: Any) -> TrainingConfig:
    return config_for(
        **{"preset": "dense-512", "data": str(data), "checkpoint_every": 1, "epochs": 3, "batch_size": 32, **changes}
    )


def _train(config: TrainingConfig, folder: Path, react: Callable[[Any, Token], None] | None = None) -> list[Any]:
    from app.learning.trainer import train

    events: list[Any] = []
    token = Token()

    def report(event: Any) -> None:
        events.append(event)
        if react is not None:
            react(event, token)

    train(config, folder, report=report, token=token)
    return events


def _of_kind(events: list[Any], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def _state(folder: Path) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads((folder / "state.json").read_text())
    return fields


@pytest.fixture(scope="module")
def plain(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any]]:
    """A run of a plain network without validation, with everything that is optional."""
    folder = tmp_path_factory.mktemp("plain") / "run"
    config = _config(data, keeps_h5=True, has_class_weights=True, checkpoint_every=2)
    return folder, _train(config, folder)


def test_without_validation_the_last_epoch_is_kept(plain: tuple[Path, list[Any]]) -> None:
    folder, events = plain
    assert [(row.val_loss, row.val_accuracy) for row in _of_kind(events, EpochDone)] == [(None, None)] * 3
    fields = read_bundle(folder / "bundle").card.fields
    assert fields["best_epoch"] == 3
    assert fields["calibrated_by"] == {"part": "training", "n": 120}
    assert "validation" not in fields["metrics"]
    assert read_run(folder).history[0].val_loss is None


def test_checkpoints_come_as_asked_and_at_the_end(plain: tuple[Path, list[Any]]) -> None:
    folder, events = plain
    assert [event.epoch for event in _of_kind(events, CheckpointSaved)] == [2, 3]
    assert sorted(path.name for path in (folder / "checkpoints").iterdir()) == ["last.h5", "last.keras", "state.npz"]


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_checkpoint_is_a_model_that_keras_opens(plain: tuple[Path, list[Any]]) -> None:
    from app.learning.backend import keras

    folder, _ = plain
    images = np.random.default_rng(0).integers(0, 256, (4, 28, 28)).astype(np.float32)
    logits = LiteRTClassifier(read_bundle(folder / "bundle")).logits(images.astype(np.uint8))
    for name in ("last.keras", "last.h5"):
        model = keras.saving.load_model(folder / "checkpoints" / name, compile=False)
        assert np.abs(keras.ops.convert_to_numpy(model(images)) - logits).max() < 1e-3


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_every_so_many_epochs_stay_in_both_forms(plain: tuple[Path, list[Any]]) -> None:
    from app.learning.backend import keras

    kept = {path.name for path in (plain[0] / "epochs").iterdir()}
    assert kept >= {"0002.keras", "0002.h5"}
    assert {Path(name).stem for name in kept if name.endswith(".h5")} == {
        Path(name).stem for name in kept if name.endswith(".keras")
    }
    early, late = (
        keras.saving.load_model(path, compile=False).get_weights()[0]
        for path in (plain[0] / "epochs" / "0002.h5", plain[0] / "checkpoints" / "last.h5")
    )
    assert np.abs(early - late).max() > 0, "a copy of its own, not the last one"


def test_a_plain_network_gets_a_plain_softmax_and_thresholds(plain: tuple[Path, list[Any]], data: Path) -> None:
    from app.learning.datasets import load_dataset

    card = read_bundle(plain[0] / "bundle").card
    assert card.rejection == card.fields["rejection"] == "energy"
    test = load_dataset(str(data)).test.images
    logits = LiteRTClassifier(read_bundle(plain[0] / "bundle")).logits(test)
    ours = probabilities_of(logits, card.temperature, rejection=card.rejection)
    assert ours == pytest.approx(softmax(logits / card.temperature))


def test_the_folder_tells_the_state_and_whose_it_is(plain: tuple[Path, list[Any]]) -> None:
    import os

    import psutil

    state = _state(plain[0])
    assert state["state"] == "finished"
    assert state["pid"] == os.getpid()
    assert state["pid_started"] == psutil.Process().create_time()
    assert state["error"] == ""
    assert read_run(plain[0]).state == "finished"
    assert read_run(plain[0]).made is not None


def test_patience_ends_a_run_that_does_not_get_better(data: Path, tmp_path: Path) -> None:
    config = _config(
        data, epochs=40, validation=20, patience=2, learning_rate=1e-7, optimizer="sgd", checkpoint_every=9
    )
    object.__setattr__(config, "learning_rate", 0.0)
    events = _train(config, tmp_path / "run")
    rows = _of_kind(events, EpochDone)
    assert len(rows) == 3, "the first is the best, two more are no better"
    assert isinstance(events[-1], Finished)
    assert _state(tmp_path / "run")["state"] == "finished"
    assert read_bundle(tmp_path / "run" / "bundle").card.fields["best_epoch"] == 1
    assert [event.epoch for event in _of_kind(events, CheckpointSaved)] == [3]


def test_a_pause_holds_the_run_and_does_not_count(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A week goes by in the pause: no machine is so slow that it could be mistaken for work."""
    from app.learning import reporter

    paused_s, away_s = 0.5, [0.0]
    told_while_paused: list[Any] = []
    wait = Token.wait_while_paused

    def wait_for_a_week(token: Token) -> None:
        def end() -> None:
            away_s[0] = A_WEEK_S
            token.resume()

        threading.Timer(paused_s, end).start()
        wait(token)

    def pause_once(event: Any, token: Token) -> None:
        if token.is_paused:
            told_while_paused.append(event)
        elif isinstance(event, BatchDone) and not away_s[0]:
            token.pause()

    monkeypatch.setattr(reporter, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + away_s[0]))
    monkeypatch.setattr(Token, "wait_while_paused", wait_for_a_week)
    events = _train(_config(data, batch_size=1), tmp_path / "run", pause_once)
    assert away_s[0], "there was a pause, and an end of it"
    assert not _of_kind(told_while_paused, BatchDone)
    assert [row.epoch for row in _of_kind(events, EpochDone)] == [1, 2, 3]
    assert all(event.seconds < A_WEEK_S for event in events if isinstance(event, BatchDone | EpochDone))
    assert all(event.eta >= 0 for event in _of_kind(events, BatchDone))


def test_batches_are_told_at_most_ten_times_a_second(data: Path, tmp_path: Path) -> None:
    events = _train(_config(data, batch_size=1), tmp_path / "run")
    seconds = [event.seconds for event in _of_kind(events, BatchDone)]
    assert len(seconds) > 1
    assert min(np.diff(seconds)) >= 0.1


def _is(kind: type, what: str = "") -> Callable[[Any], bool]:
    return lambda event: isinstance(event, kind) and getattr(event, "what", "") == what


MOMENTS = {
    "loading": _is(Progress, "loading"),
    "tracing": _is(Progress, "tracing"),
    "begin": _is(Started),
    "an epoch": _is(BatchDone),
    "the end of an epoch": _is(EpochDone),
    "evaluation": _is(Progress, "evaluating"),
    "saving": _is(Progress, "saving"),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_cancel_leaves_nothing_behind(moment: Callable[[Any], bool], data: Path, tmp_path: Path) -> None:
    def cancel(event: Any, token: Token) -> None:
        if moment(event):
            token.cancel()

    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "console.log").write_text("made before the run, as the window does")
    with pytest.raises(Cancelled):
        _train(_config(data, batch_size=1, epochs=2, validation=10), folder, cancel)
    assert not folder.exists() or [path.name for path in folder.iterdir()] == ["console.log"]


def test_a_cancel_spares_what_is_not_the_run_s(data: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    def cancel(event: Any, token: Token) -> None:
        if isinstance(event, EpochDone):
            token.cancel()

    with pytest.raises(Cancelled):
        _train(_config(data), tmp_path, cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_failure_is_noted_in_the_folder(data: Path, tmp_path: Path) -> None:
    config = _config(data, epochs=30, optimizer="sgd")
    object.__setattr__(config, "learning_rate", 1e30)
    with pytest.raises(TrainingError, match="no longer a number"):
        _train(config, tmp_path / "run")
    state = _state(tmp_path / "run")
    assert state["state"] == "failed"
    assert "no longer a number" in state["error"]
    assert not (tmp_path / "run" / "bundle").exists()


def test_a_nan_within_an_epoch_is_found_before_its_end(data: Path, tmp_path: Path) -> None:
    config = _config(data, epochs=1, optimizer="sgd", batch_size=1, limit=120)
    object.__setattr__(config, "learning_rate", 1e30)
    events: list[Event] = []
    with pytest.raises(TrainingError, match="no longer a number"):
        _train(config, tmp_path / "run", lambda event, _token: events.append(event))
    assert not _of_kind(events, EpochDone)


@pytest.mark.parametrize("full", ["write_atomic_with", "write_atomic"])
def test_a_full_disk_is_a_sentence_and_spares_the_checkpoint(
    full: str, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.learning import checkpoints

    kept: list[bytes] = []
    state = tmp_path / "run" / "checkpoints" / "state.npz"

    def fail(*_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    def fill_the_disk(event: Any, _token: Token) -> None:
        if isinstance(event, CheckpointSaved) and not kept:
            kept.append(state.read_bytes())
            monkeypatch.setattr(checkpoints, full, fail)

    with pytest.raises(TrainingError, match="No space left") as caught:
        _train(_config(data, epochs=40), tmp_path / "run", fill_the_disk)
    assert caught.value.hint
    assert state.read_bytes()[:4] == b"PK\x03\x04"
    assert _state(tmp_path / "run")["state"] == "failed"
