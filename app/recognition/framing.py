"""From a picture to the raster that a model wants, by the preprocessing that its card names."""

from app.core.garment import frame_garment
from app.core.images import Picture
from app.core.preprocessing import GARMENT_28, INK_28
from app.recognition.classifier import Classifier
from app.recognition.reader import FramedDigit, Reading, frame_whole, read_frames


def frame_for(picture: Picture, preprocessing: str = INK_28) -> FramedDigit | None:
    """Frame a whole picture as the one thing that a model reads; None if nothing stands out."""
    if preprocessing != GARMENT_28:
        return frame_whole(picture)
    framed = frame_garment(picture.pixels)
    return None if framed is None else FramedDigit(*framed)


def read_whole(picture: Picture, classifier: Classifier) -> Reading:
    """Read a whole picture as the one thing that it shows."""
    return read_frames([frame_for(picture, classifier.card.preprocessing)], classifier)[0]
