"""The real bench: every process answers. Budgets are for a quiet machine; only wild misses fail here."""

import json
import math
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.e2e.program import ROOT
from tests.tries import TRIES

LIMITS = {
    "window": 3.0,
    "first_prediction": 4.0,
    "memory": 180,
    "event_loop_gap": 400,
    "stroke_p50": 25,
    "stroke_p99": 400,
    "event_loop_gap_drawing": 300,
    "stroke_p99_training": 600,
    "gap_training": 600,
    "gap_training_start": 600,
    "inference": 3,
}
"""Several times the budgets of ``inkdigit bench``, since tests share their machine; memory is the same everywhere."""
RATIOS = {"first_prediction": 1 / 2, "inference": 1 / 20}
"""To their baselines."""


@pytest.mark.alone
@pytest.mark.learning
def test_every_measure_is_made() -> None:
    """A wild miss of our own is there every time, one of a busy machine is not: each measure has three tries."""
    missed = {*LIMITS, "throughput"}
    for _ in range(TRIES):
        lines = measured()
        assert set(lines) == {*LIMITS, "throughput"}
        for line in lines.values():
            assert line["error"] is None
            assert line["value"] > 0
            assert line["baseline"] > 0
        missed &= {name for name, line in lines.items() if is_wild(line)}
        if not missed:
            break
    assert not missed, lines


def measured() -> dict[str, dict[str, Any]]:
    """Return the lines of a bench of one run, by their names."""
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "app", "bench", "--json", "--runs", "1"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return {line["name"]: line for line in map(json.loads, done.stdout.splitlines())}


def is_wild(line: dict[str, Any]) -> bool:
    """Say whether a measure is far beyond its budget."""
    name = line["name"]
    return line["value"] > LIMITS.get(name, math.inf) or line.get("ratio", 0) > RATIOS.get(name, math.inf)
