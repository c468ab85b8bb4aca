"""The judge of cuts: a small network that says of a part of connected ink which digit it is, whole and alone, if any.

Unlike a classifier it sees the ink beside the part. Its weights are in ``models/cuts``, learned by
``python -m app.learning.cut_judge``; it runs on NumPy alone, so that any thread may ask it.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.core.cut_views import VIEW_SIDE
from app.core.inkfinder import Plane
from app.core.paths import shipped_models_dir
from app.core.small_network import convolved, log_softmax, pooled, read_weights

WEIGHTS = ("kernel_1", "bias_1", "kernel_2", "bias_2", "kernel_3", "bias_3", "kernel_4", "bias_4")
CLASSES = 11
"""Ten digits, then what is no whole digit."""
_STRIDES = (2, 1)
_BATCH = 256


class CutJudge:
    """A network of two convolutions, a pooling and two dense layers, from uint8 views (n, 24, 24, 2)."""

    def __init__(self, path: Path) -> None:
        """Read weights.

        Raises:
            BundleError: there is no such file, or it is damaged.
        """
        self._weights = read_weights(path, WEIGHTS, self._fits)

    def log_probabilities(self, views: npt.NDArray[np.uint8]) -> Plane:
        """Return the logarithms of the probabilities of ten digits and of none, float32 (n, 11)."""
        starts = range(0, len(views), _BATCH)
        batches = [log_softmax(self._run(self._weights, views[start : start + _BATCH])) for start in starts]
        return np.concatenate(batches) if batches else np.zeros((0, CLASSES), dtype=np.float32)

    @classmethod
    def _fits(cls, weights: Sequence[Plane]) -> bool:
        return cls._run(weights, np.zeros((1, VIEW_SIDE, VIEW_SIDE, 2), dtype=np.uint8)).shape == (1, CLASSES)

    @staticmethod
    def _run(weights: Sequence[Plane], views: npt.NDArray[np.uint8]) -> Plane:
        planes = views.astype(np.float32) / np.float32(255)
        for layer, stride in enumerate(_STRIDES):
            kernel, bias = weights[2 * layer : 2 * layer + 2]
            planes = np.maximum(convolved(planes, kernel, stride) + bias, 0)
        kernel, bias, last, last_bias = weights[4:]
        flat = pooled(planes).reshape(len(planes), -1)
        logits: Plane = np.maximum(flat @ kernel + bias, 0) @ last + last_bias
        return logits


@cache
def shipped_judge() -> CutJudge:
    """Return the judge that comes with the program.

    Raises:
        BundleError: its file is missing or damaged.
    """
    return CutJudge(shipped_models_dir() / "cuts" / "weights.npz")
