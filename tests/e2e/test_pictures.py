"""A page in the real window: boxes changed with the real pointer, undone, saved; the steps before reading."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from tests.e2e.desktop import wait_until
from tests.e2e.program import Program
from tests.unit.core.pictures import drawn

Start = Callable[..., Program]
COLUMNS, ROWS, SIDE = 3, 2, 160


def page(folder: Path) -> Path:
    """Write a page of two rows of three fives, larger than the window shows it."""
    digit = drawn(canvas=(SIDE, SIDE), height=80, brush=8)
    path = folder / "fives.png"
    Image.fromarray(np.tile(digit, (ROWS, COLUMNS, 1))).resize((COLUMNS * SIDE * 4, ROWS * SIDE * 4)).save(path)
    return path


def wait_for_text(program: Program, text: str) -> None:
    wait_until(lambda: f". {text} " in program.description("results_view") + " ", f"“{text}”")


def drag(program: Program, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag the real pointer between points of the page, given in squares of a digit."""
    x, y, width, height = program.box("results_view")
    scale = min((width - 32) / COLUMNS, (height - 32) / ROWS)
    left, top = x + (width - COLUMNS * scale) / 2, y + (height - ROWS * scale) / 2
    corners = [(left + across * scale, top + down * scale) for across, down in (start, end)]
    middle = ((corners[0][0] + corners[1][0]) / 2, (corners[0][1] + corners[1][1]) / 2)
    program.desktop.drag([(round(px), round(py)) for px, py in (corners[0], middle, corners[1])])


def test_boxes_are_changed_undone_and_saved(start: Start, tmp_path: Path) -> None:
    program = start(page(tmp_path))
    wait_for_text(program, "555 / 555")
    program.focus()
    program.press("Delete")
    wait_for_text(program, "55 / 555")
    drag(program, (0.08, 0.08), (0.92, 0.92))
    wait_for_text(program, "555 / 555")
    program.press("Right", "7")
    wait_for_text(program, "575 / 555")
    program.keep_screenshot("picture-corrected")
    program.press("ctrl+z", "ctrl+z")
    wait_for_text(program, "55 / 555")
    program.press("ctrl+z")
    wait_for_text(program, "555 / 555")
    out = tmp_path / "with boxes.png"
    program.press("ctrl+s")
    program.type_into_dialog(str(out))
    wait_until(out.exists, "the file")
    with Image.open(out) as image:
        assert image.size == (COLUMNS * SIDE * 4, ROWS * SIDE * 4)
        assert len(image.convert("RGB").getcolors(1 << 24)) > 100
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""


def test_a_step_is_left_out(start: Start, tmp_path: Path) -> None:
    program = start(page(tmp_path))
    wait_for_text(program, "555 / 555")
    program.press_for("ctrl+shift+p", lambda: "stages_sentence" in program, "the dialog")
    wait_until(lambda: "With all steps it reads 5" in program.text("stages_sentence"), "the steps")
    program.click("step_ink", (8, 8))
    wait_until(lambda: program.text("stages_sentence").startswith("Without taking the ink alone"), "the step left out")
    program.keep_screenshot("steps")
    program.press("Escape")
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""
