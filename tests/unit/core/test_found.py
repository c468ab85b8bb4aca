"""The pictures of a command line: their order, what is left out, and that nothing is listed ahead of its time."""

import io
import os
import sys
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import ImageError
from app.core.found import Count, Found, Pause, found_or_pause, found_pictures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.png",
        "a.PNG",
        "c/d.jpg",
        "c/.hidden.png",
        ".cache/e.png",
        "c/deep/f.gif",
        "notes.txt",
        "c/._a.png",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def names(folder: Path) -> list[str]:
    return [Path(found.path).relative_to(folder).as_posix() for found in found_pictures([str(folder)])]


def test_folders_are_walked_by_name_without_what_is_hidden(folder: Path) -> None:
    assert names(folder) == ["a.PNG", "b.png", "c/d.jpg", "c/deep/f.gif"]


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_circles_of_links_end(folder: Path) -> None:
    (folder / "c" / "deep" / "up").symlink_to(folder)
    (folder / "self").symlink_to("self")
    (folder / "g.png").symlink_to(folder / "b.png")
    assert names(folder) == ["a.PNG", "b.png", "g.png", "c/d.jpg", "c/deep/f.gif"]


def test_a_folder_is_opened_only_when_its_turn_comes(folder: Path) -> None:
    found = found_pictures([str(folder)])
    assert len(list(islice(found, 2))) == 2
    (folder / "c" / "e.png").touch()
    assert [Path(one.path).name for one in found] == ["d.jpg", "e.png", "f.gif"]


def test_what_goes_away_meanwhile_is_no_end(folder: Path) -> None:
    found = found_pictures([str(folder)])
    next(found)
    for path in (folder / "c").rglob("*.*"):
        path.unlink()
    (folder / "c" / "deep").rmdir()
    (folder / "c").rmdir()
    assert [Path(one.path).name for one in found if one.error is None] == ["b.png"]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Put a pipe in the place of standard input; yield its other end."""
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stream:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
        yield writer


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot tell whether a pipe has more")
def test_a_list_from_a_pipe_pauses_only_where_nothing_waits(stdin: int) -> None:
    found = found_or_pause(["-"])
    os.write(stdin, b"a.png\nb.png\r\n\nc.p")
    assert [next(found) for _ in range(2)] == [Found("a.png"), Found("b.png")]
    assert next(found) == Pause()
    os.write(stdin, b"ng")
    os.close(stdin)
    assert [one for one in found if isinstance(one, Found)] == [Found("c.png")]


def test_pictures_are_counted_apart(folder: Path) -> None:
    count = Count([str(folder)])
    count._thread.join(300)
    assert count.total == 4
    beyond = Count([str(folder)], most=3)
    beyond._thread.join(300)
    assert (beyond.total, beyond.is_beyond) == (None, True)


def test_counting_stops_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_arguments: Any) -> Iterator[Found]:
        while True:
            yield Found("x.png")

    monkeypatch.setattr("app.core.found.found_pictures", endless)
    count = Count(["x"])
    count.stop()
    assert count.total is None
    assert count._thread not in threading.enumerate()


def test_a_list_that_nobody_has_written_yet_is_not_counted() -> None:
    count = Count(["-"])
    count.stop()
    assert count.total is None


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    (one,) = found_pictures([str(tmp_path)])
    assert isinstance(one.error, ImageError)
