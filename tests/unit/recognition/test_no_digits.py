"""What is no page of digits says so: text in print, landscapes, faces, tables, noise and black pictures."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.core.bundle import read_bundle
from app.core.images import Picture
from app.core.prediction import Verdict
from app.recognition.litert import LiteRTClassifier
from app.recognition.pages import read

FONTS = [
    Path("/usr/share/fonts/truetype/dejavu") / name
    for name in ("DejaVuSans.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSansMono.ttf")
]
PARAGRAPH = """Whoever would know the sea must leave the harbour,
and whoever leaves the harbour should have looked at
the sky. Quick brown foxes jump over every lazy dog;
Sphinx of black quartz, judge my vow! The oak beside
our house bends, but its roots hold in each storm."""
ALIKE = set("lIoOsSzZbBgqiQD|!")
"""Letters that look like digits; a reader may be in doubt about them."""


@pytest.fixture(scope="module")
def classifier() -> LiteRTClassifier:
    return LiteRTClassifier(read_bundle("digits"))


def font_of(number: int, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return a font of the system, or Pillow's own."""
    path = FONTS[number]
    return ImageFont.truetype(str(path), size) if path.is_file() else ImageFont.load_default(size)


def photographed(page: Image.Image, seed: int, *, turn: float = 0.0, blur: float = 0.8) -> Picture:
    """Return a picture of a page under uneven light, turned and blurred a little, with a camera's noise."""
    rng = np.random.default_rng(seed)
    turned = page.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
    grey = np.asarray(turned, dtype=np.float32)
    y, x = np.mgrid[: grey.shape[0], : grey.shape[1]] / max(grey.shape)
    light = 0.8 - 0.25 * (x * rng.uniform(0, 1) + y * rng.uniform(0, 1))
    noisy = grey * light + 3 * rng.standard_normal(grey.shape)
    return Picture(np.repeat(np.clip(noisy, 0, 255).astype(np.uint8)[..., None], 3, axis=2))


def printed(font: int, size: int) -> Image.Image:
    page = Image.new("L", (40 * size, 12 * size), 250)
    ImageDraw.Draw(page).multiline_text(
        (2 * size, 2 * size), PARAGRAPH, fill=20, font=font_of(font, size), spacing=size / 2
    )
    return page


@pytest.mark.parametrize("turn", [0.0, 3.0, -5.0])
@pytest.mark.parametrize(("font", "size"), [(0, 22), (0, 34), (1, 28), (2, 40)])
def test_a_printed_paragraph_is_no_number(classifier: LiteRTClassifier, font: int, size: int, turn: float) -> None:
    reading = read(photographed(printed(font, size), 1, turn=turn), classifier)
    assert reading.text == ""
    assert reading.digits


@pytest.mark.parametrize("word", ["Kerstin", "WEATHER", "Nahrung", "fjord", "menu", "THANK YOU", "park here"])
def test_a_printed_word_is_no_number(classifier: LiteRTClassifier, word: str) -> None:
    page = Image.new("L", (900, 300), 250)
    ImageDraw.Draw(page).text((90, 80), word, fill=30, font=font_of(0, 110))
    reading = read(photographed(page, 2, turn=1.0), classifier)
    sure = [digit.prediction.label for digit in reading.digits if digit.prediction.verdict is Verdict.DIGIT]
    assert len(sure) <= len(ALIKE & set(word)), sure
    assert reading.text == "" or ALIKE & set(word)


def landscape(seed: int) -> Picture:
    """Return hills before a sky with clouds."""
    rng = np.random.default_rng(seed)
    sky = np.linspace(210, 250, 600)[:, None] * np.ones((1, 900))
    cloud = Image.fromarray(rng.normal(128, 60, (12, 18)).clip(0, 255).astype(np.uint8))
    sky += 0.12 * np.asarray(cloud.resize((900, 600), Image.Resampling.BICUBIC), dtype=float) - 20
    image = Image.fromarray(np.clip(sky, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(image)
    for depth in range(4):
        heights = 330 + 60 * depth + np.cumsum(rng.normal(0, 14, 31)) * 0.7
        edge = [(30 * step, float(height)) for step, height in enumerate(heights)]
        pen.polygon([(0, 600), *edge, (900, 600)], fill=170 - 40 * depth)
    for _ in range(40):
        x, y = rng.uniform(0, 900), rng.uniform(470, 590)
        pen.polygon([(x - 12, y), (x, y - rng.uniform(30, 70)), (x + 12, y)], fill=30)
    return Picture(np.repeat(np.asarray(image.filter(ImageFilter.GaussianBlur(1)))[..., None], 3, axis=2))


def face() -> Picture:
    """Return a face in a few strokes."""
    page = Image.new("L", (700, 800), 245)
    pen = ImageDraw.Draw(page)
    pen.ellipse((120, 100, 580, 720), outline=20, width=12)
    for x in (250, 450):
        pen.ellipse((x - 55, 290, x + 55, 350), outline=20, width=10)
        pen.ellipse((x - 16, 304, x + 16, 336), fill=20)
        pen.arc((x - 75, 220, x + 75, 300), 200, 340, fill=20, width=10)
    pen.line([(350, 340), (320, 470), (365, 480)], fill=20, width=10, joint="curve")
    pen.arc((250, 480, 450, 620), 20, 160, fill=20, width=12)
    return photographed(page, 3)


def table_grid() -> Picture:
    """Return an empty table, ruled by hand."""
    rng = np.random.default_rng(4)
    page = Image.new("L", (900, 700), 245)
    pen = ImageDraw.Draw(page)
    for row in range(7):
        y = 70 + 90 * row
        pen.line([(60, y + rng.uniform(-3, 3)), (840, y + rng.uniform(-3, 3))], fill=40, width=4)
    for column in range(6):
        x = 60 + 156 * column
        pen.line([(x + rng.uniform(-3, 3), 70), (x + rng.uniform(-3, 3), 610)], fill=40, width=4)
    return photographed(page, 4)


def noise() -> Picture:
    return Picture(np.random.default_rng(5).integers(0, 256, (600, 800, 3), dtype=np.uint8))


def smooth_noise() -> Picture:
    grain = np.random.default_rng(6).integers(0, 256, (700, 900), dtype=np.uint8)
    soft = np.asarray(Image.fromarray(grain).filter(ImageFilter.GaussianBlur(4)), dtype=np.float32)
    spread = np.clip(128 + 40 * (soft - soft.mean()) / soft.std(), 0, 255).astype(np.uint8)
    return Picture(np.repeat(spread[..., None], 3, axis=2))


def black() -> Picture:
    return Picture(np.zeros((600, 800, 3), dtype=np.uint8))


def nearly_black() -> Picture:
    """Return what a camera sees with its lens covered."""
    dark = 6 + 3 * np.random.default_rng(7).standard_normal((600, 800, 3))
    return Picture(np.clip(dark, 0, 255).astype(np.uint8))


@pytest.mark.parametrize(
    "picture",
    [
        lambda: landscape(1),
        lambda: landscape(2),
        lambda: landscape(3),
        face,
        table_grid,
        noise,
        smooth_noise,
        black,
        nearly_black,
    ],
    ids=["hills", "more hills", "other hills", "face", "table", "noise", "smooth noise", "black", "nearly black"],
)
def test_a_picture_without_digits_is_no_number(classifier: LiteRTClassifier, picture: Callable[[], Picture]) -> None:
    reading = read(picture(), classifier)
    assert reading.text == ""
    assert all(digit.prediction.verdict is Verdict.NOT_A_DIGIT for digit in reading.digits)
