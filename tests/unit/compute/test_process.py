"""A job in a process of its own: every ending, the token's way there, and nothing left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.compute import process
from app.compute.death import words_of_death
from app.compute.process import GRACE_S, RemoteBug, RemoteJob, remote_job
from app.core.errors import Cancelled, ComputeError, DataSetError, InkdigitError
from app.core.events import CheckpointSaved
from app.core.job import Token, ignore
from app.core.paths import user_log_dir
from tests.tries import least
from tests.unit.compute.jobs import Tick
from tests.waiting import wait_until

DEADLINE_S = 300
ROOT = Path(__file__).parents[3]
needs_signals = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")


@pytest.fixture(autouse=True)
def _leaves_nothing_behind() -> Iterator[None]:
    threads, children = set(threading.enumerate()), set(psutil.Process().children(recursive=True))
    yield
    assert set(threading.enumerate()) <= threads
    assert set(psutil.Process().children(recursive=True)) <= children


def job_of(name: str, *, log: Path | None = None, **arguments: Any) -> RemoteJob:
    return remote_job(f"tests.unit.compute.jobs:{name}", log=log, **arguments)


class Watched:
    """A job that runs in a thread, with the events so far; the first tells the process's id."""

    def __init__(self, job: RemoteJob) -> None:
        self.token, self.events, self.endings = Token(), list[object](), list[object]()
        self.job = job
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        assert self._is_up.wait(DEADLINE_S)

    @property
    def pid(self) -> int:
        pid = self.events[0]
        assert isinstance(pid, int)
        return pid

    def end(self) -> object:
        self._thread.join(DEADLINE_S)
        assert not self._thread.is_alive()
        (ending,) = self.endings
        return ending

    def _run(self) -> None:
        try:
            self.endings.append(self.job(self._on_event, self.token))
        except Exception as error:
            self.endings.append(error)
        self._is_up.set()

    def _on_event(self, event: object) -> None:
        self.events.append(event)
        self._is_up.set()


def seconds_to_cancel(watched: Watched) -> float:
    """Cancel a job; return how long it took to end."""
    began = time.monotonic()
    watched.token.cancel()
    assert isinstance(watched.end(), Cancelled)
    return time.monotonic() - began


def test_a_job_returns_its_result_and_reports_in_order() -> None:
    events: list[object] = []
    assert job_of("add", a=2, b=40)(events.append, Token()) == 42
    assert events == [Tick(2), Tick(40)]


def test_the_process_steps_back_and_imports_nothing_but_the_job() -> None:
    facts: Any = job_of("facts")(ignore, Token())
    assert facts["pid"] != os.getpid()
    assert facts["nice"] == min(os.getpriority(os.PRIO_PROCESS, 0) + 10, 19)
    assert facts["modules"] == set()
    assert "" not in facts["path"], "a file in the current folder could pass for a library"


def test_the_target_is_not_imported_here() -> None:
    code = (
        "import sys; from app.compute.process import remote_job; from app.core.job import Token, ignore;"
        "print(type(remote_job('tests.unit.compute.jobs:facts')(ignore, Token())).__name__);"
        "print([name for name in sys.modules if name.startswith(('tests', 'app.learning', 'numpy', 'PySide6'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=DEADLINE_S)
    assert done.stdout.split("\n")[:2] == ["dict", "[]"], done.stderr


def test_an_error_for_people_arrives_as_what_it_is() -> None:
    with pytest.raises(DataSetError) as caught:
        job_of("refuse")(ignore, Token())
    assert (caught.value.message, caught.value.hint) == ("Odd at the third line.", "Even it out.")
    assert type(caught.value) is DataSetError


def test_an_unexpected_exception_brings_its_traceback() -> None:
    with pytest.raises(RemoteBug, match="ZeroDivisionError: nobody thought of this") as caught:
        job_of("stumble")(ignore, Token())
    assert "in stumble" in str(caught.value.__cause__)
    assert not isinstance(caught.value, InkdigitError)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("run_out_of_memory", "There is not enough memory for this."),
        ("fill_the_disk", "The disk is full."),
        ("leave", "The background process ended unexpectedly (exit code 3)."),
        ("torn_message", "The background process ended unexpectedly (exit code 0)."),
        pytest.param("kill_itself", "The background process was ended from outside (SIGKILL).", marks=needs_signals),
        pytest.param("crash", "The background process crashed (SIGSEGV).", marks=needs_signals),
    ],
)
def test_a_death_is_told_in_a_sentence(name: str, sentence: str) -> None:
    with pytest.raises(ComputeError) as caught:
        job_of(name)(ignore, Token())
    assert caught.value.message == sentence
    assert caught.value.hint


