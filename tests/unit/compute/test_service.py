"""Processes that stay: each order is answered, or its death told, and the next order finds a process again."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from app.compute import process
from app.compute import service as service_module
from app.compute.pictures import PictureProcesses
from app.compute.process import RemoteBug
from app.compute.service import Service, ServiceDeathError
from app.core.errors import Cancelled, ComputeError, DataSetError, ImageError
from app.core.job import Token
from app.core.page_wish import PageWish
from tests.tries import least
from tests.waiting import wait_until

DEADLINE_S = 300
ROOT = Path(__file__).parents[3]
JOBS = "tests.unit.compute.jobs"
needs_signals = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")


@pytest.fixture(autouse=True)
def _leaves_nothing_behind() -> Iterator[None]:
    threads, children = set(threading.enumerate()), set(psutil.Process().children(recursive=True))
    yield
    assert set(threading.enumerate()) <= threads
    assert set(psutil.Process().children(recursive=True)) <= children


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service(seconds=DEADLINE_S)
    yield service
    service.close()


def ask(service: Service, name: str, *, token: Token | None = None, **arguments: Any) -> Any:
    return service.run(f"{JOBS}:{name}", token=token, **arguments)


def children_since(others: list[psutil.Process]) -> list[psutil.Process]:
    """Return the processes of this test: those of other tests may still be ending."""
    return [child for child in psutil.Process().children() if child not in others]


def has_ended(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_orders_are_answered_by_one_process_after_the_other(service: Service) -> None:
    assert [ask(service, "sum_of", a=number, b=1) for number in range(3)] == [1, 2, 3]
    pids = {ask(service, "staying_facts")["pid"] for _ in range(3)}
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_the_process_steps_back_less_than_a_training_and_finds_nothing_in_the_current_folder(service: Service) -> None:
    facts = ask(service, "staying_facts")
    assert facts["nice"] == min(os.getpriority(os.PRIO_PROCESS, 0) + 5, 19)
    assert "" not in facts["path"]


def test_large_arrays_come_and_go_as_they_are(service: Service) -> None:
    parts = [np.arange(300_000, dtype=np.uint32), np.zeros(0), np.ones((2, 3)), np.full((700, 500), 7, np.uint8)]
    answers = ask(service, "doubled", parts=parts)
    assert all(np.array_equal(answer, 2 * part) for answer, part in zip(answers, parts, strict=True))
    answers[0][0] = 5  # ours to change


def test_errors_are_told_and_leave_the_process_as_it_was(service: Service) -> None:
    pid = ask(service, "staying_facts")["pid"]
    with pytest.raises(DataSetError, match="Odd at the first line"):
        ask(service, "refuse_staying")
    with pytest.raises(RemoteBug, match="ZeroDivisionError: nobody thought of this"):
        ask(service, "stumble_staying")
    with pytest.raises(RemoteBug, match="cannot be sent"):
        ask(service, "lock_of_staying")
    assert ask(service, "staying_facts")["pid"] == pid


@needs_signals
def test_a_crash_is_told_and_the_next_order_finds_a_new_process(service: Service) -> None:
    pid = ask(service, "staying_facts")["pid"]
    with pytest.raises(ServiceDeathError, match="SIGABRT") as caught:
        ask(service, "abort")
    assert (caught.value.has_crashed, caught.value.is_late, caught.value.was_memory_short) == (True, False, False)
    assert ask(service, "staying_facts")["pid"] != pid


@pytest.mark.parametrize("name", ["torn_answer", "garbage"])
def test_an_answer_that_is_none_is_a_death(service: Service, name: str) -> None:
    with pytest.raises(ServiceDeathError) as caught:
        ask(service, name)
    assert not caught.value.is_late
    assert ask(service, "sum_of", a=1, b=1) == 2


def test_an_order_that_takes_too_long_ends_its_process(tmp_path: Path) -> None:
    service = Service(JOBS, seconds=1.0, log=tmp_path / "log")
    with pytest.raises(ServiceDeathError) as caught:
        ask(service, "nap", folder=tmp_path)
    assert caught.value.is_late
    assert "in nap" in (tmp_path / "log").read_text(), "the log says where it hung"
    service.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_memory_is_limited() -> None:
    service = Service(JOBS, memory_bytes=300_000_000)
    assert ask(service, "take_memory", size=100_000_000) == 100_000_000
    with pytest.raises(ComputeError, match="not enough memory"):
        ask(service, "take_memory", size=600_000_000)
    assert ask(service, "sum_of", a=1, b=1) == 2
    service.close()


@pytest.mark.alone
def test_a_cancelled_order_is_given_up_at_once(service: Service, tmp_path: Path) -> None:
    def seconds() -> float:
        token, endings = Token(), list[object]()

        def nap() -> None:
            try:
                endings.append(ask(service, "nap", token=token, folder=tmp_path))
            except Exception as error:
                endings.append(error)

        thread = threading.Thread(target=nap)
        thread.start()
        wait_until((tmp_path / "begun").exists, "the order")
        (tmp_path / "begun").unlink()
        began = time.monotonic()
        token.cancel()
        thread.join(DEADLINE_S)
        taken_s = time.monotonic() - began
        assert isinstance(endings[0], Cancelled)
        assert ask(service, "sum_of", a=1, b=1) == 2
        return taken_s

    assert least(seconds, limit=1) < 1


def test_a_process_that_is_slow_to_go_is_not_forgotten(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = ask(service, "staying_facts")["pid"]
    with monkeypatch.context() as hurry:
        hurry.setattr(service_module, "_FAREWELL_S", 0.0)
        service.close()  # Python would complain of one that is dropped before its end
    wait_until(lambda: has_ended(pid), "the end of the process")
    assert ask(service, "sum_of", a=1, b=1) == 2
    service.close()
    assert not psutil.pid_exists(pid)


def test_cancelled_before_it_begins_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_args, **_more: pytest.fail("started"))
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        ask(Service(), "sum_of", token=token, a=1, b=1)


@needs_signals
def test_a_process_that_was_killed_while_it_waited_is_replaced(service: Service) -> None:
    pid = ask(service, "staying_facts")["pid"]
    psutil.Process(pid).kill()
    wait_until(lambda: has_ended(pid), "the end of the process")
    assert ask(service, "sum_of", a=1, b=1) == 2


def test_threads_have_processes_of_their_own(service: Service, tmp_path: Path) -> None:
    results: dict[int, object] = {}
    gate = threading.Barrier(3)
    others = psutil.Process().children()

    def run(number: int) -> None:
        gate.wait(DEADLINE_S)
        results[number] = [ask(service, "sum_of", a=number, b=step) for step in range(10)]

    threads = [threading.Thread(target=run, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_S)
    assert results == {number: [number + step for step in range(10)] for number in range(3)}
    before = len(children_since(others))
    service.shrink()
    assert len(children_since(others)) == min(before, 1)


def test_warmed_up_it_has_a_process_before_it_is_asked(service: Service) -> None:
    others = psutil.Process().children()
    service.warm()
    service.warm()
    (child,) = children_since(others)
    assert ask(service, "staying_facts")["pid"] == child.pid


@needs_signals
def test_the_process_ends_with_its_parent() -> None:
    code = (
        "from app.compute.service import Service; service = Service();"
        f"print(service.run('{JOBS}:staying_facts')['pid'], flush=True); input()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait(DEADLINE_S)
    parent.stdout.close()
    parent.stdin.close()
    wait_until(lambda: not psutil.pid_exists(pid), "the end of the process")
    assert not psutil.pid_exists(pid)


def test_the_frozen_program_finds_its_way(monkeypatch: pytest.MonkeyPatch, service: Service) -> None:
    command = [sys.executable, "-m", "app", process.FLAG]  # what the frozen executable stands for
    monkeypatch.setattr(process, "_command", lambda: command)
    assert ask(service, "sum_of", a=1, b=1) == 2


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch, service: Service) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    service.warm()
    with pytest.raises(ComputeError, match="cannot be started"):
        ask(service, "sum_of", a=1, b=1)


class Misled(Service):
    """Run another target than the one that is asked for."""

    def __init__(self, target: str, **terms: Any) -> None:
        super().__init__(JOBS, **terms)
        self._target = f"{JOBS}:{target}"
        self.arguments: dict[str, Any] = {}

    def run(self, target: str, /, *, token: Token | None = None, **_arguments: Any) -> object:
        return super().run(self._target, token=token, **self.arguments)


@needs_signals
@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("abort", "“seven.webp” made its decoder crash: it is damaged, or made to do harm."),
        ("nap", "“seven.webp” takes too long to decode."),
        ("torn_answer", "“seven.webp” was not read: the background process ended unexpectedly (exit code 0)."),
    ],
)
def test_what_a_picture_does_to_its_decoder_is_said(target: str, words: str, tmp_path: Path) -> None:
    service = Misled(target, seconds=0.3)
    service.arguments = {"folder": tmp_path} if target == "nap" else {}
    pictures = PictureProcesses(service)
    with pytest.raises(ImageError) as caught:
        pictures.open_page(Path("folder/seven.webp"), wish=PageWish())
    assert caught.value.message == words
    assert caught.value.hint.endswith(".")
    pictures.close()


def test_pictures_are_opened_without_tensorflow_and_qt(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("L", (300, 200), 255).save(tmp_path / "white.png")
    pictures = PictureProcesses()
    opened = pictures.open_page(tmp_path / "white.png", wish=PageWish(preview_side=100))
    assert opened.size == (300, 200)
    assert opened.preview is not None
    assert opened.preview.shape == (67, 100, 3)
    facts = pictures.service.run(f"{JOBS}:staying_facts")
    assert isinstance(facts, dict)
    assert {name.partition(".")[0] for name in facts["modules"]} == {"numpy"}
    pictures.close()


def test_a_name_that_is_no_text_reaches_the_process(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.png") if os.name == "posix" else "café.png"
    (tmp_path / name).write_bytes(b"no picture")
    pictures = PictureProcesses()
    with pytest.raises(ImageError, match="caf. ?.png” is not a picture" if os.name != "posix" else "caf�.png” is not"):
        pictures.open_page(tmp_path / name, wish=PageWish())
    pictures.close()
