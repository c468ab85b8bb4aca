"""Pages: every digit in its row and box, under any light, and nothing where nobody wrote."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.core.bundle import read_bundle
from app.core.images import Picture, read_picture
from app.core.prediction import Verdict
from app.recognition.framing import read_whole
from app.recognition.litert import LiteRTClassifier
from app.recognition.pages import divide, frame_box, read, read_divided
from tests.pages.pages import LOOKS, PLAIN, blank_page, make_page
from tests.pages.scores import Score
from tests.pages.table import TOUCHING, measured
from tests.unit.core.pictures import drawn
from tests.unit.recognition.fakes import FakeClassifier

PHOTOS = {"photo-a.jpg": "13540", "photo-b.jpg": "05221859", "photo-c.jpg": "8341032750"}
PAGES = 2


@pytest.fixture(scope="module")
def classifier() -> LiteRTClassifier:
    return LiteRTClassifier(read_bundle("digits"))


def sheet(columns: int, rows: int, *, side: int = 160, ground: int = 255, ink: int = 0) -> np.ndarray:
    """Return fives in rows, light or dark."""
    digit = drawn(canvas=(side, side), height=side / 2, brush=side / 20, paper=ground, ink=ink)
    return np.tile(digit, (rows, columns, 1))


@pytest.mark.parametrize(("ground", "ink"), [(255, 0), (40, 230), (200, 120), (20, 60)])
def test_rows_are_read_from_top_to_bottom_whatever_the_polarity(
    classifier: LiteRTClassifier, ground: int, ink: int
) -> None:
    reading = read(Picture(sheet(4, 3, ground=ground, ink=ink)), classifier)
    assert reading.text == "5555\n5555\n5555"
    assert [digit.row for digit in reading.digits] == [0] * 4 + [1] * 4 + [2] * 4
    for place, digit in enumerate(reading.digits):
        x, y, width, height = digit.box
        assert x + width / 2 == pytest.approx(160 * (place % 4) + 80, abs=12)
        assert y + height / 2 == pytest.approx(160 * (place // 4) + 80, abs=12)


def test_a_large_page_is_reduced_and_its_boxes_are_in_its_own_pixels(classifier: LiteRTClassifier) -> None:
    reading = read(Picture(sheet(3, 2, side=1000)), classifier)
    assert reading.text == "555\n555"
    assert reading.digits[4].box[0] == pytest.approx(1000 + 280, abs=60)


def test_a_shadow_with_an_edge_across_the_digits_changes_nothing(classifier: LiteRTClassifier) -> None:
    page = sheet(4, 2).astype(np.float32)
    x, y = np.meshgrid(np.arange(page.shape[1]), np.arange(page.shape[0]))
    page[(x + 0.6 * y) > 400] *= 0.45
    assert read(Picture(page.astype(np.uint8)), classifier).text == "5555\n5555"


def test_ruled_and_squared_paper_is_no_ink(classifier: LiteRTClassifier) -> None:
    page = np.tile(sheet(4, 4).copy(), (1, 2, 1))
    page[::53] = np.minimum(page[::53], 170)
    page[:, ::53] = np.minimum(page[:, ::53], 170)
    assert read(Picture(page), classifier).text == "\n".join(["5" * 8] * 4)
    page[:] = 255
    page[::53] = page[:, ::53] = 90
    assert read(Picture(page), classifier).text == ""


def test_a_digit_that_is_small_for_its_page_but_not_for_its_row_is_read(classifier: LiteRTClassifier) -> None:
    small = [drawn(canvas=(160, 160), height=height, brush=5) for height in (36, 36, 22)]
    page = np.concatenate([sheet(3, 2), np.concatenate(small, axis=1)])
    assert read(Picture(page), classifier).text == "555\n555\n555"


@pytest.mark.parametrize(("grey", "text"), [(220, "555"), (150, "5555")])
def test_what_is_far_fainter_than_the_digits_is_paper_but_a_pencil_beside_a_pen_is_read(
    classifier: LiteRTClassifier, grey: int, text: str
) -> None:
    page = sheet(4, 1, ink=20)
    page[:, :160] = np.maximum(page[:, :160], grey)
    alone = read(Picture(np.ascontiguousarray(page[:, :160])), classifier)
    reading = read(Picture(page), classifier)
    assert (alone.text, reading.text) == ("5", text)
    assert len(reading.digits) == len(text)


@pytest.mark.parametrize("data", ["photo-b.jpg", "photo-c.jpg"])
@pytest.mark.parametrize("turn", [-10, 4, 7])
def test_the_edges_of_a_turned_sheet_are_no_digits(
    classifier: LiteRTClassifier, data_folder: Path, data: str, turn: float
) -> None:
    path = data_folder / "photos" / data
    if not path.is_file():
        pytest.skip("needs the photos in INKDIGIT_DATA")
    photo = Image.fromarray(read_picture(path).pixels)
    table = tuple(int(level) for level in np.median(np.asarray(photo).reshape(-1, 3), axis=0))
    turned = photo.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=table)
    reading = read(Picture(np.asarray(turned)), classifier)
    assert reading.text == PHOTOS[data]
    assert len(reading.digits) == len(PHOTOS[data])


@pytest.mark.parametrize("value", [0, 128, 255])
def test_an_even_picture_says_nothing(classifier: LiteRTClassifier, value: int) -> None:
    reading = read(Picture(np.full((600, 800, 3), value, dtype=np.uint8)), classifier)
    assert (reading.text, reading.digits) == ("", ())


def test_a_printed_text_and_a_cloudy_sky_are_no_numbers(classifier: LiteRTClassifier) -> None:
    page = Image.new("RGB", (1200, 400), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(30)
    for row, words in enumerate(["The quick brown fox jumps over the lazy dog", "and sleeps in the shade of an oak."]):
        pen.text((60, 60 + 70 * row), words, fill="black", font=font)
    assert read(Picture(np.asarray(page)), classifier).text == ""
    grain = np.random.default_rng(0).normal(128, 60, (20, 30, 3)).clip(0, 255).astype(np.uint8)
    clouds = np.asarray(Image.fromarray(grain).resize((1200, 800), Image.Resampling.BICUBIC))
    assert read(Picture(clouds), classifier).text == ""


def test_a_minus_and_a_point_are_no_digits(classifier: LiteRTClassifier) -> None:
    page = np.tile(sheet(4, 1), (1, 1, 1)).copy()
    page[78:86, 148:176] = 0
    page[112:122, 308:318] = 0
    reading = read(Picture(page), classifier)
    assert reading.text == "5555"
    assert [digit.prediction.verdict for digit in reading.digits].count(Verdict.NOT_A_DIGIT) == 2


def test_whole_and_tiny_pictures_are_one_digit(classifier: LiteRTClassifier) -> None:
    picture = Picture(drawn())
    whole = read(picture, classifier, is_whole=True)
    assert whole.digits[0].box == read_whole(picture, classifier).digits[0].box
    tiny = Picture(drawn(canvas=(28, 28), height=20, brush=3))
    assert read(tiny, classifier).text == "5"
    assert len(read(Picture(sheet(3, 1)), classifier, is_whole=True).digits) == 1


@pytest.mark.parametrize("size", [(1, 1), (1, 5000), (5000, 1), (3, 3), (60, 9), (7000, 12), (41, 41)])
def test_pictures_of_any_shape_are_read(classifier: LiteRTClassifier, size: tuple[int, int]) -> None:
    rng = np.random.default_rng(3)
    noise = rng.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    reading = read(Picture(noise), classifier)
    assert len(reading.text.replace("\n", "")) <= 1


def test_the_classifier_is_asked_once_for_all_candidates() -> None:
    class Counting(FakeClassifier):
        calls = 0

        def logits(self, rasters: np.ndarray) -> np.ndarray:
            self.calls += 1
            return super().logits(rasters)

    classifier = Counting()
    page = divide(Picture(sheet(4, 3)))
    assert read_divided(page, classifier).text == "5555\n5555\n5555"
    assert classifier.calls == 1
    assert len(classifier.asked) == len(page.rasters) >= 12


def test_a_box_is_framed_as_one_digit() -> None:
    page = divide(Picture(sheet(3, 1)))
    frame = frame_box(page, (170, 10, 140, 140))
    assert frame is not None
    assert frame.box[0] == pytest.approx(200, abs=20)
    assert frame.raster.any()
    assert frame_box(page, (0, 0, 20, 20)) is None
    assert frame_box(page, (-500, -500, 20, 20)) is None


def test_what_is_mostly_rejected_is_no_number_at_all() -> None:
    reading = read(Picture(sheet(4, 1)), FakeClassifier(evidence=-5))
    assert reading.text == ""
    assert all(digit.prediction.verdict is Verdict.NOT_A_DIGIT for digit in reading.digits)


@pytest.mark.parametrize("name", PHOTOS)
def test_photos_are_read_exactly(classifier: LiteRTClassifier, data_folder: Path, name: str) -> None:
    path = data_folder / "photos" / name
    if not path.is_file():
        pytest.skip("needs the photos in INKDIGIT_DATA")
    reading = read(read_picture(path), classifier)
    assert reading.text == PHOTOS[name]
    assert all(digit.prediction.verdict is not Verdict.NOT_A_DIGIT for digit in reading.digits)


def test_made_up_pages_are_read(classifier: LiteRTClassifier, pen_strokes: Path) -> None:
    scores = {name: measured(name, PAGES, classifier, first=500) for name in LOOKS}
    apart = sum((score for name, score in scores.items() if name != TOUCHING), Score())
    assert apart.share >= 0.97
    assert apart.invented <= apart.pages / 2
    assert min(score.share for name, score in scores.items() if name != TOUCHING) >= 0.85, scores


def test_touching_digits_are_read(classifier: LiteRTClassifier, pen_strokes: Path) -> None:
    score = measured(TOUCHING, 8, classifier, first=500)
    assert score.pairs >= 16
    assert score.right_pairs >= 0.9 * score.pairs, score
    assert score.invented <= score.pages


def test_blank_paper_says_nothing(classifier: LiteRTClassifier, pen_strokes: Path) -> None:
    for name in ("plain", "shadow edge", "hard shadow", "ruled", "squared", "noise", "dark board"):
        texts = [read(Picture(blank_page(LOOKS[name], seed).pixels), classifier).text for seed in range(2)]
        assert texts == ["", ""], name


def test_the_box_sits_on_the_digit(classifier: LiteRTClassifier, pen_strokes: Path) -> None:
    page = make_page(replace(PLAIN, turn=6.0, rows=(3, 3)), 77)
    reading = read(Picture(page.pixels), classifier)
    assert len(reading.digits) == len(page.centres)
    for digit, (x, y) in zip(reading.digits, page.centres, strict=True):
        left, top, width, height = digit.box
        assert left - 4 <= x <= left + width + 4
        assert top - 4 <= y <= top + height + 4


def test_a_texture_does_not_ask_for_ever_more_candidates() -> None:
    grain = np.random.default_rng(0).integers(0, 256, (1500, 1500), dtype=np.uint8)
    smooth = np.asarray(Image.fromarray(grain).filter(ImageFilter.GaussianBlur(3)), dtype=np.float32)
    spots = np.where(smooth > smooth.mean() + 1.2 * smooth.std(), 0, 255).astype(np.uint8)
    page = divide(Picture(np.repeat(spots[..., None], 3, axis=2)))
    assert 400 < len(page.rasters) < 6000
