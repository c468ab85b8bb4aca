"""What can be opened, and how: a path, a drop or the clipboard becomes a picture to show or a drawing to edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.compute.pictures import PictureProcesses
from app.core.errors import ImageError, InkdigitError, StrokesError, said
from app.core.job import Job, Token
from app.core.page_wish import PageWish
from app.core.preprocessing import INK_28
from app.ui.sentences import spoken
from app.ui.sources import Source, source_of
from app.ui.task import Task, Tasks
from app.ui.timers import make_timer

if TYPE_CHECKING:
    from app.core.images import Pixels
    from app.core.ink import Drawing
    from app.core.raster import Raster
    from app.recognition.opening import OpenedPage
    from app.recognition.pages import DividedPage
    from app.recognition.reader import FramedDigit

STROKE_SUFFIXES = (".ndjson", ".jsonl")
NUMBER_SUFFIXES = (".npy", ".csv", ".txt")
SHOWN_SIDE = 1600
"""Pixels of the longer side of a picture as it is kept for display."""
_MAX_STROKE_BYTES = 32_000_000
_REST_MS = 60_000
"""Without a picture for so long the process that opens them is let go of, with its memory."""
_STRIP_PIXELS = 500_000
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, eq=False)
class OpenedPicture:
    """A picture to be shown: ``image`` may be smaller than ``size``.

    ``page`` is there for a picture that is read as a page. One that is read as a single digit has a ``frame``
    instead, or neither where nothing was found.
    """

    name: str
    note: str
    size: tuple[int, int]
    image: QImage
    frame: FramedDigit | None
    page: DividedPage | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OpenedDrawing:
    """A drawing on a canvas of our own size, ready to be edited."""

    name: str
    note: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class OpenedFolder:
    """A folder, to be read as a whole; or a model, where it has a card."""

    path: Path
    is_model: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What is opened, and whether as one digit."""

    source: Source = None
    is_whole: bool = False


