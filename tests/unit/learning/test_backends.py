"""The same trainer on several devices and on another backend of Keras, each in a process of its own."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.core.bundle import read_bundle
from app.core.runs import read_run
from app.core.training import config_for
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning

_TRAIN = """
import sys
from pathlib import Path
from app.core.job import Token, ignore
from app.core.training import config_for
from app.learning import trainer
{before}
changes = {{"epochs": 2, "batch_size": 32, "validation": 40, "network": {{"filters": (4, 8)}}}}
config = config_for("keras-convnet", data=sys.argv[1], **changes)
trainer.train(config, Path(sys.argv[2]), report=ignore, token=Token())
"""
_TWO_REPLICAS = """
import tensorflow as tf
from app.learning.devices import Device
processor = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(processor, [tf.config.LogicalDeviceConfiguration()] * 2)
trainer.find_device = lambda _wanted: Device("2 GPUs", "", ("CPU:0", "CPU:1"))
"""


def _train(tmp_path: Path, *, before: str = "", backend: str = "tensorflow") -> Path:
    data, run = write_idx_set(tmp_path / "tiny", train=240, test=40), tmp_path / "run"
    command = [sys.executable, "-c", _TRAIN.format(before=before), str(data), str(run)]
    done = subprocess.run(
        command, env={**os.environ, "KERAS_BACKEND": backend}, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr
    return run


def test_several_devices_share_the_batches(tmp_path: Path) -> None:
    folder = _train(tmp_path, before=_TWO_REPLICAS)
    assert read_bundle(folder / "bundle").card.fields["device"] == "2 GPUs"
    first, second = read_run(folder).history
    assert second.loss < first.loss


@pytest.mark.skipif(importlib.util.find_spec("jax") is None, reason="needs JAX: pip install jax")
def test_jax_trains_and_tensorflow_makes_its_bundle(tmp_path: Path) -> None:
    folder = _train(tmp_path, backend="jax")
    fields = read_bundle(folder / "bundle").card.fields
    assert fields["made_with"]["backend"] == "jax"
    assert fields["metrics"]["litert_difference"] <= 1e-4


def test_a_smoothed_loss_is_that_of_keras() -> None:
    from app.learning import networks
    from app.learning.backend import keras

    rng = np.random.default_rng(0)
    labels, logits = rng.integers(0, 5, 8), rng.normal(0, 3, (8, 5)).astype(np.float32)
    spread = np.eye(5, dtype=np.float32)[labels]
    theirs = keras.losses.categorical_crossentropy(spread, logits, from_logits=True, label_smoothing=0.2)
    ours = networks.loss_of(learns_none=False, label_smoothing=0.2)(labels, logits)
    assert np.asarray(ours) == pytest.approx(np.asarray(theirs), rel=1e-5)


def test_none_of_these_is_one_more_class_with_a_logit_of_nothing() -> None:
    from app.learning import networks

    loss = networks.loss_of(learns_none=True, label_smoothing=0.0)
    logits = np.array([[-9.0, -9.0], [9.0, -9.0], [9.0, -9.0]], dtype=np.float32)
    assert np.asarray(loss(np.array([2, 0, 2]), logits)) == pytest.approx([0, 0, 9], abs=1e-3)


def test_smoothing_is_a_setting() -> None:
    assert config_for("quick").label_smoothing == 0.05
