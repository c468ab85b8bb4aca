"""The reader of blots can be taught again: frames are made from a seed, and what is learned is what NumPy runs."""

from pathlib import Path

import numpy as np
import pytest

from app.core.blot_reader import ANSWERS, COLUMNS, COUNTS, ROWS, WEIGHTS, BlotReader, shipped_blot_reader
from app.learning.blot_reader import made_frames, taught


@pytest.fixture(scope="module")
def examples(data_folder: Path, pen_strokes: Path) -> tuple[np.ndarray, np.ndarray]:
    return made_frames(100, seed=5)


def test_frames_show_one_to_three_digits(examples: tuple[np.ndarray, np.ndarray]) -> None:
    frames, answers = examples
    assert frames.shape[1:] == (ROWS, COLUMNS)
    assert frames.dtype == answers.dtype == np.uint8
    assert len(frames) == len(answers) == 200
    assert set(answers[:, 2].tolist()) == set(range(COUNTS))
    single = answers[answers[:, 2] == 0]
    assert np.array_equal(single[:, 0], single[:, 1])


def test_same_seed_makes_the_same_frames(examples: tuple[np.ndarray, np.ndarray]) -> None:
    again = made_frames(100, seed=5)
    assert all(np.array_equal(one, other) for one, other in zip(examples, again, strict=True))


def test_shipped_reader_counts_and_reads(examples: tuple[np.ndarray, np.ndarray]) -> None:
    frames, answers = examples
    said = shipped_blot_reader().read(frames)
    counts, first, last = (
        np.array([np.argmax(side) for side in sides])
        for sides in zip(*((one.counts, one.first, one.last) for one in said), strict=True)
    )
    assert (counts == answers[:, 2]).mean() > 0.9
    assert (first == answers[:, 0]).mean() > 0.9
    assert (last == answers[:, 1]).mean() > 0.9


@pytest.mark.learning
def test_what_keras_learned_is_what_numpy_runs(examples: tuple[np.ndarray, np.ndarray], tmp_path: Path) -> None:
    import keras

    frames, answers = examples
    learned = taught(frames, answers, epochs=1)
    assert tuple(learned) == WEIGHTS
    path = tmp_path / "blots.npz"
    np.savez_compressed(path, allow_pickle=False, **learned)
    layers = keras.layers
    network = keras.Sequential(
        [
            keras.Input((ROWS, COLUMNS, 1)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 5, strides=2, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(48, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dense(ANSWERS),
        ]
    )
    network.set_weights([learned[name].astype(np.float32) for name in WEIGHTS])
    logits = network.predict(frames[:40, ..., None], verbose=0)
    said = BlotReader(path).read(frames[:40])
    expected = keras.ops.convert_to_numpy(keras.ops.log_softmax(logits[:, :10]))
    assert np.abs(np.array([one.first for one in said]) - expected).max() < 1e-3
