"""What ``make presets`` has measured so far, kept in ``docs/presets.json``, and the page that tells it."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path

import numpy as np

from app.core.presets import PRESETS

GOAL = 0.99
RACERS = ("keras-convnet", "quick")
USUAL = {"schedule": "constant", "learning_rate": 0.001}
"""The rate with which the first racer is usually trained, whatever its preset does."""
OURS, LESSON = "preset", "lesson"
DOCS = Path(__file__).resolve().parents[1] / "docs"


_PROSE = """\
Accuracies are the mean, the least and the greatest of so many seeds, beginning with 1. `fashion-mlp` keeps the
epoch with the least loss on 5,000 held-back pictures, the others keep the last epoch. The lesson’s own code is the
recipe that a preset follows, in plain Keras, with the same seeds on the same computer (`tests/tutorials.py`):
nothing of Inkdigit but the reading of the files. “Known” is what somebody saw, once. A seed moves `mlp-128x3` by
a third of a percent, and each of the hundred pictures is one percent: a mean is to be compared with a mean. Seconds
are those of one run, without loading and without writing the model. `mlp-128x3`, `succinctly-cnn` and `keras-convnet`
were measured last beside much other work, several runs at a time: where less went on, and with their lesson’s rate,
they took 14, 115 and 233. The shipped model, `digits`, trains for an hour and is measured in the
[README](../README.md).

The test part chose no epoch, but it was read before some recipes were settled. Some eighteen early variants
of `quick` were compared on it; the last choice (two narrow convolutions, smoothed labels) was made on 10,000
training pictures that were held back. And `keras-convnet` learns from all 60,000 pictures, where its lesson holds
back a tenth and only watches it: with 6,000 held back, the best epoch by them kept, and the lesson’s rate, two seeds
came to 99.04 and 99.01 %.

Four presets depart from their lesson, in the course of the learning rate alone: it falls along a cosine to nothing
(after a rise over the first twelfth of the steps), where the lesson keeps one rate throughout. They were changed
because their means on the test part were below the known accuracy; what they were changed to was chosen on 10,000
training pictures that were held back. For `succinctly-cnn`, which needs all of its thousand pictures, these are of
MNIST’s training part, none of them among the thousand or the hundred. The share of them that the last epoch read
right, in percent, a figure for each seed from 1 on:

| preset | falls from | held back | the lesson’s constant rate | held back | also tried |
|---|---|---|---|---|---|
| `mlp-128x3` | 0.004 | 96.45, 96.04, 95.98 | 0.001 | 94.74, 94.69, 94.64 | from 0.002: mean 95.33; from 0.001: 94.12 |
| `dense-512` | 0.003 | 98.24, 98.27, 98.10 | 0.001 | 97.78, 97.76 | |
| `succinctly-cnn` | 2.0 | 93.77, 93.92 | 1.0 | 93.07, 93.25 | from 1.0: 93.18 |
| `keras-convnet` | 0.002 | 99.22 | 0.001 | 99.14 | from 0.001: 98.97 |

`--schedule constant --learning-rate 0.001` (1.0 for `succinctly-cnn`) gives the lesson’s recipe again.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A preset, the data that it is known for, its known accuracy, and the seeds that it is trained with."""

    preset: str
    data: str
    expected: str
    seeds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run came to: ``accuracy`` 0-1 of ``n`` test pictures, after ``seconds`` of training (None: not timed).

    ``by`` tells whether Inkdigit trained the preset or plain Keras the recipe that it follows.
    """

    by: str
    preset: str
    seed: int
    epochs: int
    parameters: int
    n: int
    accuracy: float
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Lap:
    """A race: the ``seconds`` of training, tracing included, until the goal was reached, or to the end if it was not.

    ``accuracy`` is that of the test part then; None where nobody noted it.
    """

    preset: str
    seed: int
    epochs: int
    is_there: bool
    accuracy: float | None
    seconds: float


@dataclass
class Results:
    """All outcomes and laps; a new one takes the place of an old one of the same kind, preset and seed."""

    outcomes: list[Outcome] = field(default_factory=list)
    laps: list[Lap] = field(default_factory=list)
    machine: str = ""
    path: Path = DOCS / "presets.json"

    @classmethod
    def read(cls, path: Path = DOCS / "presets.json") -> "Results":
        """Return what is in the file; nothing where there is none."""
        if not path.exists():
            return cls(path=path)
        content = json.loads(path.read_text(encoding="utf-8"))
        outcomes, laps = [Outcome(**one) for one in content["outcomes"]], [Lap(**one) for one in content["laps"]]
        return cls(outcomes, laps, content["machine"], path)

    def add(self, found: Outcome | Lap) -> None:
        """Keep something new, on the disk too, beside what another process has put there meanwhile."""
        on_disk = Results.read(self.path)
        self.outcomes, self.laps = on_disk.outcomes, on_disk.laps
        if isinstance(found, Outcome):
            key = (found.by, found.preset, found.seed)
            self.outcomes = [old for old in self.outcomes if (old.by, old.preset, old.seed) != key]
            self.outcomes.append(found)
        else:
            self.laps = [old for old in self.laps if (old.preset, old.seed) != (found.preset, found.seed)]
            self.laps.append(found)
        self.machine = machine()
        self.outcomes.sort(key=lambda one: (list(PRESETS).index(one.preset), one.by, one.seed))
        self.laps.sort(key=lambda one: (one.preset, one.seed))
        content = {"machine": self.machine, "outcomes": self.outcomes, "laps": self.laps}
        self.path.write_text(json.dumps(content, indent=1, default=asdict) + "\n", encoding="utf-8")

    def runs(self, entry: Entry, by: str) -> list[Outcome]:
        """Return the outcomes of an entry's seeds."""
        return [one for one in self.outcomes if (one.by, one.preset) == (by, entry.preset) and one.seed in entry.seeds]

    def laps_of(self, preset: str) -> list[Lap]:
        """Return the laps of a racer, in the order of their seeds."""
        return [lap for lap in self.laps if lap.preset == preset]


