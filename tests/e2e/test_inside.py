"""The real program shows what happens inside its model while real pointer events draw."""

from collections.abc import Callable

from tests.e2e.desktop import wait_until
from tests.e2e.digits import DIGITS
from tests.e2e.program import Program

Start = Callable[..., Program]


def test_layers_and_reasons_follow_what_is_drawn(start: Start) -> None:
    program = start()
    program.draw(DIGITS["4"])
    program.wait_for_answer("4")
    inside = program.press_for("ctrl+shift+i", program.other_window, "the window of layers")
    wait_until(lambda: "Answer of conv2d" in program.texts(), "the first layer")
    wait_until(lambda: program.description("inside_large").startswith("conv2d, map 1"), "a large map")
    program.keep_screenshot("inside-layers")
    program.press_for("ctrl+Tab", lambda: "inside_heat" in program, "the second tab", window=inside)
    wait_until(lambda: program.description("inside_heat").startswith("Read as 4"), "the reasons")
    program.keep_screenshot("inside-reasons")
    program.focus()
    program.clear()
    program.draw(DIGITS["7"])
    wait_until(lambda: program.description("inside_heat").startswith("Read as 7"), "the reasons of the next digit")
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""