class Opener(QObject):
    """Open one thing at a time off the GUI thread; a newer one takes the place of one still on its way."""

    started = Signal(str)
    """The name of what is being opened."""
    picture_opened = Signal(object)
    drawing_opened = Signal(object)
    folder_opened = Signal(object)
    """The path of a folder, to be read as a whole."""
    model_opened = Signal(object)
    """The path of a folder that is a model."""
    failed = Signal(object)

    def __init__(
        self, tasks: Tasks, parent: QObject | None = None, *, pictures: PictureProcesses | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.pictures = pictures or PictureProcesses()
        self._rest = make_timer(self, _REST_MS, is_single=True)
        self._rest.timeout.connect(self._on_rest)
        self._task: Task | None = None
        self._asked = self._shown = _Asked()
        """What was asked for last, and what is on show: not the same where that failed."""
        self.is_whole = False
        """Whether a picture is read as one digit, and not as a page."""
        self._preprocessing = INK_28
        self.path: Path | None = None
        """The file that was asked for last; None after a pasted picture."""

    @property
    def source(self) -> Source:
        """Return where the picture on show comes from."""
        return self._shown.source

    def open_path(self, path: Path) -> None:
        """Open a picture, a file of strokes, or a folder. The disk is asked in a thread: a dead drive never answers."""
        self.path = path
        self._asked = _Asked(path, self.is_whole)
        pictures, wish = self.pictures, self._wish()
        self._start(path.name, lambda _report, token: open_path(path, wish, pictures, token))

    def open_again(self) -> None:
        """Open what was opened last once more, as ``is_whole`` says now."""
        source = self._asked.source
        if isinstance(source, Path):
            self.open_path(source)
        elif source is not None:
            self._open_image(source)

    def prepare_for(self, preprocessing: str, *, is_shown: bool) -> bool:
        """Prepare pictures as a model wants them from now on; what is on its way or ``is_shown`` is opened anew.

        Say whether it is.
        """
        has_changed = preprocessing != self._preprocessing
        self._preprocessing = preprocessing
        if not has_changed or self._asked.source is None or not (is_shown or self._task is not None):
            return False
        self.open_again()
        return True

    def forget(self) -> None:
        """Give up what is on its way, and what was opened last."""
        self._asked = self._shown = _Asked()
        self.cancel()

    def _wish(self) -> PageWish:
        return PageWish(self.is_whole, self._preprocessing, SHOWN_SIDE)

    def open_mime(self, mime: QMimeData | None) -> None:
        """Open what was dropped or pasted: one local file or one picture. Nothing is ever fetched."""
        try:
            source = source_of(mime or QMimeData())
        except InkdigitError as error:
            self.failed.emit(error)
            return
        if isinstance(source, Path):
            self.open_path(source)
        else:
            self._open_image(source)

    def _open_image(self, image: QImage | bytes) -> None:
        self.path = None
        self._asked = _Asked(image, self.is_whole)
        pictures, wish = self.pictures, self._wish()
        name = translate("Opening", "Pasted picture")
        self._start(name, lambda _report, token: open_image(image, name, wish, pictures, token))

    def prepare(self) -> None:
        """Get ready for a picture that is likely to come."""
        self.pictures.warm()
        self._rest.start()

    def stop(self) -> None:
        """Let go of what was kept ready. The tasks must have ended."""
        self._rest.stop()
        self.pictures.close()

    def cancel(self) -> None:
        """Give up what is on its way."""
        self._drop()
        self._go_back()

    def _drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _go_back(self) -> None:
        """Be again where the picture on show was opened."""
        self._asked = self._shown
        if self._shown.source is not None:
            self.is_whole = self._shown.is_whole

    def _start(self, name: str, job: Job) -> None:
        self._drop()
        self._task = self._tasks.create(job)
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self.started.emit(name)
        self._rest.start()
        self._task.start()

    @Slot()
    def _on_rest(self) -> None:
        self.pictures.close()

    @Slot(object)
    def _on_succeeded(self, opened: object) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        if isinstance(opened, OpenedFolder):
            self._go_back()
            (self.model_opened if opened.is_model else self.folder_opened).emit(opened.path)
            return
        self._shown = self._asked
        if isinstance(opened, OpenedDrawing):
            self.drawing_opened.emit(opened)
        else:
            self.picture_opened.emit(opened)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if self.sender() is self._task:
            self._task = None
            self._go_back()
            self.failed.emit(error)


def open_path(
    path: Path, wish: PageWish, pictures: PictureProcesses, token: Token
) -> OpenedPicture | OpenedDrawing | OpenedFolder:
    """Read a picture, a file of strokes, or a picture that is written as numbers; say whether it is a folder.

    Raises:
        InkdigitError: says what is wrong with the file.
    """
    if _is_folder(path):
        from app.core.bundle import CARD_NAME

        return OpenedFolder(path, (path / CARD_NAME).is_file())
    if path.suffix.lower() in STROKE_SUFFIXES:
        return _open_strokes(path)
    if path.suffix.lower() in NUMBER_SUFFIXES:
        return _open_numbers(path)
    return _opened_picture(pictures.open_page(path, wish=wish, token=token), path.name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # told when it is read
        return False


def open_image(
    image: QImage | bytes, name: str, wish: PageWish, pictures: PictureProcesses, token: Token
) -> OpenedPicture:
    """Take a picture that is in memory already, within the same limits as a file."""
    from app.core.images import MAX_PIXELS

    if isinstance(image, bytes):
        return _opened_picture(pictures.open_content(image, name, wish=wish, token=token), name)
    if image.width() * image.height() > MAX_PIXELS:
        size = f"{image.width():,} × {image.height():,}"
        raise ImageError(
            translate("Opening", "The picture has {size} pixels, which is too many.").format(size=size),
            translate("Opening", "Copy a smaller part of it."),
        )
    strips = list(_strips_of(image, token))
    return _opened_picture(pictures.open_strips(strips, name, wish=wish, token=token), name)


def _strips_of(image: QImage, token: Token) -> Iterator[Pixels]:
    """Yield the pixels of an image, uint8 (rows, width, 4), RGBA, in strips: each holds up the window only shortly."""
    import numpy as np

    rows = max(1, _STRIP_PIXELS // image.width())
    for top in range(0, image.height(), rows):
        token.raise_if_cancelled()
        strip = image.copy(0, top, image.width(), min(rows, image.height() - top))
        strip = strip.convertToFormat(QImage.Format.Format_RGBA8888)
        yield np.array(strip.constBits(), np.uint8).reshape(strip.height(), strip.width(), 4)


def whole_image(source: Source, pictures: PictureProcesses, token: Token) -> QImage:
    """Return a picture in its own resolution; no pixels at all for one of our own.

    Raises:
        InkdigitError: it cannot be read any more.
    """
    from app.core.images import MAX_SIDE

    if isinstance(source, Path):
        return image_of(pictures.open_preview(source, MAX_SIDE, token=token)[1])
    if isinstance(source, bytes):
        wish = PageWish(is_whole=True, preview_side=MAX_SIDE)
        opened = pictures.open_content(source, "", wish=wish, token=token)
        return QImage() if opened.preview is None else image_of(opened.preview)
    return QImage() if source is None else source


def opened_raster(raster: Raster, caption: str, note: str = "") -> OpenedPicture:
    """Return a raster, uint8 (28, 28), as a picture that is read as it is, pixel for pixel."""
    import numpy as np

    from app.recognition.reader import FramedDigit

    pixels = np.ascontiguousarray(raster)
    height, width = pixels.shape
    frame = FramedDigit((0, 0, width, height), pixels) if pixels.any() else None
    return OpenedPicture(caption, note, (width, height), image_of(pixels), frame)


def _opened_picture(opened: OpenedPage, name: str) -> OpenedPicture:
    is_page = opened.page.ink is not None
    frame = None if is_page else opened.page.whole
    assert opened.preview is not None
    image = image_of(opened.preview)
    return OpenedPicture(name, spoken(opened.note), opened.size, image, frame, opened.page if is_page else None)


def image_of(pixels: Pixels) -> QImage:
    """Return grey (height, width) or RGB (height, width, 3) pixels, uint8, as an image of its own."""
    import numpy as np

    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    form = QImage.Format.Format_Grayscale8 if pixels.ndim == 2 else QImage.Format.Format_RGB888
    return QImage(pixels.data, width, height, pixels.strides[0], form).copy()


def _open_numbers(path: Path) -> OpenedPicture:
    from app.core.number_pictures import read_number_pictures

    rasters = read_number_pictures(path)
    note = translate("Opening", "First of {count} pictures.").format(count=len(rasters)) if len(rasters) > 1 else ""
    return opened_raster(rasters[0], path.name, note)


def _open_strokes(path: Path) -> OpenedDrawing:
    from app.core.images import read_bytes
    from app.core.ink import drawing_from_json

    content = read_bytes(path)
    if len(content) > _MAX_STROKE_BYTES:
        raise StrokesError(
            said("“{name}” is too large for a file of strokes.", name=path.name), "Save fewer drawings in it."
        )
    try:
        lines = [line for line in content.decode("utf-8").splitlines() if line.strip()]
    except UnicodeDecodeError:
        raise StrokesError(
            said("“{name}” is not a file of strokes.", name=path.name), "It should be text, a line a drawing."
        ) from None
    if not lines:
        raise StrokesError(said("“{name}” is empty.", name=path.name), "Choose a file that Inkdigit has saved.")
    try:
        drawing = fitted(drawing_from_json(lines[0]))
    except InkdigitError as error:
        raise StrokesError(
            said("“{name}” cannot be opened: {reason}", name=path.name, reason=error.message), error.hint
        ) from None
    note = translate("Opening", "First of {count} drawings.").format(count=len(lines)) if len(lines) > 1 else ""
    return OpenedDrawing(path.name, note, drawing)


def fitted(drawing: Drawing) -> Drawing:
    """Return a drawing of any size on a canvas of ours, for a digit or for a number: scaled to fit, centred."""
    from app.core.defaults import CANVAS_SIDE, NUMBER_SIZE, is_number_size
    from app.core.ink import Drawing
    from app.core.settings import MAX_PEN, MIN_PEN

    width, height = drawing.size
    paper = NUMBER_SIZE if is_number_size(drawing.size) else (CANVAS_SIDE, CANVAS_SIDE)
    scale = min(paper[0] / width, paper[1] / height)
    shift = ((paper[0] - width * scale) / 2, (paper[1] - height * scale) / 2)
    result = Drawing(paper)
    for stroke in drawing.strokes:
        pen = min(max(stroke.width * scale, MIN_PEN), MAX_PEN)
        result = result.with_stroke(stroke.points * scale + shift, pen)
    return result
