"""The measured table of a report card, as it stands in a model's ``card.json`` under ``report``."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELD, HEADLINE = "report", "headline"
AT_LEAST, AT_MOST = BOUNDS = ("at_least", "at_most")
_MAX_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: ``value`` (0-1) of ``n`` pictures, its 95 % interval where it is a count, and what is aimed at.

    ``group`` is the part of the report card, ``bound`` says which way ``aim`` (0-1) holds; both are None where nothing
    is aimed at, and so is ``met``.
    """

    group: str
    name: str
    value: float
    n: int
    low: float | None = None
    high: float | None = None
    aim: float | None = None
    bound: str | None = None
    met: bool | None = None


def rows_in(fields: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the rows in the fields of a card; what is no row is left out, as the file may be anybody's."""
    listed = fields.get(FIELD)
    if not isinstance(listed, list):
        return ()
    return tuple(row for each in listed[:_MAX_ROWS] if (row := _parsed(each)) is not None)


def aims_met(rows: tuple[Row, ...]) -> tuple[int, int]:
    """Return how many aims are met, and how many there are."""
    aims = [row.met for row in rows if row.met is not None]
    return sum(aims), len(aims)


def line_of(row: Row) -> str:
    """Return a row as a line: what it is, its value and interval, of how many, what is aimed at and whether it is."""
    between = "" if row.low is None or row.high is None else f" ({100 * row.low:.2f} to {100 * row.high:.2f})"
    name = row.name if row.group == HEADLINE else f"{row.group}, {row.name}"
    line = f"{name}: {100 * row.value:.2f} %{between} of {row.n:,}"
    if row.aim is None or row.bound is None:
        return line
    word = "at least" if row.bound == AT_LEAST else "at most"
    return f"{line}; aim: {word} {100 * row.aim:g} %, {'met' if row.met else 'missed'}"


def _parsed(fields: Any) -> Row | None:
    if not isinstance(fields, dict):
        return None
    group, name, n, value = fields.get("group"), fields.get("name"), fields.get("n"), _share(fields.get("value"))
    if not isinstance(group, str) or not isinstance(name, str) or type(n) is not int or n < 1 or value is None:
        return None
    low, high, aim = (_share(fields.get(key)) for key in ("low", "high", "aim"))
    bound = fields.get("bound") if fields.get("bound") in BOUNDS else None
    met = fields.get("met") if isinstance(fields.get("met"), bool) else None
    return Row(group, name, value, n, low, high, aim, bound, met)


def _share(value: Any) -> float | None:
    is_share = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if is_share and 0 <= value <= 1 else None
