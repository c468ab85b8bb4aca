"""The report card as a picture: everything is on it, nothing leaves the page, and it is the same each time."""

import io
import re

import numpy as np
import pytest
from PIL import Image, ImageFont

from app.core import sheet_parts
from app.core.paths import resources_dir
from app.core.report_picture import MARGIN, WIDTH, report_picture, report_png
from app.core.sheet import SCALE, width_of, wrapped
from tests.unit.core.report_cards import report_card_of

LONG = "a name of many words " * 4 + "and-one-that-never-ends-" * 12


def ink_of(picture: Image.Image) -> np.ndarray:
    """Return where the paper is not white, bool (height, width)."""
    return (np.asarray(picture) != 255).any(axis=2)


def count_of(picture: Image.Image, colour: tuple[int, int, int]) -> int:
    return int((np.asarray(picture) == colour).all(axis=2).sum())


def test_file_is_one_png_of_twice_the_pixels() -> None:
    content = report_png(report_card_of())
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        assert (picture.format, picture.mode, picture.width) == ("PNG", "RGB", WIDTH * SCALE)
        assert picture.info["dpi"] == pytest.approx((192, 192), abs=0.1)
        assert picture.info["Title"] == "tiny 1.0"
    assert content == report_png(report_card_of())


def test_every_mistake_is_shown_pixel_by_pixel() -> None:
    card = report_card_of()
    assert card.worst is not None
    assert len(card.worst) == 100
    card.worst.images[:] = 77
    side = 56 * SCALE
    shown = count_of(report_picture(card), (77, 77, 77)) / side**2
    assert 98.5 < shown < 100  # the corners are round


@pytest.mark.parametrize(
    "names",
    [tuple("0123456789"), tuple(f"{LONG} {at}" for at in range(10)), tuple(map(str, range(60)))],
    ids=["digits", "long", "many"],
)
def test_nothing_is_cut_off_or_in_the_margin(names: tuple[str, ...]) -> None:
    long = names[0] != "0"
    card = report_card_of(LONG if long else "m", names=names, data=LONG if long else "d", missing=(LONG,))
    ink = ink_of(report_picture(card))
    edge = (MARGIN - 6) * SCALE
    assert not ink[:, :edge].any()
    assert not ink[:, -edge:].any()
    assert not ink[:edge].any()
    assert not ink[-edge:].any()
    assert ink[-(MARGIN + 40) * SCALE :].any()


def test_what_was_not_measured_is_on_the_page() -> None:
    assert report_picture(report_card_of(missing=("mnist: gone",))).height > report_picture(report_card_of()).height


def test_met_and_missed_aims_differ_in_colour() -> None:
    picture = report_picture(report_card_of())
    assert count_of(picture, sheet_parts.BAD) > 50
    assert count_of(picture, sheet_parts.GOOD) > 50


def test_colours_are_those_of_the_page() -> None:
    css = (resources_dir() / "report.css").read_text(encoding="utf-8").split("@media")[0]
    named = {name: getattr(sheet_parts, name.upper()) for name in ("text", "muted", "paper", "line", "track", "good")}
    for name, colour in {**named, "bad": sheet_parts.BAD}.items():
        value = re.search(rf"--{name}: #(\w+);", css)
        assert value is not None
        digits = value[1] if len(value[1]) == 6 else "".join(2 * digit for digit in value[1])
        assert bytes.fromhex(digits) == bytes(colour)
    for name in ("right", "wrong"):
        assert f"--{name}: {', '.join(map(str, getattr(sheet_parts, name.upper())))};" in css


def test_lines_break_between_words_and_within_long_ones() -> None:
    assert wrapped("one two", 13, 1000) == ["one two"]
    assert wrapped("one two", 13, 40) == ["one", "two"]
    for bold in (False, True):
        lines = wrapped(LONG, 13, 120, bold=bold)
        assert "".join(lines).replace(" ", "") == LONG.replace(" ", "")
        assert max(width_of(line, 13, bold=bold) for line in lines) <= 120
    assert wrapped("x" * 100_000, 13, 500)[-1].endswith("…")
    assert wrapped("", 13, 100) == [""]


def test_digits_are_of_one_width_so_that_columns_align() -> None:
    assert len({width_of(digit, 13) for digit in "0123456789"}) == 1


def test_names_of_other_scripts_are_written_where_a_font_knows_them() -> None:
    try:
        ImageFont.truetype("DejaVuSans.ttf")
    except OSError:
        pytest.skip("needs the font DejaVu Sans")
    one, other = (ink_of(report_picture(report_card_of(name))) for name in ("ЖЖЖ", "ЯЯЯ"))
    assert (one != other).any()
