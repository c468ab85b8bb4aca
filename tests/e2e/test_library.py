"""Files of models given to the real program: an old one is asked about and read with, a hostile one is refused."""

from collections.abc import Callable
from pathlib import Path

from tests.e2e.desktop import wait_until
from tests.e2e.digits import DIGITS
from tests.e2e.program import Program
from tests.unit.learning.foreign.files import keras_file, write

Start = Callable[..., Program]
OLD = Path(__file__).parents[1] / "unit" / "learning" / "foreign" / "keras2" / "convnet.h5"
LAMBDA = {"class_name": "Lambda", "config": {"name": "evil", "function": {"class_name": "__lambda__", "config": {}}}}


def _has(program: Program, word: str) -> bool:
    return any(word in text for text in program.texts())


def test_an_old_tutorials_file_is_asked_about_then_reads_and_has_a_card(start: Start) -> None:
    program = start(OLD)
    wait_until(lambda: _has(program, "What is convnet.h5 fed?"), "the question")
    dialog = wait_until(program.other_window, "the dialog")
    program.keep_screenshot("library-question")
    program.desktop.xdotool("windowactivate", "--sync", dialog)
    program.press("Return")
    wait_until(lambda: program.text("status_model").startswith("convnet "), "the model")
    wait_until(lambda: _has(program, "is here: Sequential"), "what it is")
    program.press_for("ctrl+m", lambda: _has(program, "(in use)"), "the cards")
    assert _has(program, "digits 1.0")
    program.keep_screenshot("library-cards")
    program.press("Escape")
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""


def test_a_hostile_file_is_refused_by_the_name_of_its_layer_and_the_window_reads_on(
    start: Start, tmp_path: Path
) -> None:
    def with_lambda(config: dict) -> None:
        config["config"]["layers"].insert(3, LAMBDA)

    program = start(write(tmp_path, keras_file(change=with_lambda), "evil.keras"))
    wait_until(lambda: _has(program, "The model brings code of its own"), "the refusal")
    assert _has(program, "“evil”")
    assert program.text("status_model").startswith("digits")
    program.keep_screenshot("library-refused")
    program.draw(DIGITS["3"])
    program.wait_for_answer("3")
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""
