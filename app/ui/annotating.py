"""A copy of a picture with a box round each digit and its reading above it, large enough to be read at any size."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from app.core.errors import InkdigitError
from app.ui.results_painter import paint_mark
from app.ui.saving import PICTURE_SUFFIX, SavedPicture, save_png
from app.ui.theme import DARK_COLOURS, LIGHT_COLOURS

if TYPE_CHECKING:
    from app.compute.pictures import PictureProcesses
    from app.core.job import Token
    from app.ui.marks import Mark
    from app.ui.opening import OpenedPicture
    from app.ui.sources import Source

_FONT = 14
_TAG = 20
"""Pixels of a tag's letters and of a tag, where a unit is a pixel."""
_SHARE_OF_DIGIT = 0.33
_LEAST_SIDE = 320
"""Smaller pictures are enlarged by a whole factor: no letter fits into 28 pixels."""
_DARK = 90
translate = QCoreApplication.translate


def annotated(image: QImage, size: tuple[int, int], marks: Sequence[Mark]) -> QImage:
    """Return a copy of an image with its digits; their boxes are in pixels of a picture of ``size``."""
    factor = max(1, -(-_LEAST_SIDE // max(image.width(), image.height())))
    copy = image.scaled(image.size() * factor) if factor > 1 else image
    copy = copy.convertToFormat(QImage.Format.Format_RGB32)
    scale = copy.width() / size[0]
    unit = _unit_of(marks, scale, max(copy.width(), copy.height()))
    colours = DARK_COLOURS if _lightness_of(image) < _DARK else LIGHT_COLOURS
    painter = QPainter(copy)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(unit, unit)
    font = QFont()
    font.setPixelSize(_FONT)
    room = QRectF(0, 0, copy.width() / unit, copy.height() / unit)
    for mark in marks:
        x, y, width, height = (side * scale / unit for side in mark.box)
        box = QRectF(x, y, width, height).adjusted(-2, -2, 2, 2) & room.adjusted(1, 1, -1, -1)
        painter.setFont(font)
        paint_mark(painter, colours, mark, box, room, is_selected=False, in_full=len(marks) == 1)
    painter.end()
    return copy


def save_annotated(
    opened: OpenedPicture, marks: Sequence[Mark], source: Source, pictures: PictureProcesses, path: Path, token: Token
) -> SavedPicture:
    """Write a copy of a picture, in its own resolution where ``source`` still has it, as PNG.

    Raises:
        InkdigitError: the ending is not .png, or the file cannot be written.
    """
    if path.suffix.lower() != PICTURE_SUFFIX:
        raise InkdigitError(
            translate("Saving", "A picture cannot be saved as “{name}”.").format(name=path.name),
            translate("Saving", "Let the name end in .png."),
        )
    image, note = _whole_of(opened, source, pictures, token)
    copy = annotated(image, opened.size, marks)
    token.raise_if_cancelled()
    return SavedPicture(save_png(copy, path), note)


def _whole_of(opened: OpenedPicture, source: Source, pictures: PictureProcesses, token: Token) -> tuple[QImage, str]:
    """Return a picture in its own resolution; as it is on the screen, and why, where it is gone."""
    from app.ui.opening import whole_image

    if (opened.image.width(), opened.image.height()) == opened.size:
        return opened.image, ""
    try:
        image = whole_image(source, pictures, token)
    except InkdigitError:
        image = QImage()
    if image.size() == QSize(*opened.size):
        return image, ""
    return opened.image, translate("Saving", "Smaller than the picture: that cannot be read any more.")


def _unit_of(marks: Sequence[Mark], scale: float, longest: int) -> float:
    """Return the size of all that is painted: by the usual digit, within what can be read of the whole."""
    usual = median(mark.box[3] for mark in marks) * scale * _SHARE_OF_DIGIT / _TAG if marks else 1.0
    return min(max(usual, longest / 2000, 0.7), max(longest / 500, 0.7))


def _lightness_of(image: QImage) -> int:
    small = image.scaled(8, 8, mode=Qt.TransformationMode.SmoothTransformation).scaled(
        1, 1, mode=Qt.TransformationMode.SmoothTransformation
    )
    return small.pixelColor(0, 0).lightness()
