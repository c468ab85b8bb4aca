"""Habits of the desktop: one window, files that join it, a drawing that survives a kill."""

import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from tests.e2e.desktop import DEADLINE_S, Desktop, wait_until
from tests.e2e.digits import DIGITS
from tests.e2e.program import ROOT, SOURCE, Program

Start = Callable[..., Program]


def test_a_second_start_hands_its_file_to_the_open_window(
    start: Start, desktop: Desktop, inkdigit_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "seven.png"
    image = Image.new("L", (600, 600), 245)
    line = [(x * 600, y * 600) for x, y in DIGITS["7"][0]]
    ImageDraw.Draw(image).line(line, fill=30, width=36, joint="curve")
    image.save(path)
    program = start()
    wait_until(lambda: "LiteRT" in program.text("status_device"), "the model, after which the window has nothing to do")
    wait_until(lambda: list(Path(desktop.env["XDG_RUNTIME_DIR"]).glob("inkdigit-*")), "the window's ear")
    env = {**desktop.env, "INKDIGIT_HOME": str(inkdigit_home)}
    second = subprocess.run(
        [*SOURCE, str(path)], cwd=ROOT, env=env, capture_output=True, timeout=DEADLINE_S, check=False
    )
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    wait_until(lambda: [text for text in program.texts() if "seven.png" in text], "the picture in the first window")


def test_a_drawing_survives_a_kill(start: Start, inkdigit_home: Path) -> None:
    program = start()
    program.draw(DIGITS["3"])
    program.wait_for_answer("^3, ")
    session = inkdigit_home / "data" / "session"
    wait_until(lambda: list(session.glob("[0-9]*.ndjson")), "the drawing on the disk")
    program.send_signal(signal.SIGKILL)
    program.wait_for_end()
    again = start()
    again.wait_for_answer("^3, ")
    wait_until(lambda: [text for text in again.texts() if "not closed properly" in text], "a sentence on it")
    again.keep_screenshot("drawing-is-back")
    again.close_window()
    assert again.wait_for_end() == 0
    assert not list(session.iterdir())
