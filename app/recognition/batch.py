"""Many pictures, one after the other: read ahead on both processors, answered in their order, one bad file alone."""

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import InkdigitError
from app.core.found import Found
from app.core.images import Picture, read_picture
from app.core.job import Token
from app.recognition.classifier import Classifier
from app.recognition.pages import DividedPage, divide, read_divided
from app.recognition.reader import Reading

_MAX_WORKERS = 4
_AHEAD = 2
"""So many pictures a worker wait to be answered at most: memory stays flat."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What became of one path: a reading, or an ``error`` and an empty reading. ``picture`` is there if asked for."""

    path: str
    reading: Reading
    note: str = ""
    error: InkdigitError | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    path: str
    page: DividedPage | None = None
    note: str = ""
    error: InkdigitError | None = None
    picture: Picture | None = None


def read_all(
    found: Iterator[Found],
    classifier: Classifier,
    *,
    is_whole: bool = False,
    keeps_pictures: bool = False,
    is_live: bool = False,
    token: Token | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each path in order; a file that cannot be read becomes an error and stops nothing.

    ``is_live`` answers each path before the next is asked for: whoever sends it may be waiting for that answer.

    Raises:
        Cancelled: ``token`` was cancelled.
    """
    token = token or Token()
    workers = min(os.cpu_count() or 1, _MAX_WORKERS)
    ahead = 1 if is_live else workers * _AHEAD
    waiting: deque[Future[_Prepared]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="pictures") as pool:
        try:
            for one in found:
                token.raise_if_cancelled()
                waiting.append(pool.submit(_prepared, one, is_whole, keeps_pictures))
                if len(waiting) >= ahead:
                    yield _answered(waiting.popleft().result(), classifier)
            while waiting:
                token.raise_if_cancelled()
                yield _answered(waiting.popleft().result(), classifier)
        finally:
            for future in waiting:
                future.cancel()


def _prepared(found: Found, is_whole: bool, keeps_pictures: bool) -> _Prepared:
    try:
        if found.error is not None:
            raise found.error
        picture = read_picture(Path(found.path))
        page = divide(picture, is_whole=is_whole)
    except InkdigitError as error:
        return _Prepared(found.path, error=error)
    return _Prepared(found.path, page, picture.note, picture=picture if keeps_pictures else None)


def _answered(prepared: _Prepared, classifier: Classifier) -> Outcome:
    if prepared.page is None:
        return Outcome(prepared.path, Reading(""), error=prepared.error)
    reading = read_divided(prepared.page, classifier)
    return Outcome(prepared.path, reading, prepared.note, picture=prepared.picture)
