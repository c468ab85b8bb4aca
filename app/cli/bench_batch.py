"""``inkdigit bench batch``: 10,000 small pictures from files into a table, beside the loop that everybody writes."""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.cli.bench_measure import Measure
from app.cli.bench_probes import Answer, ProbeError, probe_batch, probe_plain_batch
from app.cli.output import say
from app.core.bundle import Bundle

PICTURES = 10_000
LEAST_RATIO = 1.5
MOST_MB = 250.0
_SEED = 10
Rasters = npt.NDArray[np.uint8]
_BASELINE = "Pillow and model.predict in batches of 256"


def batch_measures(bundle: Bundle, rounds: int) -> list[Measure]:
    """Read a folder of PNG files with Inkdigit and with the plain loop in turn, and compare pair by pair."""
    ours: list[Answer] = []
    plain: list[Answer] = []
    error = None
    with _folder_of_digits(PICTURES) as folder:
        try:
            for number in range(rounds):
                say(f"Measuring, {number + 1} of {rounds} …")
                ours.append(probe_batch(folder, folder.with_suffix(".csv")))
                plain.append(probe_plain_batch(bundle.keras_path, folder))
        except ProbeError as problem:
            error = str(problem)
    pairs = list(zip(ours, plain, strict=False))
    return [
        _pace("batch", "small pictures", "seconds", pairs, error),
        _pace("batch_cpu", "the same, a processor", "cpu_s", pairs, error),
        Measure(
            name="batch_memory",
            title="memory for them",
            unit="MB",
            value=max((answer["rss_mb"] for answer in ours), default=None),
            baseline=max((answer["rss_mb"] for answer in plain), default=None),
            baseline_name=_BASELINE,
            budget=MOST_MB,
            error=error,
        ),
    ]


def _pace(name: str, title: str, key: str, pairs: list[tuple[Answer, Answer]], error: str | None) -> Measure:
    paces = [tuple(answer["pictures"] / answer[key] for answer in pair) for pair in pairs]
    return Measure(
        name=name,
        title=title,
        unit="images/s",
        value=statistics.median(ours for ours, _ in paces) if paces else None,
        baseline=statistics.median(plain for _, plain in paces) if paces else None,
        baseline_name=_BASELINE,
        budget_ratio=LEAST_RATIO if key == "seconds" else None,
        error=error,
        ratios=tuple(ours / plain for ours, plain in paces),
    )


@contextmanager
def _folder_of_digits(count: int) -> Iterator[Path]:
    """Yield a folder of 28×28 PNG files."""
    from PIL import Image

    say(f"Writing {count:,} pictures …")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place) / "digits"
        folder.mkdir()
        for number, raster in enumerate(_digits(count)):
            Image.fromarray(raster).save(folder / f"{number:05}.png")
        yield folder


def _digits(count: int) -> Rasters:
    """Return the test pictures of MNIST if they are here; else digits that Inkdigit writes itself."""
    from app.learning.sources.named import load_named, local_folder
    from app.learning.sources.synthetic import made_digits
    from app.learning.sources.watch import Watch

    if local_folder("mnist") is not None:
        part = load_named("mnist", Watch(), may_download=False).test
        if len(part.images) >= count:
            return part.images[:count]
    return made_digits(count, _SEED, Watch()).images
