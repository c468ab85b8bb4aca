"""The whole program killed at any moment of a training: no process stays, the run is offered again, and completes."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from app.core.bundle import read_bundle
from app.core.runs import FINISHED, INTERRUPTED, Run, list_runs
from tests.e2e.desktop import wait_until
from tests.e2e.program import ROOT
from tests.ui.real_training import EPOCHS, KILLS, compute_process, moments, write_pictures

pytestmark = [
    pytest.mark.learning,
    pytest.mark.skipif(sys.platform != "linux", reason="kills as Linux has them"),
]
PATIENCE_S = 600


def start(*arguments: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.training_program", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def the_run() -> Run | None:
    """Return the only run; None before it has begun."""
    runs = list_runs()
    assert len(runs) <= 1
    return runs[0] if runs else None


def kill_during_training(program: "subprocess.Popen[str]", moment_s: float) -> None:
    """Kill the program some time after its compute process has come up; check that this one goes too."""
    compute = wait_until(lambda: compute_process(program.pid), "the compute process")
    time.sleep(moment_s)  # the moment is the matter of the test, not a wait for something
    program.kill()
    program.communicate(timeout=PATIENCE_S)
    wait_until(lambda: not compute.is_running() or compute.status() == psutil.STATUS_ZOMBIE, "the child's end")


def test_killed_at_any_moment_its_training_is_offered_again_and_completes(tmp_path: Path) -> None:
    data = write_pictures(tmp_path / "bars.npz")
    for moment in moments(KILLS):
        run = the_run()
        program = start() if run is not None and run.state == INTERRUPTED else start(data)
        kill_during_training(program, moment)
        run = the_run()
        if run is not None:
            assert run.state == INTERRUPTED
            assert [row.epoch for row in run.history] == list(range(1, len(run.history) + 1))
    run = the_run()
    done = start() if run is not None else start(data)
    output, _ = done.communicate(timeout=PATIENCE_S)
    assert output.splitlines()[-1].strip() == "finished", output
    run = the_run()
    assert run is not None
    assert run.state == FINISHED
    assert [row.epoch for row in run.history] == list(range(1, EPOCHS + 1))
    assert run.bundle is not None
    read_bundle(run.bundle)
