"""The process of a job: ``main`` reads an order from standard input, runs it, and answers on standard output.

One that is to stay runs one order after the other instead, without reports or a token.
"""

import errno
import faulthandler
import importlib
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from typing import BinaryIO, NoReturn

from app.compute.memory_limit import limit_memory
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
    Stay,
    frame_of,
    frames_of,
    read_frame,
)
from app.compute.priority import lower_priority
from app.core import errors
from app.core.errors import Cancelled, ComputeError, InkdigitError
from app.core.job import Token

_FULL = 100
_STEPS_BACK_STAYING = 5
"""Somebody waits for what a staying process does, more than for a training."""
_SECONDS_BETWEEN_WRITES = 0.05
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main() -> NoReturn:
    """Run what is asked for and end the process, without the slow farewell of the libraries that it loaded."""
    inbox, outbox = _take_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is for the parent, which tells us
    faulthandler.enable()
    first = read_frame(inbox)
    if isinstance(first, Stay):
        _stay(first, inbox, outbox)
    elif isinstance(first, Order):
        lower_priority()
        _run_job(first, inbox, outbox)
    _leave(0)


def _run_job(order: Order, inbox: BinaryIO, outbox: BinaryIO) -> None:
    token, sender = Token(), Sender(outbox)
    has_begun = threading.Event()

    def run() -> object:
        job = _target(order)
        has_begun.set()
        return job(**order.arguments, report=sender.report, token=token)

    threading.Thread(target=_obey, args=(inbox, token, has_begun), name="compute-orders", daemon=True).start()
    sender.end(_ending(run))


def _stay(terms: Stay, inbox: BinaryIO, outbox: BinaryIO) -> None:
    """Run orders until the pipe ends. One that takes too long ends the process, whatever it hangs in."""
    lower_priority(_STEPS_BACK_STAYING)
    for name in terms.imports:
        importlib.import_module(name)
    limit_memory(terms.memory_bytes)
    while isinstance(order := read_frame(inbox), Order):
        faulthandler.dump_traceback_later(terms.seconds, exit=True)
        ending = _ending(lambda order=order: _target(order)(**order.arguments))  # type: ignore[misc]
        faulthandler.cancel_dump_traceback_later()
        try:
            parts = frames_of(ending)
        except Exception:
            parts = [frame_of(_unsendable())]
        try:
            outbox.writelines(parts)
            outbox.flush()
        except OSError:
            return  # nobody reads any more


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
            frame = frame_of(_unsendable())
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


def _target(order: Order) -> Callable[..., object]:
    module, _, name = order.target.partition(":")
    target: Callable[..., object] = getattr(importlib.import_module(module), name)
    return target


def _unsendable() -> Broke:
    return Broke("The result of the job cannot be sent.", traceback.format_exc())


def _ending(run: Callable[[], object]) -> object:
    """Run an order; return how it ended."""
    try:
        return Done(run())
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
    kind: type[InkdigitError] = next((kind for kind in known if "__init__" not in vars(kind)), InkdigitError)
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
