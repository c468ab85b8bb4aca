"""Train every preset, race the quickest against the usual example, and write ``docs/presets.md``: ``make presets``.

Takes half an hour or so on two cores. No accuracy here chose an epoch; the page says what chose the recipe of quick.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from app.core.job import ignore
from app.core.presets import PRESETS
from app.core.training import TrainingConfig, config_for

GOAL = 0.99
RACERS = ("keras-convnet", "quick")
_PAGE = Path(__file__).resolve().parents[1] / "docs" / "presets.md"
_SUCCINCTLY = "keras-succinctly"


@dataclass(frozen=True, slots=True)
class Entry:
    """A preset, the data that it is known for, and how often it is trained."""

    preset: str
    data: str
    expected: str
    seeds: tuple[int, ...]


ENTRIES = (
    Entry("mlp-128x3", "mnist", "95.4 %", (1, 2, 3)),
    Entry("dense-512", "mnist", "98.1 %", (1, 2, 3)),
    Entry("fashion-mlp", "fashion-mnist", "87.3 %", (1, 2, 3)),
    Entry("succinctly-cnn", _SUCCINCTLY, "98 of 100", (1, 2, 3)),
    Entry("quick", "mnist", "99.0 %", (1, 2, 3, 4, 5)),
    Entry("keras-convnet", "mnist", "99.2 %", (1,)),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run came to: ``accuracy`` 0-1 of ``n`` test pictures, after ``seconds`` of training."""

    seed: int
    epochs: int
    parameters: int
    n: int
    accuracy: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Lap:
    """A race: the test accuracy after each epoch, and the seconds of training until then, tracing included."""

    seed: int
    accuracies: tuple[float, ...]
    seconds: tuple[float, ...]

    @property
    def seconds_to_goal(self) -> float | None:
        """Return when the goal was reached, None if never."""
        return next((at for at, share in zip(self.seconds, self.accuracies, strict=True) if share >= GOAL), None)


