"""The reader of blots: a small network that says how many digits connected ink is, and which is first and which last.

It sees all the ink at once, where no cut has left a digit worse than it was written; where digits meet is for others
to say. Its weights are in ``models/cuts``, learned by ``python -m app.learning.blot_reader``; it runs on NumPy alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.inkfinder import Plane
from app.core.paths import shipped_models_dir
from app.core.small_network import convolved, log_softmax, pooled, read_weights

ROWS, COLUMNS = 28, 52
_INK_ROWS, _INK_COLUMNS = 24, 48
DIGITS, COUNTS = 10, 3
"""Answers of each digit, and of the count: one, two, or more."""
ANSWERS = 2 * DIGITS + COUNTS
WEIGHTS = tuple(f"{kind}_{layer}" for layer in range(1, 6) for kind in ("kernel", "bias"))
_STRIDES = (2, 1, 1)
_POOLED = 1
_BATCH = 256

Frames = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class BlotAnswer:
    """Logarithms of probabilities: of each digit to be the ``first``, the ``last``, and of one, two or more digits."""

    first: tuple[float, ...]
    last: tuple[float, ...]
    counts: tuple[float, ...]


class BlotReader:
    """A network of three convolutions, a pooling and two dense layers, from uint8 frames (n, 28, 52)."""

    def __init__(self, path: Path) -> None:
        """Read weights.

        Raises:
            BundleError: there is no such file, or it is damaged.
        """
        self._weights = read_weights(path, WEIGHTS, self._fits)

    def read(self, frames: Frames) -> list[BlotAnswer]:
        """Return what connected ink is, for each of ``frames`` (n, 28, 52)."""
        starts = range(0, len(frames), _BATCH)
        rows = [row for start in starts for row in self._run(self._weights, frames[start : start + _BATCH])]
        return [_answer(row) for row in rows]

    @classmethod
    def _fits(cls, weights: Sequence[Plane]) -> bool:
        return cls._run(weights, np.zeros((1, ROWS, COLUMNS), dtype=np.uint8)).shape == (1, ANSWERS)

    @staticmethod
    def _run(weights: Sequence[Plane], frames: Frames) -> Plane:
        planes = frames[..., None].astype(np.float32) / np.float32(255)
        for layer, stride in enumerate(_STRIDES):
            kernel, bias = weights[2 * layer : 2 * layer + 2]
            planes = np.maximum(convolved(planes, kernel, stride) + bias, 0)
            planes = pooled(planes) if layer == _POOLED else planes
        kernel, bias, last, last_bias = weights[6:]
        logits: Plane = np.maximum(planes.reshape(len(planes), -1) @ kernel + bias, 0) @ last + last_bias
        return logits


def _answer(logits: Plane) -> BlotAnswer:
    first, last, counts = (log_softmax(part) for part in np.split(logits, (DIGITS, 2 * DIGITS)))
    return BlotAnswer(tuple(first.tolist()), tuple(last.tolist()), tuple(counts.tolist()))


def frame_of(ink: npt.NDArray[np.uint8]) -> Frames:
    """Return ink (h, w), 0-255, cut to its box, in the middle of a frame: uint8 (28, 52)."""
    height, width = ink.shape
    scale = min(_INK_ROWS / height, _INK_COLUMNS / width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.asarray(Image.fromarray(ink).resize(size, Image.Resampling.BILINEAR))
    frame = np.zeros((ROWS, COLUMNS), dtype=np.uint8)
    top, left = (ROWS - size[1]) // 2, (COLUMNS - size[0]) // 2
    frame[top : top + size[1], left : left + size[0]] = small
    return frame


@cache
def shipped_blot_reader() -> BlotReader:
    """Return the reader of blots that comes with the program.

    Raises:
        BundleError: its file is missing or damaged.
    """
    return BlotReader(shipped_models_dir() / "cuts" / "blots.npz")
