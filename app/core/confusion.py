"""A confusion matrix for people: how strongly each cell is coloured, and the matrix as a table."""

import csv
import io
import math
from collections.abc import Sequence

Counts = Sequence[Sequence[int]]
LEAST_TOP = 0.05
"""The strongest colour of a mistake stands for at least this share of a class: a single slip in 1,000 is no alarm."""
_FAINTEST = 0.15
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def strengths(confusion: Counts) -> tuple[tuple[float, ...], ...]:
    """Return how strongly to colour each cell, 0 for none to 1, by its share of the row.

    Right answers and mistakes are on scales of their own: a few mistakes would be invisible beside 99 % right ones.
    """
    shares = [[count / max(sum(row), 1) for count in row] for row in confusion]
    wrong = [share for at, row in enumerate(shares) for to, share in enumerate(row) if at != to]
    top = max([LEAST_TOP, *wrong])
    return tuple(
        tuple(_strength(share if at == to else math.sqrt(share / top)) for to, share in enumerate(row))
        for at, row in enumerate(shares)
    )


def _strength(value: float) -> float:
    return _FAINTEST + (1 - _FAINTEST) * value if value else 0.0


def confusion_csv(class_names: Sequence[str], confusion: Counts) -> str:
    """Return the matrix as CSV text (RFC 4180): a row for what a picture is, a column for what was answered.

    A class name that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    names = [as_cell(name) for name in class_names]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["", *names])
    writer.writerows([name, *row] for name, row in zip(names, confusion, strict=True))
    return out.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")


def as_cell(name: str) -> str:
    """Return a name as a spreadsheet shows it, never as a formula."""
    return f"'{name}" if name.startswith(_FORMULA) else name
