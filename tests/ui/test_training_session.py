"""The window's one training: every course it can take, and what it remembers for a dialog."""

import os
import signal
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from app.compute.process import remote_job
from app.core.errors import ComputeError, TrainingError
from app.core.events import BatchDone, EpochDone, Progress
from app.core.runs import runs_dir
from app.core.training import config_for
from app.ui.task import Task, Tasks
from app.ui.training_session import Snapshot, TrainingSession
from app.ui.training_words import duration
from tests.tries import least
from tests.ui.sessions import STARTED, FakeTraining, batch, epoch
from tests.unit.core.run_folders import write_run

CONFIG = config_for("digits", epochs=5)


class Course(QObject):
    """A session over a fake training, and everything that it says."""

    def __init__(self, training: FakeTraining) -> None:
        super().__init__()
        self.tasks = Tasks(self)
        self.training = training
        self.session = TrainingSession(self.tasks, self, make_job=training)
        self.states: list[str] = []
        self.endings: list[Snapshot] = []
        self.arrived: list[object] = []
        self.session.changed.connect(self._on_changed)
        self.session.ended.connect(self.endings.append)
        self.session.event_arrived.connect(self.arrived.append)

    def _on_changed(self, snapshot: Snapshot) -> None:
        if not self.states or self.states[-1] != snapshot.state:
            self.states.append(snapshot.state)


def running(qtbot: QtBot, training: FakeTraining | None = None) -> Course:
    course = Course(training or FakeTraining())
    course.session.start(CONFIG)
    qtbot.waitUntil(lambda: len(course.arrived) == len(course.training.events))
    return course


def end(qtbot: QtBot, course: Course) -> Snapshot:
    qtbot.waitUntil(lambda: bool(course.endings))
    qtbot.waitUntil(lambda: not course.tasks.findChildren(Task))
    (ending,) = course.endings
    assert ending is course.session.snapshot
    return ending


def test_a_training_that_ends_well(qtbot: QtBot) -> None:
    course = running(qtbot)
    snapshot = course.session.snapshot
    assert (snapshot.state, snapshot.fraction, snapshot.eta) == ("running", 0.1, 200.0)
    assert snapshot.words == "training 10\N{NO-BREAK SPACE}% · 3\N{NO-BREAK SPACE}min left"
    assert snapshot.events == (STARTED, batch(1, 50))
    course.training.finish()
    ending = end(qtbot, course)
    assert (ending.state, ending.bundle, ending.fraction) == ("finished", Path("bundle"), 1.0)
    assert course.states == ["loading", "running", "finished"]


def test_the_trainer_is_asked_for_a_new_folder_of_its_own(qtbot: QtBot) -> None:
    course = running(qtbot)
    ((target, arguments),) = course.training.orders
    assert target == "app.learning.trainer:train"
    assert arguments["config"] == CONFIG
    assert arguments["folder"].parent == runs_dir()
    assert arguments["log"] == arguments["folder"] / "console.log"
    assert course.session.snapshot.folder == arguments["folder"]
    course.training.finish()
    end(qtbot, course)


def test_a_second_training_is_refused_while_one_runs(qtbot: QtBot) -> None:
    course = running(qtbot)
    with pytest.raises(TrainingError, match="running already"):
        course.session.start(CONFIG)
    with pytest.raises(TrainingError, match="running already"):
        course.session.resume(Path("anywhere"))
    course.training.finish()
    end(qtbot, course)
    course.session.start(CONFIG)
    assert course.session.snapshot.events == ()
    course.session.cancel()
    qtbot.waitUntil(lambda: len(course.endings) == 2)
    qtbot.waitUntil(lambda: not course.tasks.findChildren(Task))


def test_stop_keeps_the_result(qtbot: QtBot) -> None:
    course = running(qtbot)
    course.session.stop()
    assert course.session.state == "stopping"
    assert course.session.snapshot.eta is None
    assert end(qtbot, course).state == "finished"
    assert course.states == ["loading", "running", "stopping", "finished"]


def test_cancel_leaves_nothing_behind(qtbot: QtBot) -> None:
    course = running(qtbot)
    folder = course.session.snapshot.folder
    assert folder is not None
    (folder / "checkpoints").mkdir()
    course.session.cancel()
    assert end(qtbot, course).state == "cancelled"
    assert not folder.exists()
    assert list(runs_dir().iterdir()) == []


def test_cancelled_at_once_nothing_runs(qtbot: QtBot) -> None:
    course = Course(FakeTraining())
    course.session.start(CONFIG)
    course.session.cancel()
    assert end(qtbot, course).state == "cancelled"


def test_pause_and_go_on(qtbot: QtBot) -> None:
    course = running(qtbot)
    course.session.pause()
    assert course.session.state == "paused"
    assert course.session.snapshot.words == "training paused at 10\N{NO-BREAK SPACE}%"
    course.session.unpause()
    assert course.session.state == "running"
    course.session.pause()
    course.session.stop()
    assert end(qtbot, course).state == "finished"
    assert course.states == ["loading", "running", "paused", "running", "paused", "stopping", "finished"]


def test_a_failure_is_kept_with_its_error(qtbot: QtBot) -> None:
    error = ComputeError("The background process crashed.", "Try again.")
    course = running(qtbot, FakeTraining(ending=error))
    course.training.finish()
    ending = end(qtbot, course)
    assert (ending.state, ending.error) == ("failed", error)
    assert ending.folder is not None
    assert ending.folder.is_dir(), "what was saved must stay"


