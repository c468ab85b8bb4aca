"""The confusion as colours, table, picture and files."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.core.confusion import confusion_csv, strengths
from app.core.confusion_picture import confusion_picture, write_confusion_picture
from app.core.errors import InkdigitError
from app.core.evaluation import measure
from app.core.mistake_files import write_mistakes
from tests.unit.core.test_evaluation import answering, card_of, material_of


def test_a_single_slip_is_pale_and_the_worst_confusion_is_not() -> None:
    shades = strengths([[999, 1, 0], [0, 1000, 0], [0, 300, 700]])
    assert 0 < shades[0][1] < 0.4
    assert shades[2][1] == 1.0
    assert shades[0][2] == 0.0
    assert shades[1][1] == 1.0
    assert shades[0][1] < shades[2][2] < shades[0][0] < 1


def test_a_class_without_pictures_has_no_colour() -> None:
    assert not strengths([[0, 0], [0, 0]]).any()


def test_the_table_has_a_row_a_class_and_no_formulas() -> None:
    text = confusion_csv(["=1+1", "b, c", "d"], [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    rows = list(csv.reader(text.splitlines()))
    assert rows == [["", "'=1+1", "b, c", "d"], ["'=1+1", "1", "2", "3"], ["b, c", "4", "5", "6"], ["d", "7", "8", "9"]]


def test_the_picture_colours_right_answers_and_mistakes_apart(tmp_path: Path) -> None:
    path = tmp_path / "confusion.png"
    write_confusion_picture(path, ("a", "b"), [[90, 10], [0, 100]], title="t")
    with Image.open(path) as picture:
        colours = {colour for _, colour in picture.getcolors(100_000)}
    assert any(b > r + 60 for r, _, b in colours), "no blue for what is right"
    assert any(r > b + 60 for r, _, b in colours), "no orange for what is wrong"


@pytest.mark.parametrize("count", [2, 26, 300])
def test_the_picture_stays_a_picture_for_many_classes(count: int) -> None:
    names = [f"a rather long class name {at}" for at in range(count)]
    picture = confusion_picture(names, np.eye(count, dtype=int).tolist(), title="many")
    assert max(picture.size) < 5000


def test_mistakes_become_pictures_and_a_table(tmp_path: Path) -> None:
    names = ("T-shirt/top", "../up", "=x")
    report = measure(card_of(names), material_of([0, 0, 1], names), answering([1, 0, 2]))
    folder = tmp_path / "mistakes"
    assert write_mistakes(report, folder) == 2
    rows = list(csv.DictReader((folder / "mistakes.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["label"] for row in rows} == {"T-shirt/top", "../up"}
    assert "'=x" in {row["answer"] for row in rows}
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(
        ["mistakes", "mistakes.csv", *(row["file"] for row in rows)]
    )
    first = rows[0]
    with Image.open(folder / first["file"]) as picture:
        assert (picture.size, picture.mode) == ((28, 28), "L")
        assert picture.getpixel((0, 0)) == int(first["index"])


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    report = measure(card_of(), material_of([0]), answering([1]))
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InkdigitError, match="there already"):
        write_mistakes(report, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"
