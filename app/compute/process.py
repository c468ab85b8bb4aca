"""Jobs in a process of their own: ``remote_job("package.module:function", …)`` is a ``Job`` like any other."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.compute.death import OutOfMemoryWatch, words_of_death
from app.compute.messages import (
    CANCEL,
    PAUSE,
    RESUME,
    STOP,
    Broke,
    Done,
    Left,
    Order,
    Refused,
    Reported,
    frame_of,
    read_frame,
)
from app.core.errors import Cancelled, ComputeError, said
from app.core.job import Report, Token
from app.core.paths import user_log_dir

FLAG = "--compute"
"""What the frozen program is started with to run a job instead of the window."""
GRACE_S = 0.7
"""A cancelled job has so long to clean up behind itself before its process is killed."""
_FAREWELL_S = 2.0
_LOG_BYTES = 1_000_000
_ROOT = str(Path(__file__).resolve().parents[2])


class RemoteBug(Exception):  # noqa: N818 - a bug in a job, shown as a report and never as a message
    """An exception in the process of a job that nobody expected, with its traceback as the cause."""


class RemoteTrace(Exception):  # noqa: N818
    """The traceback of the other process, as text."""


def remote_job(target: str, /, *, log: Path | None = None, **arguments: Any) -> "RemoteJob":
    """Return a job that runs ``target`` with ``arguments``, a report and a token in a fresh process of low priority.

    It returns what the target returns, and passes on its events, at most some hundred at once, and the token's
    changes. ``log`` takes what the process prints (default: ``compute.log`` among the logs). The target's module is
    never imported here. The process ends with this one.

    Raises:
        InkdigitError: the target raised it.
        Cancelled: the token was cancelled; a process that has not ended ``GRACE_S`` later is killed.
        ComputeError: the process could not start, or died.
        RemoteBug: the target raised anything else.
    """
    return RemoteJob(Order(target, arguments), log)


class RemoteJob:
    """A ``Job`` in a process of its own, made by ``remote_job``. It can be run once."""

    def __init__(self, order: Order, log: Path | None) -> None:
        self._order, self._log = order, log
        self._child: _Child | None = None
        self._is_killed = threading.Event()

    def __call__(self, report: Report, token: Token) -> object:
        """Run the job to its end."""
        token.raise_if_cancelled()
        child = self._child = _Child(self._order, self._log)
        end_watch = token.watch(child.notice_token)
        try:
            if self._is_killed.is_set():
                child.kill()
            return child.follow(report, token)
        finally:
            end_watch()
            child.end()

    def kill(self) -> None:
        """End the process without a word, as a power cut would; the job then raises ``ComputeError``."""
        self._is_killed.set()
        if self._child is not None:
            self._child.kill()


class _TokenChanged:
    """Wakes the loop that passes the token's state on."""


class _PipeEnded:
    """Nothing will come any more."""


