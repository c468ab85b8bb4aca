"""From a picture to the digits in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.core.images import Picture, ink_of
from app.core.inkfinder import reduction_of
from app.core.prediction import Prediction, Verdict
from app.core.raster import MIN_EXTENT, Cutout, Raster, ink_box, raster_of_cutout
from app.core.verdict import predictions_of
from app.recognition.classifier import Classifier

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class ReadDigit:
    """One digit of a picture: its text ``row`` from 0, its ``box`` (x, y, width, height) in pixels, what was read.

    ``raster`` was made of ``cutout``; that is None for a raster that is read as it is.
    """

    row: int
    box: Box
    raster: Raster
    prediction: Prediction
    cutout: Cutout | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a picture says: ``text``, a line a row, and its digits in reading order; both empty without ink.

    What is not a digit is among the digits, with that verdict, but not in the text.
    """

    text: str
    digits: tuple[ReadDigit, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class FramedDigit:
    """Ink that is one digit, ready for a classifier: ``box`` (x, y, width, height) and raster uint8 (28, 28).

    ``raster`` was made of ``cutout``; that is None for a raster that is read as it is.
    """

    box: Box
    raster: Raster
    cutout: Cutout | None = None


def frame_whole(picture: Picture) -> FramedDigit | None:
    """Frame a whole picture as one digit; None if there is no ink in it."""
    ink = ink_of(picture)
    found = ink_box(ink)
    if found is None:
        return None
    width, height = picture.size
    factor = reduction_of(width, height)
    left, top, right, bottom = (side * factor for side in found)
    right, bottom = min(right, width), min(bottom, height)
    cutout = Cutout(ink[found[1] : found[3], found[0] : found[2]], MIN_EXTENT * max(ink.shape))
    return FramedDigit((left, top, right - left, bottom - top), raster_of_cutout(cutout), cutout)


def read_frames(frames: Sequence[FramedDigit | None], classifier: Classifier) -> list[Reading]:
    """Classify framed pictures in one batch and return a reading for each; None becomes an empty reading."""
    present = [frame for frame in frames if frame is not None]
    if not present:
        return [Reading("") for _ in frames]
    rasters = np.stack([frame.raster for frame in present])
    answers = iter(predictions_of(rasters, classifier.logits(rasters), classifier.card))
    return [Reading("") if frame is None else whole_reading(frame, next(answers)) for frame in frames]


def whole_reading(frame: FramedDigit, prediction: Prediction) -> Reading:
    """Return the reading of a picture that is one digit."""
    text = "" if prediction.verdict is Verdict.NOT_A_DIGIT else prediction.label or ""
    return Reading(text, (ReadDigit(0, frame.box, frame.raster, prediction, frame.cutout),))
