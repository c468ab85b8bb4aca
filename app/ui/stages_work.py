"""What the window of steps has computed off the GUI thread: a digit's pictures and its readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QImage

from app.core.errors import InkdigitError
from app.core.preprocessing import INK_28
from app.core.raster import Framing
from app.core.stages import PictureDigit, Pixels, Subject
from app.recognition.leaving_out import StagesReading, read_stages
from app.ui.kept_classifier import KeptClassifier
from app.ui.newest import IsOvertaken
from app.ui.sketch import Sketch

if TYPE_CHECKING:
    from app.core.raster import Cutout
    from app.ui.marks import Mark
    from app.ui.opening import OpenedPicture

translate = QCoreApplication.translate
_AROUND = 0.8
"""So much of its longer side is shown around a digit of a page."""
_MAX_SIDE = 640


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A digit of a picture: the part of the picture around it, its ``box`` there, and its ink."""

    image: QImage
    box: QRect
    cutout: Cutout


@dataclass(frozen=True, slots=True, eq=False)
class StagesQuestion:
    """Which model, by its key, is to read what, by which steps."""

    key: str
    source: Sketch | Region
    framing: Framing


class StagesWork(KeptClassifier):
    """Answer a ``StagesQuestion`` with a ``StagesReading``; keeps the model of the last one."""

    def __call__(self, question: StagesQuestion, _is_overtaken: IsOvertaken) -> StagesReading:
        """Take the steps and read.

        Raises:
            InkdigitError: the model cannot be loaded, or wants pictures of another kind; says why.
        """
        classifier = self.of(question.key)
        if classifier.card.preprocessing != INK_28:
            raise InkdigitError(
                translate("Stages", "The model in use is not fed like this."),
                translate("Stages", "Choose a model for digits under Model, Models…"),
            )
        return read_stages(_subject_of(question.source), question.framing, classifier)


def region_of(opened: OpenedPicture, mark: Mark) -> Region | None:
    """Return a digit of a picture with what is around it; None for one that is read pixel for pixel."""
    if mark.cutout is None:
        return None
    scale = opened.image.width() / opened.size[0]
    x, y, width, height = mark.box
    box = QRect(round(x * scale), round(y * scale), max(1, round(width * scale)), max(1, round(height * scale)))
    whole = opened.image.rect()
    margin = round(_AROUND * max(box.width(), box.height()))
    around = box.adjusted(-margin, -margin, margin, margin) & whole if opened.page is not None else whole
    return Region(opened.image.copy(around), box.translated(-around.topLeft()), mark.cutout)


def _subject_of(source: Sketch | Region) -> Subject:
    if isinstance(source, Sketch):
        return source.complete()
    image, box = source.image, source.box
    share = _MAX_SIDE / max(image.width(), image.height())
    if share < 1:
        size = QSize(max(1, round(image.width() * share)), max(1, round(image.height() * share)))
        image = image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
        box = QRect(
            box.topLeft() * share, QSize(max(1, round(box.width() * share)), max(1, round(box.height() * share)))
        )
    return PictureDigit(_pixels_of(image), (box.x(), box.y(), box.width(), box.height()), source.cutout)


def _pixels_of(image: QImage) -> Pixels:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()
