import gzip
import os
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from app.core.images import Picture, decode_picture, ink_of
from app.core.inkfinder import MAX_WORK_SIDE, label_blots, reduction_of
from app.core.raster import ink_box, raster_of_ink
from tests.tries import least
from tests.unit.core.pictures import Pixels, drawn, encoded, shift_apart

USUAL = raster_of_ink(ink_of(Picture(drawn())))


def lit(pixels: Pixels, *, noise: float = 0.0, slope: float = 0.0, seed: int = 1) -> Pixels:
    """Return a photo of a picture: light that falls off across it by ``slope`` (0-1), and a sensor's noise."""
    y, x = (axis / max(pixels.shape) for axis in np.mgrid[: pixels.shape[0], : pixels.shape[1]])
    light = 1 - slope * (0.6 * x + 0.4 * y * y)
    grain = np.random.default_rng(seed).normal(0, noise, pixels.shape[:2])
    return np.clip(pixels * light[:, :, None] + grain[:, :, None], 0, 255).astype(np.uint8)


def raster_of(pixels: Pixels) -> npt.NDArray[np.uint8]:
    return raster_of_ink(ink_of(Picture(pixels)))


def is_like_the_usual(pixels: Pixels, *, within: float = 12) -> bool:
    return shift_apart(raster_of(pixels), USUAL)[0] <= within


@pytest.mark.parametrize(("paper", "ink"), [(255, 0), (0, 255), (200, 90), (40, 120), (255, 215), (130, 128 + 30)])
def test_either_polarity_and_any_contrast_is_found(paper: int, ink: int) -> None:
    pixels = drawn(paper=paper, ink=ink)
    found = ink_of(Picture(pixels))
    assert found.dtype == np.uint8
    assert found[0, 0] == 0
    assert found.max() == 255
    assert shift_apart(raster_of_ink(found), USUAL)[0] <= 2


@pytest.mark.parametrize("colour", [(200, 30, 30), (20, 60, 200), (255, 225, 0), (0, 160, 60)])
def test_coloured_ink_is_ink(colour: tuple[int, int, int]) -> None:
    share = drawn()[:, :, :1] / 255
    assert is_like_the_usual((255 * share + np.array(colour) * (1 - share)).astype(np.uint8))


def test_colours_of_one_brightness_are_told_apart() -> None:
    share = drawn()[:, :, :1] / 255
    green, red = np.array([0, 128, 0]), np.array([252, 0, 0])
    assert is_like_the_usual((green * share + red * (1 - share)).astype(np.uint8))


@pytest.mark.parametrize("slope", [0.2, 0.5])
@pytest.mark.parametrize("noise", [0, 6])
@pytest.mark.parametrize(("paper", "ink"), [(235, 50), (60, 220)])
def test_uneven_light_and_noise_are_no_ink(slope: float, noise: float, paper: int, ink: int) -> None:
    assert is_like_the_usual(lit(drawn(paper=paper, ink=ink), slope=slope, noise=noise))


def test_pencil_is_found_on_noisy_paper() -> None:
    assert is_like_the_usual(lit(drawn(paper=220, ink=150), slope=0.2, noise=4))


@pytest.mark.parametrize("quality", [30, 60, 90])
def test_the_blocks_of_a_jpeg_are_no_ink(quality: int) -> None:
    content = encoded(drawn(), "JPEG", quality=quality)
    assert is_like_the_usual(decode_picture(content, name="x").pixels)


def test_dust_is_no_ink() -> None:
    pixels = drawn(canvas=(600, 600), height=200).copy()
    for x, y in [(20, 30), (570, 40), (35, 560), (580, 590)]:
        pixels[y : y + 4, x : x + 4] = 0
    assert is_like_the_usual(pixels)


@pytest.mark.parametrize("level", [0, 1, 128, 254, 255])
def test_one_level_is_no_ink(level: int) -> None:
    assert not ink_of(Picture(np.full((90, 120, 3), level, dtype=np.uint8))).any()


@pytest.mark.parametrize("size", [(30, 40), (300, 400), (1500, 1100)])
@pytest.mark.parametrize(("noise", "slope"), [(2, 0.0), (10, 0.0), (0, 0.5), (5, 0.4)])
def test_blank_paper_is_no_ink(size: tuple[int, int], noise: float, slope: float) -> None:
    paper = np.full((*size, 3), 210, dtype=np.uint8)
    assert not ink_of(Picture(lit(paper, noise=noise, slope=slope))).any()


@pytest.mark.parametrize("size", [(1, 1), (1, 50), (50, 1), (2, 2), (3, 7)])
def test_tiny_pictures_do_no_harm(size: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    for _ in range(20):
        pixels = rng.integers(0, 256, (*size, 3)).astype(np.uint8)
        assert ink_of(Picture(pixels)).shape == size


def test_a_digit_that_touches_every_edge_is_found() -> None:
    ink = 255 - drawn()[:, :, 0]
    box = ink_box(ink)
    assert box is not None
    tight = drawn()[box[1] : box[3], box[0] : box[2]]
    assert is_like_the_usual(np.ascontiguousarray(tight))


@pytest.mark.alone
def test_a_large_photo_is_reduced_and_quick() -> None:
    pixels = drawn(canvas=(1000, 750), height=500, brush=50)
    large = np.repeat(np.repeat(pixels, 4, axis=0), 4, axis=1)

    def processor_s() -> float:
        started = time.process_time()
        ink = ink_of(Picture(large))
        taken_s = time.process_time() - started
        assert ink.shape == (750, 1000)
        assert max(ink.shape) <= MAX_WORK_SIDE
        return taken_s

    assert reduction_of(4000, 3000) == 4
    assert least(processor_s, limit=1.0) < 1.0


def test_blots_are_numbered_with_their_corners_joined() -> None:
    mask = np.array([[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 0], [1, 1, 0, 1]], dtype=bool)
    labels = label_blots(mask)
    assert (labels > 0).tolist() == mask.tolist()
    assert labels[0, 0] == labels[1, 1]
    assert len(np.unique(labels[mask])) == 4
    assert label_blots(np.zeros((3, 3), dtype=bool)).max() == 0


def test_blots_of_a_winding_line_are_one() -> None:
    mask = np.zeros((41, 41), dtype=bool)
    mask[::2] = True
    for row in range(1, 41, 2):
        mask[row, 0 if row % 4 == 1 else -1] = True
    assert label_blots(mask).max() == 1


def mnist_images() -> npt.NDArray[np.uint8]:
    for folder in os.environ.get("INKDIGIT_DATA", "").split(os.pathsep):
        path = Path(folder) / "mnist" / "train-images-idx3-ubyte.gz"
        if folder and path.is_file():
            with gzip.open(path) as file:
                return np.frombuffer(file.read(16 + 784 * 80), dtype=np.uint8, offset=16).reshape(-1, 28, 28)
    pytest.skip("MNIST is not here: set INKDIGIT_DATA")


@pytest.mark.parametrize("is_inverted", [False, True])
@pytest.mark.parametrize("factor", [1, 10])
def test_mnist_passes_nearly_unchanged(factor: int, is_inverted: bool) -> None:
    gaps = []
    for image in mnist_images():
        grey = Image.fromarray(255 - image if is_inverted else image)
        large = grey.resize((28 * factor, 28 * factor), Image.Resampling.NEAREST)
        raster = raster_of(np.asarray(large.convert("RGB")))
        gaps.append(float(np.abs(raster.astype(int) - image).mean()))
    assert np.mean(gaps) < 1.5
    assert np.mean(np.array(gaps) < 1) > 0.9
