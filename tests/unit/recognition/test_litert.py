import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import Bundle, read_bundle
from app.core.errors import BundleError, ClassifierError
from app.core.ink import Drawing
from app.core.prediction import Verdict
from app.core.raster import empty_raster, raster_of_drawing
from app.recognition.litert import LiteRTClassifier
from tests.unit.core.bundles import write_bundle
from tests.unit.core.pictures import FIVE


@pytest.fixture(scope="module")
def classifier() -> LiteRTClassifier:
    return LiteRTClassifier(read_bundle("digits"))


FIVE_RASTER = raster_of_drawing(Drawing().with_stroke(np.array(FIVE) * 150 + 60))


def test_a_drawn_five_is_a_five(classifier: LiteRTClassifier) -> None:
    prediction = classifier.classify(FIVE_RASTER)
    assert prediction.label == "5"
    assert prediction.verdict is Verdict.DIGIT


def test_an_empty_raster_is_empty(classifier: LiteRTClassifier) -> None:
    assert classifier.classify(empty_raster()).verdict is Verdict.EMPTY


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 130])
def test_a_batch_answers_as_single_rasters_do(classifier: LiteRTClassifier, count: int) -> None:
    rng = np.random.default_rng(0)
    rasters = np.where(rng.random((count, 28, 28)) < 0.1, 255, FIVE_RASTER).astype(np.uint8)
    logits = classifier.logits(rasters)
    assert logits.shape == (count, 10)
    for raster, row in list(zip(rasters, logits, strict=True))[::16]:
        assert np.abs(classifier.logits(raster[None])[0] - row).max() < 1e-4


@pytest.mark.parametrize(
    "raster",
    [
        np.zeros((28, 28), dtype=np.float32),
        np.zeros((28, 28), dtype=np.int64),
        np.zeros((28, 27), dtype=np.uint8),
        np.zeros((28, 28, 1), dtype=np.uint8),
    ],
)
def test_another_dtype_or_shape_is_refused(classifier: LiteRTClassifier, raster: np.ndarray) -> None:
    with pytest.raises(ClassifierError):
        classifier.classify(raster)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    bundle = read_bundle(write_bundle(tmp_path / "tiny"))
    with pytest.raises(BundleError, match="cannot run"):
        LiteRTClassifier(bundle)


def test_a_model_that_answers_other_classes_than_its_card_is_refused(tmp_path: Path) -> None:
    folder = write_bundle(tmp_path / "tiny")
    card = read_bundle(folder).card
    shutil.copy(read_bundle("digits").litert_path, folder / "model.tflite")
    with pytest.raises(BundleError, match="card"):
        LiteRTClassifier(Bundle(folder, card))


def test_a_model_that_only_keras_runs_is_refused_in_a_sentence(tmp_path: Path) -> None:
    card = read_bundle("digits").card
    with pytest.raises(BundleError, match="runs in Keras alone"):
        LiteRTClassifier(Bundle(tmp_path, replace(card, fields={**card.fields, "runtime": "keras"})))
