"""The readings of one digit by all steps, by some, and without each."""

import numpy as np

from app.core.ink import Drawing
from app.core.raster import FULL, Framing, raster_of_drawing
from app.core.stages import STEPS, raster_of, without
from app.recognition.leaving_out import read_stages
from tests.unit.core.pictures import FIVE
from tests.unit.recognition.fakes import FakeClassifier

DRAWING = Drawing().with_stroke(np.array(FIVE) * 70 + [10, 8], 16)


def test_every_step_is_left_out_once_in_one_batch() -> None:
    classifier = FakeClassifier()
    chosen = Framing(centre=False, pen=False)
    reading = read_stages(DRAWING, chosen, classifier)
    batch = classifier.asked
    assert len(batch) == 2 + len(STEPS)
    assert np.array_equal(batch[0], raster_of(DRAWING, chosen))
    assert np.array_equal(batch[1], raster_of_drawing(DRAWING))
    for raster, step in zip(batch[2:], STEPS, strict=True):
        assert np.array_equal(raster, raster_of(DRAWING, without(step)))
    assert tuple(reading.without) == STEPS
    assert np.array_equal(reading.stages.raster, batch[0])
    assert reading.framing is chosen


def test_with_all_steps_what_is_chosen_is_what_is_read() -> None:
    reading = read_stages(DRAWING, FULL, FakeClassifier())
    assert reading.chosen == reading.full
