"""Train every preset and the lesson it follows, race the quickest against the usual example: ``make presets``.

Takes an hour or so on two cores. Everything measured is kept in ``docs/presets.json`` at once, so that one preset, or a
few more seeds, can be measured alone; ``docs/presets.md`` tells it all. No accuracy here chose an epoch.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from app.core.job import ignore
from app.core.training import TrainingConfig, config_for
from tests.presets_page import DOCS, GOAL, LESSON, OURS, RACERS, USUAL, Entry, Lap, Outcome, Results, page_of

_SUCCINCTLY = "keras-succinctly"
FIVE = (1, 2, 3, 4, 5)
OWN = ("quick", "fashion-cnn", "digits")
"""Presets that follow no lesson."""
ENTRIES = (
    Entry("mlp-128x3", "mnist", "95.4 %", FIVE),
    Entry("dense-512", "mnist", "98.1 %", FIVE),
    Entry("fashion-mlp", "fashion-mnist", "87.3 %", (1, 2, 3)),
    Entry("succinctly-cnn", _SUCCINCTLY, "98 of 100", FIVE),
    Entry("quick", "mnist", "99.0 %", FIVE),
    Entry("keras-convnet", "mnist", "99.2 %", (1, 2, 3)),
)


def main() -> None:
    """Train, race, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="presets, with commas between them")
    parser.add_argument("--seeds", help="seeds, with commas between them")
    parser.add_argument("--missing", action="store_true", help="leave out what is measured already")
    parser.add_argument("--no-lessons", action="store_true")
    parser.add_argument("--no-race", action="store_true")
    parser.add_argument("--page", action="store_true", help="only write the page")
    args = parser.parse_args()
    results = Results.read()
    if not args.page:
        measure(results, args)
    page = page_of(results, ENTRIES)
    print(page)
    (DOCS / "presets.md").write_text(page, encoding="utf-8")


def measure(results: Results, args: argparse.Namespace) -> None:
    """Train what was asked for."""
    presets = args.only.split(",") if args.only else [entry.preset for entry in ENTRIES]
    seeds = tuple(map(int, args.seeds.split(","))) if args.seeds else None
    known = {(one.by, one.preset, one.seed) for one in results.outcomes} if args.missing else set()
    for entry in ENTRIES:
        for seed in seeds or entry.seeds if entry.preset in presets else ():
            for by, train in ((OURS, train_preset), (LESSON, train_lesson)):
                is_wanted = by == OURS or not (args.no_lessons or entry.preset in OWN)
                if is_wanted and (by, entry.preset, seed) not in known:
                    results.add(_told(train(entry, seed)))
    for seed in () if args.no_race else FIVE:  # in turn, so that a busy moment of the machine hits both
        for preset in RACERS:
            results.add(_told(run_lap(lap_config(preset, seed))))


def train_preset(entry: Entry, seed: int) -> Outcome:
    """Train in a process of its own, by the program's command line."""
    with tempfile.TemporaryDirectory() as folder:
        out = ("--seed", str(seed), "--out", f"{folder}/run", "--json")
        lines = _answer("app", "train", "--preset", entry.preset, "--data", _data(entry), *out)
    events = [json.loads(line) for line in lines]
    started = next(event for event in events if event["event"] == "started")
    epochs = [event for event in events if event["event"] == "epoch"]
    test, seconds = events[-1]["metrics"]["test"], sum(event["seconds"] for event in epochs)
    figures = (len(epochs), started["parameters"], test["n"], test["accuracy"], seconds)
    return Outcome(OURS, entry.preset, seed, *figures)


def train_lesson(entry: Entry, seed: int) -> Outcome:
    """Train what the lesson does, in a process of its own."""
    return Outcome(
        LESSON, entry.preset, seed, **json.loads(_answer("tests.tutorials", entry.preset, _data(entry), str(seed))[-1])
    )


def _answer(module: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


def _data(entry: Entry) -> str:
    return str(Path(os.environ["INKDIGIT_DATA"]) / _SUCCINCTLY) if entry.data == _SUCCINCTLY else entry.data


def _told(found: Any) -> Any:
    print(found, file=sys.stderr, flush=True)
    return found


def lap_config(preset: str, seed: int) -> TrainingConfig:
    """Return how a racer is trained: on all pictures, and the usual example with the rate of its lesson."""
    return config_for(preset, seed=seed, validation=0, **(USUAL if preset == RACERS[0] else {}))


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
    epochs, accuracy, seconds, untimed = 0, 0.0, 0.0, 0.0

    class Watch(keras.callbacks.Callback):  # type: ignore[misc]
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            order.epoch = epoch

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            nonlocal epochs, accuracy, seconds, untimed
            now = time.perf_counter()
            epochs, seconds = epoch + 1, now - began - untimed
            answers = np.concatenate(
                [
                    keras.ops.convert_to_numpy(model(material.test.images[at : at + 1000], training=False))
                    for at in range(0, len(material.test), 1000)
                ]
            ).argmax(axis=1)
            accuracy = float((answers == material.test.labels).mean())
            model.stop_training = accuracy >= GOAL
            untimed += time.perf_counter() - now

    pictures, order = feed(material, config, epoch=0)
    model.fit(pictures, epochs=config.epochs, callbacks=[Watch()], shuffle=False, verbose=0)
    return Lap(config.preset, config.seed, epochs, accuracy >= GOAL, accuracy, seconds)


if __name__ == "__main__":
    main()
