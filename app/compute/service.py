"""Processes that stay: each runs one order after the other, apart from ours, and may die of it."""

import contextlib
import subprocess
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.compute.death import OutOfMemoryWatch, is_crash, words_of_death
from app.compute.messages import Broke, Done, Left, Order, Refused, Stay, frame_of, frames_of, read_frame
from app.compute.process import result_of, start_process
from app.core.errors import Cancelled, ComputeError
from app.core.job import Token

_FAREWELL_S = 1.0
_leaving: list["subprocess.Popen[bytes]"] = []
"""Killed processes that the system has not let go of yet: on a drive that hangs, or on a busy machine."""
_leaving_lock = threading.Lock()
_KILLED = -9
_LATE = 1
"""The exit code of a process that was not done in time."""


class ServiceDeathError(ComputeError):
    """The process died over an order. At most one of ``is_late``, ``was_memory_short`` and ``has_crashed`` is true."""

    def __init__(self, code: int | None, *, is_late: bool, was_memory_short: bool) -> None:
        super().__init__(*words_of_death(code, was_memory_short=was_memory_short))
        self.is_late = is_late
        self.was_memory_short = was_memory_short
        self.has_crashed = is_crash(code)


class Service:
    """Run orders in processes that are started when they are needed and kept for the next order.

    ``run`` may be called in several threads, each of which has a process to itself meanwhile.
    """

    def __init__(
        self, *imports: str, memory_bytes: int = 2_000_000_000, seconds: float = 20.0, log: Path | None = None
    ) -> None:
        self._terms, self._log = Stay(imports, memory_bytes, seconds), log
        self._lock = threading.Lock()
        self._idle: list[_Process] = []

    def run(self, target: str, /, *, token: Token | None = None, **arguments: Any) -> object:
        """Run ``target``, a ``package.module:function``, with ``arguments`` and return what it returns.

        Raises:
            InkdigitError: the target raised it.
            ServiceDeathError: the process died over it, or took too long.
            ComputeError: no process could be started.
            Cancelled: ``token`` was cancelled; the process is killed at once.
            RemoteBug: the target raised anything else.
        """
        token = token or Token()
        token.raise_if_cancelled()
        process = self._take()
        try:
            return result_of(process.run(Order(target, arguments), token))
        finally:
            self._give_back(process)

    def warm(self) -> None:
        """Start a process, if none waits, so that the next order finds it ready. Returns at once."""
        with self._lock:
            if not self._idle:
                with contextlib.suppress(ComputeError):  # told when it is needed
                    self._idle.append(_Process(self._terms, self._log))

    def shrink(self, count: int = 1) -> None:
        """End the processes that wait, but for ``count``."""
        with self._lock:
            ended, self._idle = self._idle[count:], self._idle[:count]
        for process in ended:
            process.end()

    def close(self) -> None:
        """End the processes that wait; a later order starts another."""
        self.shrink(0)

    def _take(self) -> "_Process":
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.is_usable:
                    return process
                process.end()
        return _Process(self._terms, self._log)

    def _give_back(self, process: "_Process") -> None:
        if process.is_usable:
            with self._lock:
                self._idle.append(process)
        else:
            process.end()


class _Process:
    """One process. Once it has been killed or has failed it is no longer usable."""

    def __init__(self, terms: Stay, log: Path | None) -> None:
        self._seconds = terms.seconds
        self._is_lost = False
        self._process = start_process(log)
        self._orders, self._answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self._write([frame_of(terms)])

    @property
    def is_usable(self) -> bool:
        """Say whether it can take an order."""
        return not self._is_lost and self._process.poll() is None

    def run(self, order: Order, token: Token) -> object:
        """Return the ending of an order."""
        end_watch = token.watch(lambda: self._notice(token))
        memory, began = OutOfMemoryWatch(), time.monotonic()
        try:
            token.raise_if_cancelled()
            ending = self._ending(order)
        finally:
            end_watch()
        if isinstance(ending, Done | Refused | Broke | Left):
            return ending
        self._is_lost = True
        if token.is_cancelled:
            raise Cancelled
        code = self._wait()
        is_late = code == _LATE and time.monotonic() - began >= self._seconds
        was_memory_short = code == _KILLED and memory.has_struck
        raise ServiceDeathError(code, is_late=is_late, was_memory_short=was_memory_short)

    def end(self) -> None:
        """Leave no process and no pipe."""
        self._is_lost = True
        self._process.kill()
        for pipe in (self._orders, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()
        self._wait()
        with _leaving_lock:
            _leaving[:] = [process for process in (*_leaving, self._process) if process.poll() is None]

    def _ending(self, order: Order) -> object:
        """Send an order and wait; None, or anything else, where the process did not answer as it should."""
        self._write(frames_of(order))
        try:
            return read_frame(self._answers)
        except Exception:  # what a dying process has written may be anything
            self._process.kill()
            return None

    def _notice(self, token: Token) -> None:
        """Kill the process of a cancelled order. Called in any thread."""
        if token.is_cancelled:
            self._is_lost = True
            self._process.kill()

    def _write(self, parts: "list[bytes] | list[bytes | memoryview]") -> None:
        with contextlib.suppress(OSError, ValueError):  # one that died is noticed by the end of its answers
            self._orders.writelines(parts)
            self._orders.flush()

    def _wait(self) -> int | None:
        """Return the exit code; None of a process that the system does not let go of."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_FAREWELL_S)
        return self._process.returncode
