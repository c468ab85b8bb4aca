"""Every digit of a picture brings the ink that its raster was made of."""

import numpy as np
import pytest

from app.core.images import Picture
from app.core.raster import raster_of_cutout
from app.recognition.pages import divide, frame_box, read
from app.recognition.reader import FramedDigit, ReadDigit
from tests.unit.core.pictures import drawn
from tests.unit.recognition.fakes import FakeClassifier


def sheet() -> Picture:
    """Return a page of six digits."""
    return Picture(np.tile(drawn(canvas=(160, 160), height=80, brush=8), (2, 3, 1)))


@pytest.mark.parametrize("is_whole", [False, True])
def test_the_raster_of_a_digit_is_made_of_its_cutout(is_whole: bool) -> None:
    digits: tuple[ReadDigit | FramedDigit, ...] = read(sheet(), FakeClassifier(), is_whole=is_whole).digits
    framed = frame_box(divide(sheet()), (20, 20, 120, 120))
    assert framed is not None
    assert len(digits) == (1 if is_whole else 6)
    for digit in (*digits, framed):
        assert digit.cutout is not None
        assert np.array_equal(raster_of_cutout(digit.cutout), digit.raster)