def page_of(results: Results, entries: Sequence[Entry]) -> str:
    """Return the page in Markdown."""
    measured = [entry for entry in entries if results.runs(entry, OURS)]
    lines = ["# The presets, measured", "", "Written by `make presets`; do not edit.", ""]
    lines += [f"{results.machine}.", ""]
    lines += ["| preset | data | weights | epochs | test accuracy | of the lesson’s own code | known | seconds |"]
    lines += ["|---|---|---|---|---|---|---|---|", *(_row(results, entry) for entry in measured), ""]
    lines += [_PROSE]
    return "\n".join([*lines, *_race_lines(results)])


def machine() -> str:
    """Return what it is measured on, and what else keeps it busy."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    load = os.getloadavg()[0]
    busy = f"with a load of {load:.0f} by other work" if load > 3 else "otherwise idle"
    versions = f"Python {platform.python_version()}, Keras {metadata.version('keras')}"
    return (
        f"Measured on {os.cpu_count()} cores of {model}, {platform.system()}, {versions}, "
        f"TensorFlow on the processor, {busy}"
    )


def _row(results: Results, entry: Entry) -> str:
    ours, lessons = results.runs(entry, OURS), results.runs(entry, LESSON)
    first = ours[0]
    cells = (f"`{entry.preset}`", entry.data, f"{first.parameters:,}", f"{first.epochs}")
    seconds = f"{np.median([run.seconds for run in ours if run.seconds is not None]):.0f}"
    known = entry.expected
    return f"| {' | '.join((*cells, f'**{_mean(ours)}** {_spread(ours)}', _cell(lessons), known, seconds))} |"


def _cell(runs: Sequence[Outcome]) -> str:
    return f"{_mean(runs)} {_spread(runs)}" if runs else "–"


def _mean(runs: Sequence[Outcome]) -> str:
    mean = float(np.mean([run.accuracy for run in runs]))
    return f"{mean * runs[0].n:.1f} of {runs[0].n}" if runs[0].n <= 100 else f"{100 * mean:.2f} %"


def _spread(runs: Sequence[Outcome]) -> str:
    shares = [run.accuracy * min(run.n, 100) for run in runs]
    form = ".0f" if runs[0].n <= 100 else ".2f"
    seeds = "seed" if len(runs) == 1 else "seeds"
    return f"({min(shares):{form}}–{max(shares):{form}}, {len(runs)} {seeds})"


def _race_lines(results: Results) -> list[str]:
    usual, quick = (results.laps_of(preset) for preset in RACERS)
    if not usual or len(usual) != len(quick):
        return []
    total, longer = (float(np.mean([lap.seconds for lap in laps])) for laps in (quick, usual))
    mean = float(np.mean([lap.accuracy for lap in quick if lap.accuracy is not None]))
    lines = [f"## The way to {GOAL:.1%}".replace("%", " %"), ""]
    epochs = PRESETS["quick"].settings["epochs"]
    lines += [
        "Both networks in turn in one process, all 60,000 training pictures, the test part read after each epoch (not",
        f"timed). `{RACERS[0]}`, with the constant rate of its lesson, is trained until it reads {100 * GOAL:.1f} % of",
        f"the test pictures right; `{RACERS[1]}` for its {epochs} epoch. The time begins before the network is made.",
        "",
        f"| seed | `{RACERS[0]}`: epochs | seconds | `{RACERS[1]}`: accuracy | seconds |",
        "|---|---|---|---|---|",
    ]
    for one, other in zip(usual, quick, strict=True):
        epochs = f"{one.epochs}" if one.is_there else "not reached"
        answer = "–" if other.accuracy is None else f"{100 * other.accuracy:.2f} %"
        lines += [f"| {one.seed} | {epochs} | {one.seconds:.1f} | {answer} | {other.seconds:.1f} |"]
    return [
        *lines,
        f"| mean | | {longer:.1f} | {100 * mean:.2f} % | {total:.1f} |",
        "",
        f"So `{RACERS[1]}` takes 1/{longer / total:.1f} of the time.",
        "",
    ]
