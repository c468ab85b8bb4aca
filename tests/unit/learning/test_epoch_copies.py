"""A run keeps its epochs, and each becomes a LiteRT copy once."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.bundle import Bundle, read_bundle
from app.core.epochs import EpochReady, KeptEpoch, card_of_run, copy_folder, kept_epochs, kept_path
from app.core.errors import Cancelled
from app.core.job import Token
from app.core.runs import read_run
from app.core.training import config_for
from app.recognition.litert import LiteRTClassifier
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of three epochs that saves after every second one and at the end."""
    from app.learning.trainer import train

    data = write_idx_set(tmp_path_factory.mktemp("epochs") / "tiny", train=120, test=20)
    config = config_for(preset="dense-512", data=str(data), epochs=3, batch_size=32, checkpoint_every=2)
    folder = tmp_path_factory.mktemp("run") / "run"
    train(config, folder, report=lambda _event: None, token=Token())
    return folder


def _copied(kept: tuple[KeptEpoch, ...], token: Token | None = None) -> list[EpochReady]:
    from app.learning.epoch_copies import copy_epochs

    events: list[Any] = []
    copy_epochs(kept, report=events.append, token=token or Token())
    return events


def test_the_epochs_that_were_saved_are_kept_and_become_copies_once(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.learning import export

    kept = kept_epochs(run)
    assert [each.epoch for each in kept] == [2, 3]
    assert kept[1].path.read_bytes() == (run / "checkpoints" / "last.keras").read_bytes()
    events = _copied(kept)
    assert [(event.epoch, event.error) for event in events] == [(2, ""), (3, "")]
    assert [Path(event.folder) for event in events] == [copy_folder(each.path) for each in kept]

    def fail(*_arguments: object) -> None:
        raise AssertionError("It was made before.")

    monkeypatch.setattr(export, "export_litert", fail)
    assert _copied(kept) == events

    rasters = np.random.default_rng(0).integers(0, 256, (5, 28, 28)).astype(np.uint8)
    card = card_of_run(read_run(run))
    answers = [LiteRTClassifier(Bundle(Path(event.folder), card)).logits(rasters) for event in events]
    last = LiteRTClassifier(read_bundle(run / "bundle")).logits(rasters)  # without held-back pictures the last is best
    assert np.abs(answers[1] - last).max() < 1e-3
    assert np.abs(answers[0] - last).max() > 1e-3


def test_a_damaged_checkpoint_says_so_and_the_others_go_on(run: Path, tmp_path: Path) -> None:
    bad = kept_path(tmp_path, 1)
    bad.parent.mkdir()
    bad.write_bytes(kept_path(run, 2).read_bytes()[:2000])
    events = _copied((KeptEpoch(1, bad), KeptEpoch(9, tmp_path / "gone.keras"), *kept_epochs(run)[:1]))
    assert "damaged" in events[0].error
    assert "cannot be read" in events[1].error
    assert events[2].error == ""


def test_a_cancel_leaves_what_was_made(run: Path) -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        _copied(kept_epochs(run), token)


def test_a_copy_that_answers_otherwise_is_refused(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.learning import export

    monkeypatch.setattr(export, "litert_difference", lambda *_arguments: 0.5)
    (event,) = _copied(kept_epochs(run)[:1])
    assert "does not answer as it does" in event.error
    assert not copy_folder(kept_epochs(run)[0].path).exists()
