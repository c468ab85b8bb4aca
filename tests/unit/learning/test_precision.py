"""Multiplying in bfloat16 while a network learns: faster on some machines, and nothing of it stays in the model."""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.errors import TrainingError
from app.core.job import Token, ignore
from app.core.training import TrainingConfig, config_for, config_from_dict
from app.learning.compiling import compiled
from app.learning.devices import find_device
from app.learning.script import script_of
from app.learning.trainer import train
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_idx_set(tmp_path_factory.mktemp("precision") / "tiny", train=120, test=20)


def config(data: Path, **changes: Any) -> TrainingConfig:
    small = {"preset": "digits", "network": {"filters": (4, 8, 8)}, "data": str(data), "validation": 20}
    return config_for(
        **{**small, "epochs": 2, "batch_size": 32, "augmentation": None, "precision": "bfloat16", **changes}
    )


def precisions(model: Any) -> list[str]:
    return [layer.dtype_policy.name for layer in model.layers]


@pytest.mark.parametrize("preset", ["digits", "quick", "keras-convnet", "mlp-128x3", "fashion-cnn"])
def test_layers_multiply_in_bfloat16_and_answer_in_float32(data: Path, preset: str) -> None:
    import keras

    settings = config_for(preset, data=str(data), precision="bfloat16")
    model = compiled(settings, classes=10, steps=4, device=find_device("cpu"))
    _, *hidden, last = precisions(model)
    assert set(hidden) == {"mixed_bfloat16"}
    assert last == "float32"
    assert {weight.dtype for weight in model.weights} == {"float32"}
    assert keras.config.dtype_policy().name == "float32", "the next network is not touched by it"


def test_the_model_that_comes_out_is_float32(data: Path, tmp_path: Path) -> None:
    import keras

    train(config(data), tmp_path / "run", report=ignore, token=Token())
    bundle = tmp_path / "run" / "bundle"
    for path in (bundle / "model.keras", tmp_path / "run" / "checkpoints" / "last.keras"):
        assert b"bfloat16" not in zipfile.ZipFile(path).read("config.json")
        assert set(precisions(keras.saving.load_model(path, compile=False))) == {"float32"}
    card = read_bundle(bundle).card
    assert card.fields["training"]["precision"] == "bfloat16"
    assert card.fields["metrics"]["litert_difference"] < 1e-4


def test_a_script_says_it_too(data: Path) -> None:
    assert 'keras.config.set_dtype_policy("mixed_bfloat16")' in script_of(config(data))
    assert 'layers.Dense(classes, dtype="float32", name="logits")' in script_of(config(data))
    assert "dtype" not in script_of(config(data, precision="float32"))


def test_another_precision_is_refused_in_plain_words() -> None:
    with pytest.raises(TrainingError, match="There is no precision “float8”"):
        config_for("digits", precision="float8")


def test_an_older_run_has_the_precision_of_its_time() -> None:
    fields = config_for("digits").to_dict()
    del fields["precision"]
    assert config_from_dict(fields).precision == "float32"


def test_its_answers_are_near_those_of_float32(data: Path) -> None:
    pictures = np.random.default_rng(1).integers(0, 256, (20, 28, 28)).astype(np.uint8)
    models = [
        compiled(config(data, precision=name), classes=10, steps=4, device=find_device("cpu"))
        for name in ("float32", "bfloat16")
    ]
    models[1].set_weights(models[0].get_weights())
    exactly, roughly = (np.asarray(model(pictures)) for model in models)
    assert roughly == pytest.approx(exactly, abs=0.02)
    assert (roughly != exactly).any(), "it multiplies with fewer digits"
