import numpy as np

from app.core.images import Picture, ink_of
from app.core.raster import raster_of_ink
from app.recognition.reader import frame_whole, read_frames, read_whole
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
    assert (y, y + height) == (200 / 2 - 60, 200 / 2 + 60) or abs(height - 122) <= 8
    assert 300 * 0.7 - 60 <= x <= 300 * 0.7
    assert x + width <= 300 * 0.7 + 60
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


def test_a_batch_keeps_the_order() -> None:
    frames = [frame_whole(BLANK), frame_whole(Picture(drawn())), frame_whole(BLANK)]
    assert [reading.text for reading in read_frames(frames, FakeClassifier())] == ["", "5", ""]
    assert read_frames([], FakeClassifier()) == []
