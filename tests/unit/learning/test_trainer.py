import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.errors import Cancelled, TrainingError
from app.core.events import BatchDone, CheckpointSaved, EpochDone, Finished, Progress, Started
from app.core.job import Token
from app.core.training import TrainingConfig
from app.learning.datasets import load_dataset
from app.learning.evaluation import evaluate
from app.recognition.litert import LiteRTClassifier
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning


def _config(folder: Path, **changes: object) -> TrainingConfig:
    return TrainingConfig(**{"data": str(folder), "epochs": 1, "batch_size": 16, "name": "tiny", **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[object], Path]:
    """A run of three epochs on template digits: (its folder, its events, its data)."""
    from app.learning.trainer import train

    root = tmp_path_factory.mktemp("training")
    data = write_idx_set(root / "tiny", train=600, test=100)
    events: list[object] = []
    train(_config(data, epochs=3, learning_rate=4e-3), root / "run", report=events.append, token=Token())
    return root / "run", events, data


def test_a_run_tells_its_story_in_order(trained: tuple[Path, list[object], Path]) -> None:
    _, events, _ = trained
    told = [event for event in events if not isinstance(event, Progress)]
    assert isinstance(told[0], Started)
    assert isinstance(events[-1], Finished)
    assert [event.epoch for event in events if isinstance(event, EpochDone)] == [1, 2, 3]
    assert all(0 < event.step <= event.steps for event in events if isinstance(event, BatchDone))
    assert 100_000 <= told[0].parameters <= 350_000
    assert told[0].device == "CPU"
    assert [event.epoch for event in events if isinstance(event, CheckpointSaved)] == [1, 2, 3]
    steps = [event.what for event in events if isinstance(event, Progress)]
    assert list(dict.fromkeys(steps)) == ["loading", "tracing", "evaluating", "saving"]


def test_a_run_learns_something(trained: tuple[Path, list[object], Path]) -> None:
    run, _, data = trained
    bundle = read_bundle(run / "bundle")
    classifier = LiteRTClassifier(bundle)
    figures = evaluate(classifier.card, load_dataset(str(data)).test, classifier.logits)
    assert figures.accuracy > 0.6
    assert figures.accuracy == pytest.approx(bundle.card.fields["metrics"]["test"]["accuracy"])
    assert sum(map(sum, figures.confusion)) == figures.n == 100


def test_a_run_leaves_its_record(trained: tuple[Path, list[object], Path]) -> None:
    run, _, _ = trained
    rows = list(csv.DictReader((run / "history.csv").read_text().splitlines()))
    assert [row["epoch"] for row in rows] == ["1", "2", "3"]
    assert set(rows[0]) == {"epoch", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"}
    assert float(rows[2]["loss"]) < float(rows[0]["loss"])
    names = [json.loads(line)["event"] for line in (run / "events.ndjson").read_text().splitlines()]
    assert names[0] == "started"
    assert names[-1] == "finished"
    assert json.loads((run / "config.json").read_text())["seed"] == 1
    assert not list(run.rglob("*.part*")), "nothing half-written is left"


def test_the_card_says_what_the_model_was_made_of(trained: tuple[Path, list[object], Path]) -> None:
    run, _, _ = trained
    fields = read_bundle(run / "bundle").card.fields
    assert fields["data"][0]["train"] + fields["data"][0]["validation"] == 600
    assert fields["data"][0]["test"] == 100
    assert len(fields["data"][0]["sha256"]) == 4
    assert fields["training"]["seed"] == 1
    assert fields["metrics"]["litert_difference"] <= 1e-4
    assert fields["made_with"]["keras"]


def test_litert_and_keras_give_the_same_probabilities(trained: tuple[Path, list[object], Path]) -> None:
    from app.core.verdict import softmax
    from app.learning.backend import keras
    from app.learning.export import keras_logits

    bundle = read_bundle(trained[0] / "bundle")
    images = np.random.default_rng(0).integers(0, 256, (1000, 28, 28), dtype=np.uint8)
    images[:500] = load_dataset(str(trained[2])).train.images[:500]
    model = keras.models.load_model(bundle.keras_path)
    ours = softmax(LiteRTClassifier(bundle).logits(images))
    assert np.abs(ours - softmax(keras_logits(model, images))).max() <= 1e-4


def test_thresholds_can_be_chosen_again_without_training(
    trained: tuple[Path, list[object], Path], tmp_path: Path
) -> None:
    from app.learning.recalibrate import recalibrate

    bundle = Path(shutil.copytree(trained[0] / "bundle", tmp_path / "bundle"))
    card = json.loads((bundle / "card.json").read_text(encoding="utf-8"))
    wrong = {**card, "temperature": 3.0, "thresholds": dict.fromkeys(card["thresholds"], 0.5), "report": []}
    (bundle / "card.json").write_text(json.dumps(wrong), encoding="utf-8")
    recalibrate(bundle)
    again = json.loads((bundle / "card.json").read_text(encoding="utf-8"))
    assert again["temperature"] == pytest.approx(card["temperature"])
    assert again["thresholds"] == pytest.approx(card["thresholds"])
    assert again["metrics"]["test"]["n"] == card["metrics"]["test"]["n"]
    assert "report" not in again
    assert {key: again[key] for key in ("files", "made", "training", "data")} == {
        key: card[key] for key in ("files", "made", "training", "data")
    }


def test_the_folder_of_another_run_is_left_alone(trained: tuple[Path, list[object], Path]) -> None:
    from app.learning.trainer import train

    run, _, data = trained
    before = (run / "history.csv").read_bytes()
    with pytest.raises(TrainingError, match="already holds a run"):
        train(_config(data), run, report=lambda _event: None, token=Token())
    assert (run / "history.csv").read_bytes() == before


def test_cancel_keeps_no_bundle(tmp_path: Path, digits_folder: Path) -> None:
    from app.learning.trainer import train

    token = Token()

    def cancel_at_start(event: object) -> None:
        if isinstance(event, Started):
            token.cancel()

    with pytest.raises(Cancelled):
        train(_config(digits_folder), tmp_path / "run", report=cancel_at_start, token=token)
    assert not (tmp_path / "run").exists()


def test_stop_keeps_the_best_so_far(tmp_path: Path, digits_folder: Path) -> None:
    from app.learning.trainer import train

    token = Token()
    epochs: list[int] = []

    def stop_after_one(event: object) -> None:
        if isinstance(event, EpochDone):
            epochs.append(event.epoch)
            token.stop()

    bundle = train(_config(digits_folder, epochs=50), tmp_path / "run", report=stop_after_one, token=token)
    assert len(epochs) <= 2
    assert read_bundle(bundle).card.name == "tiny"


@pytest.mark.parametrize(
    "changes",
    [
        {"preset": "nonsense"},
        {"epochs": 0},
        {"batch_size": 0},
        {"learning_rate": float("nan")},
        {"seed": -1},
        {"limit": 3},
    ],
)
def test_an_impossible_config_is_refused_with_a_sentence(changes: dict[str, object]) -> None:
    with pytest.raises(TrainingError) as caught:
        TrainingConfig(**changes)  # type: ignore[arg-type]
    assert caught.value.hint


def test_a_loss_that_is_no_number_ends_the_run_with_a_sentence(tmp_path: Path, digits_folder: Path) -> None:
    from app.learning.trainer import train

    config = _config(digits_folder, epochs=30, learning_rate=10.0, weight_decay=0.0)
    object.__setattr__(config, "learning_rate", 1e30)
    with pytest.raises(TrainingError, match="no longer a number"):
        train(config, tmp_path / "run", report=lambda _event: None, token=Token())
    assert not (tmp_path / "run" / "bundle").exists()
