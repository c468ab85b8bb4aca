"""Many pictures, one after the other: read ahead on both processors, answered in their order, one bad file alone."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.core.errors import InkdigitError
from app.core.found import Found
from app.core.images import Pixels
from app.core.job import Token
from app.recognition.classifier import Classifier
from app.recognition.opening import OpenedPage, OpenPage, open_page
from app.recognition.pages import read_divided
from app.recognition.reader import Reading

_MAX_WORKERS = 4
_AHEAD = 2
"""So many pictures a worker wait to be answered at most: memory stays flat."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What became of one path: a reading, or an ``error`` and an empty reading.

    ``preview`` is the picture made small, uint8 (h, w, 3), RGB, if it was asked for.
    """

    path: str
    reading: Reading
    note: str = ""
    error: InkdigitError | None = None
    preview: Pixels | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    path: str
    opened: OpenedPage | None = None
    error: InkdigitError | None = None


def read_all(
    found: Iterator[Found],
    classifier: Classifier,
    *,
    is_whole: bool = False,
    preview_side: int = 0,
    is_live: bool = False,
    open_page: OpenPage = open_page,
    token: Token | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each path in order; a file that cannot be read becomes an error and stops nothing.

    ``is_live`` answers each path before the next is asked for: whoever sends it may be waiting for that answer.
    ``open_page`` decodes and divides, perhaps in a process of its own, and is called in several threads; with
    ``preview_side`` each outcome has a preview of at most so many pixels a side.

    Raises:
        Cancelled: ``token`` was cancelled.
    """
    token = token or Token()
    prepare = partial(
        _prepared,
        open_page=partial(open_page, is_whole=is_whole, preview_side=preview_side, keeps_ink=False, token=token),
    )
    workers = min(os.cpu_count() or 1, _MAX_WORKERS)
    ahead = 1 if is_live else workers * _AHEAD
    waiting: deque[Future[_Prepared]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="pictures") as pool:
        try:
            for one in found:
                token.raise_if_cancelled()
                waiting.append(pool.submit(prepare, one))
                if len(waiting) >= ahead:
                    yield _answered(waiting.popleft().result(), classifier)
            while waiting:
                token.raise_if_cancelled()
                yield _answered(waiting.popleft().result(), classifier)
        finally:
            for future in waiting:
                future.cancel()


def _prepared(found: Found, open_page: Callable[[Path], OpenedPage]) -> _Prepared:
    try:
        if found.error is not None:
            raise found.error
        return _Prepared(found.path, open_page(Path(found.path)))
    except InkdigitError as error:
        return _Prepared(found.path, error=error)


def _answered(prepared: _Prepared, classifier: Classifier) -> Outcome:
    opened = prepared.opened
    if opened is None:
        return Outcome(prepared.path, Reading(""), error=prepared.error)
    return Outcome(prepared.path, read_divided(opened.page, classifier), opened.note, preview=opened.preview)
