import numpy as np
import pytest

from app.core.images import Picture, ink_of
from app.core.prediction import Verdict
from app.core.raster import raster_of_ink
from app.recognition.framing import read_whole
from app.recognition.reader import frame_whole, read_frames
from tests.unit.core.pictures import drawn
from tests.unit.recognition.fakes import FakeClassifier

BLANK = Picture(np.full((60, 80, 3), 255, dtype=np.uint8))


def test_a_whole_picture_is_one_digit_with_its_box() -> None:
    classifier = FakeClassifier()
    picture = Picture(drawn(canvas=(300, 200), height=120, place=(0.7, 0.5), brush=12))
    reading = read_whole(picture, classifier)
    (digit,) = reading.digits
    assert reading.text == "5"
    assert digit.row == 0
    x, y, width, height = digit.box
    assert [x, y, width, height] == pytest.approx([165, 40, 86, 128], abs=6)
    assert np.array_equal(digit.raster, raster_of_ink(ink_of(picture)))
    assert np.array_equal(classifier.asked[0], digit.raster)


def test_the_box_of_a_large_picture_is_in_its_own_pixels() -> None:
    small = drawn(canvas=(600, 450), height=300, brush=30)
    large = np.repeat(np.repeat(small, 5, axis=0), 5, axis=1)
    box, expected = frame_whole(Picture(large)), frame_whole(Picture(small))
    assert box is not None
    assert expected is not None
    assert np.abs(np.array(box.box) - 5 * np.array(expected.box)).max() <= 15


def test_a_picture_without_ink_says_nothing_and_asks_nothing() -> None:
    classifier = FakeClassifier()
    reading = read_whole(BLANK, classifier)
    assert (reading.text, reading.digits) == ("", ())
    assert not classifier.asked


def test_what_is_not_a_digit_is_no_text() -> None:
    reading = read_whole(Picture(drawn()), FakeClassifier(evidence=-5))
    assert reading.text == ""
    (digit,) = reading.digits
    assert digit.prediction.verdict is Verdict.NOT_A_DIGIT
    assert digit.prediction.label == "5"


def test_a_batch_keeps_the_order() -> None:
    frames = [frame_whole(BLANK), frame_whole(Picture(drawn())), frame_whole(BLANK)]
    assert [reading.text for reading in read_frames(frames, FakeClassifier())] == ["", "5", ""]
    assert read_frames([], FakeClassifier()) == []