def test_a_kill_for_memory_is_told_apart() -> None:
    assert "ran out of memory" in words_of_death(-9, was_memory_short=True)[0]
    assert "ran out of memory" not in words_of_death(-9, was_memory_short=False)[0]
    assert "ran out of memory" not in words_of_death(-11, was_memory_short=True)[0]


@pytest.mark.parametrize("name", ["unsendable", "unsendable_event", "of_learning", "no_such_job"])
def test_what_cannot_be_sent_or_found_is_a_bug_with_a_name(name: str) -> None:
    before = set(sys.modules)
    with pytest.raises(RemoteBug):
        job_of(name)(ignore, Token())
    assert not [module for module in set(sys.modules) - before if module.startswith("app.learning")]


def test_a_report_after_the_end_is_dropped() -> None:
    events: list[object] = []
    assert job_of("report_after_the_end")(events.append, Token()) == "ended"
    count = len(events)
    assert all(isinstance(event, Tick) for event in events)
    assert len(events) == count


@pytest.mark.alone
def test_a_flood_of_events_neither_grows_nor_blocks_and_spares_the_rare_ones() -> None:
    events: list[object] = []
    began = time.monotonic()
    assert job_of("flood", count=50_000)(events.append, Token()) == 50_000
    seconds = time.monotonic() - began
    assert len(events) < 200 + seconds * 2500
    assert CheckpointSaved(1, "kept") in events
    assert events[-1] == Tick(49_999)


@pytest.mark.alone
def test_a_slow_listener_does_not_hold_up_the_job() -> None:
    def held_up() -> float:
        """Return which share of its time the job was held up for."""
        events: list[object] = []

        def listen(event: object) -> None:
            events.append(event)
            time.sleep(0.002)

        began = time.monotonic()
        seconds = job_of("flood_and_time", count=20_000)(listen, Token())
        assert isinstance(seconds, float)
        assert events[-1] == Tick(19_999)
        return seconds / (time.monotonic() - began)

    assert least(held_up, limit=0.5) < 0.5, "20,000 times 2 ms would be 40 s"


def test_stop_lets_the_job_keep_what_it_has() -> None:
    watched = Watched(job_of("tick_until_told"))
    watched.token.stop()
    assert watched.end() == "stopped"


@pytest.mark.alone
def test_cancel_is_told_to_the_job_which_cleans_up(tmp_path: Path) -> None:
    def seconds() -> float:
        watched = Watched(job_of("clean_up_when_cancelled", folder=tmp_path))
        taken_s = seconds_to_cancel(watched)
        if taken_s < GRACE_S:
            assert not list(tmp_path.iterdir())
        return taken_s

    assert least(seconds, limit=GRACE_S) < GRACE_S


@pytest.mark.alone
def test_a_job_that_does_not_listen_is_killed_in_time() -> None:
    def seconds() -> float:
        watched = Watched(job_of("never_listen"))
        taken_s = seconds_to_cancel(watched)
        assert not psutil.pid_exists(watched.pid)
        return taken_s

    assert least(seconds, limit=1) < 1


@pytest.mark.alone
def test_cancelled_while_it_is_imported_the_process_ends_at_once() -> None:
    def seconds() -> float:
        token = Token()
        job = remote_job("tests.unit.compute.slow_import:job")
        timer = threading.Timer(0.3, token.cancel)
        timer.start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            job(ignore, token)
        taken_s = time.monotonic() - began
        timer.join()
        return taken_s

    assert least(seconds, limit=0.3 + GRACE_S) < 0.3 + GRACE_S


def test_cancelled_before_its_start_no_process_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_args, **_more: pytest.fail("started"))
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        job_of("add", a=1, b=2)(ignore, token)


def test_stopped_before_its_start_the_job_is_told() -> None:
    token = Token()
    token.stop()
    assert job_of("tick_until_told")(ignore, token) == "stopped"


def test_a_pause_holds_the_job_and_resume_lets_it_go_on() -> None:
    watched, clock = Watched(job_of("tick_until_told")), Watched(job_of("tick_until_told"))
    watched.token.pause()

    def is_still() -> bool:
        """Say whether nothing came in the time of twenty ticks of another job."""
        before, now = len(watched.events), len(clock.events)
        wait_until(lambda: len(clock.events) >= now + 20, "the clock")
        return before == len(watched.events)

    wait_until(is_still, "the pause")
    count = len(watched.events)
    watched.token.resume()
    wait_until(lambda: len(watched.events) > count, "a tick after the pause")
    clock.token.stop()
    assert clock.end() == "stopped"
    watched.token.pause()
    watched.token.stop()
    assert watched.end() == "stopped"


