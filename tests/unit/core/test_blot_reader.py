"""The reader of blots: frames hold all the ink, the shipped weights tell one ring from two, and its file is checked."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.core.blot_reader import COLUMNS, COUNTS, DIGITS, ROWS, BlotReader, frame_of, shipped_blot_reader
from app.core.errors import BundleError


def rings(count: int) -> np.ndarray:
    """Return rings side by side that touch: uint8 (80, ...)."""
    image = Image.new("L", (4 + 60 * count, 80), 0)
    pen = ImageDraw.Draw(image)
    for place in range(count):
        pen.ellipse((60 * place, 0, 60 * place + 63, 79), outline=255, width=8)
    return np.asarray(image)


def test_rings_that_touch_are_counted_and_read() -> None:
    answers = shipped_blot_reader().read(np.stack([frame_of(rings(count)) for count in (1, 2, 3)]))
    for place, answer in enumerate(answers):
        assert int(np.argmax(answer.counts)) == place
        assert int(np.argmax(answer.first)) == int(np.argmax(answer.last)) == 0
        for side, length in ((answer.first, DIGITS), (answer.last, DIGITS), (answer.counts, COUNTS)):
            assert len(side) == length
            assert np.exp(side).sum() == pytest.approx(1, abs=1e-4)


def test_many_frames_are_read_as_each_alone() -> None:
    frames = np.stack([frame_of(rings(1 + place % 3)) for place in range(300)])
    answers = shipped_blot_reader().read(frames)
    assert len(answers) == 300
    assert answers[299].counts == pytest.approx(shipped_blot_reader().read(frames[299:])[0].counts, abs=1e-4)
    assert shipped_blot_reader().read(frames[:0]) == []


@pytest.mark.parametrize("size", [(80, 20), (80, 120), (40, 300), (1, 1), (500, 3), (3, 900)])
def test_frames_hold_all_the_ink_in_their_middle(size: tuple[int, int]) -> None:
    frame = frame_of(np.full(size, 255, dtype=np.uint8))
    assert frame.shape == (ROWS, COLUMNS)
    rows, columns = np.flatnonzero(frame.any(axis=1)), np.flatnonzero(frame.any(axis=0))
    assert abs(int(rows[0]) - (ROWS - 1 - int(rows[-1]))) <= 1
    assert abs(int(columns[0]) - (COLUMNS - 1 - int(columns[-1]))) <= 1
    assert len(rows) == 24 or len(columns) == 48


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive"])
def test_a_damaged_reader_is_refused_with_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "blots.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BundleError, match="damaged"):
        BlotReader(path)
