import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning


def _inkdigit(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)


def test_train_prints_events_and_evaluate_measures_its_bundle(tmp_path: Path) -> None:
    data = write_idx_set(tmp_path / "tiny", train=200, test=40)
    out = tmp_path / "run"
    done = _inkdigit(
        "train", "--preset", "digits", "--data", data, "--epochs", "1", "--batch-size", "20", "--out", out, "--json"
    )
    assert done.returncode == 0, done.stderr
    events = [json.loads(line) for line in done.stdout.splitlines()]
    names = [event["event"] for event in events]
    assert names[0] == "started"
    assert names[-1] == "finished"
    assert names.count("epoch") == 1
    epoch = next(event for event in events if event["event"] == "epoch")
    assert {"epoch", "loss", "accuracy", "val_loss", "val_accuracy", "seconds", "eta"} <= set(epoch)

    measured = _inkdigit("evaluate", "--model", out / "bundle", "--data", data, "--json")
    assert measured.returncode == 0, measured.stderr
    answer = json.loads(measured.stdout)
    assert {"model", "data", "n", "accuracy", "loss", "ece", "confusion", "seconds"} <= set(answer)
    assert answer["n"] == 40
    assert answer["accuracy"] == pytest.approx(events[-1]["metrics"]["test"]["accuracy"])
    assert sum(map(sum, answer["confusion"])) == 40


def test_a_missing_data_set_is_a_sentence_and_an_event(tmp_path: Path) -> None:
    done = _inkdigit("train", "--data", tmp_path / "nowhere", "--out", tmp_path / "run", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout.splitlines()[-1])["event"] == "failed"
    assert "no data set" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "run").exists()


def test_an_unknown_preset_is_a_sentence() -> None:
    done = _inkdigit("train", "--preset", "nonsense")
    assert done.returncode == 1
    assert "no preset" in done.stderr
    assert "Traceback" not in done.stderr


def test_evaluate_prints_a_table_for_people(tmp_path: Path) -> None:
    data = write_idx_set(tmp_path / "tiny", train=20, test=40)
    done = _inkdigit("evaluate", "--model", "digits", "--data", data)
    assert done.returncode == 0, done.stderr
    assert "of 40 right" in done.stdout


def test_evaluate_does_not_import_tensorflow(tmp_path: Path) -> None:
    data = write_idx_set(tmp_path / "tiny", train=20, test=20)
    code = (
        "import sys; from app.cli.main import run;"
        f"code = run(['evaluate', '--data', {str(data)!r}, '--json']);"
        "print(code, 'tensorflow' in sys.modules, 'keras' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)
    assert done.stderr.strip().endswith("0 False False"), done.stderr
