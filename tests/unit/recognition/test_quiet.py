"""Standard error without a library's chatter, and with everything else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.recognition.quiet import without_lines

_OPEN_FILES = Path("/proc/self/fd")


def test_only_the_unwanted_line_is_left_out(capfd: pytest.CaptureFixture[str]) -> None:
    with without_lines(b"chatter"):
        os.write(2, b"first\nsome chatter here\nlast\n")
    os.write(2, b"chatter afterwards\n")
    assert capfd.readouterr().err == "first\nlast\nchatter afterwards\n"


def test_standard_error_is_back_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), without_lines(b"chatter"):
        os.write(2, b"before\n") // 0
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "before\nafter\n"


@pytest.mark.skipif(not _OPEN_FILES.is_dir(), reason="needs /proc")
def test_no_file_is_left_open() -> None:
    before = len(list(_OPEN_FILES.iterdir()))
    for _ in range(5):
        with without_lines(b"x"):
            pass
    assert len(list(_OPEN_FILES.iterdir())) == before


def test_loading_a_model_is_silent() -> None:
    code = "from app.core.bundle import read_bundle; from app.recognition.litert import LiteRTClassifier as C"
    command = [sys.executable, "-c", f"{code}; C(read_bundle('digits'))"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert done.stderr == ""
