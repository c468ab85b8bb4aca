"""What a network for garments learns beside its data set: garments as people draw them, and what is none."""

from pathlib import Path

import numpy as np
import pytest

from app.core.garment import raster_of_outline, raster_of_outlines
from app.core.ink import Drawing
from app.core.preprocessing import FASHION_NAMES
from app.core.training import TrainingConfig, config_for
from app.learning.batches import Batches
from app.learning.dataset import Part
from app.learning.garments import DrawnGarments, NoGarments, outline_of
from app.learning.material import gather
from tests.unit.learning.conftest import write_idx_set

NONE = len(FASHION_NAMES)


def garments(count: int) -> Part:
    """Return rectangles of a texture, wider or taller by their class."""
    rng = np.random.default_rng(2)
    pictures = np.zeros((count, 28, 28), dtype=np.uint8)
    for at, picture in enumerate(pictures):
        wide = 8 + at % 10
        picture[2:26, 14 - wide // 2 : 14 + wide // 2] = rng.integers(60, 255)
    return Part(pictures, np.arange(count, dtype=np.uint8) % 10)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    write_idx_set(folder / "fashion-mnist", train=200, test=20)
    monkeypatch.setenv("INKDIGIT_DATA", str(folder))
    return folder


def config(**changes: object) -> TrainingConfig:
    return config_for("fashion-cnn", **{"batch_size": 100, "validation": 20, **changes})


def test_a_drawn_garment_has_the_shape_and_the_class_of_its_picture() -> None:
    part = garments(40)
    pictures, labels = DrawnGarments(part).examples(200, np.random.default_rng(1))
    assert pictures.shape == (200, 28, 28)
    assert pictures.dtype == np.uint8
    assert ((pictures[:, 14] > 30).sum(axis=1) == (8 + labels) // 2 * 2).all()


def test_garments_are_drawn_with_a_line_or_as_one_colour() -> None:
    picture = garments(10).images[9]
    middle, edge = [], []
    for seed in range(60):
        drawn = outline_of(picture, np.random.default_rng(seed))
        middle.append(int(drawn[14, 14]))
        edge.append(int(drawn[14, 5:10].max()))
    with_line = np.array(edge) > np.array(middle) + 10
    assert 0.4 < with_line.mean() < 0.95
    assert len(set(middle)) > 20, "each is filled in a grey of its own"


def test_what_is_no_garment_is_the_same_each_time_and_never_blank() -> None:
    for digits in (None, np.full((5, 28, 28), 200, dtype=np.uint8)):
        made = [[NoGarments(digits).picture(np.random.default_rng([3, at])) for at in range(80)] for _ in range(2)]
        assert (np.stack(made[0]) == np.stack(made[1])).all()
        assert np.stack(made[0]).any(axis=(1, 2)).all()
        assert np.stack(made[0]).dtype == np.uint8


def test_a_batch_of_garments_has_some_drawn_and_some_of_no_class(data: Path) -> None:
    material = gather(config())
    assert material.class_names == FASHION_NAMES
    assert len(material.others) == 1500
    images, labels = Batches(material, config())[0]
    assert images.shape == (100, 28, 28)
    assert (labels == NONE).sum() == 16
    assert (labels < NONE).sum() == 84
    assert (Batches(material, config())[0][0] == images).all(), "the same for the same seed"


def test_digits_are_examples_of_no_garment_where_they_are_on_the_computer(data: Path) -> None:
    assert [source["name"] for source in gather(config()).sources] == ["fashion-mnist"]
    write_idx_set(data / "mnist", train=30, test=10)
    digits = gather(config()).sources[1]
    assert (digits["name"], digits["train"], digits["role"]) == ("mnist", 30, "examples of what is no garment")


def test_what_is_drawn_is_never_of_a_picture_held_back(data: Path) -> None:
    material = gather(config())
    assert material.drawn is not None
    assert len(material.train) == 180
    assert material.drawn._pictures is material.train


def test_other_networks_and_other_data_learn_from_the_data_alone(data: Path) -> None:
    mlp = gather(config_for("fashion-mlp", validation=20))
    assert (mlp.drawn, mlp.negatives, len(mlp.others)) == (None, None, 0)
    write_idx_set(data / "letters", train=60, test=20)
    digits = gather(config(data=str(data / "letters"), augmentation=None))
    assert digits.drawn is None


def test_without_varied_pictures_the_others_are_learned_all_the_same(data: Path) -> None:
    from app.learning.feeding import feed

    plain = config(augmentation=None)
    pictures, _ = feed(gather(plain), plain, epoch=0)
    assert (pictures[0][1] == NONE).sum() == 16


def test_lines_become_what_a_drawing_of_them_becomes() -> None:
    lines = [np.array([[20, 20], [120, 30], [100, 200], [22, 24]], dtype=np.float32)]
    drawing = Drawing().with_stroke(lines[0], 30)
    assert (raster_of_outlines(lines) == raster_of_outline(drawing)).all()
    assert (raster_of_outlines([line * 0.01 for line in lines]) == raster_of_outlines(lines)).mean() > 0.97
