"""One page in every form that a file can have: orientations, modes and polarities give one answer."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from app.core.bundle import read_bundle
from app.core.images import decode_picture
from app.recognition.litert import LiteRTClassifier
from app.recognition.pages import read
from tests.unit.core.pictures import drawn, encoded

Turned = Image.Transpose
STORED = {
    1: None,
    2: Turned.FLIP_LEFT_RIGHT,
    3: Turned.ROTATE_180,
    4: Turned.FLIP_TOP_BOTTOM,
    5: Turned.TRANSPOSE,
    6: Turned.ROTATE_90,
    7: Turned.TRANSVERSE,
    8: Turned.ROTATE_270,
}
"""How a picture lies in a file whose EXIF orientation turns it back."""


def _page() -> np.ndarray:
    """Return three fives and one below: turned in any way it reads otherwise."""
    digit, blank = drawn(canvas=(90, 90), height=52, brush=6)[:, :, 0], np.full((90, 90), 255, dtype=np.uint8)
    return np.concatenate(
        [np.concatenate([digit, digit, digit], axis=1), np.concatenate([digit, blank, blank], axis=1)]
    )


PAGE = _page()


def _with_alpha(mode: str) -> Image.Image:
    ink = Image.new("L", (PAGE.shape[1], PAGE.shape[0]), 0)
    return Image.merge(mode, [ink] * (len(mode) - 1) + [Image.fromarray(255 - PAGE)])


FORMS: dict[str, tuple[Callable[[], Image.Image], str]] = {
    "RGB": (lambda: Image.fromarray(PAGE).convert("RGB"), "PNG"),
    "RGBA": (lambda: _with_alpha("RGBA"), "PNG"),
    "LA": (lambda: _with_alpha("LA"), "PNG"),
    "P": (lambda: Image.fromarray(PAGE).convert("P"), "PNG"),
    "1": (lambda: Image.fromarray(PAGE).convert("1", dither=Image.Dither.NONE), "PNG"),
    "L": (lambda: Image.fromarray(PAGE), "PNG"),
    "I;16": (lambda: Image.fromarray(PAGE.astype(np.uint16) * 257), "PNG"),
    "CMYK JPEG": (lambda: Image.fromarray(PAGE).convert("RGB").convert("CMYK"), "JPEG"),
    "CMYK TIFF": (lambda: Image.fromarray(PAGE).convert("RGB").convert("CMYK"), "TIFF"),
    "light on dark": (lambda: Image.fromarray(255 - PAGE), "PNG"),
    "light on dark, 16 bits": (lambda: Image.fromarray((255 - PAGE).astype(np.uint16) * 257), "PNG"),
}


@pytest.fixture(scope="module")
def classifier() -> LiteRTClassifier:
    return LiteRTClassifier(read_bundle("digits"))


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("form", FORMS)
def test_a_page_reads_the_same_in_every_form(classifier: LiteRTClassifier, form: str, orientation: int) -> None:
    make, kind = FORMS[form]
    turn, image = STORED[orientation], make()
    stored = image if turn is None else image.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    reading = read(decode_picture(encoded(stored, kind, exif=exif), name="page"), classifier)
    assert reading.text == "555\n5"
    for digit, (x, y) in zip(reading.digits, [(45, 45), (135, 45), (225, 45), (45, 135)], strict=True):
        left, top, width, height = digit.box
        assert (left + width / 2, top + height / 2) == pytest.approx((x, y), abs=9)
