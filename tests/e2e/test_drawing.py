"""Digits drawn with the real pointer in the real window, read back from the text on the screen."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.digits import DIGITS, SCRIBBLE, placed
from tests.e2e.program import Program, Strokes

EMPTY = "^Draw a digit"


@pytest.fixture(scope="module")
def program(desktop: Desktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Keep one window open for all drawings."""
    started = Program(desktop, env={"INKDIGIT_HOME": str(tmp_path_factory.mktemp("home"))})
    started.focus()
    yield started
    started.close()


@pytest.fixture(autouse=True)
def _empty_canvas(program: Program) -> None:
    program.clear()
    program.wait_for_answer(EMPTY)


@pytest.mark.parametrize("label", DIGITS)
def test_a_drawn_digit_is_read(program: Program, label: str) -> None:
    program.draw(DIGITS[label])
    answer = program.wait_for_answer(f"^{label}, [0-9]+.%")
    program.keep_screenshot(f"drawn-{label}")
    assert answer.startswith(f"{label}, ")


@pytest.mark.parametrize(
    ("centre", "scale"),
    [((0.2, 0.22), 0.4), ((0.8, 0.78), 0.4), ((0.5, 0.5), 0.2)],
    ids=["small, upper left", "small, lower right", "tiny"],
)
def test_place_and_size_do_not_matter(program: Program, centre: tuple[float, float], scale: float) -> None:
    program.draw(placed(DIGITS["3"], centre=centre, scale=scale))
    assert program.wait_for_answer("^3, ").startswith("3")


def test_a_scribble_is_not_called_a_digit(program: Program) -> None:
    program.draw(SCRIBBLE)
    answer = program.wait_for_answer("^Not a digit|^Perhaps")
    program.keep_screenshot("scribble")
    assert "Draw" not in answer


def test_the_answer_follows_every_stroke(program: Program) -> None:
    """A 1 becomes a 4 when the rest is drawn, and a 1 again when that is undone."""
    down: Strokes = [[(0.62, 0.2), (0.6, 0.84)]]
    program.draw(down)
    answers = [program.wait_for_answer("^1, ")]
    program.draw([[(0.4, 0.18), (0.3, 0.55), (0.75, 0.55)]])
    answers.append(program.wait_for_answer("^4, "))
    program.press("ctrl+z")
    answers.append(program.wait_for_answer("^1, "))
    program.press("ctrl+shift+z")
    answers.append(program.wait_for_answer("^4, "))
    assert [answer[0] for answer in answers] == ["1", "4", "1", "4"]


def test_digits_of_real_writers_are_read(program: Program) -> None:
    """Ten recorded digits, one of each class, drawn again with the pointer."""
    recorded = _recorded_digits()
    wrong = []
    for label, strokes in recorded.items():
        program.clear()
        program.wait_for_answer(EMPTY)
        program.draw(strokes)
        try:
            program.wait_for_answer(f"^(Perhaps an? )?{label}, ")
        except AssertionError as error:
            wrong.append(str(error))
    assert len(recorded) == 10
    assert len(wrong) <= 1, wrong


def _recorded_digits() -> dict[str, Strokes]:
    """Return one digit of each class by writers that the model has not learned from, as fractions of the canvas."""
    path = Path(os.environ.get("INKDIGIT_DATA", "")) / "pen-strokes" / "pendigits-train.unp.gz"
    if not path.is_file():
        pytest.skip("needs the pen strokes in INKDIGIT_DATA")
    from app.learning.strokes import read_unipen, split_writers

    found: dict[str, Strokes] = {}
    for sample in split_writers(read_unipen(path)).test:
        points = np.concatenate(sample.lines)
        low, extent = points.min(axis=0), float(np.ptp(points, axis=0).max())
        middle = (np.ptp(points, axis=0) / extent) / 2
        found.setdefault(
            str(sample.label),
            [[(float(x), float(y)) for x, y in 0.5 + ((line - low) / extent - middle) * 0.7] for line in sample.lines],
        )
    return found
