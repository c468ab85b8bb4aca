"""Kept examples: added for good, read back exactly, and safe against power cuts and hostile files."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import Cancelled, StrokesError
from app.core.ink import Drawing
from app.core.job import Token
from app.core.my_drawings import (
    Example,
    append_example,
    count_examples,
    examples_path,
    read_examples,
    remove_example,
)
from app.core.raster import raster_of_drawing

SEVEN = Drawing().with_stroke([[60, 60], [220, 62], [120, 240]], 14.0)
RASTER = raster_of_drawing(SEVEN)


def test_nothing_was_kept_at_first() -> None:
    assert read_examples() == []
    assert count_examples() == 0
    assert not examples_path().exists()


def test_drawings_and_rasters_come_back_as_they_were() -> None:
    first = append_example(Example("7", SEVEN))
    second = append_example(Example("Ankle boot", raster=RASTER))
    one, two = read_examples()
    assert (one.label, one.drawing, one.raster) == ("7", SEVEN, None)
    assert (one.key, one.made) == (first.key, first.made)
    assert one.made.endswith("+00:00")
    assert (two.label, two.drawing) == ("Ankle boot", None)
    assert np.array_equal(two.raster, RASTER)
    assert np.array_equal(one.as_raster(), two.as_raster())
    assert first.key != second.key
    assert count_examples() == 2


def test_a_line_is_of_the_strokes_form_so_that_other_commands_read_it() -> None:
    append_example(Example("7", SEVEN))
    fields = json.loads(examples_path().read_text())
    assert fields["size"] == [280, 280]
    assert fields["strokes"] == [[[60, 60], [220, 62], [120, 240]]]
    assert fields["label"] == "7"


def test_one_is_removed_by_its_key() -> None:
    keys = [append_example(Example(label, SEVEN)).key for label in "123"]
    assert remove_example(keys[1])
    assert [example.label for example in read_examples()] == ["1", "3"]
    assert not remove_example(keys[1])


@pytest.mark.parametrize("label", ["", " ", "a\nb", "x" * 101])
def test_an_impossible_label_is_refused(label: str) -> None:
    with pytest.raises(StrokesError, match="label"):
        append_example(Example(label, SEVEN))


def test_no_ink_is_not_kept() -> None:
    for example in (Example("1", Drawing()), Example("1", raster=np.zeros((28, 28), dtype=np.uint8))):
        with pytest.raises(StrokesError, match="no ink"):
            append_example(example)
    assert not examples_path().exists()


@pytest.mark.parametrize("torn", [b'{"size": [280', b"\xff\xfe", b'{"label": "3", "size": [280, 280], "strokes": []'])
def test_a_torn_last_line_is_passed_over_and_then_overwritten(torn: bytes) -> None:
    append_example(Example("1", SEVEN))
    with examples_path().open("ab") as file:
        file.write(torn)
    assert [example.label for example in read_examples()] == ["1"]
    assert count_examples() == 1
    append_example(Example("2", SEVEN))
    assert [example.label for example in read_examples()] == ["1", "2"]
    assert torn not in examples_path().read_bytes()


def test_a_whole_last_line_without_its_newline_is_kept() -> None:
    append_example(Example("1", SEVEN))
    path = examples_path()
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    append_example(Example("2", SEVEN))
    assert [example.label for example in read_examples()] == ["1", "2"]


def test_what_is_torn_at_the_very_beginning_is_overwritten() -> None:
    examples_path().parent.mkdir(parents=True)
    examples_path().write_bytes(b'{"si')
    append_example(Example("2", SEVEN))
    assert [example.label for example in read_examples()] == ["2"]


BAD_LINES = {
    "no JSON": b"garbage",
    "no object": b"[1, 2]",
    "no label": b'{"size": [280, 280], "strokes": [[[1, 2]]]}',
    "a label that is no text": b'{"size": [280, 280], "strokes": [[[1, 2]]], "label": 3}',
    "no strokes": b'{"size": [280, 280], "label": "3"}',
    "no ink": b'{"size": [280, 280], "strokes": [], "label": "3"}',
    "not finite": b'{"size": [280, 280], "strokes": [[[NaN, 2]]], "label": "3"}',
    "a short raster": b'{"raster": "AAAA", "label": "3"}',
    "no base64": b'{"raster": "\xc3\xa4!", "label": "3"}',
    "a raster that is no text": b'{"raster": [0, 1], "label": "3"}',
    "deep nesting": b"[" * 100_000,
    "not UTF-8": b'{"label": "\xff"}',
    "far too long": b'{"label": "' + b"x" * 7_000_000 + b'"}',
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_damaged_line_is_named(line: bytes) -> None:
    append_example(Example("1", SEVEN))
    with examples_path().open("ab") as file:
        file.write(line + b"\n")
    append_example(Example("2", SEVEN))
    with pytest.raises(StrokesError, match=r"Line 2 .*damaged") as caught:
        read_examples()
    assert caught.value.hint


def test_a_folder_in_the_files_place_is_said() -> None:
    examples_path().mkdir(parents=True)
    with pytest.raises(StrokesError, match="not a file"):
        read_examples()
    with pytest.raises(StrokesError, match="cannot be kept"):
        append_example(Example("1", SEVEN))


def test_reading_can_be_cancelled() -> None:
    append_example(Example("1", SEVEN))
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        read_examples(token=token)


def test_processes_that_add_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    code = (
        "from app.core.ink import Drawing; from app.core.my_drawings import *; import sys\n"
        "for n in range(25): append_example(Example(sys.argv[1], Drawing().with_stroke([[1, 1], [99, n]])))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, label]) for label in "012"]
    assert [writer.wait(300) for writer in writers] == [0, 0, 0]
    labels = [example.label for example in read_examples()]
    assert sorted(labels) == sorted("012" * 25)
