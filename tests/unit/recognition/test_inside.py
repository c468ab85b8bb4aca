"""Layers of the shipped model, looked at through LiteRT alone."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import Bundle, read_bundle
from app.core.errors import BundleError
from app.core.raster import Raster, raster_of_drawing
from app.recognition.inside import LayerReader
from app.recognition.litert import LiteRTClassifier
from app.recognition.self_check import built_in_drawing


@pytest.fixture(scope="module")
def reader() -> LayerReader:
    return LayerReader(read_bundle("digits"))


@pytest.fixture(scope="module")
def three() -> Raster:
    return raster_of_drawing(built_in_drawing())


def test_layers_bear_the_names_of_the_keras_model(reader: LayerReader) -> None:
    with zipfile.ZipFile(read_bundle("digits").keras_path) as archive:
        config = json.loads(archive.read("config.json"))
    own = [layer["config"]["name"] for layer in config["config"]["layers"]]
    named = [name for layer in reader.layers for name in layer.names]
    assert set(named) <= set(own)
    assert [name for name in named if name.startswith("conv2d")] == [n for n in own if n.startswith("conv2d")]
    assert reader.layers[1].names == ("conv2d", "batch_normalization", "re_lu")


def test_each_layer_answers_in_its_shape_and_the_last_one_as_the_classifier_does(
    reader: LayerReader, three: Raster
) -> None:
    answers = reader.answers(three)
    assert [answer.shape for answer in answers] == [layer.shape for layer in reader.layers]
    assert np.allclose(answers[0], three / 255.0, atol=1e-6)
    logits = LiteRTClassifier(read_bundle("digits")).logits(three[None])[0]
    assert np.abs(answers[-1] - logits).max() < 1e-3


def test_a_first_layer_map_is_its_filter_laid_over_the_picture(reader: LayerReader, three: Raster) -> None:
    layer, maps = reader.layers[1], reader.answers(three)[1]
    assert layer.filters is not None
    bias = layer.weights[1].values
    padded = np.pad(three / 255.0, 1)
    patch = padded[10:13, 14:17]
    by_hand = np.maximum((layer.filters * patch).sum(axis=(1, 2)) + bias, 0)
    assert np.allclose(maps[10, 14], by_hand, atol=1e-4)


def test_weights_are_counted_and_spread_over_bins(reader: LayerReader) -> None:
    kernel = reader.layers[1].weights[0]
    counts, reach = kernel.histogram()
    assert reader.layers[1].parameters == 32 * 9 + 32
    assert int(counts.sum()) == kernel.values.size
    assert reach == pytest.approx(float(np.abs(kernel.values).max()))
    assert [layer.filters is not None for layer in reader.layers].count(True) == 1


def test_a_model_without_a_litert_copy_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "model.tflite").write_bytes(b"nonsense")
    with pytest.raises(BundleError, match="cannot be looked at"):
        LayerReader(Bundle(tmp_path, read_bundle("digits").card))
