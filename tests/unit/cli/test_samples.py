"""``classify --data`` and ``--array``: one picture of a data set by its number, and pictures made by hand."""

from pathlib import Path

import numpy as np
import pytest

from app.core.ink import Drawing
from app.core.raster import raster_of_drawing
from tests.unit.cli.program import inkdigit

Capture = pytest.CaptureFixture[str]
SEVEN = [(80.0, 60.0), (200.0, 60.0), (130.0, 230.0)]
ONE = [(140.0, 50.0), (140.0, 230.0)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data set whose test part is 1, 7, 7, 1."""
    one, seven = (raster_of_drawing(Drawing().with_stroke(points)) for points in (ONE, SEVEN))
    path = tmp_path / "two.npz"
    images = np.stack([one, seven, seven, one])
    names = np.array([str(digit) for digit in range(10)])
    labels = np.array([1, 7, 7, 1], dtype=np.uint8)
    np.savez(path, x_train=images[:1], y_train=labels[:1], x_test=images, y_test=labels, class_names=names)
    return path


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    """Return a text of 28 rows: a vertical line, from 0 to 1."""
    picture = np.zeros((28, 28))
    picture[5:24, 14:16] = 1
    path = tmp_path / "line.txt"
    np.savetxt(path, picture, fmt="%g")
    return path


def test_a_picture_of_a_data_set_is_answered_beside_its_class(capsys: Capture, data: Path) -> None:
    done = inkdigit(capsys, "classify", "--data", data, "--index", "1", "--json", "--top", "2")
    assert done.code == 0
    (answer,) = done.objects
    assert {key: answer[key] for key in ("data", "part", "index", "class", "label", "verdict")} == {
        "data": "two.npz", "part": "test", "index": 1, "class": "7", "label": "7", "verdict": "digit",
    }  # fmt: skip
    assert answer["top"][0]["label"] == "7"
    assert sum(answer["probabilities"].values()) == pytest.approx(1)


def test_ranges_and_parts_are_numbers_too(capsys: Capture, data: Path) -> None:
    done = inkdigit(capsys, "classify", "--data", data, "--index", "0-2", "3", "--json")
    assert [(answer["index"], answer["label"]) for answer in done.objects] == [(0, "1"), (1, "7"), (2, "7"), (3, "1")]
    done = inkdigit(capsys, "classify", "--data", data, "--index", "0", "5", "--part", "train", "--json")
    assert done.code == 1
    assert [answer["part"] for answer in done.objects] == ["train"]
    assert "no picture 5. The last one has the number 0." in done.err


def test_the_picture_itself_is_printed_where_that_is_asked(capsys: Capture, data: Path) -> None:
    lines = inkdigit(capsys, "classify", "--data", data, "--index", "1", "--show").out.splitlines()
    assert lines[1].endswith("two.npz, test picture 1: 7")
    assert len(lines) == 2 + 28
    assert any("@@" in line for line in lines[2:])
    assert {len(line) for line in lines[2:]} == {56}


def test_a_picture_made_by_hand_is_read_as_it_is(capsys: Capture, by_hand: Path) -> None:
    done = inkdigit(capsys, "classify", "--array", by_hand, "--json")
    assert done.code == 0
    (answer,) = done.objects
    assert answer["path"] == str(by_hand)
    assert answer["label"] == "1"


def test_a_file_that_is_no_picture_does_not_stop_the_others(capsys: Capture, by_hand: Path, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("1 2 3")
    done = inkdigit(capsys, "classify", "--array", tmp_path / "short.txt", tmp_path / "none.npy", by_hand, "--json")
    assert done.code == 1
    assert [answer["label"] for answer in done.objects] == ["1"]
    assert "3 numbers instead of 28×28" in done.err
    assert "There is no file" in done.err


def test_a_class_that_the_model_does_not_know_is_said(capsys: Capture, tmp_path: Path) -> None:
    pictures = np.zeros((2, 28, 28), dtype=np.uint8)
    pictures[:, 5:20, 5:20] = 200
    labels = np.array([0, 1], dtype=np.uint8)
    np.savez(
        tmp_path / "g.npz",
        x_train=pictures, y_train=labels, x_test=pictures, y_test=labels, class_names=np.array(["Coat", "Bag"]),
    )  # fmt: skip
    done = inkdigit(capsys, "classify", "--data", tmp_path / "g.npz", "--index", "0")
    assert done.code == 1
    assert "knows no “Coat”" in done.err


@pytest.mark.parametrize(
    "words",
    [
        "--data mnist",
        "--index 3",
        "--data mnist --index -3",
        "--data mnist --index x",
        "--data mnist --index 5-2",
        "--data mnist --index 1 --whole",
        "--data mnist --index 1 --array a.npy",
        "--array a.npy --index 1",
        "picture.png --data mnist --index 1",
        "picture.png --show",
    ],
)
def test_what_does_not_fit_together_is_a_usage_error(words: str, capsys: Capture) -> None:
    assert inkdigit(capsys, "classify", *words.split()).code == 2
