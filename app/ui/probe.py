"""Measure the real window from inside, for ``inkdigit bench``: ``python -m app.ui.probe`` prints one JSON line.

A pen draws in it. Times count from ``INKDIGIT_T0``, the parent's clock just before it started this process.
``python -m app.ui.probe training DATA.npz`` does the same while the window trains on that file; with ``start`` it ends
at the first prediction. The program starts as it does for a person, so nothing of Qt is imported here before.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from app.ui.application import run

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.pen_probe import PenProbe, StartProbe
    from app.ui.training_probe import TrainingProbe

P = TypeVar("P", bound="PenProbe")


def measure() -> dict[str, object]:
    """Open the window, draw in it, close it; return what was measured."""
    probe = _drawn_in(_pen)
    return {
        **_start_of(probe),
        "stroke_ms": probe.latencies_ms,
        "max_gap_ms": probe.max_gap_ms,
        "max_gap_drawing_ms": probe.heart.max_gap_ms,
        "max_taken_ms": probe.heart.max_taken_ms,
        "rss_mb": probe.rss_mb,
        "modules": {name: name in sys.modules for name in ("tensorflow", "keras")},
    }


def measure_start() -> dict[str, object]:
    """Open the window, close it after the first prediction; return how long both took."""
    return _start_of(_drawn_in(_start))


def measure_training(data: str) -> dict[str, object]:
    """Open the window, train in it on a data set, and draw meanwhile; return what was measured."""
    probe = _drawn_in(lambda window: _training(window, data))
    return {
        "stroke_ms": probe.latencies_ms,
        "max_gap_start_ms": probe.max_gap_start_ms,
        "max_gap_drawing_ms": probe.heart.max_gap_ms,
        "max_taken_ms": probe.heart.max_taken_ms,
        "training_steps_per_s": probe.steps_per_s,
    }


def _pen(window: MainWindow) -> PenProbe:
    from app.ui.pen_probe import PenProbe

    return PenProbe(window)


def _start(window: MainWindow) -> StartProbe:
    from app.ui.pen_probe import StartProbe

    return StartProbe(window)


def _training(window: MainWindow, data: str) -> TrainingProbe:
    from app.ui.training_probe import TrainingProbe

    return TrainingProbe(window, data)


def _start_of(probe: PenProbe) -> dict[str, object]:
    return {"window_s": probe.window_s, "first_prediction_s": probe.first_prediction_s}


def _drawn_in(make_probe: Callable[[MainWindow], P]) -> P:
    """Start the program as a person does, with a probe in its window; return the probe when it has ended."""
    probes: list[P] = []

    def watch(window: MainWindow) -> None:
        window.number.set_on(False, is_kept=False)
        probes.append(make_probe(window))

    code = run(watch=watch)
    if code:
        sys.exit(code)
    if not probes:
        sys.exit("A window of Inkdigit is open already.")
    return probes[0]


if __name__ == "__main__":
    what, *rest = sys.argv[1:] or ["drawing"]
    measures = {"drawing": measure, "start": measure_start, "training": measure_training}
    print(json.dumps(measures[what](*rest)))  # type: ignore[operator]
