"""From the menu's key to a mistake on the canvas, in the real program."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.e2e.desktop import wait_until
from tests.e2e.program import Program
from tests.unit.learning.conftest import idx_bytes, write_idx_set

Start = Callable[..., Program]
PICTURES = 40


def _mislabelled(folder: Path) -> Path:
    """Write a data set whose every label is the digit after the right one: all answers are mistakes, or nearly."""
    write_idx_set(folder, train=20, test=PICTURES, compressed=False)
    labels = (np.arange(PICTURES, dtype=np.uint8) + 1) % 10
    (folder / "t10k-labels-idx1-ubyte").write_bytes(idx_bytes(labels))
    return folder


def test_the_model_is_measured_and_a_mistake_is_looked_at(start: Start, tmp_path: Path) -> None:
    data = _mislabelled(tmp_path / "shifted")
    program = start()
    wait_until(lambda: "LiteRT" in program.text("status_device"), "the model")
    dialog = program.press_for("ctrl+shift+m", program.other_window, "the dialog")
    program.desktop.xdotool("windowactivate", "--sync", dialog)
    program.press("ctrl+a")
    program.desktop.xdotool("type", "--delay", "5", str(data))
    program.press("Return")
    figures = wait_until(
        lambda: [text for text in program.texts() if text.startswith("digits 1.0: ")], "the figures", deadline_s=90
    )
    assert figures[0].endswith("%")
    wait_until(lambda: [text for text in program.texts() if text.endswith(" mistakes")], "the mistakes")
    program.keep_screenshot("evaluation")
    program.click("sample_grid", (52, 52))
    program.wait_for_answer(r"^(\d|Perhaps|Not)")
    assert " read as " in program.text("results_view")
    program.keep_screenshot("mistake")
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""
