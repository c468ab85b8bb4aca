"""A folder's pictures, read one after the other off the window's thread; their full answers wait in a file."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QImage

from app.core.errors import ImageError, InkdigitError
from app.core.events import Progress
from app.core.job import Job, Report, Token
from app.core.prediction import Verdict
from app.ui.annotating import annotated
from app.ui.kept_classifier import let_go
from app.ui.marks import Mark
from app.ui.opening import image_of
from app.ui.saving import SavedPicture, save_content, save_png
from app.ui.sentences import spoken

if TYPE_CHECKING:
    from app.compute.pictures import PictureProcesses
    from app.core.found import Count
    from app.recognition.chunks import Outcome
    from app.recognition.classifier import Classifier

translate = QCoreApplication.translate
THUMBNAIL = QSize(72, 48)
MAX_PICTURES = 200_000
_MAX_THUMBNAILS = 4_000
"""Pictures beyond so many have no thumbnail, so that memory stays flat."""
_REPORT_S = 0.1
_ANNOTATED_SIDE = 4_000
FAILED = "failed"


@dataclass(frozen=True, slots=True, eq=False)
class FolderRow:
    """One picture of a folder: what the table shows of it, and where its full answer is in the spool (bytes).

    ``verdict`` is the worst of its digits, "empty" without any, or "failed"; ``confidence`` is the lowest, 0-1.
    """

    path: str
    name: str
    text: str
    confidence: float
    verdict: str
    note: str
    start: int
    length: int
    thumbnail: QImage | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FolderProgress:
    """Rows that are new, how many pictures are done, how many there are, and the seconds that are left.

    ``total`` is None until all are counted.
    """

    rows: tuple[FolderRow, ...]
    done: int
    total: int | None
    seconds_left: float


class Spool:
    """A file without a name for full answers, a JSON line each; threads may append and read at the same time."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this
        self._lock = threading.Lock()
        self._end = 0

    def append(self, fields: dict[str, Any]) -> tuple[int, int]:
        """Add an answer; return its place and length in bytes."""
        line = json.dumps(fields).encode() + b"\n"
        with self._lock:
            self._file.seek(self._end)
            self._file.write(line)
            start, self._end = self._end, self._end + len(line)
        return start, len(line)

    def answers(self, rows: Sequence[FolderRow]) -> Iterator[dict[str, Any]]:
        """Yield the answers of rows, as the command line prints them."""
        for row in rows:
            with self._lock:
                self._file.seek(row.start)
                line = self._file.read(row.length)
            yield json.loads(line)

    def __del__(self) -> None:
        self._file.close()


def reading_job(folder: Path, classifier_of: ClassifierMaker, pictures: PictureProcesses, spool: Spool) -> Job:
    """Return the job that reads a folder: it reports ``FolderProgress`` and appends each full answer to ``spool``."""

    def job(report: Report, token: Token) -> int:
        from app.core.found import Count, found_pictures
        from app.recognition.batch import read_all

        side, open_page = 2 * THUMBNAIL.width(), pictures.open_page
        count = Count([str(folder)], most=MAX_PICTURES)
        try:
            with classifier_of.opened(token) as classifier:
                found = found_pictures([str(folder)])
                outcomes = read_all(found, classifier, preview_side=side, open_page=open_page, token=token)
                with closing(outcomes):
                    return _reported(outcomes, folder, count, spool, report)
        finally:
            count.stop()
            pictures.shrink()

    return job


class ClassifierMaker:
    """Load a model of one's own in the thread that uses it: a LiteRT interpreter serves one thread."""

    def __init__(self, load: Any, key: str) -> None:
        self._load, self._key = load, key

    def __call__(self) -> Classifier:
        """Return a classifier."""
        classifier: Classifier = self._load(self._key)
        return classifier

    @contextmanager
    def opened(self, token: Token) -> Iterator[Classifier]:
        """Yield a classifier; ``token`` ends the wait for one that takes a process, which ends with the block."""
        with ExitStack() as stack:
            cancel = getattr(self._load, "cancel", None)
            if cancel is not None:
                stack.callback(token.watch(lambda: cancel() if token.is_cancelled else None))
            classifier = self()
            stack.callback(let_go, classifier)
            yield classifier


def _too_many() -> ImageError:
    return ImageError(
        translate("Folder", "There are more than {count} pictures in this folder.").format(count=f"{MAX_PICTURES:,}"),
        translate("Folder", "Choose a folder within it, or use “inkdigit classify FOLDER --csv OUT”."),
    )


