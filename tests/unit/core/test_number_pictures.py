"""Pictures as numbers: what a person would write by hand is read, everything else is refused with a sentence."""

import contextlib
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import ImageError
from app.core.number_pictures import read_number_pictures


def _line_and_diagonal() -> np.ndarray:
    """Return the picture that is made by hand in lessons: a vertical line, and a diagonal from its foot."""
    picture = np.zeros((28, 28), dtype=np.uint8)
    picture[5:23, 9] = 255
    for step in range(10):
        picture[22 - step, 9 + step] = 180
    return picture


def _rows(values: np.ndarray, separator: str) -> str:
    return "\n".join(separator.join(f"{value:g}" for value in row) for row in values) + "\n"


@pytest.mark.parametrize("separator", [" ", ",", ", ", ";", "\t", "   "])
def test_rows_of_a_text_are_a_picture(separator: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# by hand\n\n" + _rows(_line_and_diagonal(), separator), encoding="utf-8")
    assert np.array_equal(read_number_pictures(path), [_line_and_diagonal()])


@pytest.mark.parametrize("width", [1, 784])
def test_all_numbers_in_one_line_or_one_a_line_are_a_picture_too(width: int, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(_rows(_line_and_diagonal().reshape(-1, width), ","), encoding="utf-8")
    assert np.array_equal(read_number_pictures(path), [_line_and_diagonal()])


def test_shares_of_one_are_scaled(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_rows(_line_and_diagonal() / 255, " "), encoding="utf-8")
    assert np.array_equal(read_number_pictures(path), [_line_and_diagonal()])
    path.write_text(_rows((_line_and_diagonal() > 0) * 1, " "), encoding="utf-8")
    assert np.array_equal(read_number_pictures(path)[0], (_line_and_diagonal() > 0) * 255)


@pytest.mark.parametrize("dtype", ["u1", "i8", "f4", ">f8", "?"])
@pytest.mark.parametrize("shape", [(28, 28), (784,), (28, 28, 1), (1, 28, 28), (1, 784), (1, 28, 28, 1)])
def test_an_array_of_numpy_is_read(dtype: str, shape: tuple[int, ...], tmp_path: Path) -> None:
    given = (_line_and_diagonal() > 0) * 1
    np.save(tmp_path / "a.npy", given.reshape(shape).astype(dtype))
    assert np.array_equal(read_number_pictures(tmp_path / "a.npy"), [given * 255])


def test_several_pictures_and_the_order_of_fortran(tmp_path: Path) -> None:
    several = np.stack([_line_and_diagonal(), _line_and_diagonal().T, np.zeros((28, 28))])
    np.save(tmp_path / "a.npy", np.asfortranarray(several))
    assert np.array_equal(read_number_pictures(tmp_path / "a.npy"), several)
    (tmp_path / "b.txt").write_text(_rows(several.reshape(-1, 28), " "), encoding="utf-8")
    assert np.array_equal(read_number_pictures(tmp_path / "b.txt"), several)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "28×28"),
        ("1 2 3\n", "3 numbers instead"),
        ("0 " * 783, "783 numbers instead"),
        ("0 " * 785, "785 numbers instead"),
        ("0 " * 783 + "256", "from 0 to 256"),
        ("0 " * 783 + "-1", "from -1 to 0"),
        ("0 " * 783 + "nan", "Line 1"),
        ("0 " * 783 + "1_0", "Line 1"),
        ("label ** 0 1\n", "Line 1"),
        ("\n".join(["0 " * 28] * 27), "instead of 28×28"),
        ("\n".join(["0 " * 28] * 27 + ["0 " * 27 + "x"]), "Line 28"),
    ],
)
def test_what_is_no_picture_is_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ImageError, match=said) as caught:
        read_number_pictures(tmp_path / "a.txt")
    assert caught.value.hint


def test_hostile_arrays_are_sentences(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, _line_and_diagonal())
    good = path.read_bytes()
    rng = np.random.default_rng(0)
    for _ in range(200):
        content = bytearray(good[: rng.integers(8, len(good))] if rng.random() < 0.5 else good)
        content[rng.integers(6, min(len(content), 120))] ^= 1 << int(rng.integers(8))
        path.write_bytes(bytes(content))
        with contextlib.suppress(ImageError):
            assert read_number_pictures(path).shape[1:] == (28, 28)
    path.write_bytes(good.replace(b"(28, 28)", b"(28,2**9"))
    with pytest.raises(ImageError):
        read_number_pictures(path)
    np.save(path, np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(ImageError):
        read_number_pictures(path)
