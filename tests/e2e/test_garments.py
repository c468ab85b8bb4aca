"""A picture of a garment in the real program: opened, the model chosen by keys, named; an outline drawn and named."""

from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

from tests.e2e.desktop import wait_until
from tests.e2e.program import Program

Start = Callable[..., Program]
TROUSERS = [(0.3, 0.1), (0.7, 0.1), (0.75, 0.9), (0.57, 0.9), (0.5, 0.35), (0.43, 0.9), (0.25, 0.9), (0.3, 0.1)]


def test_a_garment_is_named_by_the_model_for_garments(start: Start, tmp_path: Path) -> None:
    image = Image.new("RGB", (600, 800), (250, 250, 248))
    ImageDraw.Draw(image).polygon([(600 * x, 800 * y) for x, y in TROUSERS], fill=(60, 70, 110))
    image.save(tmp_path / "trousers.jpg", quality=90)
    program = start(tmp_path / "trousers.jpg")
    wait_until(lambda: program.text("status_model").startswith("digits"), "the model")
    program.wait_for_answer("digit|[0-9]")
    dialog = program.press_for("ctrl+m", program.other_window, "the library")
    wait_until(lambda: any("fashion 1.0" in text for text in program.texts()), "the cards")
    program.desktop.xdotool("windowactivate", "--sync", dialog)
    program.press("Down", "Return")
    wait_until(lambda: program.text("status_model").startswith("fashion"), "the model for garments")
    program.wait_for_answer("^Trouser, ")
    program.keep_screenshot("garment")
    program.focus()
    program.press("Escape")
    program.wait_for_answer("^Drop a picture")
    program.draw([TROUSERS])
    program.wait_for_answer("^Trouser, ")
    program.keep_screenshot("garment-drawn")
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""
