"""The shape of long work: ``job(report, token) -> result``, the same for the command line and the window."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.core.errors import Cancelled

Report = Callable[[object], None]


class Token:
    """Tell a running job to stop: ``stop`` finishes the step and keeps the best, ``cancel`` discards everything.

    ``pause`` lets it wait at its next step until ``resume``, ``stop`` or ``cancel``.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._cancel = threading.Event()
        self._go = threading.Event()
        self._go.set()
        self._watchers: list[Callable[[], object]] = []

    def watch(self, tell: Callable[[], object]) -> Callable[[], None]:
        """Call ``tell`` after every change, in the thread that makes it; return what ends that."""
        self._watchers.append(tell)
        return lambda: self._watchers.remove(tell)

    def stop(self) -> None:
        """Ask the job to finish its step and keep what it has."""
        self._stop.set()
        self._go.set()
        self._tell()

    def cancel(self) -> None:
        """Ask the job to end at once and keep nothing."""
        self._cancel.set()
        self._go.set()
        self._tell()

    def pause(self) -> None:
        """Ask the job to wait at its next step."""
        if not self.is_stopped:
            self._go.clear()
            self._tell()

    def resume(self) -> None:
        """Let a paused job go on."""
        self._go.set()
        self._tell()

    def wait_while_paused(self) -> None:
        """Return at once, or when a pause ends. Called by the job, between steps."""
        self._go.wait()

    @property
    def is_paused(self) -> bool:
        """Say whether the job waits, or is about to."""
        return not self._go.is_set()

    @property
    def is_stopped(self) -> bool:
        """Say whether the job should wind down, for either reason."""
        return self._stop.is_set() or self._cancel.is_set()

    @property
    def is_cancelled(self) -> bool:
        """Say whether the job should discard its work."""
        return self._cancel.is_set()

    def raise_if_cancelled(self) -> None:
        """Raise ``Cancelled`` once ``cancel`` was called."""
        if self._cancel.is_set():
            raise Cancelled

    def _tell(self) -> None:
        for tell in tuple(self._watchers):
            tell()


@contextmanager
def inner_token(token: Token) -> Iterator[Token]:
    """Yield a token that is cancelled with ``token``, and at the end of the block."""
    inner = Token()
    end_watch = token.watch(lambda: inner.cancel() if token.is_cancelled else None)
    if token.is_cancelled:
        inner.cancel()
    try:
        yield inner
    finally:
        end_watch()
        inner.cancel()


_here = threading.local()


@contextmanager
def checked_by(token: Token) -> Iterator[None]:
    """Let ``checkpoint`` look at ``token``, in this thread and this block."""
    before = getattr(_here, "token", None)
    _here.token = token
    try:
        yield
    finally:
        _here.token = before


def checkpoint() -> None:
    """Raise ``Cancelled`` if the work of this thread was cancelled. Cheap: long loops of core call it each time."""
    token: Token | None = getattr(_here, "token", None)
    if token is not None:
        token.raise_if_cancelled()


def ignore(_event: object) -> None:
    """Be the ``Report`` of a caller who does not listen."""


Job = Callable[[Report, Token], object]
