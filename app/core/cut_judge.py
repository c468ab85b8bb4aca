"""The judge of cuts: a small network that says of a part of connected ink which digit it is, whole and alone, if any.

Unlike a classifier it sees the ink beside the part. Its weights are in ``models/cuts``, learned by
``python -m app.learning.cut_judge``; it runs on NumPy alone, so that any thread may ask it.
"""

import io
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.core.cut_views import VIEW_SIDE
from app.core.errors import BundleError, said
from app.core.inkfinder import Plane
from app.core.job import checkpoint
from app.core.paths import shipped_models_dir

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
        try:
            with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
                self._weights = [np.asarray(file[name], dtype=np.float32) for name in WEIGHTS]
            is_sound = (
                self.log_probabilities(np.zeros((1, VIEW_SIDE, VIEW_SIDE, 2), dtype=np.uint8)).shape[1] == CLASSES
            )
        except Exception:  # whatever a damaged archive raises
            is_sound = False
        if not is_sound:
            raise BundleError(
                said("The file “{name}” of Inkdigit is damaged.", name=path.name), "Install Inkdigit again."
            )

    def log_probabilities(self, views: npt.NDArray[np.uint8]) -> Plane:
        """Return the logarithms of the probabilities of ten digits and of none, float32 (n, 11)."""
        batches = [self._run(views[start : start + _BATCH]) for start in range(0, len(views), _BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, CLASSES), dtype=np.float32)

    def _run(self, views: npt.NDArray[np.uint8]) -> Plane:
        checkpoint()
        planes = views.astype(np.float32) / np.float32(255)
        for layer, stride in enumerate(_STRIDES):
            kernel, bias = self._weights[2 * layer : 2 * layer + 2]
            planes = np.maximum(_convolved(planes, kernel, stride) + bias, 0)
        count, height, width, depth = planes.shape
        pooled = planes.reshape(count, height // 2, 2, width // 2, 2, depth).max(axis=(2, 4))
        kernel, bias, last, last_bias = self._weights[4:]
        logits = np.maximum(pooled.reshape(count, -1) @ kernel + bias, 0) @ last + last_bias
        shifted = logits - logits.max(axis=1, keepdims=True)
        result: Plane = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return result


def _convolved(planes: Plane, kernel: Plane, stride: int) -> Plane:
    """Correlate (n, h, w, c) with a kernel (k, k, c, filters), without padding."""
    windows = np.lib.stride_tricks.sliding_window_view(planes, kernel.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    count, rows, columns = windows.shape[:3]
    flat = windows.transpose(0, 1, 2, 4, 5, 3).reshape(count * rows * columns, -1)
    result: Plane = (flat @ kernel.reshape(flat.shape[1], -1)).reshape(count, rows, columns, -1)
    return result


@cache
def shipped_judge() -> CutJudge:
    """Return the judge that comes with the program.

    Raises:
        BundleError: its file is missing or damaged.
    """
    return CutJudge(shipped_models_dir() / "cuts" / "weights.npz")
