"""Pen strokes of real writers: reading UNIPEN files, splitting by writer, and writing them anew in other hands."""

import gzip
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.core.errors import DataSetError
from app.core.files import sha256_of
from app.core.ink import Points
from app.core.raster import raster_of_lines
from app.learning.datasets import DIGIT_NAMES, DataSet, Part, find_data

PEN_STROKES_FILE = "pendigits-train.unp.gz"
VALIDATION_WRITERS = 4
TEST_WRITERS = 4
_SPLIT_SEED = 20
_MAX_BYTES = 100_000_000


@dataclass(frozen=True, eq=False)
class StrokeSample:
    """One written digit: its strokes as polylines (n, 2), float32, y downward, in the tablet's units."""

    lines: tuple[Points, ...]
    label: int
    writer: int


@dataclass(frozen=True, eq=False)
class WriterSplit:
    """Samples of writers to learn from, of others to choose by, and of yet others to measure on, once."""

    train: list[StrokeSample]
    validation: list[StrokeSample]
    test: list[StrokeSample]


def read_unipen(path: Path) -> list[StrokeSample]:
    """Read the digits of a UNIPEN file, plain or gzip (Guyon et al. 1994; UCI "Pen-Based Recognition").

    Raises:
        DataSetError: the file is damaged, or holds no labelled digits.
    """
    text = _read_text(path)
    samples = [_sample(block, path) for block in re.split(r"^\.SEGMENT DIGIT", text, flags=re.MULTILINE)[1:]]
    if not samples:
        raise DataSetError(
            f"“{path}” holds no pen strokes of digits.", "Choose a UNIPEN file with .SEGMENT DIGIT entries."
        )
    return samples


def split_writers(samples: Sequence[StrokeSample]) -> WriterSplit:
    """Split by writer, always the same way, so that nobody's hand is both learned from and measured on."""
    writers = np.unique([sample.writer for sample in samples])
    if len(writers) <= VALIDATION_WRITERS + TEST_WRITERS:
        raise DataSetError(
            "These strokes have too few writers to hold some back.", "Use strokes of nine or more writers."
        )
    order = np.random.default_rng(_SPLIT_SEED).permutation(writers)
    test, validation = set(order[:TEST_WRITERS]), set(order[TEST_WRITERS : TEST_WRITERS + VALIDATION_WRITERS])
    return WriterSplit(
        train=[sample for sample in samples if sample.writer not in test | validation],
        validation=[sample for sample in samples if sample.writer in validation],
        test=[sample for sample in samples if sample.writer in test],
    )


def pen_strokes_path() -> Path:
    """Return the path of the pen strokes' file in the data folders, or raise ``DataSetError``."""
    return find_data("pen-strokes") / PEN_STROKES_FILE


def load_pen_strokes() -> DataSet:
    """Return the pen strokes as rasters: the training writers, and as the test part the writers held back."""
    path = pen_strokes_path()
    writers = split_writers(read_unipen(path))
    train, test = part_of(writers.train), part_of(writers.test)
    return DataSet("pen-strokes", DIGIT_NAMES, train, test, {path.name: sha256_of(path)})


def part_of(samples: Sequence[StrokeSample]) -> Part:
    """Render samples as the window would."""
    images = np.stack([raster_of_lines(list(sample.lines)) for sample in samples])
    return Part(images, np.array([sample.label for sample in samples], dtype=np.uint8))


def rewritten(lines: Sequence[Points], rng: np.random.Generator) -> list[Points]:
    """Return the same digit as another hand might write it: slant, turn, proportions, and a smooth bend, all random.

    Any unit; the result is in units of the digit's longer side.
    """
    everything = np.concatenate(lines)
    low, high = everything.min(axis=0), everything.max(axis=0)
    centre, extent = (low + high) / 2, max(float((high - low).max()), 1e-6)
    matrix = _random_affine(rng)
    bend = _random_bend(rng)
    rewritten_lines = []
    for line in lines:
        points = (line - centre) / extent @ matrix
        phase = points @ bend[0] + bend[1]
        rewritten_lines.append((points + np.sin(phase) @ bend[2]).astype(np.float32))
    return rewritten_lines


def random_pen(rng: np.random.Generator) -> float:
    """Return a pen width in pixels spread as MNIST's are: 1.7, 2.5, 3.9 at the 5th, 50th, 95th percentile."""
    return float(np.clip(2.5 * np.exp(0.25 * rng.standard_normal()), 1.5, 4.5))


def _random_affine(rng: np.random.Generator) -> Points:
    angle = np.radians(np.clip(7 * rng.standard_normal(), -18, 18))
    shear = np.clip(0.18 * rng.standard_normal(), -0.45, 0.45)
    stretch = np.exp(0.13 * rng.standard_normal())
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    matrix: Points = (np.array([[stretch, 0], [shear, 1 / stretch]]) @ turn).astype(np.float32)
    return matrix


def _random_bend(rng: np.random.Generator) -> tuple[Points, Points, Points]:
    """Return frequencies (2, k), phases (k,) and amplitudes (k, 2) of a smooth displacement field."""
    waves = 4
    frequencies = rng.normal(0, 5.0, (2, waves))
    phases = rng.uniform(0, 2 * np.pi, waves)
    amplitudes = rng.normal(0, 0.022, (waves, 2))
    return frequencies.astype(np.float32), phases.astype(np.float32), amplitudes.astype(np.float32)


def _sample(block: str, path: Path) -> StrokeSample:
    comment = re.search(r"^\.COMMENT\s+(\d)\s+(\d+)\s", block, flags=re.MULTILINE)
    if comment is None:
        raise DataSetError(f"“{path}” has a digit without its label and writer.", "Fetch the file again.")
    lines = []
    for stroke in re.findall(r"^\.PEN_DOWN$(.*?)^\.PEN_UP$", block, flags=re.MULTILINE | re.DOTALL):
        points = np.array(stroke.split(), dtype=np.float32).reshape(-1, 2)
        if len(points):
            lines.append(points * np.array([1, -1], dtype=np.float32))
    if not lines:
        raise DataSetError(f"“{path}” has a digit without ink.", "Fetch the file again.")
    return StrokeSample(tuple(lines), int(comment[1]), int(comment[2]))


def _read_text(path: Path) -> str:
    try:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise DataSetError(f"“{path}” is cut off or damaged.", "Fetch the file again.") from None
    except OSError as error:
        raise DataSetError(f"“{path}” cannot be read ({error.strerror or error}).", "Check the file.") from None
    if len(content) > _MAX_BYTES:
        raise DataSetError(f"“{path}” is far too large for pen strokes.", "Choose a smaller file.")
    return content.decode("ascii", errors="replace")
