"""Teach the reader of blots: ``python -m app.learning.blot_reader [RUNS] [EPOCHS]`` writes ``models/cuts/blots.npz``.

It learns from MNIST's training part and from the writers of pen strokes to learn from, made to touch.
"""

import io
import sys
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from app.core.blot_reader import ANSWERS, COLUMNS, COUNTS, DIGITS, ROWS, WEIGHTS, frame_of
from app.core.files import write_atomic
from app.core.paths import shipped_models_dir
from app.core.raster import ink_box
from app.learning.datasets import load_dataset
from app.learning.strokes import pen_strokes_path, read_unipen, split_writers
from app.learning.touching import Hands, write_run

_SEED = 2
_OFTEN = (0.3, 0.53, 0.17)
_COPIES = 2
"""So many frames are made of each run, each turned, drawn wider and made finer or broader in its own way."""
_TURN_DEGREES, _STRETCH = 4.0, 0.12
_BATCH = 256

Frames = npt.NDArray[np.uint8]
Answers = npt.NDArray[np.uint8]


def made_frames(count: int, seed: int = _SEED) -> tuple[Frames, Answers]:
    """Write ``count`` runs of digits: frames uint8 (n, 28, 52), and the first, the last and how many, uint8 (n, 3)."""
    part = load_dataset("mnist").train
    hands = Hands(part.images, part.labels, split_writers(read_unipen(pen_strokes_path())).train)
    rng = np.random.default_rng(seed)
    frames: list[Frames] = []
    answers: list[tuple[int, int, int]] = []
    while len(frames) < _COPIES * count:
        run = write_run(hands, rng, often=_OFTEN)
        if run is not None:
            frames += [frame_of(_varied(run.piece.ink, rng)) for _ in range(_COPIES)]
            answers += [(run.labels[0], run.labels[-1], min(len(run.labels), COUNTS) - 1)] * _COPIES
    return np.stack(frames), np.array(answers, dtype=np.uint8)


def _varied(ink: npt.NDArray[np.uint8], rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    image = Image.fromarray(np.pad(ink, 6))
    image = image.rotate(float(rng.uniform(-_TURN_DEGREES, _TURN_DEGREES)), Image.Resampling.BILINEAR)
    width = round(image.width * float(rng.uniform(1 - _STRETCH, 1 + _STRETCH)))
    image = image.resize((width, image.height), Image.Resampling.BILINEAR)
    way = rng.random()
    if way < 0.3:
        image = image.filter(ImageFilter.MaxFilter(3) if way < 0.15 else ImageFilter.GaussianBlur(1))
    varied = np.asarray(image)
    box = ink_box(varied)
    return ink if box is None else varied[box[1] : box[3], box[0] : box[2]]


def taught(frames: Frames, answers: Answers, *, epochs: int, seed: int = _SEED) -> dict[str, npt.NDArray[np.float16]]:
    """Train the network and return its weights by the names of ``core.blot_reader``."""
    import keras

    keras.utils.set_random_seed(seed)
    layers = keras.layers
    network = keras.Sequential(
        [
            keras.Input((ROWS, COLUMNS, 1), dtype="uint8"),
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 5, strides=2, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.1),
            layers.Conv2D(48, 3, activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.2),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.3),
            layers.Dense(ANSWERS),
        ]
    )
    steps = epochs * len(frames) // _BATCH
    rate = keras.optimizers.schedules.CosineDecay(2e-3, max(steps, 1))
    network.compile(keras.optimizers.AdamW(rate, weight_decay=1e-3), _loss, steps_per_execution=10)
    network.fit(frames[..., None], answers, batch_size=_BATCH, epochs=epochs, verbose=2)
    learned = [value for layer in network.layers if layer.trainable_weights for value in layer.get_weights()]
    return {name: value.astype(np.float16) for name, value in zip(WEIGHTS, learned, strict=True)}


def _loss(answers: Any, logits: Any) -> Any:  # Keras's tensors, of whatever backend
    """Return the sum of the cross-entropies of the first digit, the last, and how many there are."""
    from keras import losses

    ends = (0, DIGITS, 2 * DIGITS, ANSWERS)
    return sum(
        losses.sparse_categorical_crossentropy(answers[:, place], logits[:, start:stop], from_logits=True)
        for place, (start, stop) in enumerate(pairwise(ends))
    )


def main(runs: int, epochs: int) -> None:
    """Make examples, learn from them and write the weights."""
    learned = taught(*made_frames(runs), epochs=epochs)
    content = io.BytesIO()
    np.savez_compressed(content, allow_pickle=False, **learned)
    write_atomic(shipped_models_dir() / "cuts" / "blots.npz", content.getvalue())


if __name__ == "__main__":
    main(*(int(text) for text in (sys.argv[1:] or ["80000", "20"])))
