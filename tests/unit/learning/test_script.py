"""The plain Keras script of a training does what it says; the description tells what is coming."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.errors import Cancelled
from app.core.job import Token, ignore
from app.core.presets import PRESETS
from app.core.training import Augmentation, config_for
from app.learning.script import script_of
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning


@pytest.fixture
def npz(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    arrays = {
        "x_train": rng.integers(0, 256, (60, 28, 28), dtype=np.uint8),
        "y_train": np.arange(60, dtype=np.uint8) % 10,
        "x_test": rng.integers(0, 256, (20, 28, 28), dtype=np.uint8),
        "y_test": np.arange(20, dtype=np.uint8) % 10,
    }
    np.savez(tmp_path / "tiny.npz", **arrays)
    return tmp_path / "tiny.npz"


def _run(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    path = folder / "training.py"
    path.write_text(script, encoding="utf-8")
    monkeypatch.chdir(folder)
    return runpy.run_path(str(path))


def _rates(model: Any, steps: int) -> list[float]:
    """Return the learning rates of so many steps."""
    rates = []
    for step in range(steps):
        model.optimizer.iterations.assign(step)
        rates.append(float(np.asarray(model.optimizer.learning_rate)))
    return rates


@pytest.mark.parametrize("preset", PRESETS)
def test_a_script_trains_the_same_network(
    preset: str, npz: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app.learning import networks
    from app.learning.compiling import compiled
    from app.learning.devices import Device

    monkeypatch.setenv("MPLBACKEND", "agg")
    config = config_for(preset, data=str(npz), epochs=1, augmentation=None, batch_size=4)
    ran = _run(script_of(config), npz.parent, monkeypatch)
    alike = compiled(config, classes=10, steps=ran["steps"], device=Device("CPU", ""))
    assert _rates(ran["model"], ran["steps"]) == pytest.approx(_rates(alike, ran["steps"]), rel=1e-4, abs=1e-9)
    assert ran["model"].count_params() == PRESETS[preset].weights
    ours = networks.build(preset, 10, {})
    assert [variable.shape for variable in ran["model"].weights] == [variable.shape for variable in ours.weights]
    ran["model"].set_weights(ours.get_weights())
    pictures = ran["x_test"].astype(np.float32)
    theirs = np.asarray(ran["model"](pictures, training=False))
    assert theirs == pytest.approx(np.asarray(ours(pictures, training=False)), abs=1e-3)
    assert "of 20" in capsys.readouterr().out
    assert (npz.parent / "model.keras").exists()


def test_a_script_keeps_every_setting(npz: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = config_for(
        "dense-512",
        data=str(npz),
        epochs=3,
        validation=10,
        patience=1,
        limit=40,
        seed=5,
        has_class_weights=True,
        schedule="cosine",
        network={"units": (16, 8)},
        augmentation=Augmentation(flip=True),
        batch_size=8,
    )
    ran = _run(script_of(config), npz.parent, monkeypatch)
    assert (len(ran["x_train"]), len(ran["x_val"])) == (34, 6)
    assert [layer.units for layer in ran["model"].layers if hasattr(layer, "units")] == [16, 8, 10]
    assert ran["steps"] == 15


def test_a_script_is_made_without_keras(npz: Path) -> None:
    code = (
        "import sys; from app.core.training import config_for; from app.learning.script import script_of;"
        "print(len(script_of(config_for('quick'))), 'keras' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1] == "False"


def test_data_that_keras_cannot_read_are_named_with_the_way_to_convert_them() -> None:
    script = script_of(config_for("quick", data="my 'odd' folder/digits"))
    assert "inkdigit data convert" in script
    compile(script, "script", "exec")
    assert "keras.datasets.fashion_mnist.load_data()" in script_of(config_for("fashion-mlp"))


def test_a_description_says_what_is_coming(tmp_path: Path) -> None:
    from app.learning.summary import describe

    data = write_idx_set(tmp_path / "tiny", train=120, test=20)
    config = config_for("keras-convnet", data=str(data), batch_size=10, validation=20)
    description = describe(config, report=ignore, token=Token())
    assert description.parameters == 34_826
    assert description.steps == 10
    assert 0 < description.seconds_per_epoch < 3600
    assert "Conv2D" in description.summary
    assert "34,826" in description.summary


def test_a_description_can_be_cancelled(tmp_path: Path) -> None:
    from app.learning.summary import describe

    data = write_idx_set(tmp_path / "tiny", train=60, test=20)
    token = Token()
    with pytest.raises(Cancelled):
        describe(config_for("dense-512", data=str(data)), report=lambda _event: token.cancel(), token=token)