def main() -> None:
    """Train, race, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="presets, with commas between them; the page is then left alone")
    parser.add_argument("--no-race", action="store_true")
    args = parser.parse_args()
    wanted = args.only.split(",") if args.only else [entry.preset for entry in ENTRIES]
    began = time.monotonic()
    laps = {} if args.no_race else race((1, 2, 3, 4, 5))
    outcomes = {entry: [train(entry, seed) for seed in entry.seeds] for entry in ENTRIES if entry.preset in wanted}
    page = page_of(outcomes, laps, minutes=(time.monotonic() - began) / 60)
    print(page)
    if not args.only and not args.no_race:
        _PAGE.write_text(page, encoding="utf-8")


def train(entry: Entry, seed: int) -> Outcome:
    """Train in a process of its own, by the program's command line."""
    data = entry.data
    if data == _SUCCINCTLY:
        data = str(Path(os.environ["INKDIGIT_DATA"]) / _SUCCINCTLY)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "app", "train", "--preset", entry.preset, "--data", data]
        command += ["--seed", str(seed), "--out", f"{folder}/run", "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    started = next(event for event in events if event["event"] == "started")
    epochs = [event for event in events if event["event"] == "epoch"]
    test = events[-1]["metrics"]["test"]
    seconds = sum(event["seconds"] for event in epochs)
    outcome = Outcome(seed, len(epochs), started["parameters"], test["n"], test["accuracy"], seconds)
    print(entry.preset, outcome, file=sys.stderr, flush=True)
    return outcome


def race(seeds: tuple[int, ...]) -> dict[str, list[Lap]]:
    """Train both racers with each seed in turn, so that a busy moment of the machine hits both."""
    laps: dict[str, list[Lap]] = {preset: [] for preset in RACERS}
    for seed in seeds:
        for preset in RACERS:
            lap = run_lap(config_for(preset, seed=seed, validation=0))
            laps[preset].append(lap)
            print(preset, lap, file=sys.stderr, flush=True)
    return laps


def run_lap(config: TrainingConfig) -> Lap:
    """Train until the goal is reached on the test part, or to the end. Reading the test part is not timed."""
    from app.learning.backend import keras
    from app.learning.compiling import compiled
    from app.learning.devices import find_device
    from app.learning.feeding import feed, steps_of
    from app.learning.material import gather

    material = gather(config, report=ignore)
    keras.utils.set_random_seed(config.seed)
    began = time.perf_counter()
    model = compiled(config, classes=10, steps=steps_of(material, config), device=find_device("cpu"))
    accuracies: list[float] = []
    seconds: list[float] = []
    untimed = 0.0

    class Watch(keras.callbacks.Callback):  # type: ignore[misc]
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            order.epoch = epoch

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            nonlocal untimed
            now = time.perf_counter()
            seconds.append(now - began - untimed)
            answers = np.concatenate(
                [
                    keras.ops.convert_to_numpy(model(material.test.images[at : at + 1000], training=False))
                    for at in range(0, len(material.test), 1000)
                ]
            ).argmax(axis=1)
            accuracies.append(float((answers == material.test.labels).mean()))
            model.stop_training = accuracies[-1] >= GOAL
            untimed += time.perf_counter() - now

    pictures, order = feed(material, config, epoch=0)
    model.fit(pictures, epochs=config.epochs, callbacks=[Watch()], shuffle=False, verbose=0)
    return Lap(config.seed, tuple(accuracies), tuple(seconds))


def page_of(outcomes: dict[Entry, list[Outcome]], laps: dict[str, list[Lap]], *, minutes: float) -> str:
    """Return the page in Markdown."""
    lines = ["# The presets, measured", "", "Written by `make presets`; do not edit.", ""]
    load = f"with a load of {os.getloadavg()[0]:.0f} by other work" if os.getloadavg()[0] > 2 else "otherwise idle"
    lines += [f"{_machine()}, {load}. Everything together took {minutes:.0f} minutes.", ""]
    lines += ["| preset | data | weights | epochs | test accuracy, by seed | n | known | seconds of training |"]
    lines += ["|---|---|---|---|---|---|---|---|", *(_row(entry, runs) for entry, runs in outcomes.items()), ""]
    lines += [
        "The shipped model, `digits`, trains for an hour and is measured in the [README](../README.md). A lone number",
        "is one run with seed 1. The seconds are the mean of the runs, without loading and without writing the model.",
        "“Known” is what others report for the same recipe.",
        "",
        "The test part chose no epoch. The recipe of `quick` was tuned with some reading of MNIST's test part: some",
        "eighteen early variants were compared on it; the last choice (two narrow convolutions, smoothed labels) was",
        "made on 10,000 training pictures that were held back.",
        "",
    ]
    return "\n".join([*lines, *_race_lines(laps)]) if laps else "\n".join(lines)


def _row(entry: Entry, runs: list[Outcome]) -> str:
    by_seed = ", ".join(f"{100 * run.accuracy:.2f}" for run in runs)
    mean = f"**{100 * np.mean([run.accuracy for run in runs]):.2f} %**"
    accuracy = f"{mean} ({by_seed})" if len(runs) > 1 else mean
    seconds = f"{np.mean([run.seconds for run in runs]):.0f}"
    first = runs[0]
    cells = (f"`{entry.preset}`", entry.data, f"{first.parameters:,}", f"{first.epochs}", accuracy, f"{first.n:,}")
    return f"| {' | '.join((*cells, entry.expected, seconds))} |"


def _race_lines(laps: dict[str, list[Lap]]) -> list[str]:
    usual, quick = (laps[preset] for preset in RACERS)
    reached = [lap.seconds_to_goal for lap in usual if lap.seconds_to_goal is not None]
    total = float(np.mean([lap.seconds[-1] for lap in quick]))
    mean = float(np.mean([lap.accuracies[-1] for lap in quick]))
    lines = [f"## The way to {GOAL:.1%}".replace("%", " %"), ""]
    lines += [
        "Both networks in turn in one process, all 60,000 training pictures, the test part read after each epoch (not",
        f"timed). `{RACERS[0]}` is trained until it reads {100 * GOAL:.1f} % of the test pictures right; `{RACERS[1]}`",
        f"for its {PRESETS['quick'].settings['epochs']} epoch. The time begins before the network is made.",
        "",
        f"| seed | `{RACERS[0]}`: epochs | seconds | `{RACERS[1]}`: accuracy | seconds |",
        "|---|---|---|---|---|",
    ]
    for one, other in zip(usual, quick, strict=True):
        epochs = f"{len(one.accuracies)}" if one.seconds_to_goal else "not reached"
        answer = f"{100 * other.accuracies[-1]:.2f} %"
        lines += [f"| {one.seed} | {epochs} | {one.seconds[-1]:.1f} | {answer} | {other.seconds[-1]:.1f} |"]
    ratio = f"{np.mean(reached) / total:.1f}" if len(reached) == len(usual) else "–"
    lines += [
        f"| mean | | {np.mean(reached) if reached else float('nan'):.1f} | {100 * mean:.2f} % | {total:.1f} |",
        "",
        f"So `{RACERS[1]}` takes 1/{ratio} of the time.",
        "",
    ]
    return lines


def _machine() -> str:
    from importlib import metadata

    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    versions = f"Python {platform.python_version()}, Keras {metadata.version('keras')}"
    return (
        f"Measured on {os.cpu_count()} cores of {model}, {platform.system()}, {versions}, TensorFlow on the processor"
    )


if __name__ == "__main__":
    main()