def _reported(outcomes: Iterator[Outcome], folder: Path, count: Count, spool: Spool, report: Report) -> int:
    rows: list[FolderRow] = []
    began = told = time.monotonic()
    done = 0
    for outcome in outcomes:
        if count.is_beyond:
            raise _too_many()
        rows.append(_row(outcome, folder, spool, has_thumbnail=done < _MAX_THUMBNAILS))
        done += 1
        now = time.monotonic()
        if now - told >= _REPORT_S:
            total = count.total  # of a folder that changes meanwhile, more may be done than were counted
            seconds_left = 0.0 if total is None else (now - began) / done * max(total - done, 0)
            report(FolderProgress(tuple(rows), done, total and max(total, done), seconds_left))
            rows, told = [], now
    report(FolderProgress(tuple(rows), done, done, 0.0))
    return done


def _row(outcome: Outcome, folder: Path, spool: Spool, *, has_thumbnail: bool) -> FolderRow:
    from app.core.files import shown
    from app.recognition.results import picture_fields

    start, length = spool.append(picture_fields(outcome, None))
    digits = outcome.reading.digits
    path = Path(outcome.path)
    return FolderRow(
        outcome.path,
        shown(path.relative_to(folder) if path.is_relative_to(folder) else path),
        outcome.reading.text.replace("\n", " / "),
        min((digit.prediction.confidence for digit in digits), default=0.0),
        _verdict(outcome),
        spoken(outcome.error.message if outcome.error is not None else outcome.note),
        start,
        length,
        _thumbnail(outcome) if has_thumbnail else None,
    )


def _verdict(outcome: Outcome) -> str:
    if outcome.error is not None:
        return FAILED
    verdicts = {digit.prediction.verdict for digit in outcome.reading.digits}
    for verdict in (Verdict.NOT_A_DIGIT, Verdict.UNSURE, Verdict.DIGIT):
        if verdict in verdicts:
            return str(verdict)
    return str(Verdict.EMPTY)


def _thumbnail(outcome: Outcome) -> QImage | None:
    if outcome.preview is None:
        return None
    return (
        image_of(outcome.preview)
        .scaled(THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        .convertToFormat(QImage.Format.Format_RGB888)
    )


def export_table(path: Path, spool: Spool, rows: Sequence[FolderRow]) -> Path:
    """Write the answers as CSV, or as JSON lines where the name ends in .json, and return the path.

    Raises:
        InkdigitError: it cannot be written.
    """
    from app.recognition.results import csv_text, rows_of

    answers = spool.answers(rows)
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
        text = "".join(json.dumps(fields) + "\n" for fields in answers)
    else:
        text = csv_text(row for fields in answers for row in rows_of(fields))
    return save_content(text, path)


def export_pictures(
    folder: Path, spool: Spool, rows: Sequence[FolderRow], pictures: PictureProcesses, report: Report, token: Token
) -> SavedPicture:
    """Write a copy of each picture with boxes and readings to a folder, as PNG; say how many are gone by now.

    No file that is there already is written over.

    Raises:
        InkdigitError: a copy cannot be written.
    """
    gone, readable = 0, [row for row in rows if row.verdict != FAILED]
    for number, fields in enumerate(spool.answers(readable), start=1):
        token.raise_if_cancelled()
        source = Path(fields["path"])
        try:
            size, pixels = pictures.open_preview(source, _ANNOTATED_SIDE, token=token)
        except InkdigitError:
            gone += 1
            continue
        image = annotated(image_of(pixels), size, [_mark_of(digit) for digit in fields["digits"]])
        save_png(image, _free(folder, f"{source.stem[:80]}-{number:05d}"))
        report(Progress("writing", number, len(readable)))
    note = translate("Folder", "{count} of the pictures cannot be read any more.").format(count=f"{gone:,}")
    return SavedPicture(folder, note if gone else "")


def _free(folder: Path, stem: str) -> Path:
    """Return a path for a picture where there is nothing yet."""
    names = chain([stem], (f"{stem}-{again}" for again in count(2)))
    return next(path for name in names if not (path := folder / f"{name}.png").exists())


def _mark_of(fields: dict[str, Any]) -> Mark:
    from app.core.prediction import Prediction

    x, y, width, height = fields["box"]
    prediction = Prediction(fields["probabilities"], Verdict(fields["verdict"]))
    return Mark(fields["row"], (x, y, width, height), None, prediction)
