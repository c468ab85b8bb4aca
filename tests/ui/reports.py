"""Evaluations of models whose answers a test decides."""

import numpy as np

from app.core.bundle import Card, Thresholds
from app.core.evaluation import Material, Report, measure

DIGITS = tuple("0123456789")


def report_of(
    pairs: list[tuple[int, int]],
    strengths: list[float] | None = None,
    *,
    names: tuple[str, ...] = DIGITS,
    model: str = "fake",
) -> Report:
    """Return a report on pictures given as (class, answer); a picture's number is its grey value in a corner."""
    images = np.zeros((len(pairs), 28, 28), dtype=np.uint8)
    images[:, 4:24, 10:14] = 255
    images[:, 0, 0] = np.arange(1, len(pairs) + 1) % 256
    labels = np.array([label for label, _ in pairs], dtype=np.uint8)
    logits = np.zeros((len(pairs), len(names)), dtype=np.float32)
    logits[np.arange(len(pairs)), [answer for _, answer in pairs]] = strengths or 9.0
    card = Card(model, "1.0", names, 1.0, Thresholds(-100.0, 1.0, 0.0), {})
    return measure(card, Material("meadow", names, images, labels), lambda _: logits, chunk=len(pairs))


def nines_as_fours() -> Report:
    """Return a report with three kinds of mistakes, the 9s read as 4 the most frequent."""
    right = [(digit, digit) for digit in range(10) for _ in range(5)]
    wrong = [(9, 4), (9, 4), (9, 4), (2, 7), (0, 6)]
    return report_of(right + wrong, [9.0] * 50 + [5.0, 8.0, 6.0, 7.0, 9.0])
