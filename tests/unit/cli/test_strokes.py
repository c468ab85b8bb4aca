import io
import json
import os
from pathlib import Path

import numpy as np
import pytest

from app.cli import strokes
from app.cli.strokes import numbered_lines
from app.core.ink import Drawing, drawing_to_json
from tests.unit.cli.program import inkdigit
from tests.unit.core.pictures import FIVE

LINE = drawing_to_json(Drawing().with_stroke(np.array(FIVE) * 150 + 60))
EMPTY = drawing_to_json(Drawing())
Capture = pytest.CaptureFixture[str]


def answers(capsys: Capture, path: Path, content: bytes | str) -> tuple[int, list[dict[str, object]]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    done = inkdigit(capsys, "classify", "--strokes", path, "--json")
    assert done.err == ""
    return done.code, done.objects


def test_each_line_is_answered_as_the_contract_says(capsys: Capture, tmp_path: Path) -> None:
    code, (five, empty) = answers(capsys, tmp_path / "s.ndjson", f"{LINE}\n{EMPTY}\n")
    assert code == 0
    assert list(five) == ["line", "label", "verdict", "confidence", "probabilities"]
    assert (five["line"], five["label"], five["verdict"]) == (1, "5", "digit")
    assert (empty["line"], empty["label"], empty["verdict"], empty["confidence"]) == (2, None, "empty", 0)


def test_bad_lines_are_answered_and_the_rest_is_done(capsys: Capture, tmp_path: Path) -> None:
    lines = [b"\xef\xbb\xbf" + LINE.encode(), b"garbage", b"", b"\xff\xfe\x00", b'{"size": [280, 280]}', LINE.encode()]
    code, objects = answers(capsys, tmp_path / "s.ndjson", b"\r\n".join(lines))
    assert code == 1
    assert [answer["line"] for answer in objects] == [1, 2, 4, 5, 6]
    assert [answer.get("label") for answer in objects] == ["5", None, None, None, "5"]
    for answer in objects[1:4]:
        assert list(answer) == ["line", "error"]
        assert str(answer["error"]).endswith(".")


def test_a_huge_line_is_never_held_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strokes, "MAX_LINE_BYTES", 100)
    monkeypatch.setattr(strokes, "_CHUNK", 64)
    asked: list[int] = []

    class Stream(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            asked.append(size or -1)
            return super().readline(size)

    stream = Stream(b"a" * 100 + b"\n" + b"b" * 5000 + b"\nshort\n" + b"c" * 300)
    lines = list(numbered_lines(stream))
    assert lines == [(1, None), (2, None), (3, b"short\n"), (4, None)]
    assert max(asked) <= 101
    assert min(asked) > 0


def test_people_get_a_table(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "s.ndjson").write_text(f"{LINE}\nbad\n")
    done = inkdigit(capsys, "classify", "--strokes", tmp_path / "s.ndjson", "--top", "2")
    assert done.code == 1
    assert done.out.splitlines()[1].startswith("5 ")
    assert done.out.splitlines()[1].endswith("line 1")
    assert "Line 2:" in done.err


def test_strokes_come_from_standard_input_too(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LINE.encode())))
    done = inkdigit(capsys, "classify", "--strokes", "-", "--json")
    assert json.loads(done.out)["label"] == "5"


def test_what_is_no_file_of_strokes_is_said(capsys: Capture, tmp_path: Path) -> None:
    cases = {str(tmp_path): "is a folder", str(tmp_path / "no.ndjson"): "no file", "nul\0byte": "file name"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        cases[str(tmp_path / "pipe")] = "pipe"
    for path, words in cases.items():
        done = inkdigit(capsys, "classify", "--strokes", path, "--json")
        assert done.code == 1
        assert words in done.err


def test_an_empty_file_has_no_answers(capsys: Capture, tmp_path: Path) -> None:
    assert answers(capsys, tmp_path / "s.ndjson", "") == (0, [])


NUMBER = drawing_to_json(
    Drawing((840, 280))
    .with_stroke(np.array(FIVE) * 150 + np.array((500, 60)))
    .with_stroke([(200, 65), (201, 140), (200, 215)])
)


def test_a_line_is_a_whole_number_where_that_is_asked_for(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "n.ndjson"
    path.write_text(f"{NUMBER}\ngarbage\n{EMPTY}\n")
    done = inkdigit(capsys, "classify", "--strokes", path, "--number", "--json")
    assert done.code == 1
    number, wrong, empty = done.objects
    assert list(number) == ["line", "text", "verdict", "confidence", "digits"]
    assert (number["line"], number["text"]) == (1, "15")
    one, five = number["digits"]
    assert (one["strokes"], five["strokes"]) == ([1], [0])
    assert one["box"] == [200, 65, 1, 150]
    assert list(one)[2:] == ["label", "verdict", "confidence", "probabilities"]
    assert list(wrong) == ["line", "error"]
    assert (empty["text"], empty["verdict"], empty["digits"]) == ("", "empty", [])


def test_a_number_in_the_terminal_is_a_line(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "n.ndjson"
    path.write_text(f"{NUMBER}\n{EMPTY}\n")
    done = inkdigit(capsys, "classify", "--strokes", path, "--number")
    assert done.code == 0
    rows = done.out.splitlines()
    assert rows[1].split()[0] == "15"
    assert rows[2].split()[:2] == ["–", "empty"]


def test_pictures_need_no_number_option(capsys: Capture) -> None:
    done = inkdigit(capsys, "classify", "page.png", "--number")
    assert done.code == 2
    assert "--strokes" in done.err
