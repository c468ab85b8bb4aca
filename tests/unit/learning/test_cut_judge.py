"""The judge of cuts can be taught again: examples are made from a seed, and what is learned is what NumPy runs."""

from pathlib import Path

import numpy as np
import pytest

from app.core.cut_judge import CLASSES, WEIGHTS, CutJudge, shipped_judge
from app.core.cut_views import VIEW_SIDE
from app.learning.cut_judge import made_examples, taught
from app.learning.touching import NONE


@pytest.fixture(scope="module")
def examples(data_folder: Path, pen_strokes: Path) -> tuple[np.ndarray, np.ndarray]:
    return made_examples(50, seed=5)


def test_examples_are_views_of_digits_and_of_parts_of_them(examples: tuple[np.ndarray, np.ndarray]) -> None:
    views, answers = examples
    assert views.shape[1:] == (VIEW_SIDE, VIEW_SIDE, 2)
    assert views.dtype == answers.dtype == np.uint8
    assert len(views) == len(answers) > 100
    assert set(answers.tolist()) <= {*range(10), NONE}
    assert 0.5 < (answers == NONE).mean() < 0.9


def test_same_seed_makes_the_same_examples(examples: tuple[np.ndarray, np.ndarray]) -> None:
    again = made_examples(50, seed=5)
    assert all(np.array_equal(one, other) for one, other in zip(examples, again, strict=True))


def test_shipped_judge_tells_whole_digits_from_parts(examples: tuple[np.ndarray, np.ndarray]) -> None:
    views, answers = examples
    said = shipped_judge().log_probabilities(views).argmax(axis=1)
    assert (said == answers).mean() > 0.8


@pytest.mark.learning
def test_what_keras_learned_is_what_numpy_runs(examples: tuple[np.ndarray, np.ndarray], tmp_path: Path) -> None:
    import keras

    views, answers = examples
    learned = taught(views, answers, epochs=1)
    assert tuple(learned) == WEIGHTS
    path = tmp_path / "weights.npz"
    np.savez_compressed(path, allow_pickle=False, **learned)
    layers = keras.layers
    network = keras.Sequential(
        [
            keras.Input((VIEW_SIDE, VIEW_SIDE, 2)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 5, strides=2, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(96, activation="relu"),
            layers.Dense(CLASSES, activation="log_softmax"),
        ]
    )
    network.set_weights([learned[name].astype(np.float32) for name in WEIGHTS])
    expected = network.predict(views[:40], verbose=0)
    assert np.abs(CutJudge(path).log_probabilities(views[:40]) - expected).max() < 1e-4
