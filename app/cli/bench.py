"""``inkdigit bench``: speed and memory, each beside a baseline measured in the same run, and its budget."""

import argparse
import os
import time
from typing import Any

import numpy as np

from app.cli.bench_batch import PICTURES, batch_measures
from app.cli.bench_measure import Measure
from app.cli.bench_probes import (
    Answer,
    ProbeError,
    probe_bare_window,
    probe_prototype,
    probe_start,
    probe_tensorflow,
    probe_training,
    probe_window,
)
from app.cli.bench_screen import screen
from app.cli.bench_training import PAIRS_A_ROUND, training_measures
from app.cli.output import print_json, say
from app.core.bundle import Bundle, read_bundle
from app.core.ink import Drawing
from app.core.raster import Raster, raster_of_drawing
from app.recognition.litert import LiteRTClassifier

_MORE_STARTS = 3
"""They are short, and their times vary."""
_INFERENCES = 500
_PAUSE_S = 0.001
_MANY = 16_384
_SEVEN = [(80, 60), (200, 60), (170, 140), (140, 230)]


def add_parser(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("bench", help="measure speed and memory against baselines (about five minutes)")
    parser.add_argument(
        "what",
        nargs="?",
        choices=["train", "batch"],
        help="measure the training beside a bare model.fit, or 10,000 small pictures beside a plain loop, instead",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a measure")
    parser.add_argument("--runs", type=_count, default=5, metavar="N", help="starts of each program (default: 5)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure everything, print it; return 1 where something could not be measured, even if all else was."""
    what = {"train": _training, "batch": _batch}.get(args.what, _everything)
    measures, note = what(args.runs)
    if args.json:
        for measure in measures:
            print_json(measure.fields())
    else:
        _print_table(measures)
        say(f"{note}; {os.cpu_count()} processors.")
    return 1 if any(measure.error for measure in measures) else 0


def _everything(runs: int) -> tuple[list[Measure], str]:
    bundle = read_bundle("digits")
    with screen() as (env, where):
        samples = _collect(runs, env, bundle)
    note = f"Windows {where}; {runs} starts of each, medians"
    return measures_of(samples, _inference_ms(bundle), _images_per_s(bundle)), note


def _training(rounds: int) -> tuple[list[Measure], str]:
    say("Training with and without Inkdigit, in turn; this takes some minutes …")
    note = f"{rounds * PAIRS_A_ROUND} pairs of fits, medians, with the bounds of the true median (0.95)"
    return training_measures(rounds), note


def _batch(rounds: int) -> tuple[list[Measure], str]:
    note = f"{PICTURES:,} PNG files of 28×28; {rounds} pairs, medians"
    return batch_measures(read_bundle("digits"), rounds), note


class Samples:
    """The answers of the started processes, by probe; and why one has none."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.errors: dict[str, str] = {}

    def median(self, probe: str, key: str) -> float | None:
        """Return the median of one number over all starts; None where there is no answer."""
        return _percentile([answer[key] for answer in self.answers.get(probe, ())], 50)

    def worst(self, probe: str, key: str) -> float | None:
        """Return the largest of one number over all starts."""
        return _percentile([answer[key] for answer in self.answers.get(probe, ())], 100)

    def percentile(self, probe: str, key: str, share: float) -> float | None:
        """Return a percentile of a list of numbers, those of all starts together."""
        return _percentile([value for answer in self.answers.get(probe, ()) for value in answer[key]], share)

    def error(self, *probes: str) -> str | None:
        """Return why one of these probes has no answer; None if all have."""
        return next((self.errors[probe] for probe in probes if probe in self.errors), None)


def measures_of(samples: Samples, inference_ms: float, images_per_s: float) -> list[Measure]:
    """Return every measure, in the order in which people meet them."""
    return [
        *_start_measures(samples),
        *_pen_measures(samples),
        *_training_measures(samples),
        *_model_measures(samples, inference_ms, images_per_s),
    ]


def _start_measures(samples: Samples) -> list[Measure]:
    return [
        Measure(
            name="window",
            title="window painted",
            unit="s",
            value=samples.median("start", "window_s"),
            baseline=samples.median("bare", "window_s"),
            baseline_name="a bare PySide6 window",
            budget=0.5,
            budget_ratio=1.5,
            error=samples.error("start", "bare"),
        ),
        Measure(
            name="first_prediction",
            title="first prediction",
            unit="s",
            value=samples.median("start", "first_prediction_s"),
            baseline=samples.median("tensorflow", "first_prediction_s"),
            baseline_name="load_model + model.predict",
            budget=0.8,
            budget_ratio=1 / 4,
            error=samples.error("start", "tensorflow"),
        ),
        Measure(
            name="memory",
            title="memory",
            unit="MB",
            value=samples.median("window", "rss_mb"),
            baseline=samples.median("bare", "rss_mb"),
            baseline_name="a bare PySide6 window",
            budget=180,
            error=samples.error("window", "bare"),
        ),
        Measure(
            name="event_loop_gap",
            title="pause at the start",
            unit="ms",
            value=samples.worst("window", "max_gap_ms"),
            left_out=samples.worst("window", "max_taken_ms"),
            baseline=samples.worst("bare", "max_gap_ms"),
            baseline_name="a bare PySide6 window",
            budget=50,
            error=samples.error("window", "bare"),
        ),
    ]


def _pen_measures(samples: Samples) -> list[Measure]:
    strokes = [
        Measure(
            name=f"stroke_p{share}",
            title=f"pen → bars, p{share}",
            unit="ms",
            value=samples.percentile("window", "stroke_ms", share),
            baseline=samples.percentile("prototype", "stroke_ms", share),
            baseline_name="a bare prototype of the canvas",
            budget=budget,
            budget_ratio=budget / prototype_ms,
            is_either=True,
            error=samples.error("window", "prototype"),
        )
        for share, budget, prototype_ms in ((50, 2, 0.4), (99, 8, 1))  # both as they were where the budgets were set
    ]
    gap = Measure(
        name="event_loop_gap_drawing",
        title="pause while drawing",
        unit="ms",
        value=samples.worst("window", "max_gap_drawing_ms"),
        left_out=samples.worst("window", "max_taken_ms"),
        baseline=samples.worst("prototype", "max_gap_drawing_ms"),
        baseline_name="a bare prototype of the canvas",
        budget=33,
        error=samples.error("window", "prototype"),
    )
    return [*strokes, gap]


def _training_measures(samples: Samples) -> list[Measure]:
    """Return what the pen meets while the window trains."""
    error = samples.error("training", "window")
    return [
        Measure(
            name="stroke_p99_training",
            title="p99 while training",
            unit="ms",
            value=samples.percentile("training", "stroke_ms", 99),
            baseline=samples.percentile("prototype", "stroke_ms", 99),
            baseline_name="a bare prototype of the canvas",
            budget=8,
            budget_ratio=8,
            is_either=True,
            error=samples.error("training", "prototype"),
        ),
        Measure(
            name="gap_training",
            title="pause in training",
            unit="ms",
            value=samples.worst("training", "max_gap_drawing_ms"),
            left_out=samples.worst("training", "max_taken_ms"),
            baseline=samples.worst("window", "max_gap_drawing_ms"),
            baseline_name="the same window at rest",
            budget=33,
            error=error,
        ),
        Measure(
            name="gap_training_start",
            title="pause at its start",
            unit="ms",
            value=samples.worst("training", "max_gap_start_ms"),
            left_out=samples.worst("training", "max_taken_ms"),
            baseline=samples.worst("window", "max_gap_ms"),
            baseline_name="the start of the window",
            budget=50,
            error=error,
        ),
    ]


def _model_measures(samples: Samples, inference_ms: float, images_per_s: float) -> list[Measure]:
    return [
        Measure(
            name="inference",
            title="one prediction",
            unit="ms",
            value=inference_ms,
            baseline=samples.percentile("tensorflow", "predict_ms", 50),
            baseline_name="model.predict",
            budget_ratio=1 / 100,
            error=samples.error("tensorflow"),
        ),
        Measure(
            name="throughput",
            title="many predictions",
            unit="images/s",
            value=images_per_s,
            baseline=samples.median("tensorflow", "images_per_s"),
            baseline_name="model.predict",
            error=samples.error("tensorflow"),
        ),
    ]


def _collect(runs: int, env: dict[str, str], bundle: Bundle) -> Samples:
    """Start the programs in turn, so that a busy moment of the machine hits all of them alike."""
    samples = Samples()
    probes = {
        "start": lambda: probe_start(env),
        "bare": lambda: probe_bare_window(env),
        "window": lambda: probe_window(env),
        "prototype": lambda: probe_prototype(env),
        "tensorflow": lambda: probe_tensorflow(bundle.keras_path, _PAUSE_S),
        "training": lambda: probe_training(env),
    }
    say("Warming up …")
    for name in ("start", "bare"):  # a first start reads the libraries from the disk
        _ask(samples, name, probes[name])
    samples.answers.clear()
    for number in range(runs):
        say(f"Measuring, {number + 1} of {runs} …")
        for _ in range(_MORE_STARTS):
            for name in ("start", "bare"):
                _ask(samples, name, probes[name])
        for name, probe in probes.items():
            _ask(samples, name, probe)
    return samples


def _ask(samples: Samples, name: str, probe: Any) -> None:
    if name in samples.errors:
        return
    try:
        samples.answers.setdefault(name, []).append(probe())
    except ProbeError as error:
        samples.errors[name] = str(error)


def _inference_ms(bundle: Bundle) -> float:
    """Return the median time of one prediction in this process, with a short pause before each."""
    classifier, raster = LiteRTClassifier(bundle), _a_raster()
    times = []
    for _ in range(_INFERENCES):
        time.sleep(_PAUSE_S)
        start = time.perf_counter()
        classifier.classify(raster)
        times.append((time.perf_counter() - start) * 1000)
    return float(np.median(times))


def _images_per_s(bundle: Bundle) -> float:
    classifier, rasters = LiteRTClassifier(bundle), np.repeat(_a_raster()[None], _MANY, axis=0)
    start = time.perf_counter()
    classifier.logits(rasters)
    return _MANY / (time.perf_counter() - start)


def _a_raster() -> Raster:
    return raster_of_drawing(Drawing().with_stroke(_SEVEN))


def _percentile(values: list[float], share: float) -> float | None:
    return float(np.percentile(values, share)) if values else None


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= 100:
        raise argparse.ArgumentTypeError("from 1 to 100")
    return count


def _print_table(measures: list[Measure]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("", no_wrap=True)
    for heading in ("Inkdigit", "baseline", "compared", "budget", ""):
        table.add_column(heading, justify="right", no_wrap=True)
    for measure in measures:
        table.add_row(
            measure.title,
            _amount(measure.value, measure.unit),
            _amount(measure.baseline, measure.unit),
            _comparison(measure),
            _budget(measure),
            _outcome(measure),
        )
    console = Console()
    console.print(table)
    console.print()
    for name in dict.fromkeys(measure.baseline_name for measure in measures):
        titles = [measure.title for measure in measures if measure.baseline_name == name]
        console.print(f"Baseline of {'; '.join(titles)}: {name}.", highlight=False)
    left_out = max((measure.left_out or 0 for measure in measures), default=0)
    if left_out:
        say(f"The host of this machine stopped it for up to {left_out:.0f} ms; pauses are without that.")
    for error in dict.fromkeys(measure.error for measure in measures if measure.error):
        say(error)


def _outcome(measure: Measure) -> str:
    if measure.error is not None:
        return "[bold]not measured[/bold]"
    if measure.budget is None and measure.budget_ratio is None:
        return ""
    return "ok" if measure.is_ok else "[bold]missed[/bold]"


def _amount(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    unit = unit.removeprefix("images")
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.2g} {unit}"


def _comparison(measure: Measure) -> str:
    """Say how the value compares, in the direction that reads best."""
    ratio = measure.ratio
    if ratio is None:
        return "–"
    if measure.is_pace:
        return f"{ratio:.2g}×"
    if measure.interval is not None:
        low, high = measure.interval
        return f"{ratio:.3f}× ({low:.2f}–{high:.2f})"
    return f"{ratio:.2g}×" if ratio >= 0.5 else f"1/{1 / ratio:.3g}"


def _budget(measure: Measure) -> str:
    parts = [] if measure.budget is None else [f"≤ {_amount(measure.budget, measure.unit)}"]
    if measure.budget_ratio is not None:
        ratio = measure.budget_ratio
        if measure.is_pace:
            return f"≥ {ratio:.3g}×"
        parts.append(f"≤ {ratio:.3g}×" if ratio >= 0.5 else f"≤ 1/{1 / ratio:.0f}")
    return (" or " if measure.is_either else ", ").join(parts) or "–"
