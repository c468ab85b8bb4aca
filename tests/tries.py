"""Promises of time: a slow moment of the machine breaks one now and then, a slow program breaks it every time."""

from collections.abc import Callable

TRIES = 3


def least(measure: Callable[[], float], *, limit: float) -> float:
    """Measure until a figure is below ``limit``, three times at most; return the least."""
    figures: list[float] = []
    while len(figures) < TRIES and (not figures or min(figures) >= limit):
        figures.append(measure())
    return min(figures)
