"""Digits in the hands of many: what comes out of the table of styles, and whether real handwriting is like it."""

import math
from pathlib import Path

import numpy as np
import pytest

from app.core.raster import raster_of_lines
from app.core.training import config_for
from app.learning.backend import keras
from app.learning.compiling import compiled
from app.learning.datasets import load_dataset
from app.learning.devices import find_device
from app.learning.digit_styles import STYLES
from app.learning.handwriting import felt_or_fine_pen, handwritten
from app.learning.sources.synthetic import made_digits
from app.learning.sources.watch import Watch


def test_every_style_is_whole() -> None:
    assert sorted(STYLES) == list(range(10))
    for digit, styles in STYLES.items():
        for style in styles:
            extremes = {len(stroke.paths) for stroke in style.strokes}
            assert len(extremes) == 1, f"the strokes of a {digit} have as many extremes as one another"
            assert style.share > 0
            assert all(stroke.paths.shape[1] >= 3 for stroke in style.strokes)
            assert all(np.abs(stroke.paths - 0.5).max() <= 1.1 for stroke in style.strokes)


@pytest.mark.parametrize("digit", range(10))
def test_a_hand_is_its_seed(digit: int) -> None:
    first, again, other = (handwritten(digit, np.random.default_rng(seed)) for seed in (4, 4, 5))
    assert [line.tolist() for line in first] == [line.tolist() for line in again]
    assert [line.tolist() for line in first] != [line.tolist() for line in other]
    for line in first:
        assert line.dtype == np.float32
        assert line.shape[1] == 2
        assert np.isfinite(line).all()


def test_styles_come_as_often_as_their_shares() -> None:
    rng = np.random.default_rng(6)
    parts = np.array([len(handwritten(7, rng)) for _ in range(2000)])
    shares = {count: sum(s.share for s in STYLES[7] if len(s.strokes) == count) for count in (1, 2)}
    assert set(parts.tolist()) == {1, 2}
    assert (parts == 2).mean() == pytest.approx(shares[2] / sum(shares.values()), abs=0.04)


def test_hands_differ_in_slant_proportions_and_pen() -> None:
    rng = np.random.default_rng(7)
    zeros = [np.concatenate(handwritten(0, rng)) for _ in range(400)]
    slants = np.array([-np.cov(points.T)[0, 1] / points[:, 1].var() for points in zeros])
    assert np.mean(slants > 0.1) > 0.5, "most lean to the right"
    assert np.mean(slants < -0.05) > 0.03, "and some to the left"
    boxes = np.array([np.ptp(points, axis=0) for points in zeros])
    low, high = np.percentile(boxes[:, 0] / boxes[:, 1], [5, 95])
    assert low < 0.55 < 1.0 < high
    pens = np.array([felt_or_fine_pen(rng) for _ in range(1000)])
    assert np.percentile(pens, [5, 50, 95]) == pytest.approx([1.5, 2.5, 4.1], abs=0.2)


def test_every_digit_has_ink_in_every_pen() -> None:
    rng = np.random.default_rng(8)
    rasters = [raster_of_lines(handwritten(at % 10, rng), pen=felt_or_fine_pen(rng)) for at in range(400)]
    assert all(raster.max() > 200 and np.count_nonzero(raster) > 20 for raster in rasters)


def test_who_learned_from_them_alone_reads_mnist(data_folder: Path) -> None:
    made, epochs = made_digits(12_000, 9, Watch()), 2
    config = config_for("quick", epochs=epochs)
    keras.utils.set_random_seed(1)
    steps = math.ceil(len(made) / config.batch_size)
    model = compiled(config, classes=10, steps=steps, device=find_device("cpu"))
    model.fit(made.images, made.labels.astype(np.int32), batch_size=config.batch_size, epochs=epochs, verbose=0)
    mnist = load_dataset("mnist").train
    answers = model.predict(mnist.images[:5000], batch_size=1000, verbose=0).argmax(axis=1)
    assert (answers == mnist.labels[:5000]).mean() >= 0.93
