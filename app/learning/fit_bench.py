"""What our training takes over a bare ``model.fit``, for ``inkdigit bench train``.

``python -m app.learning.fit_bench PRESET PICTURES EPOCHS PAIRS`` prints one JSON line: ``ours_s`` and ``bare_s`` by the
clock, ``ours_cpu_s`` and ``bare_cpu_s`` of processor time, a number a pair. Both fit the same network, compiled alike,
on the same uint8 arrays with the same held-back pictures. Ours adds all that a run does meanwhile: its folder, events,
history, checkpoints, best weights, the token. A pair is two fits, one right after the other, now the one in front, now
the other (ABBA): what slows the computer for longer than a fit slows both, and who comes second has no advantage.
"""

import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable
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


def main(preset: str, pictures: int, epochs: int, pairs: int) -> None:
    """Measure and print."""
    config = config_for(preset, epochs=epochs)
    material = _noise(pictures)
    device = find_device("cpu")
    bare, ours = (compiled(config, classes=10, steps=steps_of(material, config), device=device) for _ in range(2))
    fits = {"ours": lambda: _fit_ours(ours, material, config), "bare": lambda: _fit_bare(bare, material, config)}
    answer: dict[str, list[float]] = {f"{name}{unit}": [] for name in fits for unit in ("_s", "_cpu_s")}
    for number in range(pairs + 1):
        for name in ("ours", "bare") if number % 2 else ("bare", "ours"):
            seconds, of_processor = _timed(fits[name])
            if number:  # the first pair traces
                answer[f"{name}_s"].append(seconds)
                answer[f"{name}_cpu_s"].append(of_processor)
    print(json.dumps(answer))


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    """Return the seconds that work takes, and those of processor time that all threads of this process take for it."""
    gc.collect()  # nobody pays for the other's leavings
    began, processor_began = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - processor_began


def _noise(count: int) -> Material:
    """Return pictures of noise: as much work as digits, and everybody has them."""
    rng = np.random.default_rng(0)

    def part(size: int) -> Part:
        images = rng.integers(0, 256, (size, 28, 28), dtype=np.uint8)
        return Part(images, rng.integers(0, 10, size, dtype=np.uint8))

    return Material(DIGIT_NAMES, part(count), part(count // 10), part(0))


def _fit_bare(model: Any, material: Material, config: TrainingConfig) -> None:
    train, validation = material.train, material.validation
    model.fit(
        train.images,
        train.labels.astype(np.int32),
        batch_size=config.batch_size,
        epochs=config.epochs,
        validation_data=(validation.images, validation.labels.astype(np.int32)),
        validation_batch_size=VALIDATION_BATCH,
        verbose=0,
    )


def _fit_ours(model: Any, material: Material, config: TrainingConfig) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = RunFolder.create(Path(folder) / "run", config)
        fitted(run, model, material, Standing(), report=ignore, token=Token())


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
