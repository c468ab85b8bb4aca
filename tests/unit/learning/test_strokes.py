import gzip
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import DataSetError
from app.core.raster import raster_of_lines
from app.learning.negatives import Negatives, scribble
from app.learning.strokes import part_of, read_unipen, rewritten, split_writers
from app.learning.templates import DIGITS, digit_strokes, sign_strokes

_TWO_DIGITS = """.INCLUDE x.doc
.SEGMENT DIGIT 0 ? "1"
.COMMENT 1 {writer}  7
.PEN_DOWN
 100 400
 100 100
.PEN_UP
.SEGMENT DIGIT 1-2 ? "7"
.COMMENT 7 {writer}  8
.PEN_DOWN
 100 400
 300 400
 150 100
.PEN_UP
.PEN_DOWN
 100 250
 260 250
.PEN_UP
"""


def test_unipen_gives_labels_writers_and_strokes_with_y_downward(tmp_path: Path) -> None:
    path = tmp_path / "digits.unp"
    path.write_text(_TWO_DIGITS.format(writer=3))
    one, seven = read_unipen(path)
    assert (one.label, one.writer, len(one.lines)) == (1, 3, 1)
    assert (seven.label, seven.writer, len(seven.lines)) == (7, 3, 2)
    raster = raster_of_lines(list(seven.lines))
    assert raster[:8].sum() > raster[-8:].sum(), "the bar of the 7 is at the top"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no pen strokes"),
        (b".SEGMENT DIGIT 0\n.PEN_DOWN\n 1 2\n.PEN_UP\n", "without its label"),
        (b".SEGMENT DIGIT 0\n.COMMENT 1 2 3\n", "without ink"),
        (gzip.compress(b"x" * 5000, mtime=0)[:20], "cut off"),
    ],
)
def test_a_damaged_unipen_file_is_refused_with_a_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "digits.unp.gz"
    path.write_bytes(content if content[:2] == b"\x1f\x8b" else gzip.compress(content))
    with pytest.raises(DataSetError, match=message):
        read_unipen(path)


def test_no_writer_is_both_learned_from_and_measured_on(tmp_path: Path) -> None:
    path = tmp_path / "digits.unp"
    path.write_text("".join(_TWO_DIGITS.format(writer=writer) for writer in range(12)))
    split = split_writers(read_unipen(path))
    hands = [{sample.writer for sample in part} for part in (split.train, split.validation, split.test)]
    assert [len(hand) for hand in hands] == [4, 4, 4]
    assert not hands[0] & hands[1]
    assert not hands[1] & hands[2]
    assert not hands[0] & hands[2]
    assert len(part_of(split.test)) == 8


def test_rewriting_changes_the_hand_but_keeps_the_strokes() -> None:
    rng = np.random.default_rng(0)
    lines = [np.array([[0, 0], [50, 100], [100, 0]], dtype=np.float32), np.array([[0, 50]], dtype=np.float32)]
    first, second = rewritten(lines, rng), rewritten(lines, rng)
    assert [len(line) for line in first] == [3, 1]
    assert not np.allclose(first[0], second[0])


def test_every_template_and_every_sign_has_ink() -> None:
    rng = np.random.default_rng(1)
    assert sorted(DIGITS) == list(range(10))
    rasters = [raster_of_lines(digit_strokes(digit, rng)) for digit in range(10) for _ in range(5)]
    rasters += [raster_of_lines(sign_strokes(rng)) for _ in range(60)]
    rasters += [raster_of_lines(scribble(rng)) for _ in range(60)]
    assert all(raster.max() > 200 for raster in rasters)


def test_non_digits_are_reproducible_rasters() -> None:
    digits = np.stack([raster_of_lines(digit_strokes(digit, np.random.default_rng(digit))) for digit in range(10)])
    negatives = Negatives([], digits, None)
    first, again = ([negatives.picture(np.random.default_rng(seed)) for seed in range(80)] for _ in range(2))
    assert np.array_equal(np.stack(first), np.stack(again))
    assert all(raster.shape == (28, 28) and raster.dtype == np.uint8 and raster.any() for raster in first)
