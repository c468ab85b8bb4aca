"""Numbers drawn with a pen: read as a row of digits, the unchanged ones not twice."""

from dataclasses import replace

import numpy as np
import pytest

from app.core.bundle import Thresholds, read_bundle
from app.core.ink import Drawing, Stroke
from app.core.prediction import Prediction, Verdict
from app.core.raster import Raster
from app.recognition.litert import LiteRTClassifier
from app.recognition.numbers import NumberReader, NumberReading, drawing_of_digit
from tests.ui.fakes import CARD, FakeClassifier, prediction_of

SIZE = (840.0, 280.0)


def number(*digits: list[list[tuple[float, float]]], left: float = 40.0, gap: float = 60.0) -> Drawing:
    """Draw digits, of lines in a box of 60 × 100, beside each other."""
    drawing = Drawing(SIZE)
    for lines in digits:
        for line in lines:
            drawing = drawing.with_stroke(np.array(line) + np.array((left, 90)), 12.0)
        left += 60 + gap
    return drawing


ONE = [[(30.0, 0.0), (30.0, 100.0)]]
SEVEN = [[(0.0, 0.0), (60.0, 0.0), (25.0, 100.0)], [(15.0, 50.0), (55.0, 50.0)]]
DASH = [[(0.0, 45.0), (60.0, 45.0), (60.0, 60.0), (0.0, 60.0)]]


def by_width(raster: Raster) -> Prediction:
    """Call what is narrow a 1, what is low a scribble, and the rest a 7."""
    columns, rows = np.flatnonzero(raster.any(axis=0)), np.flatnonzero(raster.any(axis=1))
    if len(rows) < 10:
        return prediction_of("5", 0.2, verdict=Verdict.NOT_A_DIGIT)
    return prediction_of("1", 0.9) if len(columns) < 8 else prediction_of("7", 0.8)


@pytest.fixture
def classifier() -> FakeClassifier:
    return FakeClassifier(by_width)


def test_a_number_is_its_digits_from_the_left(classifier: FakeClassifier) -> None:
    reading = NumberReader(classifier).read(number(ONE, SEVEN, ONE))
    assert reading.text == "171"
    assert [digit.strokes for digit in reading.digits] == [(0,), (1, 2), (3,)]
    assert reading.verdict is Verdict.DIGIT
    assert reading.confidence == pytest.approx(0.8, abs=0.01)
    assert reading.weakest == 1


def test_no_ink_is_no_number(classifier: FakeClassifier) -> None:
    reading = NumberReader(classifier).read(Drawing(SIZE))
    assert (reading.text, reading.verdict, reading.confidence) == ("", Verdict.EMPTY, 0.0)
    assert not classifier.seen


def test_what_is_no_digit_is_a_question_mark(classifier: FakeClassifier) -> None:
    reading = NumberReader(classifier).read(number(ONE, DASH, SEVEN))
    assert reading.text == "1?7"
    assert (reading.verdict, reading.weakest, reading.confidence) == (Verdict.NOT_A_DIGIT, 1, 0.0)


def test_unchanged_digits_are_not_read_again(classifier: FakeClassifier) -> None:
    reader = NumberReader(classifier)
    before = number(SEVEN, SEVEN, ONE)
    reader.read(before)
    seen = len(classifier.seen)
    reader.read(before)
    assert len(classifier.seen) == seen
    text = reader.read(before.with_stroke([(600, 90), (602, 190)], 12.0)).text
    assert text == "7711"
    assert len(classifier.seen) == seen + 1


def test_a_stroke_under_way_costs_only_its_own_neighbourhood(classifier: FakeClassifier) -> None:
    reader = NumberReader(classifier)
    before = number(*[SEVEN] * 6, gap=30.0)
    reader.read(before)
    for end in range(2, 30):
        seen = len(classifier.seen)
        points = [(640.0 + place, 90.0 + 3 * place) for place in range(end)]
        reader.read(before.with_stroke(points, 12.0))
        assert len(classifier.seen) - seen <= 4


