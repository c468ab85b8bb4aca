"""Teach the judge of cuts: ``python -m app.learning.cut_judge [RUNS] [EPOCHS]`` writes ``models/cuts/weights.npz``.

It learns from MNIST's training part and from the writers of pen strokes to learn from, made to touch.
"""

import io
import sys

import numpy as np
import numpy.typing as npt

from app.core.cut_judge import CLASSES, WEIGHTS
from app.core.cut_views import VIEW_SIDE
from app.core.files import write_atomic
from app.core.paths import shipped_models_dir
from app.learning.datasets import load_dataset
from app.learning.strokes import pen_strokes_path, read_unipen, split_writers
from app.learning.touching import NONE, Hands, examples_of, write_run

_SEED = 1
_CHUNK = 50
_WRONG_A_RIGHT = 5
"""So many examples of wrong cuts are kept for each right one."""
_RIGHT_WEIGHT = 2.0
_BATCH = 256

Views = npt.NDArray[np.uint8]
Answers = npt.NDArray[np.uint8]


def made_examples(count: int, seed: int = _SEED) -> tuple[Views, Answers]:
    """Write ``count`` runs of touching digits and cut them: views uint8 (n, 24, 24, 2), answers uint8 (n,)."""
    part = load_dataset("mnist").train
    hands = Hands(part.images, part.labels, split_writers(read_unipen(pen_strokes_path())).train)
    rng = np.random.default_rng(seed)
    views, answers, made = [], [], 0
    while made < count:
        runs = [run for run in (write_run(hands, rng) for _ in range(_CHUNK)) if run is not None]
        some, said = examples_of(runs, rng)
        views.append(some)
        answers.append(said)
        made += len(runs)
    return _evened(np.concatenate(views), np.concatenate(answers), rng)


def _evened(views: Views, answers: Answers, rng: np.random.Generator) -> tuple[Views, Answers]:
    right, wrong = np.flatnonzero(answers != NONE), np.flatnonzero(answers == NONE)
    kept = rng.permutation(np.concatenate([right, rng.permutation(wrong)[: _WRONG_A_RIGHT * len(right)]]))
    return views[kept], answers[kept]


def taught(views: Views, answers: Answers, *, epochs: int, seed: int = _SEED) -> dict[str, npt.NDArray[np.float16]]:
    """Train the network and return its weights by the names of ``core.cut_judge``."""
    import keras

    keras.utils.set_random_seed(seed)
    layers = keras.layers
    network = keras.Sequential(
        [
            keras.Input((VIEW_SIDE, VIEW_SIDE, 2), dtype="uint8"),
            layers.Rescaling(1 / 255),
            layers.RandomRotation(0.02, fill_mode="constant"),
            layers.RandomTranslation(0.04, 0.04, fill_mode="constant"),
            layers.Conv2D(16, 5, strides=2, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.1),
            layers.Flatten(),
            layers.Dense(96, activation="relu"),
            layers.Dropout(0.3),
            layers.Dense(CLASSES),
        ]
    )
    steps = epochs * len(views) // _BATCH
    rate = keras.optimizers.schedules.CosineDecay(2e-3, max(steps, 1))
    network.compile(
        keras.optimizers.AdamW(rate, weight_decay=1e-3),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        steps_per_execution=10,
    )
    weights = np.where(answers != NONE, _RIGHT_WEIGHT, 1.0)
    network.fit(views, answers, sample_weight=weights, batch_size=_BATCH, epochs=epochs, verbose=2)
    learned = [value for layer in network.layers if layer.trainable_weights for value in layer.get_weights()]
    return {name: value.astype(np.float16) for name, value in zip(WEIGHTS, learned, strict=True)}


def main(runs: int, epochs: int) -> None:
    """Make examples, learn from them and write the weights."""
    learned = taught(*made_examples(runs), epochs=epochs)
    content = io.BytesIO()
    np.savez_compressed(content, allow_pickle=False, **learned)
    write_atomic(shipped_models_dir() / "cuts" / "weights.npz", content.getvalue())


if __name__ == "__main__":
    main(*(int(text) for text in (sys.argv[1:] or ["24000", "20"])))