@needs_signals
def test_a_killed_process_is_told_at_once() -> None:
    watched = Watched(job_of("never_listen"))
    os.kill(watched.pid, signal.SIGKILL)
    ending = watched.end()
    assert isinstance(ending, ComputeError)
    assert str(ending) == (
        "The background process was ended from outside (SIGKILL)."
        " What was saved before is intact: try again, or resume the run."
    )


@needs_signals
def test_a_stopped_process_can_be_cancelled() -> None:
    watched = Watched(job_of("tick_until_told"))
    os.kill(watched.pid, signal.SIGSTOP)
    watched.token.cancel()
    assert isinstance(watched.end(), Cancelled)


@needs_signals
def test_ctrl_c_in_the_terminal_is_left_to_the_parent() -> None:
    watched = Watched(job_of("tick_until_told"))
    os.kill(watched.pid, signal.SIGINT)
    count = len(watched.events)
    wait_until(lambda: len(watched.events) > count, "a tick after Ctrl+C")
    watched.token.stop()
    assert watched.end() == "stopped"


def test_kill_ends_it_as_a_power_cut_would(tmp_path: Path) -> None:
    watched = Watched(job_of("clean_up_when_cancelled", folder=tmp_path))
    watched.job.kill()
    assert isinstance(watched.end(), ComputeError)
    assert (tmp_path / "half").exists()


def test_a_listener_that_fails_leaves_no_process() -> None:
    seen: list[int] = []

    def listen(event: object) -> None:
        assert isinstance(event, int)
        seen.append(event)
        raise RuntimeError("the window is gone")

    with pytest.raises(RuntimeError, match="the window is gone"):
        job_of("tick_until_told")(listen, Token())
    assert not psutil.pid_exists(seen[0])


@needs_signals
@pytest.mark.parametrize("name", ["tick_until_told", "never_listen"])
def test_the_process_ends_with_its_parent(name: str) -> None:
    code = (
        "from app.compute.process import remote_job; from app.core.job import Token;"
        f"remote_job('tests.unit.compute.jobs:{name}')(lambda event: print(event, flush=True), Token())"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    with contextlib.closing(parent.stdout) as output:  # type: ignore[type-var]
        assert output is not None
        pid = int(output.readline())
        parent.kill()
        parent.wait(DEADLINE_S)
    wait_until(lambda: not psutil.pid_exists(pid), "the end of the process")
    assert not psutil.pid_exists(pid)


def test_what_the_job_prints_goes_to_the_log(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "new folder" / "console.log"
    job_of("add", a=20, b=22, log=log)(ignore, Token())
    job_of("add", a=1, b=1, log=log)(ignore, Token())
    assert log.read_text().splitlines() == ["adding 20 22", "adding 1 1"]
    job_of("add", a=3, b=4)(ignore, Token())
    assert (user_log_dir() / "compute.log").read_text() == "adding 3 4\n"
    assert capfd.readouterr() == ("", "")


@needs_signals
def test_a_crash_leaves_its_place_in_the_log(tmp_path: Path) -> None:
    with pytest.raises(ComputeError):
        job_of("crash", log=tmp_path / "console.log")(ignore, Token())
    text = (tmp_path / "console.log").read_text()
    assert "Segmentation fault" in text
    assert "in crash" in text


def test_a_log_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert job_of("add", a=1, b=2, log=tmp_path / "file" / "console.log")(ignore, Token()) == 3


def test_the_frozen_program_finds_its_way_to_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process._command() == [sys.executable, process.FLAG]
    command = [sys.executable, "-m", "app", process.FLAG]  # what the frozen executable stands for
    monkeypatch.setattr(process, "_command", lambda: command)
    assert job_of("add", a=1, b=2)(ignore, Token()) == 3


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ComputeError, match="cannot be started"):
        job_of("add", a=1, b=2)(ignore, Token())


def test_many_at_once_do_not_mix() -> None:
    results: dict[int, object] = {}

    def run(number: int) -> None:
        results[number] = job_of("add", a=number, b=number)(ignore, Token())

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_S)
    assert results == {number: 2 * number for number in range(4)}
