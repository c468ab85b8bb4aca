"""What our training takes over a bare ``model.fit``, for ``inkdigit bench train``.

``python -m app.learning.fit_bench PRESET PICTURES EPOCHS ROUNDS`` prints one JSON line: ``ours_s`` and ``bare_s``, a
number a round. Both fit the same network, compiled alike, on the same uint8 arrays with the same held-back pictures, in
turn. Ours adds all that a run does meanwhile: events, history, checkpoints, best weights, the token.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from app.core.job import Token, ignore
from app.core.training import TrainingConfig, config_for
from app.learning.checkpoints import Standing
from app.learning.compiling import compiled
from app.learning.datasets import DIGIT_NAMES, Part
from app.learning.devices import find_device
from app.learning.feeding import steps_of
from app.learning.material import Material
from app.learning.run_folder import RunFolder
from app.learning.trainer import VALIDATION_BATCH, fitted


def main(preset: str, pictures: int, epochs: int, rounds: int) -> None:
    """Measure and print."""
    config = config_for(preset, epochs=epochs)
    material = _noise(pictures)
    device = find_device("cpu")
    bare, ours = (compiled(config, classes=10, steps=steps_of(material, config), device=device) for _ in range(2))
    times: dict[str, list[float]] = {"ours_s": [], "bare_s": []}
    for number in range(rounds + 1):
        fits = [("bare_s", _fit_bare, bare), ("ours_s", _fit_ours, ours)]
        for name, fit, model in fits if number % 2 else reversed(fits):  # who comes second finds warmer caches
            seconds = fit(model, material, config)
            if number:  # the first round traces
                times[name].append(seconds)
    print(json.dumps(times))


def _noise(count: int) -> Material:
    """Return pictures of noise: as much work as digits, and everybody has them."""
    rng = np.random.default_rng(0)

    def part(size: int) -> Part:
        images = rng.integers(0, 256, (size, 28, 28), dtype=np.uint8)
        return Part(images, rng.integers(0, 10, size, dtype=np.uint8))

    return Material(DIGIT_NAMES, part(count), part(count // 10), part(0))


def _fit_bare(model: Any, material: Material, config: TrainingConfig) -> float:
    train, validation = material.train, material.validation
    labels, held_back = train.labels.astype(np.int32), validation.labels.astype(np.int32)
    began = time.perf_counter()
    model.fit(
        train.images,
        labels,
        batch_size=config.batch_size,
        epochs=config.epochs,
        validation_data=(validation.images, held_back),
        validation_batch_size=VALIDATION_BATCH,
        verbose=0,
    )
    return time.perf_counter() - began


def _fit_ours(model: Any, material: Material, config: TrainingConfig) -> float:
    with tempfile.TemporaryDirectory() as folder:
        run = RunFolder.create(Path(folder) / "run", config)
        began = time.perf_counter()
        fitted(run, model, material, Standing(), report=ignore, token=Token())
        return time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
