"""Many pictures: read on all processors, answered in the order of their list, one bad file alone."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Protocol

from app.core.found import Found, Pause
from app.core.job import Token, inner_token
from app.recognition.chunks import Answerers, Chunk, ChunkReader, ChunkResult, Outcome
from app.recognition.classifier import Classifier
from app.recognition.opening import OpenPage, open_page

_MAX_WORKERS = 4
_AHEAD = 2
"""So many chunks a worker are on their way at most: memory stays flat."""
_MAX_CHUNK = 64
_QUICK_S = 0.1
"""Chunks grow while they take less than this, so that small pictures share their work and large ones come singly."""
_LOOK_S = 0.1
_FAREWELL_S = 0.3


def read_all(
    found: Iterator[Found | Pause],
    classifier: Classifier,
    *,
    is_whole: bool = False,
    preview_side: int = 0,
    open_page: OpenPage = open_page,
    token: Token | None = None,
) -> Generator[Outcome, None, None]:
    """Yield the outcome of each path in order; a file that cannot be read becomes an error and stops nothing.

    ``found`` is asked for a few chunks more than are answered, and never held whole. At a ``Pause`` in it everything
    before is answered first: whoever sends the list may be waiting for that.
    ``open_page`` decodes and divides, perhaps in a process of its own, and is called in several threads; with
    ``preview_side`` each outcome has a preview of at most so many pixels a side.

    Raises:
        Cancelled: ``token`` was cancelled.
    """
    workers = min(os.cpu_count() or 1, _MAX_WORKERS)
    with inner_token(token or Token()) as inner, _pool(workers, inner) as submit:
        answerers = Answerers(classifier)
        reader = ChunkReader(answerers, inner, is_whole=is_whole, preview_side=preview_side, open_page=open_page)
        stream = ChunkStream(lambda chunk: submit(reader, chunk), inner, ahead=workers * _AHEAD)
        for one in found:
            inner.raise_if_cancelled()
            yield from stream.drained() if isinstance(one, Pause) else stream.outcomes_after(one)
        yield from stream.drained()


@contextmanager
def _pool(workers: int, token: Token) -> Iterator["Callable[[ChunkReader, Chunk], _Local]"]:
    """Yield what lets a thread read a chunk; the end of the block cancels what is on its way, and waits a moment."""
    running: set[Future[ChunkResult]] = set()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="pictures")

    def submit(reader: ChunkReader, chunk: Chunk) -> _Local:
        future = pool.submit(reader, chunk)
        running.add(future)
        future.add_done_callback(running.discard)
        return _Local(future)

    try:
        yield submit
    finally:
        token.cancel()
        pool.shutdown(wait=False, cancel_futures=True)
        wait(tuple(running), timeout=_FAREWELL_S)


class Promise(Protocol):
    """A chunk that is being read somewhere."""

    def is_done(self, patience_s: float) -> bool:
        """Wait for at most so long; say whether ``result`` would return or raise at once."""
        ...

    def result(self) -> ChunkResult:
        """Return the outcomes; raise what went wrong with the reading itself."""
        ...


class _Local:
    def __init__(self, future: Future[ChunkResult]) -> None:
        self._future = future
        self.result = future.result

    def is_done(self, patience_s: float) -> bool:
        return bool(wait([self._future], timeout=patience_s).done)


class ChunkStream:
    """Chunks on their way, in the order of the list: at most ``ahead``, of at most ``most_bytes`` each.

    A chunk has more pictures than the one before while chunks are quick, and one picture where they are not.
    """

    def __init__(
        self, submit: Callable[[Chunk], Promise], token: Token, *, ahead: int, most_bytes: int | None = None
    ) -> None:
        self._submit, self._token, self._ahead, self._most_bytes = submit, token, ahead, most_bytes
        self._waiting: deque[Promise] = deque()
        self._chunk: list[Found] = []
        self._bytes = 0
        self._size = 1

    def outcomes_after(self, found: Found) -> Iterator[Outcome]:
        """Take one more path; yield what has become ready for it, if too much is on its way."""
        self._chunk.append(found)
        self._bytes += found.sent_bytes
        if len(self._chunk) >= self._size or (self._most_bytes is not None and self._bytes >= self._most_bytes):
            self._send()
            while len(self._waiting) >= self._ahead:
                yield from self._next()

    def drained(self) -> Iterator[Outcome]:
        """Yield everything that is on its way."""
        self._send()
        while self._waiting:
            yield from self._next()

    def _send(self) -> None:
        if self._chunk:
            self._waiting.append(self._submit(tuple(self._chunk)))
            self._chunk, self._bytes = [], 0

    def _next(self) -> Iterator[Outcome]:
        promise = self._waiting.popleft()
        while not promise.is_done(_LOOK_S):
            self._token.raise_if_cancelled()
        self._token.raise_if_cancelled()
        result = promise.result()
        self._size = min(2 * self._size, _MAX_CHUNK) if result.seconds < _QUICK_S and not result.rest else 1
        self._waiting.extendleft(self._submit((one,)) for one in reversed(result.rest))
        yield from result.outcomes
