"""Whole models in ``.h5`` files that a real Keras 2 wrote (see ``keras2/make.py``), and Keras 3's own files."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.imported import ImportWish
from app.learning.foreign.reading import read_foreign
from tests.unit.learning.foreign.networks import every_layer

pytestmark = pytest.mark.learning
FOLDER = Path(__file__).parent / "keras2"
NETS = ("mlp", "dense", "fashion", "succinctly", "convnet")


def rebuilt(path: Path) -> Any:
    from app.learning.foreign.build import build

    foreign = read_foreign(path, ImportWish())
    return build(foreign.network, foreign.weights)


@pytest.mark.parametrize("name", NETS)
def test_a_tutorials_old_file_answers_as_it_did_in_keras_2(name: str) -> None:
    with np.load(FOLDER / "answers.npz") as kept:
        pictures, expected = kept["pictures"], kept[name]
    model = rebuilt(FOLDER / f"{name}.h5")
    answers = np.asarray(model(pictures.reshape(len(pictures), *model.input_shape[1:]), training=False))
    assert np.abs(answers - expected).max() < 1e-5


@pytest.fixture(scope="module")
def keras_model() -> Any:
    return every_layer()


@pytest.mark.parametrize("suffix", ["keras", "h5"])
def test_every_layer_of_the_list_answers_as_in_keras_3(suffix: str, keras_model: Any, tmp_path: Path) -> None:
    pictures = np.random.default_rng(2).integers(0, 256, (8, 28, 28)).astype(np.float32)
    path = tmp_path / f"model.{suffix}"
    keras_model.save(path)
    assert np.array_equal(np.asarray(rebuilt(path)(pictures)), np.asarray(keras_model(pictures)))


def test_a_graph_of_litert_answers_as_in_its_own_runtime(tmp_path: Path) -> None:
    from ai_edge_litert.interpreter import Interpreter

    from app.learning.export import export_litert
    from app.learning.foreign.build import build
    from app.learning.foreign.litert import network_of_litert

    network = read_foreign(FOLDER / "convnet.h5", ImportWish())
    model = build(network.network, network.weights)
    export_litert(model, tmp_path / "model.tflite")
    ours = build(*network_of_litert((tmp_path / "model.tflite").read_bytes()))
    picture = np.random.default_rng(3).random((1, 28, 28, 1)).astype(np.float32)
    theirs = Interpreter(model_path=str(tmp_path / "model.tflite"))
    theirs.allocate_tensors()
    theirs.set_tensor(theirs.get_input_details()[0]["index"], picture)
    theirs.invoke()
    expected = theirs.get_tensor(theirs.get_output_details()[0]["index"])
    assert np.abs(np.asarray(ours(picture)) - expected).max() < 1e-6
