"""Opening the training dialog, a training and its result leave no gap over 50 ms in the event loop."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.busy import check_gaps

pytestmark = pytest.mark.alone
ROOT = Path(__file__).parents[2]
RUNS = 6


def measured(home: Path) -> dict[str, float]:
    """Return the longest gap of each phase. No thread but Qt's may make a class of Qt."""
    env = {**os.environ, "INKDIGIT_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.training_gap"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["foreign"] == []
    return dict(seen["gaps"])


def test_the_training_dialog_never_stalls_the_event_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stall of our own is there in every run, one of a busy machine is not: the best run of each phase counts."""
    (tmp_path / "data" / "mnist").mkdir(parents=True)
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path / "data"))
    best: dict[str, list[float]] = {}
    for run in range(RUNS):
        for phase, gap in measured(tmp_path / str(run)).items():
            best.setdefault(phase, []).append(gap)
        if all(min(gaps) <= 50 for gaps in best.values()):
            break
    assert set(best) == {"opening", "training", "result"}
    for gaps in best.values():
        check_gaps(gaps)
