"""Writing a drawing or a copy of the model, in one step or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage, QPainter

from app.core.errors import InkdigitError
from app.ui.ink_layer import paint_ink
from app.ui.opening import STROKE_SUFFIXES
from app.ui.sentences import spoken_reason
from app.ui.theme import LIGHT_COLOURS

if TYPE_CHECKING:
    from app.core.ink import Drawing

PICTURE_SUFFIX = ".png"
PICTURE_SIDE = 560
"""Pixels of a saved picture's height."""
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SavedPicture:
    """Where a copy of a picture was written; ``note`` says what is not as it was meant to be."""

    path: Path
    note: str = ""


def save_drawing(drawing: Drawing, path: Path) -> Path:
    """Write a drawing as PNG (ink on white) or, by the name's ending, as strokes; return the path.

    Raises:
        InkdigitError: the ending is unknown, or the file cannot be written.
    """
    from app.core.ink import drawing_to_json

    suffix = path.suffix.lower()
    if suffix in STROKE_SUFFIXES:
        return save_content(drawing_to_json(drawing) + "\n", path)
    if suffix == PICTURE_SUFFIX:
        return save_png(_image_of(drawing), path)
    raise InkdigitError(
        translate("Saving", "A drawing cannot be saved as “{name}”.").format(name=path.name),
        translate("Saving", "Let the name end in .png for a picture or in .ndjson for strokes."),
    )


def save_content(content: str | bytes, path: Path) -> Path:
    """Write a file and return its path.

    Raises:
        InkdigitError: it cannot be written.
    """
    from app.core.files import write_atomic

    with _writing(path):
        write_atomic(path, content)
    return path


def save_png(image: QImage, path: Path) -> Path:
    """Write an image as PNG and return its path.

    Raises:
        InkdigitError: it cannot be written.
    """
    from app.core.files import write_atomic_with

    def write(part: Path) -> None:
        if not image.save(str(part), "PNG"):  # type: ignore[call-overload]  # the stubs want bytes, which fail
            raise OSError(0, translate("Saving", "the picture could not be written"))

    with _writing(path):
        write_atomic_with(path, write)
    return path


def save_report_picture(page: Path, path: Path) -> Path:
    """Copy the picture that lies beside a report card's page; return the path.

    Raises:
        InkdigitError: the ending is not .png, or the file cannot be read or written.
    """
    from app.core.files import write_atomic_with

    if path.suffix.lower() != PICTURE_SUFFIX:
        raise InkdigitError(
            translate("Saving", "A report card cannot be saved as “{name}”.").format(name=path.name),
            translate("Saving", "Let the name end in .png."),
        )
    with _writing(path):
        write_atomic_with(path, lambda part: shutil.copyfile(page.with_suffix(PICTURE_SUFFIX), part))
    return path


def export_model(key: str, path: Path) -> Path:
    """Copy a model, or its Keras or LiteRT file alone, by the ending of ``path``; return the path.

    Raises:
        InkdigitError: the model is damaged, the ending is unknown, or the file cannot be written.
    """
    from app.core.bundle import read_bundle
    from app.core.files import write_atomic_with
    from app.core.packed import SUFFIX, pack_bundle

    bundle = read_bundle(key)
    sources = {".keras": bundle.keras_path, ".tflite": bundle.litert_path}
    if path.suffix.lower() == ".tflite" and not bundle.has_litert:
        raise InkdigitError(
            translate("Saving", "This model has no LiteRT file: LiteRT cannot run it."),
            translate("Saving", "Let the name end in .inkdigit or .keras."),
        )
    source = sources.get(path.suffix.lower())
    is_packed = path.suffix.lower() == SUFFIX
    if source is None and not is_packed:
        raise InkdigitError(
            translate("Saving", "A model cannot be exported as “{name}”.").format(name=path.name),
            translate("Saving", "Let the name end in .inkdigit, .keras or .tflite."),
        )
    with _writing(path):
        if is_packed:
            pack_bundle(bundle, path)
        elif source is not None:
            write_atomic_with(path, lambda part: shutil.copyfile(source, part))
    return path


def _image_of(drawing: Drawing) -> QImage:
    """Return ink on white."""
    width, height = drawing.size
    image = QImage(round(PICTURE_SIDE * width / height), PICTURE_SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_ink(painter, drawing, PICTURE_SIDE, QColor(LIGHT_COLOURS.ink))
    painter.end()
    return image


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say in a sentence why a file cannot be written."""
    try:
        yield
    except OSError as error:
        reason = spoken_reason(error)
        raise InkdigitError(
            translate("Saving", "“{path}” cannot be saved ({reason}).").format(path=path, reason=reason),
            translate("Saving", "Choose another folder, or make room."),
        ) from error
