"""Pen strokes of real writers: reading UNIPEN files, splitting by writer, and writing them anew in other hands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.core.errors import DataSetError, said
from app.core.files import shown
from app.core.ink import Points
from app.core.raster import SIDE, raster_of_lines
from app.learning.dataset import DIGIT_NAMES, DataSet, Part, empty_part
from app.learning.sources.content import Content
from app.learning.sources.opening import hash_of, opened
from app.learning.sources.places import find_data
from app.learning.sources.watch import Watch

PEN_STROKES_FILE = "pendigits-train.unp.gz"
VALIDATION_WRITERS = 4
TEST_WRITERS = 4
_SPLIT_SEED = 20
_MAX_BYTES = 100_000_000
_MAX_COORDINATE = 1e6
_FETCH_AGAIN = said("Fetch the file again.")


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


def read_unipen(path: Path, watch: Watch | None = None) -> list[StrokeSample]:
    """Read the digits of a UNIPEN file, plain or gzip (Guyon et al. 1994; UCI "Pen-Based Recognition").

    Raises:
        DataSetError: the file is damaged, or holds no labelled digits.
    """
    watch = watch or Watch()
    with opened(path, watch) as file:
        text = file.read_all(limit=_MAX_BYTES).decode("ascii", errors="replace")
    blocks = re.split(r"^\.SEGMENT DIGIT", text, flags=re.MULTILINE)[1:]
    if not blocks:
        raise DataSetError(
            said("“{name}” holds no pen strokes of digits.", name=shown(path)),
            "Choose a UNIPEN file with .SEGMENT DIGIT entries.",
        )
    samples = []
    for at, block in enumerate(blocks):
        watch.tell("loading", at, len(blocks))
        samples.append(_sample(block, path))
    return samples


def read_unipen_parts(path: Path, watch: Watch) -> Content:
    """Read a UNIPEN file as rasters, with the writers held back as the test part where there are enough of them.

    Raises:
        DataSetError: the file is damaged, or holds no labelled digits.
    """
    samples = read_unipen(path, watch)
    hashes = {path.name: hash_of(path, watch)}
    if len({sample.writer for sample in samples}) <= VALIDATION_WRITERS + TEST_WRITERS:
        return Content(part_of(samples, watch), empty_part(), DIGIT_NAMES, hashes)
    writers = split_writers(samples)
    return Content(part_of(writers.train, watch), part_of(writers.test, watch), DIGIT_NAMES, hashes)


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


def load_pen_strokes(watch: Watch | None = None) -> DataSet:
    """Return the pen strokes as rasters: the training writers, and as the test part the writers held back."""
    path = pen_strokes_path()
    content = read_unipen_parts(path, watch or Watch())
    return DataSet("pen-strokes", DIGIT_NAMES, content.train, content.test, content.sha256, str(path))


def part_of(samples: Sequence[StrokeSample], watch: Watch | None = None) -> Part:
    """Render samples as the window would."""
    watch = watch or Watch()
    images = np.empty((len(samples), SIDE, SIDE), dtype=np.uint8)
    for at, sample in enumerate(samples):
        watch.tell("loading", at, len(samples))
        images[at] = raster_of_lines(list(sample.lines))
    return Part(images, np.array([sample.label for sample in samples], dtype=np.uint8))


def rewritten(lines: Sequence[Points], rng: np.random.Generator) -> list[Points]:
    """Return the same digit as another hand might write it: slant, turn, proportions, and a smooth bend, all random.

    Any unit; the result is in units of the digit's longer side.
    """
    everything = np.concatenate(lines)
    low, high = everything.min(axis=0), everything.max(axis=0)
    centre, extent = (low + high) / 2, max(float((high - low).max()), 1e-6)
    matrix = _random_affine(rng)
    bend = random_bend(rng)
    rewritten_lines = []
    for line in lines:
        points = (line - centre) / extent @ matrix
        phase = points @ bend[0] + bend[1]
        rewritten_lines.append((points + np.sin(phase) @ bend[2]).astype(np.float32))
    return rewritten_lines


def random_pen(rng: np.random.Generator) -> float:
    """Return a pen width in pixels spread as MNIST's are: 1.7, 2.5, 3.9 at the 5th, 50th, 95th percentile."""
    return float(np.clip(2.5 * np.exp(0.25 * rng.standard_normal()), 1.5, 4.5))


def random_bend(rng: np.random.Generator) -> tuple[Points, Points, Points]:
    """Return frequencies (2, k), phases (k,) and amplitudes (k, 2) of a smooth displacement field."""
    waves = 4
    frequencies = rng.normal(0, 5.0, (2, waves))
    phases = rng.uniform(0, 2 * np.pi, waves)
    amplitudes = rng.normal(0, 0.022, (waves, 2))
    return frequencies.astype(np.float32), phases.astype(np.float32), amplitudes.astype(np.float32)


def _random_affine(rng: np.random.Generator) -> Points:
    angle = np.radians(np.clip(7 * rng.standard_normal(), -18, 18))
    shear = np.clip(0.18 * rng.standard_normal(), -0.45, 0.45)
    stretch = np.exp(0.13 * rng.standard_normal())
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    matrix: Points = (np.array([[stretch, 0], [shear, 1 / stretch]]) @ turn).astype(np.float32)
    return matrix


def _sample(block: str, path: Path) -> StrokeSample:
    comment = re.search(r"^\.COMMENT[ \t]+(\d)[ \t]+(\d{1,9})\s", block, flags=re.MULTILINE)
    if comment is None:
        raise DataSetError(said("“{name}” has a digit without its label and writer.", name=shown(path)), _FETCH_AGAIN)
    lines = tuple(_line_of(stroke, path) for stroke in _strokes_of(block) if stroke.strip())
    if not lines:
        raise DataSetError(said("“{name}” has a digit without ink.", name=shown(path)), _FETCH_AGAIN)
    return StrokeSample(lines, int(comment[1]), int(comment[2]))


def _strokes_of(block: str) -> Iterator[str]:
    """Yield what stands between each .PEN_DOWN and the .PEN_UP behind it."""
    for piece in re.split(r"^\.PEN_DOWN[ \t]*\r?$", block, flags=re.MULTILINE)[1:]:
        stroke, end, _ = piece.partition("\n.PEN_UP")
        if end:
            yield stroke


def _line_of(stroke: str, path: Path) -> Points:
    """Return a stroke's points with y growing downward, as on a screen; the tablet's grows upward."""
    try:
        points = np.array(stroke.split(), dtype=np.float32).reshape(-1, 2)
    except ValueError:
        points = np.full((1, 2), np.nan, dtype=np.float32)
    if not np.isfinite(points).all() or np.abs(points).max() > _MAX_COORDINATE:
        raise DataSetError(
            said("“{name}” has a stroke that is not a list of points x y.", name=shown(path)), _FETCH_AGAIN
        )
    return points * np.array([1, -1], dtype=np.float32)
