"""The process of a job: ``main`` reads an order from standard input, runs it, and answers on standard output."""

import errno
import faulthandler
import importlib
import os
import signal
import sys
import threading
import traceback
from collections import deque
from typing import BinaryIO, NoReturn

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
from app.compute.priority import lower_priority
from app.core import errors
from app.core.errors import Cancelled, ComputeError, InkdigitError
from app.core.job import Token

_FULL = 100
_SECONDS_BETWEEN_WRITES = 0.05
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main() -> NoReturn:
    """Run one job and end the process, without the slow farewell of the libraries that it loaded."""
    inbox, outbox = _take_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the parent, which tells us
    faulthandler.enable()
    lower_priority()
    order = read_frame(inbox)
    if isinstance(order, Order):
        token, sender = Token(), Sender(outbox)
        has_begun = threading.Event()
        threading.Thread(target=_obey, args=(inbox, token, has_begun), name="compute-orders", daemon=True).start()
        sender.end(_ending(order, sender, token, has_begun))
    _leave(0)


class Sender:
    """Write messages to the parent from a thread of its own, so that a slow parent never holds up the job.

    At most ``_FULL`` events wait; then the oldest of the newcomer's kind gives way, or the oldest of all.
    """

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._waiting: deque[tuple[type, bytes]] = deque()
        self._changed = threading.Condition()
        self._is_ended = False
        self._thread = threading.Thread(target=self._write_all, name="compute-sender", daemon=True)
        self._thread.start()

    def report(self, event: object) -> None:
        """Send an event soon. After the job's end it is dropped."""
        frame = frame_of(Reported(event))
        with self._changed:
            if self._is_ended:
                return
            if len(self._waiting) >= _FULL:
                self._drop_for(type(event))
            self._waiting.append((type(event), frame))
            self._changed.notify()

    def end(self, ending: object) -> None:
        """Send what waits, then the ending."""
        try:
            frame = frame_of(ending)
        except Exception:
            frame = frame_of(Broke("The result of the job cannot be sent.", traceback.format_exc()))
        with self._changed:
            self._is_ended = True
            self._changed.notify()
        self._thread.join()
        self._write(frame)

    def _drop_for(self, kind: type) -> None:
        oldest = next((entry for entry in self._waiting if entry[0] is kind), self._waiting[0])
        self._waiting.remove(oldest)

    def _write_all(self) -> None:
        is_ended = False
        while not is_ended:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_ended)
                frames, is_ended = [frame for _, frame in self._waiting], self._is_ended
                self._waiting.clear()
            self._write(b"".join(frames))
            with self._changed:
                self._changed.wait_for(lambda: self._is_ended, timeout=_SECONDS_BETWEEN_WRITES)

    def _write(self, content: bytes) -> None:
        try:
            self._pipe.write(content)
            self._pipe.flush()
        except OSError:
            _leave(1)  # nobody reads any more


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the two ends, and let whatever a library prints go to the log, which is standard error."""
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return inbox, outbox


def _obey(inbox: BinaryIO, token: Token, has_begun: threading.Event) -> None:
    """Pass on what the parent says; end with it: what is half done is discarded by whoever goes on from it.

    A cancel ends a process that still imports its job, for there is nothing to clean up.
    """
    calls = {STOP: token.stop, CANCEL: token.cancel, PAUSE: token.pause, RESUME: token.resume}
    while word := inbox.read(1):
        calls.get(word, _ignore)()
        if token.is_cancelled and not has_begun.is_set():
            break
    _leave(1)


def _ignore() -> None:
    """Do nothing about a word of another version."""


def _ending(order: Order, sender: Sender, token: Token, has_begun: threading.Event) -> object:
    """Run the job; return how it ended."""
    try:
        module, _, name = order.target.partition(":")
        job = getattr(importlib.import_module(module), name)
        has_begun.set()
        return Done(job(**order.arguments, report=sender.report, token=token))
    except Cancelled:
        return Left()
    except InkdigitError as error:
        return Refused(_plain(error))
    except BaseException as error:
        shortage = _shortage(error)
        if shortage is not None:
            return Refused(shortage)
        traceback.print_exc()
        return Broke("".join(traceback.format_exception_only(error)).strip(), traceback.format_exc())


def _plain(error: InkdigitError) -> InkdigitError:
    """Return the error as one of ``core.errors``, which the parent knows and which surely can be sent."""
    known = (kind for kind in type(error).__mro__ if vars(errors).get(kind.__name__) is kind)
    kind: type[InkdigitError] = next(known, InkdigitError)
    return kind(error.message, error.hint)


def _shortage(error: BaseException) -> ComputeError | None:
    """Return what to say where memory or disk ran out, by whatever name a library calls it."""
    if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
        return ComputeError("There is not enough memory for this.", "Close other programs, or use less data.")
    is_full = isinstance(error, OSError) and (error.errno in _DISK_FULL or "No space left" in str(error))
    if is_full:
        return ComputeError("The disk is full.", "Free some space, then try again; what was saved before is intact.")
    return None


def _leave(code: int) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except (OSError, ValueError):
                continue
    os._exit(code)
