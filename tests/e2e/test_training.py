"""A training in the real program, with real keys and a real pointer: from Ctrl+T to the model in use, and back."""

import os
import re
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop, wait_until
from tests.e2e.digits import DIGITS
from tests.e2e.program import Program

PATIENCE_S = 600
pytestmark = pytest.mark.learning


def data_folder() -> Path:
    folder = Path(os.environ.get("INKDIGIT_DATA", "")) / "keras-succinctly"
    if not folder.is_dir():
        pytest.skip("needs the text files of “Keras Succinctly” in INKDIGIT_DATA")
    return folder


def click(program: Program, name: str, *, offset: tuple[int, int] | None = None) -> None:
    """Click the middle of a widget, or a place in it."""
    x, y, width, height = program._screen_reader.box(program.widget(name))
    dx, dy = offset or (width // 2, height // 2)
    program.desktop.xdotool("mousemove", str(x + dx), str(y + dy), "click", "1")


def enter(program: Program, name: str, text: str) -> None:
    """Click into a field, type something in the place of what it holds, and leave it."""
    click(program, name, offset=(20, 12))
    program.press("ctrl+a")
    program.desktop.xdotool("type", "--delay", "8", text)
    program.press("Tab")


def described(program: Program, name: str) -> str:
    return program._screen_reader.description(program.widget(name))


def wait_for_text(program: Program, name: str, pattern: str, *, deadline_s: float = PATIENCE_S) -> str:
    look = re.compile(pattern).search
    return wait_until(
        lambda: next(filter(look, [program.text(name)]), None), f"“{name}” like {pattern!r}", deadline_s=deadline_s
    )


def complaints(program: Program) -> list[str]:
    """Return what the program complained of, but for questions of this test after widgets that had just gone."""
    return [line for line in program.errors().splitlines() if not line.startswith("qt.accessibility.atspi: Could not")]


def activate_dialog(program: Program) -> None:
    dialog = wait_until(lambda: next(iter(program._windows("--name", "Train a model")), None), "the dialog")
    program.desktop.xdotool("windowactivate", "--sync", dialog)


def test_from_the_menu_to_the_model_in_use_and_back(desktop: Desktop, inkdigit_home: Path) -> None:
    data = data_folder()
    program = Program(desktop, env={"INKDIGIT_HOME": str(inkdigit_home)})
    try:
        wait_for_text(program, "status_model", "^digits ")
        program.press_for("ctrl+t", lambda: program._windows("--name", "Train a model"), "the dialog")
        activate_dialog(program)
        click(program, "train_preset")
        program.desktop.xdotool("type", "--delay", "20", "succ")
        program.press("Return")
        enter(program, "train_data", str(data))
        enter(program, "train_epochs", "999")  # it is stopped before
        wait_for_text(
            program,
            "train_headline",
            r"^succinctly-cnn, 1,2.*weights, 999.epochs of 8.steps on keras-succinctly: about ",
        )
        program.keep_screenshot("train-before")
        click(program, "train_start")
        wait_for_text(program, "train_headline", r"^Epoch ([2-9]|\d\d)")
        first = wait_until(lambda: described(program, "train_loss_plot"), "a curve")
        wait_until(lambda: described(program, "train_loss_plot") != first, "a curve that moves", deadline_s=PATIENCE_S)
        wait_for_text(program, "train_headline", r"^Epoch ([4-9]|\d\d)")
        program.keep_screenshot("train-running")
        click(program, "train_stop")
        wait_for_text(program, "train_headline", r".% of 100 test pictures are read right$")
        wait_for_text(program, "evaluation_comparison", "digits 1.0")
        assert program.widget("confusion_view")
        program.keep_screenshot("train-result")
        click(program, "sample_grid", offset=(50, 60))
        wait_until(lambda: program._screen_reader.find("back_button"), "the picture on the canvas")
        program.wait_for_answer("^([0-9], |Perhaps|Not a digit)")
        program.keep_screenshot("train-mistake")
        activate_dialog(program)
        click(program, "train_use_model")
        wait_for_text(program, "status_model", "^succinctly-cnn ")
        program.press("Escape")
        program.clear()
        program.draw(DIGITS["1"])
        program.wait_for_answer("^([0-9], |Perhaps|Not a digit)")
        program.keep_screenshot("train-drawn")
        program.focus()
        program.press("ctrl+b")
        wait_for_text(program, "status_model", "^digits ")
        program.wait_for_answer("^1, ")
        program.close_window()
        assert program.wait_for_end() == 0
        assert complaints(program) == []
    finally:
        program.keep_screenshot("train-end")
        program.close()
