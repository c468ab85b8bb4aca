"""A network that LiteRT cannot run: brought in all the same, and read by Keras in a process of its own."""

import contextlib
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from app.compute.loading import opened
from app.core.bundle import read_bundle
from app.core.errors import InkdigitError
from app.core.imported import Imported, ImportWish
from app.core.job import Token
from app.learning import export
from app.recognition.inside import LayerReader

pytestmark = pytest.mark.learning
RASTERS = np.random.default_rng(0).integers(0, 256, (5, 28, 28)).astype(np.uint8)


@pytest.fixture
def model() -> Any:
    from app.learning.backend import keras

    layers = [keras.Input((28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(10)]
    return keras.Sequential(layers)


def _imported(model: Any, folder: Path) -> Imported:
    from app.learning.foreign.importing import import_model

    path = folder / "heavy.keras"
    model.save(path)
    return import_model(str(path), ImportWish(), report=lambda _event: None, token=Token())


def _expected(model: Any) -> Any:
    return np.asarray(model(RASTERS.astype(np.float32)))


def test_what_the_converter_refuses_is_read_by_keras(
    model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise RuntimeError("Op FlexBitcast is not supported.")

    monkeypatch.setattr(export, "export_litert", refuse)
    imported = _imported(model, tmp_path)
    assert "Keras reads with it" in imported.note
    bundle = read_bundle(imported.key)
    assert not bundle.has_litert
    assert not bundle.litert_path.exists()
    assert bundle.card.fields["why_keras"] == "LiteRT cannot run it (RuntimeError)."
    before = {child.pid for child in psutil.Process().children()}
    with opened(bundle) as classifier:
        assert classifier.device == "CPU (Keras)"
        assert np.abs(classifier.logits(RASTERS) - _expected(model)).max() < 1e-3
        for child in psutil.Process().children():  # a process that dies is started anew
            if child.pid not in before:
                child.kill()
        assert np.abs(classifier.logits(RASTERS) - _expected(model)).max() < 1e-3
    assert {child.pid for child in psutil.Process().children()} <= before
    with pytest.raises(InkdigitError, match="runs in Keras"):
        LayerReader(bundle)


def test_a_copy_that_answers_otherwise_is_not_used(model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "litert_difference", lambda *_arguments: float("nan"))
    bundle = read_bundle(_imported(model, tmp_path).key)
    assert not bundle.has_litert
    assert not bundle.litert_path.exists()
    assert "differs" in bundle.card.fields["why_keras"]


def test_a_full_disk_is_no_reason_to_go_without(model: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "export_litert", full)
    with pytest.raises(OSError, match="No space"), contextlib.suppress(InkdigitError):
        _imported(model, tmp_path)
    with pytest.raises(InkdigitError):
        read_bundle("heavy")