def test_resume_goes_on_after_the_epochs_that_are_done(qtbot: QtBot) -> None:
    folder = write_run("cut off", "running")
    course = Course(FakeTraining(events=(batch(4, 50), epoch(4))))
    course.session.resume(folder)
    assert [row.epoch for row in course.session.snapshot.epochs] == [1, 2, 3]
    assert course.session.snapshot.is_resumed
    qtbot.waitUntil(lambda: len(course.arrived) == 2)
    assert [row.epoch for row in course.session.snapshot.epochs] == [1, 2, 3, 4]
    assert course.session.snapshot.fraction == 0.8
    ((target, arguments),) = course.training.orders
    assert (target, arguments["folder"]) == ("app.learning.trainer:resume", folder)
    course.session.cancel()
    assert end(qtbot, course).state == "cancelled"
    assert (folder / "config.json").exists(), "a resumed run is never removed"


def test_a_damaged_run_is_not_resumed(qtbot: QtBot) -> None:
    folder = write_run("damaged", "running")
    (folder / "config.json").write_text("{")
    course = Course(FakeTraining())
    with pytest.raises(TrainingError, match="damaged"):
        course.session.resume(folder)
    assert course.session.state == "idle"


def test_abandoning_kills_and_says_nothing_more(qtbot: QtBot) -> None:
    course = running(qtbot)
    folder = course.session.snapshot.folder
    course.session.abandon()
    assert course.training.is_killed
    assert course.endings == []
    assert folder is not None
    assert folder.is_dir()
    course.session.abandon()
    qtbot.waitUntil(lambda: not course.tasks.findChildren(Task))


def test_progress_is_told_in_words_and_the_last_one_is_kept(qtbot: QtBot) -> None:
    events = (Progress("downloading", 10, 100), Progress("downloading", 42, 100))
    course = running(qtbot, FakeTraining(events=events))
    assert course.session.snapshot.words == "training: downloading the data 42\N{NO-BREAK SPACE}%"
    assert course.session.snapshot.events == events[-1:]
    course.training.finish()
    end(qtbot, course)


def test_a_long_training_does_not_grow_without_end(qtbot: QtBot) -> None:
    events = tuple(event for e in range(1, 31) for event in (*(batch(e, s) for s in range(1, 101)), epoch(e)))
    course = running(qtbot, FakeTraining(events=(STARTED, *events)))
    kept = course.session.snapshot.events
    assert sum(isinstance(event, BatchDone) for event in kept) <= 2000
    assert [event.epoch for event in kept if isinstance(event, EpochDone)] == list(range(1, 31))
    assert kept[-1] == epoch(30)
    course.training.finish()
    end(qtbot, course)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (9.6, "10 s"), (43, "45 s"), (58, "1 min"), (150, "2 min"), (3600, "1 h"), (7800, "2 h 10 min")],
)
def test_times_are_told_in_round_figures(seconds: float, words: str) -> None:
    assert duration(seconds).replace("\N{NO-BREAK SPACE}", " ") == words


class Heard(QObject):
    """The signals of a task, in their order."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.said: list[object] = []
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)

    @Slot(object)
    def _on_progressed(self, event: object) -> None:
        self.said.append(("progressed", event))

    @Slot(object)
    def _on_succeeded(self, result: object) -> None:
        self.said.append(("succeeded", result))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.said.append(("failed", str(error)))

    @Slot()
    def _on_cancelled(self) -> None:
        self.said.append("cancelled")

    @Slot()
    def _on_finished(self) -> None:
        self.said.append("finished")


def test_a_task_in_another_process_ends_once_and_in_order(qtbot: QtBot) -> None:
    from tests.unit.compute.jobs import Tick

    tasks = Tasks()
    task = tasks.create(remote_job("tests.unit.compute.jobs:add", a=1, b=2))
    heard = Heard(task)
    task.start()
    qtbot.waitUntil(lambda: "finished" in heard.said)
    assert heard.said == [("progressed", Tick(1)), ("progressed", Tick(2)), ("succeeded", 3), "finished"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_a_killed_task_fails_with_a_sentence(qtbot: QtBot) -> None:
    tasks = Tasks()
    task = tasks.create(remote_job("tests.unit.compute.jobs:never_listen"))
    heard = Heard(task)
    task.start()
    qtbot.waitUntil(lambda: bool(heard.said))
    pid = heard.said[0][1]  # type: ignore[index]
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "finished" in heard.said)
    kind, sentence = heard.said[1]  # type: ignore[misc]
    assert kind == "failed"
    assert sentence.startswith("The background process was ended from outside (SIGKILL).")
    assert heard.said[2:] == ["finished"]


@pytest.mark.alone
def test_a_cancelled_task_in_another_process_is_cancelled_in_a_second(qtbot: QtBot) -> None:
    tasks = Tasks()

    def seconds() -> float:
        task = tasks.create(remote_job("tests.unit.compute.jobs:never_listen"))
        heard = Heard(task)
        task.start()
        qtbot.waitUntil(lambda: bool(heard.said))
        began = time.monotonic()
        with qtbot.waitSignal(task.cancelled):
            task.cancel()
        taken_s = time.monotonic() - began
        qtbot.waitUntil(lambda: "finished" in heard.said)
        assert heard.said[1:] == ["cancelled", "finished"]
        return taken_s

    assert least(seconds, limit=1) < 1
