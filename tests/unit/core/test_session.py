import subprocess
import sys
from pathlib import Path

import pytest

from app.core.paths import user_data_dir, user_log_dir
from app.core.session import Session, take_leftovers

CRASH = """
import faulthandler, sys
from app.core.session import Session
session = Session()
session.begin()
session.keep("a drawing")
if sys.argv[1] == "segfault":
    faulthandler._sigsegv()
import os
os._exit(1)
"""


def crash(how: str) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, how], capture_output=True, timeout=300, check=False)
    assert done.returncode != 0


def folder() -> Path:
    return user_data_dir() / "session"


def test_a_farewell_leaves_nothing() -> None:
    session = Session()
    session.begin()
    session.keep("a drawing")
    assert list(folder().iterdir())
    session.end()
    assert not list(folder().iterdir())
    assert take_leftovers() is None


def test_a_killed_window_leaves_its_drawing_once() -> None:
    crash("exit")
    leftover = take_leftovers()
    assert leftover is not None
    assert (leftover.drawing, leftover.report) == ("a drawing", "")
    assert take_leftovers() is None
    assert not list(folder().iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="a segmentation fault opens a dialog there")
def test_a_native_crash_leaves_a_report_that_the_logs_keep() -> None:
    crash("segfault")
    leftover = take_leftovers()
    assert leftover is not None
    assert "Fatal Python error: Segmentation fault" in leftover.report
    (kept,) = user_log_dir().glob("crash-*.txt")
    assert "Segmentation fault" in kept.read_text()


def test_an_open_window_is_left_alone() -> None:
    session = Session()
    session.begin()
    session.keep("mine")
    crash("exit")
    leftover = take_leftovers()
    assert leftover is not None
    assert leftover.drawing == "a drawing"
    assert len(list(folder().iterdir())) == 2
    session.end()


def test_an_erased_drawing_is_forgotten() -> None:
    session = Session()
    session.begin()
    session.keep("a drawing")
    session.keep("")
    assert [path.suffix for path in folder().iterdir()] == [".faults"]
    session.end()


def test_a_half_written_drawing_is_removed_with_the_rest() -> None:
    crash("exit")
    (faults,) = folder().glob("*.faults")
    (folder() / f".{faults.stem}.1f.part.ndjson").write_text("half")
    take_leftovers()
    assert not list(folder().iterdir())


def test_where_nothing_can_be_written_it_stays_quiet(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    session = Session(tmp_path / "file" / "below")
    session.begin()
    session.keep("a drawing")
    session.end()
    assert not session.is_open
    assert take_leftovers(tmp_path / "file" / "below") is None
