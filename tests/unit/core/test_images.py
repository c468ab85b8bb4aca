import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from app.core.images import decode_picture, ink_of, read_picture
from tests.unit.core.pictures import drawn, encoded

FIVE = drawn()
COLOURS = (np.arange(20 * 31 * 3) % 251).astype(np.uint8).reshape(20, 31, 3)


def decoded(content: bytes) -> np.ndarray:
    return decode_picture(content, name="x").pixels


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "PPM", "TGA", "QOI", "DIB"])
def test_lossless_formats_arrive_exactly(kind: str) -> None:
    assert np.array_equal(decoded(encoded(COLOURS, kind)), COLOURS)


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "WEBP", "AVIF", "JPEG2000", "MPO"])
def test_lossy_formats_arrive_nearly(kind: str) -> None:
    pixels = decoded(encoded(FIVE, kind))
    assert pixels.shape == FIVE.shape
    assert np.abs(pixels.astype(int) - FIVE).mean() < 4


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "really-a-png.jpg"
    path.write_bytes(encoded(COLOURS))
    assert np.array_equal(read_picture(path).pixels, COLOURS)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_a_picture_is_turned_as_a_viewer_turns_it(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encoded(COLOURS, kind, exif=exif, **({"lossless": True} if kind == "WEBP" else {}))
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        seen = np.asarray(ImageOps.exif_transpose(image).convert("RGB"))
    assert np.array_equal(decoded(content), seen)


def test_damaged_exif_does_not_cost_the_picture() -> None:
    content = encoded(FIVE, "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xffgarbage")
    assert decoded(content).shape == FIVE.shape


def transparent(mode: str, ink: int = 0) -> bytes:
    """Return a PNG of a 5 in opaque ``ink`` on nothing."""
    alpha = Image.fromarray(255 - FIVE[:, :, 0])
    plane = Image.new("L", alpha.size, ink)
    layers = [plane] * (len(mode) - 1) + [alpha]
    return encoded(Image.merge(mode, layers))


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_dark_ink_on_nothing_is_seen_on_white(mode: str) -> None:
    assert np.abs(decoded(transparent(mode)).astype(int) - FIVE).max() <= 1


def test_white_ink_on_nothing_is_seen_on_black() -> None:
    assert np.abs(decoded(transparent("RGBA", ink=255)).astype(int) - (255 - FIVE)).max() <= 1


@pytest.mark.parametrize("transparency", [1, bytes([255, 0])])
def test_a_palette_with_transparency_is_laid_on_white(transparency: int | bytes) -> None:
    image = Image.fromarray((FIVE[:, :, 0] > 128).astype(np.uint8)).convert("P")
    image.putpalette([0, 0, 0, 90, 90, 90])
    pixels = decoded(encoded(image, transparency=transparency))
    assert set(np.unique(pixels)) == {0, 255}


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "YCbCr", "LAB"])
def test_every_mode_keeps_the_ink(mode: str) -> None:
    image = Image.fromarray(FIVE)
    if mode == "LAB":
        other = Image.merge("LAB", [image.convert("L"), *(Image.new("L", image.size, 0),) * 2])
    else:
        other = image.convert(mode)
    pixels = decoded(encoded(other, "PNG" if mode in "1LP" else "TIFF"))
    assert np.abs(pixels.astype(int) - FIVE).mean() < 6


def test_a_cmyk_jpeg_is_not_inverted() -> None:
    pixels = decoded(encoded(Image.fromarray(FIVE).convert("CMYK"), "JPEG"))
    assert pixels[0, 0].min() > 240


@pytest.mark.parametrize("top", [255, 1023, 4095, 65535])
def test_sixteen_bits_are_scaled_and_do_not_saturate(top: int) -> None:
    ramp = np.linspace(0, top, 64 * 64).astype(np.uint16).reshape(64, 64)
    pixels = decoded(encoded(Image.fromarray(ramp)))[:, :, 0]
    assert np.abs(pixels.astype(float) - ramp * (255 / top)).max() <= 1


def test_sixteen_bits_of_blank_paper_stay_blank() -> None:
    paper = np.random.default_rng(1).integers(60_000, 61_000, (64, 64)).astype(np.uint16)
    assert not ink_of(decode_picture(encoded(Image.fromarray(paper)), name="x")).any()


@pytest.mark.parametrize("low_high", [(0.0, 1.0), (0.0, 255.0), (-3.0, 900.0)])
def test_floats_are_scaled(low_high: tuple[float, float]) -> None:
    ramp = np.linspace(*low_high, 32 * 32).astype(np.float32).reshape(32, 32)
    ramp[0, 0] = np.nan
    pixels = decoded(encoded(Image.fromarray(ramp), "TIFF"))
    assert pixels.max() >= 220
    assert pixels.min() <= 5


def test_only_the_first_frame_is_read_and_said_so() -> None:
    frames = [Image.new("L", (40, 30), 255 if number else 100) for number in range(12)]
    for index, frame in enumerate(frames):
        frame.putpixel((index, 0), 7)
    picture = decode_picture(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]), name="x")
    assert picture.note == "First of 12 frames."
    assert abs(int(picture.pixels[10, 10, 0]) - 100) <= 1
    pages = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:3])
    assert decode_picture(pages, name="x").note == "First of 3 pages."
    assert decode_picture(encoded(frames[0]), name="x").note == ""


def test_pixels_are_contiguous_and_the_size_is_width_by_height() -> None:
    picture = decode_picture(encoded(COLOURS), name="x")
    assert picture.pixels.flags.c_contiguous
    assert picture.size == (31, 20)
