import numpy as np
import pytest

from app.core.ink import Drawing
from app.core.raster import SIDE, empty_raster, ink_box, raster_of_drawing, raster_of_ink
from tests.unit.core.pictures import FIVE, drawn, shift_apart

CORNERS = np.array(FIVE)


def five(scale: float = 150, offset: tuple[float, float] = (60, 60), width: float = 20) -> Drawing:
    return Drawing().with_stroke(CORNERS * scale + offset, width)


def test_no_ink_is_an_empty_raster() -> None:
    for raster in (raster_of_drawing(Drawing()), raster_of_ink(np.zeros((50, 70), dtype=np.uint8))):
        assert raster.shape == (SIDE, SIDE)
        assert raster.dtype == np.uint8
        assert not raster.any()


def test_a_drawing_fills_twenty_pixels_about_its_centre_of_mass() -> None:
    raster = raster_of_drawing(five())
    box = ink_box(raster)
    assert box is not None
    assert max(box[2] - box[0], box[3] - box[1]) in (20, 21, 22)
    mass = raster / raster.sum()
    middle = [float(mass.sum(axis=axis) @ (np.arange(SIDE) + 0.5)) for axis in (0, 1)]
    assert middle == pytest.approx([SIDE / 2, SIDE / 2], abs=0.75)
    assert raster.max() == 255


@pytest.mark.parametrize("offset", [(0, 0), (120, 0), (0, 118), (130, 120), (37.3, 81.7)])
@pytest.mark.parametrize("scale", [60, 100, 149])
@pytest.mark.parametrize("width", [3, 20, 60])
def test_place_size_and_brush_of_a_drawing_do_not_matter(
    scale: float, offset: tuple[float, float], width: float
) -> None:
    gap, _ = shift_apart(raster_of_drawing(five(scale, offset, width)), raster_of_drawing(five()))
    assert gap <= 2.0


@pytest.mark.parametrize("height", [40, 90, 170])
@pytest.mark.parametrize("place", [(0.5, 0.5), (0.3, 0.7)])
@pytest.mark.parametrize("brush_share", [0.03, 0.09, 0.13])
def test_place_size_and_brush_of_a_picture_hardly_matter(
    height: float, place: tuple[float, float], brush_share: float
) -> None:
    canvas = (340, 340)
    picture = drawn(canvas=canvas, height=height, place=place, brush=max(height * brush_share, 2))
    usual = drawn(canvas=canvas, height=120, brush=12)
    gap, _ = shift_apart(raster_of_ink(255 - picture[:, :, 0]), raster_of_ink(255 - usual[:, :, 0]))
    assert gap <= 16


def test_a_very_thick_brush_is_thinned_and_a_hair_thickened() -> None:
    def ink_share(brush: float) -> float:
        picture = drawn(canvas=(400, 400), height=300, brush=brush)
        return float(raster_of_ink(255 - picture[:, :, 0]).mean())

    usual = ink_share(38)
    assert 0.6 * usual < ink_share(3) < 1.3 * usual
    assert ink_share(80) < 1.7 * usual


def test_a_picture_and_a_drawing_of_the_same_ink_agree() -> None:
    picture = drawn(canvas=(280, 280), height=150, brush=18)
    gap, _ = shift_apart(raster_of_ink(255 - picture[:, :, 0]), raster_of_drawing(five(150, (65, 65))))
    assert gap <= 12


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (3, 5)])
def test_ink_of_any_shape_gets_a_raster(size: tuple[int, int]) -> None:
    raster = raster_of_ink(np.full(size, 255, dtype=np.uint8))
    assert raster.shape == (SIDE, SIDE)
    assert raster.any()


def test_a_speck_stays_a_dot() -> None:
    ink = np.zeros((500, 500), dtype=np.uint8)
    ink[100:103, 100:103] = 255
    assert np.count_nonzero(raster_of_ink(ink)) <= 20 * 20 / 4
    dot = raster_of_drawing(Drawing().with_stroke([(140, 140)]))
    assert np.count_nonzero(dot) <= 16


def test_a_picture_framed_as_mnist_frames_passes_unchanged() -> None:
    raster = empty_raster()
    raster[4:24, 12:15] = 200
    raster[12:15, 8:20] = 255
    once = raster_of_ink(raster)
    again = raster_of_ink(once)
    assert np.array_equal(once, again)
    assert shift_apart(once, raster)[0] == 0
