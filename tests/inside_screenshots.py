"""States of the window that looks inside a model, for ``tests.screenshots``."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

from tests.ui.events import draw

FOUR = ([(0.34, 0.2), (0.3, 0.4), (0.27, 0.56), (0.5, 0.57), (0.72, 0.55)], [(0.58, 0.3), (0.57, 0.6), (0.55, 0.86)])


def opened(window: Any, wait: Callable[..., None], page: int) -> Any:
    """Draw a 4 of two strokes and open the window at a page."""
    for stroke in FOUR:
        draw(window.canvas, stroke)
    wait(lambda: window.panel.chart.prediction is not None and window.panel.chart.prediction.label == "4", "a 4")
    window.dialogs.show_inside()
    wait(lambda: window.dialogs.inside.dialog is not None, "the window of layers")
    dialog = window.dialogs.inside.dialog
    dialog.show_page(page)
    return dialog


def show_layers(window: Any, wait: Callable[..., None]) -> Any:
    """Show what the layers answer."""
    dialog = opened(window, wait, 0)
    wait(lambda: bool(dialog.layers.rows), "the layers")
    return dialog


def show_reasons(window: Any, wait: Callable[..., None]) -> Any:
    """Show what the answer rests on, and the reading without each stroke."""
    dialog = opened(window, wait, 1)
    wait(lambda: dialog.reasons.strokes.count() == len(FOUR), "the strokes")
    return dialog


def show_weights(window: Any, wait: Callable[..., None]) -> Any:
    """Show what the layers have learned."""
    dialog = opened(window, wait, 2)
    wait(lambda: dialog.weights.table.topLevelItemCount() > 0, "the weights")
    return dialog


def show_layers_dark(window: Any, wait: Callable[..., None]) -> Any:
    """Show the layers in the dark theme."""
    window.themes.use_dark()
    return show_layers(window, wait)


def show_reasons_dark(window: Any, wait: Callable[..., None]) -> Any:
    """Show the reasons in the dark theme."""
    window.themes.use_dark()
    return show_reasons(window, wait)


def show_epochs(window: Any, wait: Callable[..., None]) -> Any:
    """Train a little, and show a drawing through the epochs of that."""
    from app.core.runs import list_runs, new_run_folder

    folder = new_run_folder("quick")
    folder.rmdir()
    options = ["--preset", "quick", "--data", "synthetic-strokes", "--epochs", "8", "--limit", "600", "--seed", "3"]
    more = ["--learning-rate", "0.001", "--validation", "100", "--out", str(folder)]
    subprocess.run([sys.executable, "-m", "app", "train", *options, *more], check=True, capture_output=True)
    for stroke in FOUR:
        draw(window.canvas, stroke)
    window.dialogs.epochs.show_run(list_runs()[0])
    wait(lambda: window.dialogs.epochs.dialog is not None, "the window of epochs")
    dialog = window.dialogs.epochs.dialog
    wait(lambda: not dialog.is_preparing, "the copies", patience_s=300)
    dialog.slider.setValue(2)
    return dialog
