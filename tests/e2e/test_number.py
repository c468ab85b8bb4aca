"""A whole number drawn with the real pointer in the real window, read back from the text on the screen."""

import re
from collections.abc import Callable

from tests.e2e.desktop import wait_until
from tests.e2e.digits import DIGITS, placed
from tests.e2e.program import Program, Strokes

CROSSBAR: Strokes = [[(0.42, 0.5), (0.68, 0.5)]]


def at(place: float, strokes: Strokes) -> Strokes:
    """Return a digit at a place from 0, at the left edge of the wide paper, to 1, at its right one."""
    return placed(strokes, centre=(3 * place - 1, 0.5), scale=0.6)


def test_a_number_grows_under_the_pen(start: Callable[..., Program]) -> None:
    program = start()
    program.focus()
    program.press("ctrl+shift+n")
    program.wait_for_answer("^Write a number")
    program.draw(at(0.15, DIGITS["4"]))
    program.wait_for_answer("^(Perhaps )?4, ")
    program.draw(at(0.35, DIGITS["7"]))
    program.wait_for_answer("^(Perhaps )?47, ")
    program.draw(at(0.55, DIGITS["0"]))
    program.wait_for_answer("^(Perhaps )?470, ")
    program.draw(at(0.35, CROSSBAR))
    program.wait_for_answer("^(Perhaps )?470, ")
    wait_until(lambda: "Digit 2 of 3: 7" in program.text("digit_strip"), "the crossed 7 selected")
    program.press("Right")
    wait_until(lambda: "Digit 3 of 3: 0" in program.text("digit_strip"), "the 0 selected")
    program.keep_screenshot("number")
    program.press("ctrl+z")
    program.wait_for_answer("^(Perhaps )?470, ")
    program.press("ctrl+z")
    program.wait_for_answer("^(Perhaps )?47, ")
    program.press("ctrl+shift+n")
    program.wait_for_answer("^Draw a digit")
    program.press("ctrl+shift+n")
    assert re.match("(Perhaps )?47, ", program.wait_for_answer("47"))
    program.close_window()
    assert program.wait_for_end() == 0
    again = start()
    again.wait_for_answer("^Write a number")
