"""A chunk of a list of pictures, read in one go: small pictures share their work, a slow one ends the chunk."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.core.errors import InkdigitError
from app.core.found import Found, Sent
from app.core.images import Picture, Pixels, decode_picture, read_bytes, read_picture
from app.core.job import Token, checked_by, checkpoint
from app.core.page_wish import PageWish
from app.core.preprocessing import INK_28
from app.core.small_ink import MAX_SMALL_SIDE
from app.core.small_raster import Framed, frame_small
from app.recognition.classifier import Classifier
from app.recognition.opening import OpenedPage, OpenPage, open_page, opened_page, preview_of
from app.recognition.pages import read_divided
from app.recognition.reader import FramedDigit, Reading, read_frames

_LONG_S = 0.3
"""A chunk that has taken so long gives the rest of itself back."""

Chunk = tuple[Found, ...]


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


@dataclass(frozen=True, slots=True)
class ChunkResult:
    """The outcomes of the first paths of a chunk, the ``rest`` that there was no time for, and the seconds it took."""

    outcomes: tuple[Outcome, ...]
    rest: Chunk
    seconds: float


class Answerers:
    """A classifier for each of several threads: its twins, or itself in turn where it can have none."""

    def __init__(self, classifier: Classifier) -> None:
        self.preprocessing = classifier.card.preprocessing
        self._twin: Callable[[], Classifier] | None = getattr(classifier, "twin", None)
        self._spare: queue.SimpleQueue[Classifier] = queue.SimpleQueue()
        self._spare.put(classifier)

    @contextmanager
    def taken(self) -> Iterator[Classifier]:
        """Yield a classifier that no other thread uses meanwhile."""
        classifier = self._take()
        try:
            yield classifier
        finally:
            self._spare.put(classifier)

    def _take(self) -> Classifier:
        if self._twin is not None and self._spare.empty():
            try:
                return self._twin()
            except InkdigitError:  # the model's file has gone since
                self._twin = None
        return self._spare.get()


class ChunkReader:
    """Read chunks, in any thread."""

    def __init__(
        self,
        answerers: Answerers,
        token: Token,
        *,
        is_whole: bool = False,
        preview_side: int = 0,
        open_page: OpenPage = open_page,
    ) -> None:
        self._answerers, self._token = answerers, token
        self._wish = PageWish(is_whole, answerers.preprocessing, preview_side, keeps_ink=False)
        self._open_page = open_page
        self._turn = threading.Lock()
        """Small pictures are much Python and little else: threads that fight over it take longer than one after the
        other, each computing while the next one opens."""

    def __call__(self, chunk: Chunk) -> ChunkResult:
        """Read at least the first picture of ``chunk``.

        Raises:
            Cancelled: the token was cancelled.
        """
        with checked_by(self._token), self._turn if self._is_in_turn(chunk) else nullcontext():
            began = time.monotonic()
            read: list[_Read] = []
            for found in chunk:
                if read and time.monotonic() - began > _LONG_S:
                    break
                checkpoint()
                read.append(self._opened(found))
            _frame(read)
            seconds = time.monotonic() - began
        self._answer([one for one in read if one.reading is None])
        outcomes = tuple(one.outcome(self._wish.preview_side) for one in read)
        return ChunkResult(outcomes, chunk[len(read) :], seconds)

    def _is_in_turn(self, chunk: Chunk) -> bool:
        return len(chunk) > 1 and self._open_page is open_page  # another process is not fought with

    def _opened(self, found: Found) -> "_Read":
        """Open one picture, and read it too if it is a page: the rest of a chunk can wait, its memory cannot."""
        try:
            if found.error is not None:
                raise found.error
            if self._open_page is not open_page:
                opened = self._open_page(Path(found.path), wish=self._wish, token=self._token)
            else:
                picture = _picture_of(found)
                if max(picture.size) <= MAX_SMALL_SIDE and self._wish.preprocessing == INK_28:
                    return _Read(found.path, picture.note, pixels=picture.pixels)
                checkpoint()
                opened = opened_page(picture, self._wish)
        except InkdigitError as error:
            return _Read(found.path, reading=Reading(""), error=error)
        return self._read(found.path, opened)

    def _read(self, path: str, opened: OpenedPage) -> "_Read":
        page = opened.page
        if page.ink is None:
            return _Read(path, opened.note, preview=opened.preview, frame=page.whole)
        with self._answerers.taken() as classifier:
            return _Read(path, opened.note, preview=opened.preview, reading=read_divided(page, classifier))

    def _answer(self, singles: Sequence["_Read"]) -> None:
        """Read pictures that are one digit, in one batch."""
        if not singles:
            return
        with self._answerers.taken() as classifier:
            readings = read_frames([one.frame for one in singles], classifier)
        for one, reading in zip(singles, readings, strict=True):
            one.reading = reading


def _picture_of(found: Found) -> Picture:
    path = Path(found.path)
    if not isinstance(found, Sent):
        return read_picture(path)
    content = read_bytes(Path(found.place), called=path) if found.content is None else found.content
    return decode_picture(content, name=path.name)


@dataclass(slots=True, eq=False)
class _Read:
    """A picture on its way: ``pixels`` of a small one, the ``frame`` of one digit, and at last its ``reading``."""

    path: str
    note: str = ""
    pixels: Pixels | None = None
    preview: Pixels | None = None
    frame: FramedDigit | None = None
    reading: Reading | None = None
    error: InkdigitError | None = None

    def outcome(self, preview_side: int) -> Outcome:
        """Return what became of it."""
        assert self.reading is not None
        preview = self.preview
        if preview_side and self.pixels is not None:
            preview = preview_of(Picture(self.pixels), preview_side)
        return Outcome(self.path, self.reading, self.note, self.error, preview)


def _frame(read: Sequence[_Read]) -> None:
    """Frame small pictures, those of one size together."""
    by_size: dict[tuple[int, ...], list[tuple[_Read, Pixels]]] = {}
    for one in read:
        if one.pixels is not None:
            by_size.setdefault(one.pixels.shape, []).append((one, one.pixels))
    for alike in by_size.values():
        for (one, _), framed in zip(alike, frame_small(np.stack([pixels for _, pixels in alike])), strict=True):
            one.frame = None if framed is None else _framed_digit(framed)


def _framed_digit(framed: Framed) -> FramedDigit:
    left, top, right, bottom = framed.box
    return FramedDigit((left, top, right - left, bottom - top), framed.raster, framed.cutout)
