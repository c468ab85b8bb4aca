"""The window from start to end: files from the command line, keys, closing, and what is left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.e2e.desktop import Desktop, wait_until
from tests.e2e.digits import DIGITS
from tests.e2e.program import ROOT, Program, is_gone

Start = Callable[..., Program]


def test_closing_by_the_window_manager_ends_everything(start: Start) -> None:
    program = start()
    program.draw(DIGITS["7"])
    program.wait_for_answer("^7, ")
    processes = program.processes()
    program.close_window()
    assert program.wait_for_end() == 0
    assert is_gone(processes)
    assert program.errors() == ""


def test_quit_by_keyboard(start: Start) -> None:
    program = start()
    program.focus()
    program.press("ctrl+q")
    assert program.wait_for_end() == 0
    assert program.errors() == ""


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl+C", "terminated"]
)
def test_a_signal_ends_the_program_politely(start: Start, number: signal.Signals, code: int) -> None:
    program = start()
    processes = program.processes()
    program.send_signal(number)
    assert program.wait_for_end() == code
    assert is_gone(processes)
    assert program.errors() == ""


def test_a_picture_from_the_command_line_is_read(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "a seven.png"
    _draw_picture(path, DIGITS["7"][0])
    program = start(path)
    assert program.wait_for_answer("^7, ").startswith("7")
    program.keep_screenshot("picture")
    program.focus()
    program.press("Escape")
    assert program.wait_for_answer("^Draw a digit") == "Draw a digit"


def test_a_missing_file_is_named_in_the_window(start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "no such picture.png")
    said = wait_until(
        lambda: [text for text in program.texts() if "There is no file" in text], "a sentence on the file"
    )
    assert "no such picture.png" in said[0]
    program.keep_screenshot("missing-file")
    program.draw(DIGITS["1"])
    assert program.wait_for_answer("^1, ").startswith("1")


def test_a_drawing_can_be_saved_and_opened_again_by_keyboard_alone(
    start: Start, desktop: Desktop, tmp_path: Path
) -> None:
    path = tmp_path / "three.ndjson"
    program = start()
    program.draw(DIGITS["3"])
    program.wait_for_answer("^3, ")
    program.focus()
    program.press("ctrl+s")
    program.type_into_dialog(str(path))
    wait_until(path.is_file, "the saved drawing")
    program.clear()
    program.wait_for_answer("^Draw a digit")
    program.press("ctrl+o")
    program.type_into_dialog(str(path))
    assert program.wait_for_answer("^3, ").startswith("3")


def test_without_a_display_it_says_so_in_one_sentence(inkdigit_home: Path) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "app"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "display" in line


def _draw_picture(path: Path, line: list[tuple[float, float]]) -> None:
    """Write a dark digit on white paper."""
    image = Image.new("L", (600, 600), 245)
    ImageDraw.Draw(image).line([(x * 600, y * 600) for x, y in line], fill=30, width=36, joint="curve")
    image.save(path)
