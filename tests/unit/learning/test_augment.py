from dataclasses import replace

import numpy as np

from app.core.raster import raster_of_lines
from app.core.training import Augmentation
from app.learning.augment import varied
from app.learning.templates import digit_strokes

_STILL = Augmentation(rotation=0, scale=0, shear=0, shift=0, elastic=0, thickness=0)


def _digits(count: int) -> np.ndarray:
    rng = np.random.default_rng(5)
    return np.stack([raster_of_lines(digit_strokes(index % 10, rng)) for index in range(count)])


def test_without_any_variation_pictures_stay_as_they_are() -> None:
    images = _digits(20)
    same = varied(images, _STILL, np.random.default_rng(0))
    assert np.abs(same.astype(int) - images).max() <= 1


def test_the_same_seed_varies_alike_and_another_differently() -> None:
    images = _digits(10)
    first, again, other = (varied(images, Augmentation(), np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert first.dtype == np.uint8
    assert first.shape == images.shape


def test_a_rotation_turns_and_keeps_the_ink() -> None:
    image = np.zeros((1, 28, 28), dtype=np.uint8)
    image[0, 4:24, 13:15] = 255
    turned = [
        varied(
            image,
            replace(_STILL, rotation=15),
            np.random.default_rng(seed),
        )
        for seed in range(20)
    ]
    widths = [int(np.ptp(np.flatnonzero((picture[0] > 60).any(axis=0)))) + 1 for picture in turned]
    assert max(widths) >= 6
    assert all(abs(int(picture.sum()) / int(image.sum()) - 1) < 0.1 for picture in turned)
    assert max(widths) <= 9


def test_a_shift_moves_by_no_more_than_asked() -> None:
    image = np.zeros((200, 28, 28), dtype=np.uint8)
    image[:, 13:15, 13:15] = 255
    moved = varied(image, replace(_STILL, shift=2), np.random.default_rng(0))
    centres = (moved.sum(axis=1) @ np.arange(28)) / moved.sum(axis=(1, 2)) - 13.5
    assert np.abs(centres).max() <= 2.05
    assert np.abs(centres).max() > 1.5


def test_thickness_both_adds_and_removes_ink() -> None:
    images = _digits(50)
    changed = varied(images, replace(_STILL, thickness=0.5), np.random.default_rng(0))
    change = changed.sum(axis=(1, 2)).astype(float) / images.sum(axis=(1, 2))
    assert change.min() < 0.9
    assert change.max() > 1.1


def test_a_picture_that_is_only_moved_keeps_its_pixels() -> None:
    images = np.zeros((60, 28, 28), dtype=np.uint8)
    images[:, 10:18, 8:20] = np.random.default_rng(3).integers(1, 256, (60, 8, 12))
    moved = varied(images, replace(_STILL, shift=2, flip=True), np.random.default_rng(0))
    assert (np.sort(moved.reshape(60, -1)) == np.sort(images.reshape(60, -1))).all(), "the same pixels elsewhere"
    places = {tuple(np.argwhere(image)[0]) for image in moved}
    assert places > {(10, 8)}
    assert {row for row, _ in places} == {8, 9, 10, 11, 12}


def test_noise_covers_a_rectangle_of_some_pictures() -> None:
    images = np.full((400, 28, 28), 7, dtype=np.uint8)
    covered = varied(images, replace(_STILL, erasing=0.3), np.random.default_rng(0)) != 7
    sizes = covered.sum(axis=(1, 2))
    assert 0.2 < (sizes > 0).mean() < 0.4
    assert sizes.max() < 0.25 * 28 * 28
    for mask in covered[sizes > 0]:
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        box = (np.ptp(rows) + 1) * (np.ptp(columns) + 1)
        assert mask.sum() >= 0.8 * box, "a whole rectangle, but for noise that happens to be alike"


def test_a_share_of_the_pictures_stays_as_it_is() -> None:
    images = _digits(400)
    changed = varied(images, Augmentation(plain=0.3), np.random.default_rng(0)) != images
    assert 0.2 < (~changed.any(axis=(1, 2))).mean() < 0.4
