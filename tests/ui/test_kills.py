"""The compute process killed, cancelled and starved at any moment, under a real window: a sentence, nothing corrupt.

`make kills` does it at twenty random moments.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QDialog
from pytestqt.qtbot import QtBot

from app.core.bundle import read_bundle
from app.core.errors import ComputeError, InkdigitError
from app.core.events import BatchDone, CheckpointSaved, EpochDone, Finished, Progress
from app.core.runs import INTERRUPTED, list_runs, read_run, runs_dir
from app.ui.main_window import MainWindow
from app.ui.measuring import Heart
from app.ui.message_bar import MessageBar
from app.ui.task import Task
from app.ui.training_session import CANCELLED, FAILED, FINISHED, Snapshot
from tests.tries import TRIES, least
from tests.ui.busy import check_gaps, skip_on_a_busy_machine
from tests.ui.real_training import KILLS, compute_process, moments, small_config, write_pictures

pytestmark = [
    pytest.mark.learning,
    pytest.mark.skipif(sys.platform != "linux", reason="kills and limits of processes as Linux has them"),
]
PATIENCE_MS = 600_000
OTHERS: set[int] = set()


@pytest.fixture(scope="module")
def bars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pictures(tmp_path_factory.mktemp("data") / "bars.npz")


@pytest.fixture(autouse=True)
def _others() -> Iterator[None]:
    """Leave alone the processes that other tests keep."""
    OTHERS.update(child.pid for child in psutil.Process().children())
    yield
    OTHERS.clear()


def idle(window: MainWindow, qtbot: QtBot) -> Snapshot:
    qtbot.waitUntil(lambda: not window.training.snapshot.is_active, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.tasks.findChildren(Task))
    assert compute_process(others=OTHERS) is None
    return window.training.snapshot


def kill_after(seconds: float) -> None:
    """Kill the compute process, seconds from now, with a signal that it cannot see."""

    def kill() -> None:
        process = compute_process(others=OTHERS)
        if process is not None:
            process.kill()

    QTimer.singleShot(round(seconds * 1000), kill)


def resume_buttons(window: MainWindow) -> list[QAbstractButton]:
    """Return what a person could press now: in the window's message, or in the training's dialog."""
    buttons = [
        button for name in ("message_action", "train_resume") for button in window.findChildren(QAbstractButton, name)
    ]
    return [button for button in buttons if button.isVisible() and button.isEnabled()]


def check_whole(folder: Path) -> None:
    """Check that all that is on disk is whole, however the process ended."""
    for file in folder.rglob("*.json"):
        if ".part" not in file.name:
            assert isinstance(json.loads(file.read_text()), dict), file
    run = read_run(folder)
    assert [row.epoch for row in run.history] == list(range(1, len(run.history) + 1))
    if run.bundle is not None:
        read_bundle(run.bundle)


def test_killed_at_any_moment_it_says_so_and_goes_on(window: MainWindow, qtbot: QtBot, bars: Path) -> None:
    config = small_config(bars)
    window.training.start(config)
    for number, moment in enumerate(moments(KILLS)):
        kill_after(moment)
        snapshot = idle(window, qtbot)
        if snapshot.state == FINISHED:
            window.training.start(config)
            continue
        told = f"kill {number + 1} after {moment:.2f} s: {snapshot.error}"
        assert snapshot.state == FAILED, told
        assert isinstance(snapshot.error, ComputeError), told
        said = [bar.text for bar in window.findChildren(MessageBar) if bar.text]  # the window's, or the open dialog's
        assert any(text.startswith("The background process was ended from outside (SIGKILL).") for text in said), told
        assert snapshot.folder is not None
        check_whole(snapshot.folder)
        if read_run(snapshot.folder).can_resume:
            assert read_run(snapshot.folder).state == INTERRUPTED
            qtbot.waitUntil(lambda: bool(resume_buttons(window)))
            resume_buttons(window)[0].click()
        else:
            window.training.start(config)
    ending = idle(window, qtbot)
    assert ending.state == FINISHED, ending.error
    assert ending.bundle is not None
    assert [row.epoch for row in ending.epochs] == list(range(1, config.epochs + 1))
    read_bundle(ending.bundle)


@pytest.mark.alone
def test_the_window_keeps_its_pace_while_it_trains(window: MainWindow, qtbot: QtBot, bars: Path) -> None:
    gaps_ms: list[float] = []
    while len(gaps_ms) < TRIES and (not gaps_ms or min(gaps_ms) > 50):
        heart = Heart(window)
        window.training.start(small_config(bars, epochs=3))
        assert idle(window, qtbot).state == FINISHED
        gaps_ms.append(heart.max_gap_ms)
        heart.stop()
    check_gaps(gaps_ms)


PHASES = {
    "while the process starts": None,
    "while the data load": lambda event: isinstance(event, Progress) and event.what == "loading",
    "in the first tracing": lambda event: isinstance(event, Progress) and event.what == "tracing",
    "in an epoch": lambda event: isinstance(event, BatchDone),
    "after a validation, as a checkpoint is written": lambda event: isinstance(event, EpochDone),
    "while the model is made": lambda event: isinstance(event, Progress) and event.what not in ("loading", "tracing"),
}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.alone
def test_cancel_is_answered_in_a_second(window: MainWindow, qtbot: QtBot, bars: Path, phase: str) -> None:
    is_there = PHASES[phase]

    def seconds() -> float:
        asked_at: list[float] = []

        def cancel(event: object) -> None:
            if not asked_at and (is_there is None or is_there(event)):
                asked_at.append(time.monotonic())
                window.training.cancel()

        window.training.event_arrived.connect(cancel)
        window.training.start(small_config(bars, epochs=2))
        if is_there is None:
            qtbot.waitUntil(lambda: compute_process(others=OTHERS) is not None, timeout=PATIENCE_MS)
            cancel(None)
        qtbot.waitUntil(lambda: not window.training.snapshot.is_active, timeout=PATIENCE_MS)
        assert asked_at, "this phase was never seen"
        taken_s = time.monotonic() - asked_at[0]
        assert window.training.state == CANCELLED
        window.training.event_arrived.disconnect(cancel)
        idle(window, qtbot)
        assert list(runs_dir().iterdir()) == []
        return taken_s

    best_s = least(seconds, limit=1)
    if best_s > 1:
        skip_on_a_busy_machine()
    assert best_s <= 1, f"{best_s:.2f} s {phase}"


def test_a_full_disk_is_told_and_the_last_checkpoint_stays(window: MainWindow, qtbot: QtBot, bars: Path) -> None:
    def fill_the_disk(event: object) -> None:
        process = compute_process(others=OTHERS)
        if isinstance(event, CheckpointSaved) and event.epoch == 2 and process is not None:
            process.rlimit(psutil.RLIMIT_FSIZE, (20_000, 20_000))

    window.training.event_arrived.connect(fill_the_disk)
    config = small_config(bars, epochs=60)
    window.training.start(config)
    ending = idle(window, qtbot)
    assert ending.state == FAILED
    assert isinstance(ending.error, InkdigitError), ending.error
    assert ending.error.hint
    assert ending.folder is not None
    check_whole(ending.folder)
    assert window.message_bar.text.startswith(ending.error.message)
    window.training.event_arrived.disconnect(fill_the_disk)
    resume = window.findChild(QAbstractButton, "message_action")
    assert resume is not None
    resume.click()
    for dialog in window.findChildren(QDialog):
        dialog.hide()
    again = idle(window, qtbot)
    assert again.state == FINISHED, again.error
    assert [row.epoch for row in again.epochs] == list(range(1, config.epochs + 1))
    assert list_runs()[0].state == "finished"


def test_what_is_left_of_it_can_still_be_stopped_and_kept(window: MainWindow, qtbot: QtBot, bars: Path) -> None:
    def stop(event: object) -> None:
        if isinstance(event, EpochDone) and event.epoch == 2:
            window.training.stop()

    window.training.event_arrived.connect(stop)
    window.training.start(small_config(bars, epochs=500))
    ending = idle(window, qtbot)
    assert ending.state == FINISHED, ending.error
    assert ending.bundle is not None
    read_bundle(ending.bundle)
    assert any(isinstance(event, Finished) for event in ending.events)
    assert read_run(ending.folder or Path()).state == "stopped"
