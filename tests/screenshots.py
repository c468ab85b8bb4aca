"""Render the main states of the real window, with the real model, into docs/screenshots: ``make screenshots``.

Each state gets a process of its own, so that one cannot colour the next: ``python -m tests.screenshots STATE``.
"""

import importlib
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
PATIENCE_S = 30.0
Point = tuple[float, float]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float, count: int = 40) -> list[Point]:
    """Return points on an ellipse, as fractions of the canvas; angles in degrees, 0 to the right, clockwise."""
    angles = [math.radians(start + (end - start) * i / (count - 1)) for i in range(count)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


THREE = arc(0.48, 0.34, 0.16, 0.14, -150, 85) + arc(0.47, 0.65, 0.2, 0.17, -85, 150)
SEVEN = [(0.3, 0.24), (0.5, 0.23), (0.71, 0.23), (0.6, 0.42), (0.5, 0.62), (0.44, 0.82)]
CROSSBAR = [(0.38, 0.52), (0.68, 0.5)]
ONE = [(0.44, 0.34), (0.53, 0.2), (0.52, 0.5), (0.51, 0.82)]
ZERO = arc(0.5, 0.51, 0.18, 0.31, -100, 262)
TWO = [*arc(0.49, 0.36, 0.17, 0.15, -160, 40), (0.5, 0.62), (0.32, 0.79), (0.52, 0.78), (0.72, 0.79)]
FIVE_HALF = [(0.66, 0.22), (0.4, 0.23), (0.37, 0.46), *arc(0.48, 0.6, 0.18, 0.17, -110, 20)]


def between_four_and_nine(share: float) -> list[list[Point]]:
    """Return an open 4 (0) whose top closes into a 9 (1)."""
    bowl = [(0.40 + 0.1 * share, 0.2), *arc(0.49, 0.38, 0.14, 0.13 + 0.04 * share, -120 - 30 * share, -300, 30)]
    gap = 0.22 * (1 - share)
    return [
        [(0.40 + (0.2 - gap) * t, 0.2) for t in (0.0, 0.5, 1.0)][::-1] + bowl,
        [(0.63, 0.2), (0.62, 0.5), (0.6, 0.84)],
    ]


def scribble(turns: float) -> list[list[Point]]:
    """Return a tangle that is wilder for more turns."""
    times = [i / 12 for i in range(100)]
    return [[(0.5 + 0.33 * math.sin(turns * t) * math.cos(t), 0.5 + 0.33 * math.cos(1.6 * turns * t)) for t in times]]


def main(arguments: list[str]) -> int:
    """Render one state, or all of them."""
    if arguments:
        return render(arguments[0])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (_, scale) in STATES.items():
        env = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
        env["QT_SCALE_FACTOR"] = str(scale)
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run(
                [sys.executable, "-m", "tests.screenshots", name], cwd=ROOT, env={**env, "INKDIGIT_HOME": home}
            )
        if done.returncode:
            return done.returncode
    return 0


def render(name: str) -> int:
    """Open the window, bring it into a state, and keep what it shows."""
    from app.ui.application import create_application

    create_application()
    from app.ui.main_window import MainWindow

    window = MainWindow()
    window.show()
    wait_until(lambda: window.model is not None, "the model")
    shown = STATES[name][0](window) or window
    settle()
    shown.grab().save(str(FOLDER / f"{name}.png"))
    print(f"{name}: {window.panel.answer.text()}", flush=True)
    window.training.abandon()
    window.close()
    return 0


def wait_until(is_so: Callable[[], bool], what: str, *, patience_s: float = PATIENCE_S) -> None:
    """Run the event loop until something is so."""
    from tests.ui.event_loop import wait_until

    wait_until(is_so, what, patience_s=patience_s)


def settle() -> None:
    """Let what the windows have put off for a moment be done."""
    from tests.ui.event_loop import settle

    settle(patience_s=PATIENCE_S)


def draw(window: object, *strokes: list[Point], lift: bool = True) -> None:
    """Draw with mouse events, as a hand would."""
    from PySide6.QtCore import QEvent

    from tests.ui.event_loop import CanvasAnswers
    from tests.ui.events import at, send_mouse

    answers = CanvasAnswers(window)
    canvas = window.canvas  # type: ignore[attr-defined]
    for stroke in strokes:
        send_mouse(canvas, QEvent.Type.MouseButtonPress, at(canvas, stroke[0]))
        for point in stroke[1:]:
            send_mouse(canvas, QEvent.Type.MouseMove, at(canvas, point))
        if lift or stroke is not strokes[-1]:
            send_mouse(canvas, QEvent.Type.MouseButtonRelease, at(canvas, stroke[-1]))
    wait_until(answers.is_up_to_date, "an answer")


def show_empty(_window: object) -> None:
    """Show the window as it opens."""


def show_drawing(window: object) -> None:
    """Show a stroke under way."""
    draw(window, FIVE_HALF, lift=False)


def show_sure(window: object) -> None:
    """Show a digit that is read without doubt."""
    draw(window, THREE)


def show_unsure(window: object) -> None:
    """Show a form between two digits: the first of a series that the model calls unsure."""
    draw_until(window, "unsure", [between_four_and_nine(step / 40) for step in range(41)])


def show_not_a_digit(window: object) -> None:
    """Show a scribble."""
    draw_until(window, "not-a-digit", [scribble(2 + step / 10) for step in range(20)])


def draw_until(window: object, verdict: str, drawings: list[list[list[Point]]]) -> None:
    """Draw one after the other until the verdict is the one wanted."""
    for strokes in drawings:
        window.clear()  # type: ignore[attr-defined]
        wait_until(lambda: window.panel.answer.text() == "Draw a digit", "an empty canvas")  # type: ignore[attr-defined]
        draw(window, *strokes)
        if window.panel.chart.prediction.verdict == verdict:  # type: ignore[attr-defined]
            return
    raise LookupError(f"None of {len(drawings)} drawings is {verdict}.")


def written_number(*digits: list[list[Point]]) -> list[list[Point]]:
    """Return digits, each drawn on a square canvas, beside each other on the canvas for numbers."""
    strokes = []
    for place, lines in enumerate(digits):
        middle = (place + 0.5) / len(digits)
        strokes += [[(middle + (x - 0.5) / 3.6, 0.46 + (y - 0.5) * 0.9) for x, y in line] for line in lines]
    return strokes


def show_number(window: Any) -> None:
    """Show a number of five digits."""
    window.number.set_on(True)
    draw(window, *written_number([ONE], [TWO], [ZERO], [SEVEN, CROSSBAR], [THREE]))
    wait_until(lambda: window.panel.answer.text().startswith("12073"), "the number")


def show_number_dark(window: Any) -> None:
    """Show a number with a scribble in it, in the dark theme."""
    window.themes.use_dark()
    window.number.set_on(True)
    draw(window, *written_number([ONE], [TWO], scribble(3.0), [SEVEN, CROSSBAR]))
    wait_until(lambda: window.panel.answer.text().startswith("12?7"), "the number")


def show_picture(window: object) -> None:
    """Show a picture of a digit on paper, drawn here."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seven on paper.jpg"
        paper_with_seven().save(path, quality=90)
        window.open_path(path)  # type: ignore[attr-defined]
        wait_until(lambda: window.is_showing_picture, "the picture")  # type: ignore[attr-defined]
        wait_until(lambda: window.panel.answer.text() != "Draw a digit", "an answer")  # type: ignore[attr-defined]


def show_page(window: Any) -> None:
    """Show the numbers of a page, under a shadow."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shopping.jpg"
        paper_with_numbers(["12345", "6879", "024"], seed=4, has_shadow=True).save(path, quality=90)
        window.open_path(path)
        wait_until(lambda: len(window.results_view.marks) > 0, "the digits")


def show_steps(window: Any) -> Any:
    """Show the steps before reading, one of them left out, for a small digit in a corner."""
    draw(window, [(0.08 + 0.4 * x, 0.06 + 0.4 * y) for x, y in TWO])
    dialog = steps_of(window)
    dialog.leave_out("crop")
    wait_until(lambda: not dialog.reading.framing.crop, "the digit without that step")
    return dialog


def show_steps_of_a_page(window: Any) -> Any:
    """Show the steps before reading of a digit on a page, in the dark theme."""
    window.themes.use_dark()
    show_page(window)
    return steps_of(window)


def steps_of(window: Any) -> Any:
    """Open the window of steps and wait for its answer."""
    stages = window.dialogs.stages
    stages.show()
    wait_until(lambda: stages.dialog is not None and stages.dialog.reading is not None, "the steps")
    return stages.dialog


def show_folder(window: Any) -> Any:
    """Show the table of a folder."""
    from app.ui.folder_dialog import FolderDialog

    parent = Path(tempfile.mkdtemp())
    folder = parent / "notes"
    folder.mkdir()
    for number, rows in enumerate((["2048", "77"], ["31415"], ["1", "20", "300"], ["906"], [])):
        page = paper_with_numbers(rows, seed=number, has_shadow=number % 2 == 0)
        page.save(folder / f"page {number + 1}.jpg", quality=85)
    (folder / "page 6.jpg").write_bytes((folder / "page 1.jpg").read_bytes()[:900])
    window.open_path(folder)
    wait_until(lambda: window.findChild(FolderDialog) is not None, "the folder")
    dialog = window.findChild(FolderDialog)
    wait_until(lambda: not dialog.is_reading, "the table")
    shutil.rmtree(parent)
    return dialog


def show_error(window: object) -> None:
    """Show what is said of a file that is missing."""
    draw(window, TWO)
    window.open_path(Path("holiday/seven.png"))  # type: ignore[attr-defined]
    wait_until(lambda: bool(window.message_bar.text), "a message")  # type: ignore[attr-defined]


def show_dark(window: object) -> None:
    """Show the dark theme."""
    window.themes.use_dark()  # type: ignore[attr-defined]
    draw(window, SEVEN, CROSSBAR)


def show_evaluation(window: Any) -> Any:
    """Show the evaluation of the model in use, the pictures of its most frequent mistake chosen."""
    from app.core.paths import data_dirs

    has_mnist = any((folder / "mnist").is_dir() for folder in data_dirs())
    window.dialogs.show_evaluation()
    wait_until(lambda: window.dialogs.evaluation is not None, "the dialog")
    dialog = window.dialogs.evaluation
    dialog.choose_data("mnist" if has_mnist else "synthetic-strokes")
    dialog.measure()
    wait_until(lambda: dialog.view.isVisible(), "the evaluation")
    matrix = dialog.view.mistakes.matrix
    matrix.cell_chosen.emit(*matrix.marked)
    return dialog


def show_evaluation_dark(window: Any) -> Any:
    """Show the evaluation in the dark theme."""
    window.themes.use_dark()
    return show_evaluation(window)


def show_training(state: str) -> Callable[[Any], Any]:
    """Return what brings the training dialog into a state of ``tests.training_screenshots``."""

    def show(window: Any) -> Any:
        from tests import training_screenshots

        def wait(is_so: Callable[[], bool], what: str) -> None:
            wait_until(is_so, what, patience_s=training_screenshots.PATIENCE_S)

        return getattr(training_screenshots, state)(window, wait)

    return show


def show_in(module: str, state: str) -> Callable[[Any], Any]:
    """Return what brings about a state of another module of this folder."""

    def show(window: Any) -> Any:
        return getattr(importlib.import_module(f"tests.{module}"), state)(window, wait_until)

    return show


def paper_with_seven() -> Image.Image:
    """Return a photo-like picture: a shaded sheet, a blue pen, a little blur."""
    width, height = 1200, 900
    shade = Image.linear_gradient("L").resize((width, height)).point(lambda value: 205 + value // 7)
    sheet = Image.merge("RGB", (shade, shade.point(lambda v: v - 4), shade.point(lambda v: v - 14)))
    pen = ImageDraw.Draw(sheet)
    for line in (SEVEN, CROSSBAR):
        places = [(340 + x * 520, 120 + y * 620) for x, y in line]
        pen.line(places, fill=(38, 52, 110), width=24, joint="curve")
        for x, y in (places[0], places[-1]):
            pen.ellipse((x - 12, y - 12, x + 12, y + 12), fill=(38, 52, 110))
    return sheet.filter(ImageFilter.GaussianBlur(2))


def paper_with_numbers(rows: list[str], *, seed: int, has_shadow: bool) -> Image.Image:
    """Return a photo-like page of numbers, written with a pen of our own."""
    import numpy as np

    from app.learning.templates import digit_strokes

    rng = np.random.default_rng(seed)
    sheet = Image.new("RGB", (1200, 900), (232, 228, 216))
    pen = ImageDraw.Draw(sheet)
    for row, text in enumerate(rows):
        for place, digit in enumerate(text):
            left, top = 140 + 170 * place + rng.uniform(-15, 15), 130 + 240 * row + rng.uniform(-12, 12)
            for line in digit_strokes(int(digit), rng):
                points = [(float(left + 120 * x), float(top + 120 * y)) for x, y in line]
                pen.line(points, fill=(40, 46, 84), width=11, joint="curve")
    if has_shadow:
        shade = Image.new("L", sheet.size, 255)
        ImageDraw.Draw(shade).polygon([(0, 900), (0, 420), (1200, 120), (1200, 900)], fill=150)
        sheet = ImageChops.multiply(sheet, Image.merge("RGB", [shade.filter(ImageFilter.GaussianBlur(9))] * 3))
    return sheet.filter(ImageFilter.GaussianBlur(1.5))


STATES: dict[str, tuple[Callable[[Any], Any], int]] = {
    "empty": (show_empty, 1),
    "drawing": (show_drawing, 1),
    "sure": (show_sure, 1),
    "unsure": (show_unsure, 1),
    "not-a-digit": (show_not_a_digit, 1),
    "number": (show_number, 1),
    "number-dark": (show_number_dark, 1),
    "number-scale-200": (show_number, 2),
    "garment": (show_in("garment_screenshots", "show_garment"), 1),
    "picture": (show_picture, 1),
    "page": (show_page, 1),
    "steps": (show_steps, 1),
    "steps-page-dark": (show_steps_of_a_page, 1),
    "steps-scale-200": (show_steps, 2),
    "folder": (show_folder, 1),
    "error": (show_error, 1),
    "dark": (show_dark, 1),
    "scale-200": (show_sure, 2),
    "evaluation": (show_evaluation, 1),
    "evaluation-dark": (show_evaluation_dark, 1),
    "evaluation-scale-200": (show_evaluation, 2),
    "train-before": (show_training("show_before"), 1),
    "train-running": (show_training("show_running"), 1),
    "train-result": (show_training("show_result"), 1),
    "train-failed": (show_training("show_failed"), 1),
    "train-dark": (show_training("show_running_dark"), 1),
    "train-scale-200": (show_training("show_running"), 2),
    "runs": (show_in("runs_screenshots", "show_runs"), 1),
    "runs-dark": (show_in("runs_screenshots", "show_runs_dark"), 1),
    "runs-scale-200": (show_in("runs_screenshots", "show_runs"), 2),
    "cut-off": (show_in("runs_screenshots", "show_cut_off"), 1),
    "inside": (show_in("inside_screenshots", "show_layers"), 1),
    "inside-dark": (show_in("inside_screenshots", "show_layers_dark"), 1),
    "inside-scale-200": (show_in("inside_screenshots", "show_layers"), 2),
    "inside-reasons": (show_in("inside_screenshots", "show_reasons"), 1),
    "inside-reasons-dark": (show_in("inside_screenshots", "show_reasons_dark"), 1),
    "inside-weights": (show_in("inside_screenshots", "show_weights"), 1),
    "epochs": (show_in("inside_screenshots", "show_epochs"), 1),
}
"""Each state: what brings it about and may return another window to keep, and the scale of the screen."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
