import gzip
import os
from pathlib import Path

import numpy as np
import pytest

from app.core.raster import raster_of_lines
from app.learning.templates import digit_strokes


def idx_bytes(array: np.ndarray) -> bytes:
    header = bytes([0, 0, 8, array.ndim]) + b"".join(size.to_bytes(4, "big") for size in array.shape)
    return header + array.tobytes()


def write_idx_set(folder: Path, *, train: int, test: int, seed: int = 0, compressed: bool = True) -> Path:
    """Write a data set of template digits in MNIST's four files."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    for prefix, count in (("train", train), ("t10k", test)):
        labels = np.arange(count, dtype=np.uint8) % 10
        images = np.stack([raster_of_lines(digit_strokes(int(label), rng)) for label in labels])
        for stem, array in ((f"{prefix}-images-idx3-ubyte", images), (f"{prefix}-labels-idx1-ubyte", labels)):
            content = idx_bytes(array)
            name, content = (stem + ".gz", gzip.compress(content)) if compressed else (stem, content)
            (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def digits_folder(tmp_path: Path) -> Path:
    return write_idx_set(tmp_path / "tiny", train=60, test=20)


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of real data; tests that need it are skipped with a word where it is absent."""
    folder = Path(os.environ.get("INKDIGIT_DATA", "") or "missing")
    if not (folder / "mnist").is_dir():
        pytest.skip("needs MNIST: set INKDIGIT_DATA to the folder that holds it")
    return folder


@pytest.fixture(scope="session")
def pen_strokes(data_folder: Path) -> Path:
    path = data_folder / "pen-strokes" / "pendigits-train.unp.gz"
    if not path.is_file():
        pytest.skip("needs the pen strokes in INKDIGIT_DATA")
    return path
