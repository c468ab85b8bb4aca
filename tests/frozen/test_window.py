"""The frozen window: soon there, read from a real pointer, and gone without a trace."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.e2e.desktop import Desktop
from tests.e2e.digits import DIGITS
from tests.e2e.program import Program, is_gone
from tests.frozen.frozen import Frozen, ask, environment

Start = Callable[..., Program]
WINDOW_S, FIRST_PREDICTION_S = 1.0, 1.3


def test_a_drawn_digit_is_read_and_closing_ends_everything(start_frozen: Start) -> None:
    program = start_frozen()
    program.draw(DIGITS["3"])
    program.wait_for_answer("^3, ")
    program.keep_screenshot("frozen")
    processes = program.processes()
    program.close_window()
    assert program.wait_for_end() == 0
    assert is_gone(processes)
    assert program.errors() == ""


def test_a_picture_of_the_command_line_is_read(start_frozen: Start, tmp_path: Path) -> None:
    path = tmp_path / "eine Sieben – 七.png"
    image = Image.new("L", (600, 600), 245)
    line = [(x * 600, y * 600) for x, y in DIGITS["7"][0]]
    ImageDraw.Draw(image).line(line, fill=30, width=36, joint="curve")
    image.save(path)
    program = start_frozen(path)
    program.wait_for_answer("^7, |7")


def test_it_starts_within_its_budget(frozen: Frozen, desktop: Desktop) -> None:
    """The best of five warm starts: a busy machine makes some late, and none early."""
    import time

    starts = []
    for _ in range(5):
        env = environment(**desktop.env, INKDIGIT_T0=repr(time.time()))
        starts.append(json.loads(ask(frozen.program, "--probe", "app.ui.probe", env=env).splitlines()[-1]))
    assert min(start["window_s"] for start in starts) <= WINDOW_S
    assert min(start["first_prediction_s"] for start in starts) <= FIRST_PREDICTION_S
    assert not any(start["modules"]["tensorflow"] for start in starts)


@pytest.mark.learning
def test_the_bench_prints_the_table_of_the_source(full: Frozen, desktop: Desktop) -> None:
    lines = [
        json.loads(line)
        for line in ask(full.program, "bench", "--json", "--runs", "1", env=environment(**desktop.env)).splitlines()
    ]
    assert {line["name"] for line in lines} >= {"window", "first_prediction", "stroke_p50", "inference", "memory"}
    assert all(line["error"] is None and line["value"] > 0 and line["baseline"] > 0 for line in lines)
