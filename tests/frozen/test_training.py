"""Fit, save, load, convert and use, all in the frozen program; and what the reader says instead."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.e2e.digits import DIGITS
from tests.frozen.frozen import Frozen, ask, environment, objects
from tests.frozen.test_answers import some_drawings


@pytest.mark.learning
def test_a_short_training_makes_a_model_that_reads(
    full: Frozen, data: Path, tmp_path: Path, inkdigit_home: Path
) -> None:
    run = tmp_path / "run"
    command = ["train", "--preset", "succinctly-cnn", "--data", "mnist", "--epochs", "2", "--limit", "6000", "--json"]
    said = objects(ask(full.program, *command, "--out", run, env=environment(INKDIGIT_DATA=str(data))))
    assert [line["event"] for line in said].count("epoch") == 2
    assert {path.name for path in (run / "bundle").iterdir()} == {"card.json", "model.keras", "model.tflite"}
    drawings = tmp_path / "drawings.ndjson"
    from app.core.ink import drawing_to_json

    drawings.write_text("\n".join(map(drawing_to_json, some_drawings())))
    answers = objects(
        ask(full.program, "classify", "--strokes", drawings, "--model", run / "bundle", "--top", "1", "--json")
    )
    right = sum(
        answer["top"][0]["label"] == label
        for answer, label in zip(answers, (label for label in DIGITS for _ in range(10)), strict=True)
    )
    assert right >= 60
    measured = json.loads(
        ask(
            *(full.program, "evaluate", "--model", run / "bundle", "--data", "mnist", "--json"),
            env=environment(INKDIGIT_DATA=str(data)),
        ).splitlines()[-1]
    )
    assert measured["accuracy"] > 0.9


@pytest.mark.learning
@pytest.mark.parametrize(
    ("form", "name"),
    [("litert", "m.tflite"), ("saved_model", "m"), ("keras", "m.keras"), ("h5", "m.h5"), ("weights", "m.weights.h5")],
)
def test_a_model_is_exported_and_loaded_again(full: Frozen, tmp_path: Path, form: str, name: str) -> None:
    command = (full.program, "export", "--model", "digits", "--format", form, "--out", tmp_path / name, "--json")
    (answer,) = objects(ask(*command))
    assert answer["largest_difference"] < 1e-4
    assert (tmp_path / name).exists()


def test_the_reader_says_what_it_lacks(frozen: Frozen, tmp_path: Path) -> None:
    if frozen.can_train:
        pytest.skip("this one trains")
    done = subprocess.run(
        [frozen.program, "train", "--preset", "digits", "--out", tmp_path / "run"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "train" in done.stderr
    assert not (tmp_path / "run").exists()
