"""Trainings in the real compute process: small ones, on pictures made here."""

import os
import random
from collections.abc import Collection
from pathlib import Path

import numpy as np
import psutil

from app.core.training import TrainingConfig, config_for

KILLS = int(os.environ.get("INKDIGIT_KILLS", "2"))
"""How often the tests of kills kill; `make kills` sets 20."""
EPOCHS = 40


def write_pictures(path: Path, *, count: int = 2000) -> Path:
    """Write ten kinds of noisy bars as an ``.npz``: a network learns them in a few epochs."""
    lot = np.random.default_rng(7)
    arrays = {}
    for part, size in (("train", count), ("test", count // 10)):
        labels = lot.integers(0, 10, size, dtype=np.uint8)
        images = lot.integers(0, 120, (size, 28, 28), dtype=np.uint8)
        for image, label in zip(images, labels, strict=True):
            image[:, 2 * label + 4 : 2 * label + 6] = 255
        arrays |= {f"x_{part}": images, f"y_{part}": labels}
    np.savez(path, **arrays)  # type: ignore[arg-type]
    return path


def small_config(data: Path, *, epochs: int = EPOCHS) -> TrainingConfig:
    """Return a training of some ten seconds, with a checkpoint every epoch."""
    settings = {"validation": 200, "learning_rate": 1e-4, "checkpoint_every": 1}
    return config_for("mlp-128x3", data=str(data), epochs=epochs, **settings)


def compute_process(parent: int | None = None, *, others: Collection[int] = ()) -> psutil.Process | None:
    """Return the compute process of a program (default: this one) that is none of ``others``; None where there is none.

    A process that opens pictures looks the same.
    """
    for child in psutil.Process(parent).children():
        try:
            if child.pid not in others and any("app.compute.child" in word for word in child.cmdline()):
                return child
        except psutil.Error:  # it has just ended
            continue
    return None


def moments(count: int) -> list[float]:
    """Return so many random moments in seconds from a training's start: its process starts, loads, traces, trains."""
    lot = random.Random(os.environ.get("INKDIGIT_SEED", "1"))
    return [lot.uniform(0.05, 9.0) for _ in range(count)]
