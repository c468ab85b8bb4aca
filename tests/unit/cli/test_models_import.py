import json
import os
import time
from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.paths import user_models_dir
from app.core.preprocessing import FASHION_NAMES, GARMENT_28
from app.core.verdict import softmax
from app.recognition.litert import LiteRTClassifier
from tests.tries import least
from tests.unit.cli.program import inkdigit
from tests.unit.learning.foreign.files import h5_file, keras_file, write

Capture = pytest.CaptureFixture[str]
OLD = Path(__file__).parents[1] / "learning" / "foreign" / "keras2"
LAMBDA = {"class_name": "Lambda", "config": {"name": "evil", "function": {"class_name": "__lambda__", "config": {}}}}


def with_lambda(config: dict) -> None:
    config["config"]["layers"].insert(3, LAMBDA)


@pytest.mark.learning
def test_each_file_gets_one_answer_and_a_refused_one_changes_nothing(capsys: Capture, tmp_path: Path) -> None:
    evil = write(tmp_path, keras_file(change=with_lambda), "evil.keras")
    well = write(tmp_path, h5_file(), "Old net (1).h5")
    done = inkdigit(capsys, "models", "import", evil, well, tmp_path / "missing.h5", "--json")
    assert done.code == 1
    refused, taken, missing = done.objects
    assert refused == {"path": str(evil), "ok": False, "error": refused["error"]}
    assert "“evil”" in refused["error"]
    assert missing["ok"] is False
    assert (taken["path"], taken["ok"], taken["name"]) == (str(well), True, "Old net -1")
    assert taken["description"] == "Sequential, 5 layers, 1,018 weights, reads 28×28 grey, 10 classes"
    assert taken["verified"] is False
    assert [entry.name for entry in user_models_dir().iterdir()] == ["Old net -1"]
    again = inkdigit(capsys, "models", "import", well, "--json")
    assert again.objects == [taken]
    listed = inkdigit(capsys, "models", "list", "--json").objects
    assert {"Old net -1", "digits"} <= {model["name"] for model in listed}


@pytest.mark.learning
def test_an_old_tutorials_model_answers_drawings_as_it_did(capsys: Capture, tmp_path: Path) -> None:
    """Through the window's own runtime: the numbers 0-255 become what the net was fed, and its softmax comes out."""
    done = inkdigit(capsys, "models", "import", OLD / "convnet.h5", "--range", "0-1", "--ink", "dark", "--json")
    assert done.code == 0
    assert done.objects[0]["input"] == {"range": "0-1", "ink": "dark", "found": "given"}
    bundle = read_bundle(done.objects[0]["name"])
    with np.load(OLD / "answers.npz") as kept:
        pictures, expected = kept["pictures"], kept["convnet"]
    rasters = np.round(255 - pictures * 255).astype(np.uint8)
    answers = softmax(LiteRTClassifier(bundle).logits(rasters))
    assert np.abs(answers - expected).max() < 2e-3  # the pictures were rounded to 256 steps
    assert bundle.card.rejection == "energy"
    assert bundle.card.fields["metrics"]["litert_difference"] < 1e-5


@pytest.mark.alone
def test_a_refusal_takes_less_than_two_seconds(capsys: Capture, tmp_path: Path) -> None:
    evil = write(tmp_path, keras_file(change=with_lambda), "evil.keras")

    def seconds() -> float:
        began = time.monotonic()
        assert inkdigit(capsys, "models", "import", evil).code == 1
        return time.monotonic() - began

    assert least(seconds, limit=2) < 2 or len(os.sched_getaffinity(0)) < 2 or os.getloadavg()[0] > 2


def test_weights_alone_need_a_preset_and_one_that_fits(capsys: Capture, tmp_path: Path) -> None:
    from tests.unit.learning.foreign.files import arrays, weights_file

    path = write(tmp_path, weights_file(arrays()), "net.weights.h5")
    done = inkdigit(capsys, "models", "import", path, "--json")
    assert done.code == 1
    assert "--preset" in done.objects[0]["error"]
    assert inkdigit(capsys, "models", "import", path, "--preset", "nothing").code == 2
    assert json.dumps(done.objects[0])


@pytest.mark.parametrize("arguments", [["a", "b", "--name", "x"], ["a", "--range", "0-2"], []])
def test_usage_errors(capsys: Capture, arguments: list[str]) -> None:
    assert inkdigit(capsys, "models", "import", *arguments).code == 2


@pytest.mark.learning
def test_weights_of_a_network_for_garments_name_garments(capsys: Capture, tmp_path: Path) -> None:
    from app.learning import networks

    network = networks.build("fashion-mlp", 10, {})
    network.save_weights(tmp_path / "mine.weights.h5")
    done = inkdigit(capsys, "models", "import", tmp_path / "mine.weights.h5", "--preset", "fashion-mlp", "--json")
    assert done.code == 0, done.err
    bundle = read_bundle(done.objects[0]["name"])
    assert bundle.card.class_names == FASHION_NAMES
    assert bundle.card.preprocessing == GARMENT_28
    pictures = np.random.default_rng(0).integers(0, 256, (5, 28, 28), dtype=np.uint8)
    ours, theirs = LiteRTClassifier(bundle).logits(pictures), np.asarray(network(pictures.astype(np.float32)))
    assert np.abs(softmax(ours) - softmax(theirs)).max() < 1e-4
