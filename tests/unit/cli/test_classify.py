import csv
import io
import json
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.unit.cli.program import inkdigit
from tests.unit.core.pictures import drawn, encoded

FIVE = encoded(drawn())
BLANK = encoded(np.full((40, 60, 3), 255, dtype=np.uint8))
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of a 5, a blank page, a damaged picture and a note, over two levels."""
    root = tmp_path / "pages"
    (root / "more").mkdir(parents=True)
    (root / "b-five.png").write_bytes(FIVE)
    (root / "a-blank.png").write_bytes(BLANK)
    (root / "notes.txt").write_text("no picture")
    (root / ".hidden.png").write_bytes(FIVE)
    (root / "more" / "cut.PNG").write_bytes(FIVE[:300])
    return root


def test_a_picture_is_answered_as_the_contract_says(capsys: Capture, folder: Path) -> None:
    done = inkdigit(capsys, "classify", folder / "b-five.png", "--json")
    assert done.code == 0
    assert done.err == ""
    (answer,) = done.objects
    assert list(answer) == ["path", "text", "digits", "error"]
    assert answer["path"] == str(folder / "b-five.png")
    assert answer["text"] == "5"
    assert answer["error"] is None
    (digit,) = answer["digits"]
    assert list(digit) == ["row", "box", "label", "verdict", "confidence", "probabilities"]
    assert digit["row"] == 0
    assert digit["label"] == "5"
    assert digit["verdict"] == "digit"
    assert list(digit["probabilities"]) == list("0123456789")
    assert digit["confidence"] == digit["probabilities"]["5"]
    assert sum(digit["probabilities"].values()) == pytest.approx(1)
    x, y, width, height = digit["box"]
    assert [x, y, width, height] == pytest.approx([56, 40, 85, 128], abs=6)


def test_a_blank_page_has_no_digits(capsys: Capture, folder: Path) -> None:
    done = inkdigit(capsys, "classify", folder / "a-blank.png", "--json", "--whole")
    assert done.code == 0
    assert done.objects == [{"path": str(folder / "a-blank.png"), "text": "", "digits": [], "error": None}]


def test_a_folder_is_walked_in_order_and_what_fails_does_not_stop_it(capsys: Capture, folder: Path) -> None:
    done = inkdigit(capsys, "classify", folder, "--json")
    assert done.code == 1
    assert [Path(answer["path"]).name for answer in done.objects] == ["a-blank.png", "b-five.png", "cut.PNG"]
    assert [answer["text"] for answer in done.objects] == ["", "5", ""]
    assert "cut off" in done.objects[2]["error"]
    assert "1 of 3 pictures" in done.err


def test_a_missing_file_and_a_folder_without_pictures_are_errors(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = inkdigit(capsys, "classify", tmp_path / "no.png", tmp_path / "empty", "--json")
    assert done.code == 1
    assert "There is no file" in done.objects[0]["error"]
    assert "no picture in the folder" in done.objects[1]["error"]


def test_people_get_a_table_and_errors_beside_it(capsys: Capture, folder: Path) -> None:
    done = inkdigit(capsys, "classify", folder)
    assert done.code == 1
    lines = done.out.splitlines()
    assert len(lines) == 3
    assert lines[0].split() == ["label", "confidence", "verdict", "of"]
    assert lines[1].split() == ["–", "empty", str(folder / "a-blank.png")]
    assert lines[2].startswith("5 ")
    assert lines[1].index(str(folder)) == lines[2].index(str(folder)) == lines[0].index("of")
    assert "cut.PNG" in done.err
    assert "cut off" in done.err


def test_top_adds_the_most_probable(capsys: Capture, folder: Path) -> None:
    done = inkdigit(capsys, "classify", folder / "b-five.png", "--top", "3", "--json")
    top = done.objects[0]["digits"][0]["top"]
    assert top[0]["label"] == "5"
    assert len(top) == 3
    table = inkdigit(capsys, "classify", folder / "b-five.png", "--top", "99").out.splitlines()
    assert table[0].index("of") == table[1].index(str(folder))
    assert table[1].count("%") == 11


def test_the_note_of_an_animation_is_passed_on(capsys: Capture, tmp_path: Path) -> None:
    frames = [Image.fromarray(drawn()), Image.fromarray(255 - drawn())]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert inkdigit(capsys, "classify", tmp_path / "a.gif", "--json").objects[0]["note"] == "First of 2 frames."
    assert "First of 2 frames." in inkdigit(capsys, "classify", tmp_path / "a.gif").err


def test_the_table_is_written_in_one_piece_and_is_complete(capsys: Capture, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "table.csv"
    done = inkdigit(capsys, "classify", folder, "--csv", out, "--json")
    assert done.code == 1
    assert len(done.objects) == 3
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    columns = ["path", "text", "row", "label", "verdict", "confidence", "x", "y", "width", "height", "error"]
    assert list(rows[0]) == columns
    assert [row["label"] for row in rows] == ["", "5", ""]
    assert [row["verdict"] for row in rows] == ["empty", "digit", ""]
    assert "cut off" in rows[2]["error"]
    assert [path.name for path in out.parent.iterdir()] == ["table.csv"]


def test_a_table_that_cannot_be_written_is_said(capsys: Capture, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = inkdigit(capsys, "classify", folder / "b-five.png", "--csv", tmp_path / "file" / "t.csv", "--json")
    assert done.code == 1
    assert done.objects[0]["text"] == "5"
    assert "cannot be written" in done.err


def test_a_name_that_a_spreadsheet_would_run_is_disarmed(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("=cmd.png").write_bytes(FIVE)
    inkdigit(capsys, "classify", "=cmd.png", "--csv", "t.csv")
    (row,) = csv.DictReader(io.StringIO(Path("t.csv").read_text(encoding="utf-8")))
    assert row["path"] == "./=cmd.png"
    assert Path(row["path"]).is_file()


@pytest.mark.skipif(os.name != "posix", reason="such names exist on POSIX only")
def test_names_that_are_not_text_survive(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"f\xfcnf\x1b[31m.png")
    path.write_bytes(FIVE)
    table = tmp_path / "t.csv"
    done = inkdigit(capsys, "classify", path, "--csv", table, "--json")
    assert done.code == 0
    assert os.fsencode(json.loads(done.out)["path"]) == os.fsencode(path)
    table.read_text(encoding="utf-8")
    assert "\x1b" not in inkdigit(capsys, "classify", path).out


@pytest.mark.skipif(os.name != "posix", reason="needs links and pipes")
def test_a_walk_ends_in_spite_of_circles_and_pipes(capsys: Capture, folder: Path) -> None:
    (folder / "more" / "circle").symlink_to(folder)
    os.mkfifo(folder / "pipe.png")
    done = inkdigit(capsys, "classify", folder, "--json")
    assert len(done.objects) == 4
    assert "pipe" in done.objects[2]["error"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--json"],
        ["a.png", "--strokes", "b.ndjson"],
        ["--strokes", "b.ndjson", "--csv", "t.csv"],
        ["--strokes", "b.ndjson", "--whole"],
        ["a.png", "--top", "0"],
        ["a.png", "--top", "many"],
        ["a.png", "--csv", "."],
        ["a.png", "--nonsense"],
    ],
)
def test_usage_errors_end_with_two(capsys: Capture, arguments: list[str]) -> None:
    done = inkdigit(capsys, "classify", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert "usage:" in done.err


def test_a_model_that_does_not_exist_is_said_before_any_picture(capsys: Capture, folder: Path) -> None:
    done = inkdigit(capsys, "classify", folder, "--model", "nothing", "--json")
    assert done.code == 1
    assert done.out == ""
    assert "There is no model “nothing”" in done.err


def page(rows: int, columns: int) -> bytes:
    """Return a page of fives."""
    return encoded(np.tile(drawn(canvas=(120, 120), height=60, brush=7), (rows, columns, 1)))


def test_a_page_has_a_row_a_line_and_every_box(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(page(2, 3))
    done = inkdigit(capsys, "classify", tmp_path / "page.png", "--json")
    (answer,) = done.objects
    assert answer["text"] == "555\n555"
    assert [digit["row"] for digit in answer["digits"]] == [0, 0, 0, 1, 1, 1]
    for place, digit in enumerate(answer["digits"]):
        x, y, width, height = digit["box"]
        assert all(isinstance(side, int) for side in digit["box"])
        assert (x + width / 2, y + height / 2) == pytest.approx(
            (120 * (place % 3) + 60, 120 * (place // 3) + 60), abs=9
        )
    lines = inkdigit(capsys, "classify", tmp_path / "page.png").out.splitlines()
    assert [line.split()[0] for line in lines] == ["label", "555", "555"]
    assert len(inkdigit(capsys, "classify", tmp_path / "page.png", "--top", "2").out.splitlines()) == 7


def test_boxes_are_in_the_picture_as_a_viewer_shows_it(capsys: Capture, tmp_path: Path) -> None:
    upright = Image.open(io.BytesIO(page(2, 3)))
    exif = Image.Exif()
    exif[0x0112] = 6
    upright.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "turned.png", exif=exif)
    upright.save(tmp_path / "upright.png")
    turned, straight = inkdigit(capsys, "classify", tmp_path / "turned.png", tmp_path / "upright.png", "--json").objects
    assert turned["text"] == "555\n555"
    assert turned["digits"] == straight["digits"]


def test_whole_reads_a_page_as_one_digit(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "page.png").write_bytes(page(1, 3))
    (answer,) = inkdigit(capsys, "classify", tmp_path / "page.png", "--json", "--whole").objects
    assert len(answer["digits"]) == 1


def test_many_pictures_come_back_in_their_order(capsys: Capture, tmp_path: Path) -> None:
    for number in range(30):
        columns = number % 4 + 1
        (tmp_path / f"{number:02}.png").write_bytes(page(1, columns) if number % 7 else b"no picture")
    done = inkdigit(capsys, "classify", tmp_path, "--json")
    assert [Path(answer["path"]).stem for answer in done.objects] == [f"{number:02}" for number in range(30)]
    expected = ["5" * (number % 4 + 1) if number % 7 else "" for number in range(30)]
    assert [answer["text"] for answer in done.objects] == expected