def test_the_memory_of_a_long_stroke_is_bounded(classifier: FakeClassifier) -> None:
    reader = NumberReader(classifier)
    for end in range(2, 700):
        reader.read(Drawing(SIZE).with_stroke([(10.0, y / 4) for y in range(end)], 12.0))
    assert len(reader._known) <= 512


class Doubter(FakeClassifier):
    """Ask for more evidence than there is for anything but a 1."""

    def logits(self, rasters: np.ndarray) -> np.ndarray:
        narrow = [len(np.flatnonzero(raster.any(axis=0))) < 8 for raster in rasters]
        return np.where(np.array(narrow)[:, None], super().logits(rasters), super().logits(rasters) - 10)


def test_a_likely_digit_among_digits_is_doubted_not_rejected() -> None:
    card = replace(CARD, thresholds=Thresholds(3.0, 3.0, 0.0))
    reader = NumberReader(Doubter(by_width, card))
    assert reader.read(number(SEVEN)).text == "?"
    reading = reader.read(number(SEVEN, ONE))
    assert reading.text == "71"
    assert [digit.prediction.verdict for digit in reading.digits] == [Verdict.UNSURE, Verdict.DIGIT]


def test_a_digit_of_a_number_is_a_drawing_of_its_own(classifier: FakeClassifier) -> None:
    drawing = number(ONE, SEVEN, left=700.0 - 120.0)
    reading = NumberReader(classifier).read(drawing)
    own = drawing_of_digit(drawing, reading.digits[1])
    assert own.size[0] == own.size[1]
    assert len(own.strokes) == 2
    inside = np.concatenate([stroke.points for stroke in own.strokes])
    assert inside.min() >= 0
    assert inside.max() <= own.size[0]


def test_a_digit_is_read_as_it_would_be_alone() -> None:
    from app.core.raster import raster_of_drawing

    classifier = LiteRTClassifier(read_bundle("digits"))
    drawing = number(ONE, SEVEN)
    reading = NumberReader(classifier).read(drawing)
    own = drawing_of_digit(drawing, reading.digits[1])
    np.testing.assert_array_equal(reading.digits[1].raster, raster_of_drawing(own))
    assert classifier.classify(reading.digits[1].raster).label == reading.digits[1].sign


def test_a_dot_is_not_blown_up_to_a_digit() -> None:
    reader = NumberReader(LiteRTClassifier(read_bundle("digits")))
    drawing = number(ONE, SEVEN)
    with_dot = drawing.with_stroke([(300.0, 185.0), (301.0, 188.0)], 12.0)
    assert reader.read(with_dot).text == "17?"


def test_a_reading_of_names_sets_them_apart() -> None:
    def digit(label: str) -> object:
        from app.core.grouping import Box
        from app.recognition.numbers import NumberDigit

        raster = np.zeros((28, 28), dtype=np.uint8)
        return NumberDigit((0,), Box(0, 0, 1, 1), raster, Prediction({label: 1.0}, Verdict.DIGIT))

    assert NumberReading((digit("Bag"), digit("Coat"))).text == "Bag Coat"  # type: ignore[arg-type]


def test_numbers_of_writers_held_back_are_read() -> None:
    """What the table of tests.numbers measures, in small."""
    from app.core.errors import DataSetError
    from tests.numbers.hands import writers
    from tests.numbers.table import measured

    try:
        samples = writers().test
    except DataSetError:
        pytest.skip("needs the pen strokes in INKDIGIT_DATA")
    reader = NumberReader(LiteRTClassifier(read_bundle("digits")))
    for is_shuffled in (False, True):
        score = measured(samples, "natural", 4, 50, reader, is_shuffled=is_shuffled)
        assert score.grouped / score.digits >= 0.99
        assert score.read / score.numbers >= 0.94  # 50 numbers; the table says 0.98 of 300


def test_strokes_are_values() -> None:
    """The memory of what was read rests on this."""
    points = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert len({Stroke(points), Stroke(points.copy())}) == 1
