"""Each step from a drawing or a picture to its raster: what it does, and what is there without it."""

import numpy as np
import pytest

from app.core.ink import Drawing
from app.core.inkfinder import find_ink
from app.core.raster import FULL, SIDE, Cutout, Framing, ink_box, raster_of_drawing, raster_of_ink
from app.core.stages import STEPS, PictureDigit, Subject, painted, raster_of, stages_of, without
from tests.unit.core.pictures import FIVE, drawn

LINES = np.array(FIVE)
IN_THE_CORNER = Drawing().with_stroke(LINES * 70 + [10, 8], 16)
NOTHING = Framing(crop=False, ink=False, fit=False, pen=False, centre=False)


def digit_of_a_picture() -> PictureDigit:
    """Return a dark 5 on grey paper, in the upper left of its picture."""
    pixels = drawn(canvas=(300, 220), height=90, place=(0.3, 0.4), paper=200, ink=60)
    ink = find_ink(pixels)
    left, top, right, bottom = ink_box(ink)
    return PictureDigit(pixels, (left, top, right - left, bottom - top), Cutout(ink[top:bottom, left:right]))


SUBJECTS = {"drawing": IN_THE_CORNER, "picture": digit_of_a_picture()}


@pytest.fixture(params=list(SUBJECTS))
def subject(request: pytest.FixtureRequest) -> Subject:
    return SUBJECTS[request.param]


def longer_side(raster: np.ndarray) -> int:
    left, top, right, bottom = ink_box(raster)
    return max(right - left, bottom - top)


def middle_of_mass(raster: np.ndarray) -> tuple[float, float]:
    mass = raster / raster.sum()
    return tuple(float(mass.sum(axis=axis) @ (np.arange(SIDE) + 0.5)) for axis in (0, 1))


def test_all_steps_make_the_very_raster_that_is_read() -> None:
    assert np.array_equal(raster_of(IN_THE_CORNER), raster_of_drawing(IN_THE_CORNER))
    digit = SUBJECTS["picture"]
    assert np.array_equal(raster_of(digit), raster_of_ink(find_ink(digit.pixels)))


def test_the_last_stage_is_the_raster(subject: Subject) -> None:
    for framing in (FULL, NOTHING, *map(without, STEPS)):
        assert np.array_equal(stages_of(subject, framing).raster, raster_of(subject, framing))


def test_without_the_cut_the_digit_stays_small(subject: Subject) -> None:
    assert 19 <= longer_side(raster_of(subject)) <= 22
    assert longer_side(raster_of(subject, without("crop"))) < 13


def test_without_the_ink_the_paper_stays_bright(subject: Subject) -> None:
    assert raster_of(subject).mean() < 70
    raster = raster_of(subject, without("ink"))
    assert raster[4:24, 6:22].mean() > 80
    assert raster_of(subject, Framing(crop=False, ink=False, fit=False)).mean() > 180


def test_without_the_fit_it_fills_all_of_the_raster(subject: Subject) -> None:
    left, top, right, bottom = ink_box(raster_of(subject, without("fit")))
    assert (right - left, bottom - top) == pytest.approx((SIDE, SIDE), abs=1)


def test_without_the_usual_pen_a_broad_brush_stays_broad() -> None:
    broad = Drawing().with_stroke(LINES * 150 + 60, 40)
    assert raster_of(broad, without("pen")).mean() > 1.5 * raster_of(broad).mean()
    hair = Drawing().with_stroke(LINES * 150 + 60, 2)
    assert raster_of(hair, without("pen")).mean() < 0.6 * raster_of(hair).mean()
    picture = drawn(canvas=(400, 400), height=300, brush=3)
    digit = PictureDigit(picture, (50, 50, 300, 300), Cutout(find_ink(picture)))
    assert raster_of(digit, without("pen")).mean() < 0.6 * raster_of(digit).mean()


def test_without_centring_the_box_is_in_the_middle_not_the_mass() -> None:
    seven = Drawing().with_stroke([(60, 60), (200, 60), (120, 240)], 16)
    for raster, is_centred in ((raster_of(seven), True), (raster_of(seven, without("centre")), False)):
        x, y = middle_of_mass(raster)
        assert (abs(x - SIDE / 2) < 0.8 and abs(y - SIDE / 2) < 0.8) is is_centred
    left, top, right, bottom = ink_box(raster_of(seven, without("centre")))
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((SIDE / 2, SIDE / 2), abs=1)


def test_without_any_step_the_whole_picture_is_shrunk(subject: Subject) -> None:
    raster = raster_of(subject, NOTHING)
    rows, columns = np.nonzero(raster < 150)
    assert len(rows) > 5
    assert rows.max() < 18
    assert columns.max() < 14
    assert raster[20:, 20:].min() > 180


def test_a_step_that_is_left_out_repeats_the_picture_before_it(subject: Subject) -> None:
    stages = stages_of(subject, NOTHING)
    assert np.array_equal(stages.cropped, stages.seen)
    assert np.array_equal(stages.fitted, stages.drawn)
    assert np.array_equal(stages.drawn, stages.raster)
    stages = stages_of(subject)
    assert stages.cropped.shape[0] < 0.6 * stages.seen.shape[0]
    is_dark = (
        stages_of(subject, without("ink")).inked.reshape(stages.inked.shape[0], stages.inked.shape[1], -1).mean(axis=2)
        < 128
    )
    assert stages.inked[is_dark].mean() > 200 > 60 > stages.inked[~is_dark].mean()


def test_the_box_of_a_digit_may_lie_beyond_its_pixels() -> None:
    digit = SUBJECTS["picture"]
    for box in ((-20, -20, 60, 60), (280, 200, 90, 90), (400, 400, 5, 5)):
        stages = stages_of(PictureDigit(digit.pixels, box, digit.cutout), without("ink"))
        assert stages.raster.shape == (SIDE, SIDE)


@pytest.mark.parametrize("step", STEPS)
def test_an_empty_canvas_has_no_ink_whatever_is_left_out(step: str) -> None:
    raster = raster_of(Drawing(), without(step))
    assert raster.any() == (step == "ink")
    assert stages_of(Drawing(), without(step)).raster.shape == (SIDE, SIDE)


@pytest.mark.parametrize("step", STEPS)
def test_a_dot_and_a_slanted_line_pass_every_step(step: str) -> None:
    for points in ([(140, 140)], [(20, 30), (140, 260)]):
        assert raster_of(Drawing().with_stroke(points), without(step)).any()


def test_a_painted_drawing_has_the_form_of_its_canvas() -> None:
    assert painted(Drawing((600, 200)).with_stroke([(10, 10), (590, 190)])).shape == (200, 600)
    assert max(painted(Drawing((1e6, 1e5)).with_stroke([(10, 10)])).shape) <= 1200
