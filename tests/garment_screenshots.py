"""The window with the model for garments, for ``tests.screenshots``."""

import itertools
from collections.abc import Callable
from typing import Any

from tests.ui.events import draw

TROUSERS = [(0.3, 0.15), (0.7, 0.15), (0.75, 0.88), (0.57, 0.88), (0.5, 0.35), (0.43, 0.88), (0.25, 0.88), (0.3, 0.15)]


def show_garment(window: Any, wait: Callable[..., None]) -> None:
    """Show a drawn outline and its name."""
    window.use_model("fashion")
    wait(lambda: window.model.key == "fashion", "the model for garments")
    line = [
        (x0 + (x1 - x0) * step / 12, y0 + (y1 - y0) * step / 12)
        for (x0, y0), (x1, y1) in itertools.pairwise(TROUSERS)
        for step in range(12)
    ]
    draw(window.canvas, [*line, TROUSERS[-1]])
    wait(lambda: window.panel.answer.text().startswith("Trouser"), "its name")
