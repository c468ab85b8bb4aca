"""Standard error without a library's chatter, and with everything else."""

import os
from pathlib import Path

import pytest

from app.core.bundle import read_bundle
from app.recognition.litert import LiteRTClassifier
from app.recognition.quiet import without_lines


def test_only_the_unwanted_line_is_left_out(capfd: pytest.CaptureFixture[str]) -> None:
    with without_lines(b"chatter"):
        os.write(2, b"first\nsome chatter here\nlast\n")
    os.write(2, b"chatter afterwards\n")
    assert capfd.readouterr().err == "first\nlast\nchatter afterwards\n"


def test_standard_error_is_back_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="broken"), without_lines(b"chatter"):
        os.write(2, b"before\n")
        raise ValueError("broken")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "before\nafter\n"


def test_no_file_is_left_open() -> None:
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0
    for _ in range(5):
        with without_lines(b"x"):
            pass
    after = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").is_dir() else 0
    assert after == before


def test_loading_a_model_is_silent(capfd: pytest.CaptureFixture[str]) -> None:
    LiteRTClassifier(read_bundle("digits"))
    assert capfd.readouterr().err == ""
