"""What small networks are run with on NumPy alone, so that any thread may ask them: their weights and their layers."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from app.core.errors import BundleError, said
from app.core.inkfinder import Plane
from app.core.job import checkpoint


def read_weights(path: Path, names: Sequence[str], fits: Callable[[Sequence[Plane]], bool]) -> list[Plane]:
    """Read arrays by their names, float32; ``fits`` says whether a network can be run with them.

    Raises:
        BundleError: there is no such file, or it is damaged.
    """
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            weights = [np.asarray(file[name], dtype=np.float32) for name in names]
        is_sound = fits(weights)
    except Exception:  # whatever a damaged archive raises
        is_sound = False
    if not is_sound:
        raise BundleError(said("The file “{name}” of Inkdigit is damaged.", name=path.name), "Install Inkdigit again.")
    return weights


def convolved(planes: Plane, kernel: Plane, stride: int) -> Plane:
    """Correlate (n, h, w, c) with a kernel (k, k, c, filters), without padding."""
    checkpoint()
    windows = np.lib.stride_tricks.sliding_window_view(planes, kernel.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    count, rows, columns = windows.shape[:3]
    flat = windows.transpose(0, 1, 2, 4, 5, 3).reshape(count * rows * columns, -1)
    result: Plane = (flat @ kernel.reshape(flat.shape[1], -1)).reshape(count, rows, columns, -1)
    return result


def pooled(planes: Plane) -> Plane:
    """Return the most of each two by two of (n, h, w, c), h and w even."""
    count, height, width, depth = planes.shape
    result: Plane = planes.reshape(count, height // 2, 2, width // 2, 2, depth).max(axis=(2, 4))
    return result


def log_softmax(logits: Plane) -> Plane:
    """Return the logarithms of the probabilities along the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Plane = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
