"""The networks and the rules around them: sizes, numbers, optimizers, what a run is told of its device."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.core.errors import TrainingError
from app.core.presets import PRESETS
from app.core.training import Augmentation, TrainingConfig, config_for, config_from_dict
from tests.unit.learning.conftest import write_idx_set

pytestmark = pytest.mark.learning


@pytest.mark.parametrize("preset", PRESETS)
def test_a_network_has_the_weights_that_its_preset_says(preset: str) -> None:
    from app.learning import networks

    model = networks.build(preset, 10, {})
    assert model.count_params() == PRESETS[preset].weights
    assert model.input_shape == (None, 28, 28)
    assert model.output_shape == (None, 10)
    assert model(np.zeros((2, 28, 28), dtype=np.uint8)).shape == (2, 10)


OTHER_NUMBERS: dict[str, dict[str, Any]] = {
    "digits": {"filters": (8, 8, 8), "dropout": 0.1},
    "quick": {"filters": (4, 8), "kernels": (3, 3), "units": 16},
    "keras-convnet": {"filters": (4, 8), "kernel": 5, "dropout": 0.0},
    "succinctly-cnn": {"filters": (4, 4), "kernel": 5, "units": 10, "conv_dropout": 0.1, "dropout": 0.1},
    "dense-512": {"units": (16, 8)},
    "mlp-128x3": {"units": (16,)},
    "fashion-cnn": {"filters": (8, 16, 16), "dropout": 0.1},
    "fashion-mlp": {"units": (16, 16, 16, 16)},
}


@pytest.mark.parametrize("preset", PRESETS)
def test_the_numbers_of_a_network_can_be_changed(preset: str) -> None:
    from app.learning import networks

    changed = networks.build(preset, 26, config_for(preset, network=OTHER_NUMBERS[preset]).network)
    assert changed.count_params() < PRESETS[preset].weights
    assert changed.output_shape == (None, 26)


@pytest.mark.parametrize(
    ("preset", "largest"),
    [
        (preset, {name: value})
        for preset in PRESETS
        for name, value in (("kernel", 9), ("kernels", (7, 7)))
        if name in PRESETS[preset].network
    ],
)
def test_the_largest_numbers_still_make_a_network(preset: str, largest: dict[str, Any]) -> None:
    from app.learning import networks

    assert networks.build(preset, 10, config_for(preset, network=largest).network).output_shape == (None, 10)


@pytest.mark.parametrize(
    ("preset", "numbers"),
    [
        ("dense-512", {"filters": (1, 2)}),
        ("dense-512", {"units": ()}),
        ("dense-512", {"units": (1,) * 9}),
        ("dense-512", {"units": 512}),
        ("dense-512", {"units": (0,)}),
        ("dense-512", {"units": (2.5,)}),
        ("quick", {"filters": (1, 2, 3)}),
        ("quick", {"units": True}),
        ("keras-convnet", {"dropout": float("nan")}),
        ("keras-convnet", {"dropout": 1.0}),
        ("keras-convnet", {"kernel": 28}),
        ("keras-convnet", {"kernel": "3"}),
    ],
)
def test_an_impossible_number_is_a_sentence(preset: str, numbers: dict[str, Any]) -> None:
    with pytest.raises(TrainingError) as caught:
        config_for(preset, network=numbers)
    assert caught.value.hint


@pytest.mark.parametrize("changes", [{"epochs": 2.5}, {"epochs": True}, {"seed": "1"}, {"beta_1": 1.5}, {"limit": 1e3}])
def test_a_setting_of_the_wrong_kind_is_a_sentence(changes: dict[str, Any]) -> None:
    with pytest.raises(TrainingError):
        config_from_dict({**config_for("quick").to_dict(), **changes})


@pytest.mark.parametrize("preset", PRESETS)
def test_a_config_survives_being_written_down(preset: str) -> None:
    import json

    config = config_for(preset, network=OTHER_NUMBERS[preset], augmentation=Augmentation(rotation=3))
    assert config_from_dict(json.loads(json.dumps(config.to_dict()))) == config


@pytest.mark.parametrize("schedule", ["constant", "cosine", "one-cycle"])
@pytest.mark.parametrize("optimizer", ["sgd", "rmsprop", "adam", "adamw", "adadelta"])
def test_every_optimizer_takes_every_schedule(optimizer: str, schedule: str) -> None:
    from app.learning.backend import keras
    from app.learning.compiling import compiled
    from app.learning.devices import Device

    config = config_for("dense-512", optimizer=optimizer, schedule=schedule, learning_rate=0.5, weight_decay=0.01)
    model = compiled(config, classes=10, steps=10, device=Device("CPU", ""))
    assert type(model.optimizer).__name__.lower() == optimizer
    assert float(keras.ops.convert_to_numpy(model.optimizer.learning_rate)) <= 0.5 + 1e-6


def test_one_cycle_rises_to_its_peak_and_falls_to_almost_nothing() -> None:
    from app.learning.compiling import OneCycle

    rates = [float(OneCycle(0.01, 100)(step)) for step in range(101)]
    assert int(np.argmax(rates)) == 30
    assert max(rates) == pytest.approx(0.01)
    assert rates[0] == pytest.approx(0.01 / 25)
    assert 0 < rates[100] < 1e-6
    assert np.all(np.diff(rates[:30]) > 0)
    assert np.all(np.diff(rates[30:]) < 0)


def test_a_heavier_network_takes_fewer_steps_a_call() -> None:
    from app.learning.compiling import compiled
    from app.learning.devices import Device

    def steps_of(preset: str, device: Device) -> int:
        return int(compiled(config_for(preset), classes=10, steps=1000, device=device).steps_per_execution)

    assert steps_of("mlp-128x3", Device("CPU", "")) == 30
    assert steps_of("succinctly-cnn", Device("CPU", "")) == 1
    assert steps_of("succinctly-cnn", Device("GPU", "", ("GPU:0",))) == 30


class TestDevices:
    def test_the_processor_says_why_it_is_no_gpu(self) -> None:
        from app.learning.devices import choose_device

        assert choose_device("auto", gpus=[], why_none="No GPU was found.").note == "No GPU was found."
        assert choose_device("gpu", gpus=[], why_none="No GPU was found.").name == "CPU"
        asked = choose_device("cpu", gpus=["GPU:0"], why_none="")
        assert (asked.name, asked.is_gpu) == ("CPU", False)
        assert "asked for" in asked.note
        assert choose_device("cpu", gpus=[], why_none="No GPU was found.").note == ""

    def test_one_gpu_and_several_are_used(self) -> None:
        from app.learning.devices import choose_device

        assert choose_device("auto", gpus=["GPU:0"], why_none="").name == "GPU"
        several = choose_device("gpu", gpus=["GPU:0", "GPU:1"], why_none="")
        assert (several.name, several.gpus, several.note) == ("2 GPUs", ("GPU:0", "GPU:1"), "")

    def test_this_computer_has_a_device(self) -> None:
        from app.learning.devices import find_device

        device = find_device("auto")
        assert device.is_gpu or device.note.endswith(".")


class TestMaterial:
    def test_without_a_test_part_a_sixth_is_held_back(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from app.learning import material

        whole = material.load_dataset(str(write_idx_set(tmp_path / "tiny", train=120, test=20)))
        without = type(whole)(whole.name, whole.class_names, whole.train, whole.test.take(np.arange(0)), whole.sha256)
        monkeypatch.setattr(material, "load_dataset", lambda *_args, **_kwargs: without)
        config = config_for("dense-512", data="tiny", validation=20)
        gathered = material.gather(config)
        assert (len(gathered.train), len(gathered.validation), len(gathered.test)) == (84, 16, 20)
        assert np.bincount(gathered.test.labels).tolist() == [2] * 10, "stratified"
        assert gathered.sources[0]["test_held_back"]
        again = material.gather(config)
        assert np.array_equal(again.test.images, gathered.test.images), "seeded"
        every = np.concatenate([gathered.train.images, gathered.validation.images, gathered.test.images])
        assert sorted(map(bytes, every)) == sorted(map(bytes, whole.train.images)), "each picture once"

    def test_digits_are_not_mirrored(self, digits_folder: Path) -> None:
        from app.learning.material import gather

        with pytest.raises(TrainingError, match="mirrored"):
            gather(config_for("quick", data=str(digits_folder), augmentation=Augmentation(flip=True)))

    def test_rare_classes_weigh_more(self, digits_folder: Path) -> None:
        from app.learning.feeding import class_weights
        from app.learning.material import gather

        gathered = gather(config_for("quick", data=str(digits_folder)))
        rare = np.flatnonzero((gathered.train.labels != 3) | (np.arange(len(gathered.train)) < 15))
        weights = class_weights(type(gathered)(gathered.class_names, gathered.train.take(rare), *[gathered.test] * 2))
        assert weights[3] > weights[0] == pytest.approx(weights[9])
        assert weights[10] == 1, "none of these"


def test_the_same_seed_and_epoch_give_the_same_order() -> None:
    from app.learning.feeding import Order

    order, again, other = (Order(50, 8, seed=seed, epoch=2) for seed in (1, 1, 2))
    assert order.steps == 7
    assert np.array_equal(order(), again())
    assert not np.array_equal(order(), other())
    again.epoch = 3
    assert not np.array_equal(order(), again())
    assert sorted(order()) == list(range(50))


def test_every_way_of_feeding_gives_the_same_batches(digits_folder: Path) -> None:
    from app.learning.feeding import Order, Pictures, _stream
    from app.learning.material import gather

    part = gather(config_for("quick", data=str(digits_folder))).train
    order = Order(len(part), 16, seed=1, epoch=0)
    stream, pictures = _stream(part, order), Pictures(part, order)
    assert int(stream.cardinality()) == len(pictures) == 4
    for epoch in (0, 1):
        order.epoch = epoch
        pictures.on_epoch_begin()
        for index, (images, labels) in enumerate(stream.as_numpy_iterator()):
            expected_images, expected_labels = pictures[index]
            assert np.array_equal(images, expected_images)
            assert np.array_equal(labels, expected_labels)
            assert images.dtype == np.uint8


def test_a_config_of_nothing_is_that_of_the_shipped_model() -> None:
    assert TrainingConfig() == config_for("digits")
