"""The measured table of a report card, as it is kept in a model's ``card.json`` under ``report``."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.core.bundle import CARD_NAME, Bundle, read_bundle
from app.core.errors import BundleError, said
from app.core.files import shown, write_atomic
from app.core.report import Figure, Group, ReportCard

FIELD = "report"
AT_LEAST, AT_MOST = BOUNDS = ("at_least", "at_most")
_DECIMALS = 6
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


def rows_of(card: ReportCard) -> tuple[Row, ...]:
    """Return the table to read first, and every other list of figures. Of a grid the table has what it comes to."""
    lists = [group for group in card.groups if not any(figure.column for figure in group.figures)]
    return tuple(row for group in (card.headline, *lists) for row in _rows_of(group))


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


def keep_rows(bundle: Bundle, card: ReportCard) -> None:
    """Put what was measured of a bundle into its card; the files of the model stay as they are, and so do their hashes.

    Raises:
        BundleError: not all was measured, the bundle is no longer the one that was, or the card cannot be written.
    """
    if card.missing:
        raise BundleError(
            said("The card of “{name}” stays as it is: not all could be measured.", name=shown(bundle.card.name)),
            card.missing[0],
        )
    fields = read_bundle(bundle.folder).card.fields
    if fields != bundle.card.fields:
        raise BundleError(
            said("The model “{name}” was changed while it was measured.", name=shown(bundle.card.name)),
            said("Measure it again."),
        )
    path = bundle.folder / CARD_NAME
    content = {**fields, FIELD: [asdict(row) for row in rows_of(card)]}
    try:
        write_atomic(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    except OSError as error:
        raise BundleError(
            said("“{name}” cannot be written ({reason}).", name=shown(path), reason=error.strerror or error),
            said("Choose another place, or make room."),
        ) from error


def _rows_of(group: Group) -> Iterator[Row]:
    for figure in group.figures:
        low, high = (None, None) if figure.interval is None else map(_rounded, figure.interval)
        aim, bound = _aim_of(figure)
        yield Row(group.name, figure.name, _rounded(figure.share), figure.n, low, high, aim, bound, figure.is_met)


def _aim_of(figure: Figure) -> tuple[float | None, str | None]:
    if figure.at_least is not None:
        return figure.at_least, AT_LEAST
    return figure.at_most, None if figure.at_most is None else AT_MOST


def _rounded(share: float) -> float:
    return round(share, _DECIMALS)


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
