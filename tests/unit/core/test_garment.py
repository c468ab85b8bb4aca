"""Pictures of things become rasters as those of Fashion-MNIST were made."""

import numpy as np
import pytest
from PIL import Image

from app.core.garment import frame_garment, raster_of_outline
from app.core.ink import Drawing


def _shirt() -> np.ndarray:
    """Return a shirt of the data set's kind: uint8 (28, 28), grey on black, from the top edge to the bottom."""
    raster = np.zeros((28, 28), dtype=np.uint8)
    raster[0:28, 8:20] = 150
    raster[2:9, 3:25] = 130
    raster[0:3, 12:16] = 0
    raster[10:14, 10:18] = 220
    return raster


def _photo(raster: np.ndarray, *, side: int = 560, ground: float = 255, noise: float = 0) -> np.ndarray:
    """Return a large picture of it on a light ground with a wide margin, RGB uint8."""
    large = np.asarray(Image.fromarray(raster).resize((side, side), Image.Resampling.BICUBIC), dtype=np.float32)
    grey = np.full((side + 300, side + 140), ground, dtype=np.float32)
    grey[100 : 100 + side, 90 : 90 + side] = ground * (1 - large / 255)
    grey += np.random.default_rng(0).normal(0, noise, grey.shape)
    return _rgb(np.clip(grey, 0, 255).astype(np.uint8))


def _rgb(grey: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2))


def test_a_picture_of_the_data_set_stays_as_it_is() -> None:
    framed = frame_garment(_rgb(_shirt()))
    assert framed is not None
    assert framed[0] == (0, 0, 28, 28)
    assert np.array_equal(framed[1], _shirt())


def test_a_small_picture_on_white_is_negated() -> None:
    framed = frame_garment(_rgb(255 - _shirt()))
    assert framed is not None
    assert np.array_equal(framed[1], _shirt())


@pytest.mark.parametrize(("ground", "noise"), [(255, 0), (255, 3), (238, 2)])
def test_a_photo_becomes_what_it_was_made_of(ground: float, noise: float) -> None:
    framed = frame_garment(_photo(_shirt(), ground=ground, noise=noise))
    assert framed is not None
    box, raster = framed
    assert raster.dtype == np.uint8
    assert box == pytest.approx((150, 100, 440, 560), abs=12)
    assert np.abs(raster.astype(int) - _shirt()).mean() < 10, "but for the edges"


def test_light_things_on_a_dark_ground_are_not_negated() -> None:
    framed = frame_garment(255 - _photo(_shirt()))
    assert framed is not None
    assert np.abs(framed[1].astype(int) - _shirt()).mean() < 10, "but for the edges"


def test_a_shade_over_the_ground_is_ground() -> None:
    photo = _photo(_shirt()).astype(np.float32)
    shade = 1 - 0.15 * np.linspace(0, 1, photo.shape[1])[None, :, None]
    framed = frame_garment((photo * shade).astype(np.uint8))
    assert framed is not None
    assert (framed[1][:, :2] == 0).all()
    assert np.abs(framed[1].astype(int) - _shirt()).mean() < 10, "but for the edges"


def test_dust_does_not_make_the_thing_small() -> None:
    photo = _photo(_shirt())
    photo[5:9, 5:9] = 0
    framed = frame_garment(photo)
    assert framed is not None
    assert framed[0] == pytest.approx((150, 100, 440, 560), abs=12)


@pytest.mark.parametrize("grey", [0, 128, 255])
@pytest.mark.parametrize("size", [(28, 28), (5, 900), (400, 300), (1, 1)])
def test_nothing_is_nothing(grey: int, size: tuple[int, int]) -> None:
    framed = frame_garment(np.full((*size, 3), grey, dtype=np.uint8))
    assert framed is None or framed[1].shape == (28, 28)
    if size != (28, 28) or grey != 128:
        assert framed is None


@pytest.mark.parametrize("size", [(1, 1), (1, 700), (2, 3), (29, 28), (28, 29), (3000, 40)])
def test_any_size_is_framed(size: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*size, 3), dtype=np.uint8)
    framed = frame_garment(pixels)
    assert framed is None or (framed[1].shape == (28, 28) and framed[1].dtype == np.uint8)


def test_an_outline_is_filled_and_fills_the_frame() -> None:
    square = [(100.0, 60.0), (180.0, 60.0), (180.0, 220.0), (100.0, 220.0), (100.0, 60.0)]
    raster = raster_of_outline(Drawing().with_stroke(square, 8))
    assert raster[14, 14] > 100, "inside"
    assert raster[14, 1] == 0, "outside"
    rows, columns = np.flatnonzero(raster.any(axis=1)), np.flatnonzero(raster.any(axis=0))
    assert (rows[0], rows[-1]) == (0, 27)
    assert columns[0] + columns[-1] == pytest.approx(27, abs=1)


def test_an_open_line_is_a_line_and_no_drawing_is_empty() -> None:
    raster = raster_of_outline(Drawing().with_stroke([(40.0, 60.0), (40.0, 220.0), (200.0, 220.0)], 10))
    assert raster[0, 27] == 0
    assert raster[27, 20] > 100
    assert not raster_of_outline(Drawing()).any()
    assert raster_of_outline(Drawing().with_stroke([(5.0, 5.0)], 6)).any(), "a dot"


def test_pen_place_and_size_of_an_outline_do_not_matter() -> None:
    outline = np.array([(60.0, 40.0), (120.0, 40.0), (140.0, 160.0), (40.0, 160.0), (60.0, 40.0)])
    usual = raster_of_outline(Drawing().with_stroke(outline, 8))
    for other in (
        Drawing().with_stroke(outline, 40),
        Drawing().with_stroke(outline + 100, 8),
        Drawing().with_stroke(outline * 0.4 + 30, 8),
    ):
        assert np.abs(raster_of_outline(other).astype(int) - usual).mean() < 6


def test_an_outline_that_does_not_quite_close_is_closed() -> None:
    outline = [(60.0, 40.0), (220.0, 40.0), (220.0, 240.0), (60.0, 240.0), (60.0, 60.0)]
    assert raster_of_outline(Drawing().with_stroke(outline))[14, 14] > 100
    assert raster_of_outline(Drawing().with_stroke(outline[:-1]))[14, 14] == 0, "a side is missing"


def test_a_long_line_to_nowhere_does_not_fill_the_frame() -> None:
    spiral = [(140 + t * np.cos(t / 3), 140 + t * np.sin(t / 3)) for t in range(1, 120)]
    raster = raster_of_outline(Drawing().with_stroke(spiral))
    assert (raster == 0).mean() > 0.2
