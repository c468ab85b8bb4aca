"""Jobs that the tests run in processes of their own."""

import ctypes
import os
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.errors import Cancelled, DataSetError
from app.core.events import CheckpointSaved
from app.core.job import Report, Token


@dataclass(frozen=True)
class Tick:
    number: int


def hang() -> None:
    """Never return, and hear of nothing."""
    threading.Event().wait()


class OddError(DataSetError):
    def __init__(self, *, place: str) -> None:
        super().__init__(f"Odd at {place}.", "Even it out.")


def add(a: int, b: int, *, report: Report, token: Token) -> int:
    print("adding", a, b, flush=True)
    report(Tick(a))
    report(Tick(b))
    return a + b


def facts(*, report: Report, token: Token) -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "nice": os.getpriority(os.PRIO_PROCESS, 0) if hasattr(os, "getpriority") else None,
        "modules": {name for name in sys.modules if name.partition(".")[0] in ("numpy", "PySide6", "keras", "pytest")},
        "path": list(sys.path),
    }


def refuse(*, report: Report, token: Token) -> None:
    raise OddError(place="the third line")


def stumble(*, report: Report, token: Token) -> None:
    raise ZeroDivisionError("nobody thought of this")


def run_out_of_memory(*, report: Report, token: Token) -> None:
    raise MemoryError


def fill_the_disk(*, report: Report, token: Token) -> None:
    raise OSError(28, "No space left on device")


def crash(*, report: Report, token: Token) -> None:
    ctypes.string_at(0)


def leave(*, report: Report, token: Token) -> None:
    os._exit(3)


def kill_itself(*, report: Report, token: Token) -> None:
    os.kill(os.getpid(), 9)


def tick_until_told(*, report: Report, token: Token) -> str:
    """Tick a hundred times a second; say the process's id first. Ends by stop with a word, by cancel with Cancelled."""
    report(os.getpid())
    number = 0
    while not token.is_stopped:
        token.wait_while_paused()
        number += 1
        report(Tick(number))
        time.sleep(0.01)
    token.raise_if_cancelled()
    return "stopped"


def clean_up_when_cancelled(folder: Path, *, report: Report, token: Token) -> None:
    is_told = threading.Event()
    token.watch(lambda: is_told.set() if token.is_cancelled else None)
    (folder / "half").write_text("half")
    report(os.getpid())
    is_told.wait()
    (folder / "half").unlink()
    raise Cancelled


def never_listen(*, report: Report, token: Token) -> None:
    report(os.getpid())
    hang()


def unsendable(*, report: Report, token: Token) -> object:
    return threading.Lock()


def unsendable_event(*, report: Report, token: Token) -> None:
    report(threading.Lock())


def of_learning(*, report: Report, token: Token) -> object:
    from app.learning.strokes import StrokeSample

    return StrokeSample


def report_after_the_end(*, report: Report, token: Token) -> str:
    def late() -> None:
        while True:
            report(Tick(1))

    threading.Thread(target=late, daemon=True).start()
    return "ended"


def flood(count: int, *, report: Report, token: Token) -> int:
    report(CheckpointSaved(1, "kept"))
    for number in range(count):
        report(Tick(number))
    return count


def flood_and_time(count: int, *, report: Report, token: Token) -> float:
    """Return how long the reports held up the job, in seconds."""
    began = time.monotonic()
    for number in range(count):
        report(Tick(number))
    return time.monotonic() - began


def torn_message(*, report: Report, token: Token) -> None:
    """Write half a message where the answers go, and die."""
    for fd in range(3, 20):
        try:
            os.write(fd, b"\0\0\0\0\0\0\0\xffhalf")
        except OSError:
            continue
    os._exit(0)


def sum_of(a: int, b: int) -> int:
    return a + b


def staying_facts() -> dict[str, object]:
    """Return what a process that stays knows of itself; there is no report and no token."""
    return facts(report=lambda _event: None, token=Token())


def nap(folder: Path) -> None:
    (folder / "begun").touch()
    hang()


def abort() -> None:
    os.abort()


def take_memory(size: int) -> int:
    return len(bytearray(size))


def doubled(parts: list[Any]) -> list[Any]:
    return [part * 2 for part in parts]


def refuse_staying() -> None:
    raise OddError(place="the first line")


def stumble_staying() -> None:
    raise ZeroDivisionError("nobody thought of this")


def lock_of_staying() -> object:
    return threading.Lock()


def torn_answer() -> None:
    torn_message(report=lambda _event: None, token=Token())


def garbage() -> None:
    """Write what is no message where the answers go, and stay."""
    for fd in range(3, 20):
        try:
            os.write(fd, b"\0\0\0\0\0\0\0\x05hello" + b"\xff" * 100)
        except OSError:
            continue
    hang()
