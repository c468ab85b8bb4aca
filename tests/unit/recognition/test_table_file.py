"""A table that grows: killed anywhere it goes on to the same bytes, and never with what does not belong to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import InkdigitError
from app.core.found import Found, Pause
from app.recognition.table_file import Kept, TableFile

IDENTITY = {"model": "m1", "setting of --whole": False}


def digit(row: int, label: str) -> dict[str, Any]:
    return {"row": row, "box": [1, 2, 3, 4], "label": label, "verdict": "digit", "confidence": 0.98765}


def answer(path: str, text: str = "", error: str | None = None) -> dict[str, Any]:
    digits = [digit(row, label) for row, line in enumerate(text.split("\n")) for label in line]
    return {"path": path, "text": text, "digits": digits, "error": error}


ANSWERS = [
    answer("a.png", "12\n3"),
    answer('odd "name", with\r\nbreak.png', "4"),
    answer("=sum.png"),
    answer("twice.png", "7"),
    answer("twice.png", "7"),
    answer("bad.png", error="“bad.png” is empty. Save or copy it again."),
    answer("\udcff.png", "56"),
    answer("last.png", "9\n9"),
]


def listed(answers: list[dict[str, Any]] = ANSWERS) -> Iterator[Found | Pause]:
    for fields in answers:
        yield Pause()
        yield Found(fields["path"])


def written(path: Path, answers: list[dict[str, Any]], *, is_finished: bool = True) -> bytes:
    file = TableFile(path, IDENTITY)
    for fields in answers:
        file.append(fields)
    if is_finished:
        file.finish()
    else:
        file.close()
    return path.read_bytes()


def gone_on(path: Path, answers: list[dict[str, Any]] = ANSWERS) -> Kept:
    """Resume a table as the command does: answer what is left of the list."""
    file = TableFile(path, IDENTITY)
    kept, rest = file.resume(listed(answers))
    left = [found.path for found in rest if isinstance(found, Found)]
    assert left == [fields["path"] for fields in answers[len(answers) - len(left) :]]
    assert kept.pictures == len(answers) - len(left)
    for fields in answers[len(answers) - len(left) :]:
        file.append(fields)
    file.finish()
    return kept


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    return written(tmp_path / "whole.csv", ANSWERS)


def test_cut_anywhere_it_goes_on_to_the_same_bytes(
    tmp_path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", lambda _file: None)  # this kill is no power cut
    path = tmp_path / "t.csv"
    kept = []
    for cut in range(len(whole) + 1):
        written(path, ANSWERS, is_finished=False)
        path.write_bytes(whole[:cut])
        kept.append(gone_on(path).pictures)
        assert path.read_bytes() == whole
    assert kept == sorted(kept)
    assert set(kept) == {0, 1, 2, 3, 5, 6, 7}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["t.csv", "whole.csv"]


def test_what_failed_before_is_remembered(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "t.csv"
    written(path, ANSWERS, is_finished=False)
    assert gone_on(path) == Kept(7, 1)


def test_a_table_that_was_never_begun_is_begun(tmp_path: Path, whole: bytes) -> None:
    assert gone_on(tmp_path / "t.csv") == Kept()
    assert (tmp_path / "t.csv").read_bytes() == whole


def test_the_old_table_stays_until_the_first_answer(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("old")
    file = TableFile(path, IDENTITY)
    assert path.read_text() == "old"
    file.append(ANSWERS[0])
    assert path.read_bytes().count(b"\r\n") == 4
    file.close()


def test_notes_without_a_new_table_trust_no_old_one(tmp_path: Path, whole: bytes, monkeypatch: Any) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(whole[:100])
    file = TableFile(path, IDENTITY)
    with monkeypatch.context() as patch:
        patch.setattr("app.recognition.table_file.csv_head", interrupted)
        with pytest.raises(KeyboardInterrupt):
            file.append(ANSWERS[0])
    assert gone_on(path) == Kept()
    assert path.read_bytes() == whole


def interrupted() -> bytes:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("identity", "answers", "words"),
    [
        ({**IDENTITY, "model": "m2"}, ANSWERS, "another model"),
        ({**IDENTITY, "setting of --whole": True}, ANSWERS, "another setting of --whole"),
        (IDENTITY, ANSWERS[1:], "not in its place"),
        (IDENTITY, [ANSWERS[0], answer("new.png"), *ANSWERS[1:]], "not in its place"),
        (IDENTITY, [], "not in its place"),
    ],
)
def test_what_does_not_belong_together_is_refused(
    tmp_path: Path, identity: dict[str, object], answers: list[dict[str, Any]], words: str
) -> None:
    path = tmp_path / "t.csv"
    before = written(path, ANSWERS, is_finished=False)
    with pytest.raises(InkdigitError, match=words) as caught:
        TableFile(path, identity).resume(listed(answers))
    assert "--resume" in caught.value.hint
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"path,label\r\n1,2\r\n" * 9, "not a table"),
        (b"{head}a.png,b\r\nc.png,d\r\n", "damaged"),
        (b"{head}" + b"x" * 1_000_001 + b"\r\n", "damaged"),
    ],
)
def test_other_and_damaged_tables_are_refused(tmp_path: Path, whole: bytes, content: bytes, words: str) -> None:
    path = tmp_path / "t.csv"
    written(path, ANSWERS, is_finished=False)
    path.write_bytes(content.replace(b"{head}", whole[: whole.index(b"\n") + 1]))
    with pytest.raises(InkdigitError, match=words):
        TableFile(path, IDENTITY).resume(listed())


def test_a_complete_table_is_not_resumed(tmp_path: Path, whole: bytes) -> None:
    with pytest.raises(InkdigitError, match="nothing to resume"):
        TableFile(tmp_path / "whole.csv", IDENTITY).resume(listed())
    assert (tmp_path / "whole.csv").read_bytes() == whole


def test_notes_that_are_nonsense_count_as_none(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    written(path, ANSWERS, is_finished=False)
    (tmp_path / ".t.csv.resume").write_text("[" * 100_000)
    with pytest.raises(InkdigitError, match="nothing to resume"):
        TableFile(path, IDENTITY).resume(listed())
