"""A confusion matrix for people: how strongly each cell is coloured, and the matrix as a table."""

import csv
import io
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Counts = Sequence[Sequence[int]]
LEAST_TOP = 0.05
"""The strongest colour of a mistake stands for at least this share of a class: a single slip in 1,000 is no alarm."""
_FAINTEST = 0.15
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def strengths(confusion: Counts) -> npt.NDArray[np.float64]:
    """Return how strongly to colour each cell (classes, classes), 0 for none to 1, by its share of the row.

    Right answers and mistakes are on scales of their own: a few mistakes would be invisible beside 99 % right ones.
    """
    counts = np.asarray(confusion, dtype=np.float64)
    shares: npt.NDArray[np.float64] = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    is_wrong = ~np.eye(len(counts), dtype=bool)
    top = max(LEAST_TOP, float(shares[is_wrong].max(initial=0)))
    values = np.where(is_wrong, np.sqrt(shares / top), shares)
    coloured: npt.NDArray[np.float64] = np.where(counts > 0, _FAINTEST + (1 - _FAINTEST) * values, 0.0)
    return coloured


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