class _Child:
    """One process: ``follow`` it to its ending, then ``end`` it."""

    def __init__(self, order: Order, log: Path | None) -> None:
        self._inbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._told: set[bytes] = set()
        self._memory = OutOfMemoryWatch()
        self._has_spoken_last = False
        self._process = start_process(log)
        self._orders, self._answers = cast(BinaryIO, self._process.stdin), cast(BinaryIO, self._process.stdout)
        self._reader = threading.Thread(target=self._read, name="compute-reader", daemon=True)
        self._reader.start()
        self._say(frame_of(order))

    def notice_token(self) -> None:
        """Look at the token soon. Called in any thread."""
        self._inbox.put(_TokenChanged())

    def follow(self, report: Report, token: Token) -> object:
        """Pass messages on until the ending; return the result or raise what became of it."""
        deadline: float | None = None
        while True:
            self._pass_on(token)
            if token.is_cancelled and deadline is None:
                deadline = time.monotonic() + GRACE_S
            try:
                patience = None if deadline is None else max(0.0, deadline - time.monotonic())
                message = self._inbox.get(timeout=patience)
            except queue.Empty:
                raise Cancelled from None
            if isinstance(message, Reported):
                if not token.is_cancelled:
                    report(message.event)
            elif not isinstance(message, _TokenChanged):
                return self._conclude(message, token)

    def kill(self) -> None:
        """End the process at once. Called in any thread."""
        self._process.kill()

    def end(self) -> None:
        """Leave no process, thread or pipe. One that has not taken its leave is killed."""
        if not self._has_spoken_last:
            self._process.kill()
        self._close(self._orders)
        try:
            self._process.wait(_FAREWELL_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        while self._reader.is_alive():  # for a moment; join() would enrol a QThread among Python's threads, for ever
            time.sleep(0.001)
        self._close(self._answers)

    def _conclude(self, message: object, token: Token) -> object:
        """Return the result that an ending carries, or raise its error."""
        self._has_spoken_last = isinstance(message, Done | Refused | Left | Broke)
        if self._has_spoken_last:
            return result_of(message)
        if isinstance(message, Exception):
            raise RemoteBug(f"The answer of the process cannot be read: {message}") from message
        if token.is_cancelled:
            raise Cancelled
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_FAREWELL_S)
        raise ComputeError(*words_of_death(self._process.returncode, was_memory_short=self._memory.has_struck))

    def _pass_on(self, token: Token) -> None:
        """Tell the child what it does not know of the token yet."""
        if token.is_cancelled:
            self._tell_once(CANCEL)
        elif token.is_stopped:
            self._tell_once(STOP)
        elif token.is_paused:
            self._tell_once(PAUSE)
        elif PAUSE in self._told:
            self._told.remove(PAUSE)
            self._say(RESUME)

    def _tell_once(self, word: bytes) -> None:
        if word not in self._told:
            self._told.add(word)
            self._say(word)

    def _say(self, content: bytes) -> None:
        with contextlib.suppress(OSError):  # a process that died is noticed by the end of its answers
            self._orders.write(content)
            self._orders.flush()

    def _read(self) -> None:
        """Put the child's messages into the inbox. Runs in the reader's thread."""
        try:
            while (message := read_frame(self._answers)) is not None:
                self._inbox.put(message)
        except Exception as error:
            self._inbox.put(error)
        self._inbox.put(_PipeEnded())

    @staticmethod
    def _close(pipe: BinaryIO) -> None:
        with contextlib.suppress(OSError):
            pipe.close()


def result_of(ending: object) -> object:
    """Return the result that an ending carries, or raise its error."""
    match ending:
        case Done(result):
            return result
        case Refused(error):
            raise error
        case Broke(summary, trace):
            raise RemoteBug(summary) from RemoteTrace(f"\n\n{trace}")
    raise Cancelled


def start_process(log: Path | None) -> subprocess.Popen[bytes]:
    """Start the other side, ``compute.child``, with pipes to it; what it prints goes to ``log``.

    Raises:
        ComputeError: the system does not let us.
    """
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows a console would flash up
    with _opened(log or user_log_dir() / "compute.log") as console:
        try:
            return subprocess.Popen(
                _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=console, creationflags=flags
            )
        except OSError as error:
            raise ComputeError(
                said("A background process cannot be started ({reason}).", reason=error.strerror),
                "Close other programs and try again.",
            ) from None


def _command() -> list[str]:
    """Return the command of a fresh interpreter that imports nothing but the child's side.

    ``-P`` keeps the folder in which the program was started from being imported from.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG]
    find = f"{_ROOT!r} in sys.path or sys.path.insert(0, {_ROOT!r})"
    return [sys.executable, "-P", "-c", f"import sys; {find}; from app.compute.child import main; main()"]


def _opened(log: Path) -> BinaryIO:
    """Open the log to append, begun anew where it has grown large; nowhere where it cannot be written."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        is_large = log.exists() and log.stat().st_size > _LOG_BYTES
        return log.open("wb" if is_large else "ab")
    except OSError:
        return Path(os.devnull).open("wb")
