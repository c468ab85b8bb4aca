"""``inkdigit train``: what its options become, and how Ctrl+C ends it."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.cli import train
from app.cli.main import run
from app.core.bundle import read_bundle
from app.core.presets import PRESETS
from app.core.training import TrainingConfig, augmentation_for, config_for
from tests.unit.learning.conftest import write_idx_set


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[TrainingConfig | None, Path | None]]:
    """What the trainer would have been called with."""
    calls: list[tuple[TrainingConfig | None, Path | None]] = []
    monkeypatch.setattr(train, "_call_trainer", lambda config, folder, *_rest: calls.append((config, folder)))
    return calls


def test_without_options_the_shipped_model_is_trained(asked: list[Any]) -> None:
    assert run(["train"]) == 0
    assert asked == [(config_for("digits"), None)]


def test_every_option_is_a_setting(asked: list[Any], tmp_path: Path) -> None:
    words = (
        "--preset keras-convnet --data d.npz --epochs 3 --batch-size 7 --learning-rate 0.5 --optimizer sgd"
        " --schedule one-cycle --validation 9 --patience 2 --checkpoint-every 4 --h5 --device cpu --augment"
        " --class-weights --set filters=8,16 --set kernel=5 --set dropout=0.25 --seed 3 --limit 50 --name mine"
    )
    assert run(["train", *words.split(), "--out", str(tmp_path / "run")]) == 0
    (config, folder), = asked  # fmt: skip
    assert folder == tmp_path / "run"
    assert config == config_for(
        "keras-convnet",
        data="d.npz",
        epochs=3,
        batch_size=7,
        learning_rate=0.5,
        optimizer="sgd",
        schedule="one-cycle",
        validation=9,
        patience=2,
        checkpoint_every=4,
        keeps_h5=True,
        device="cpu",
        augmentation=augmentation_for("d.npz"),
        has_class_weights=True,
        network={"filters": (8, 16), "kernel": 5, "dropout": 0.25},
        seed=3,
        limit=50,
        name="mine",
    )


def test_pictures_are_varied_as_the_data_allow(asked: list[Any]) -> None:
    assert run(["train", "--preset", "fashion-mlp", "--augment"]) == 0
    assert run(["train", "--no-augment"]) == 0
    garments, digits = (config.augmentation for config, _ in asked)
    assert garments.flip
    assert garments.rotation == 0
    assert digits is None


def test_a_share_of_the_pictures_may_stay_as_they_are(asked: list[Any]) -> None:
    assert run(["train", "--plain", "0.5"]) == 0
    assert run(["train", "--preset", "fashion-mlp", "--augment", "--plain", "0.25"]) == 0
    digits, garments = (config.augmentation for config, _ in asked)
    assert digits == replace(config_for("digits").augmentation, plain=0.5)
    assert (garments.plain, garments.flip) == (0.25, True)


def test_a_run_goes_on_with_its_own_settings(asked: list[Any], tmp_path: Path) -> None:
    assert run(["train", "--resume", str(tmp_path)]) == 0
    assert asked == [(None, tmp_path)]


@pytest.mark.parametrize(
    "words",
    [
        "--set filters",
        "--preset quick --set units=many",
        "--preset quick --set filters=8,x",
        "--optimizer magic",
        "--epochs x",
        "--resume run --epochs 3",
        "--resume run --preset quick",
        "--resume run --augment",
        "--plain 1.5",
        "--plain x",
        "--no-augment --plain 0.5",
        "--preset quick --plain 0.5",
        "--resume run --plain 0.5",
        "--blend 0.5",
        "--from digits --blend 2",
    ],
)
def test_a_wrong_command_line_is_a_usage_error(words: str, asked: list[Any]) -> None:
    assert run(["train", *words.split()]) == 2
    assert not asked


@pytest.mark.parametrize("words", ["--preset nonsense", "--epochs 0", "--preset quick --set layers=3", "--seed -1"])
def test_an_impossible_setting_is_a_sentence(words: str, asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", *words.split()]) == 1
    assert capsys.readouterr().err.strip().endswith(".")
    assert not asked


def test_the_presets_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "--list"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed and f"{preset.weights:,} weights" in listed for name, preset in PRESETS.items())
    assert run(["train", "--list", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["name"] for line in lines] == list(PRESETS)
    assert lines[1]["network"] == {"filters": [16, 24], "kernels": [5, 3], "units": 256}


def test_a_script_is_written_instead_of_training(asked: list[Any], tmp_path: Path) -> None:
    path = tmp_path / "train.py"
    assert run(["train", "--preset", "quick", "--script", str(path)]) == 0
    compile(path.read_text(encoding="utf-8"), str(path), "exec")
    assert not asked


def test_a_script_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert run(["train", "--script", str(tmp_path / "file" / "train.py")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def _start(tmp_path: Path) -> "subprocess.Popen[str]":
    """Start a training that would take for ever, and wait for the end of its first epoch."""
    data = write_idx_set(tmp_path / "tiny", train=60, test=20)
    command = [sys.executable, "-m", "app", "train", "--preset", "dense-512", "--data", str(data), "--json"]
    command += ["--epochs", "10000", "--checkpoint-every", "1000", "--out", str(tmp_path / "run")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if json.loads(line)["event"] == "epoch":
            break
    return process


@pytest.mark.learning
@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent as a signal")
def test_ctrl_c_stops_and_keeps(tmp_path: Path) -> None:
    with _start(tmp_path) as process:
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=300)
    assert process.returncode == 0
    assert json.loads(rest.splitlines()[-1])["event"] == "finished"
    assert read_bundle(tmp_path / "run" / "bundle").card.name == "dense-512"
    assert json.loads((tmp_path / "run" / "state.json").read_text())["state"] == "stopped"


@pytest.mark.learning
@pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent as a signal")
def test_ctrl_c_twice_cancels(tmp_path: Path) -> None:
    for number in range(3):  # on a busy machine the second may come after the end
        folder = tmp_path / str(number)
        with _start(folder) as process:
            process.send_signal(signal.SIGINT)
            assert process.stderr is not None
            assert any("Press Ctrl+C again" in line for line in process.stderr)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=300)
        if process.returncode != 0:
            break
    assert process.returncode == 130
    assert not (folder / "run").exists()
