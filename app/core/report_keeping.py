"""Keeping the figures of a report card in the ``card.json`` of the model that they are of."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from app.core.bundle import CARD_NAME, Bundle, read_bundle
from app.core.errors import BundleError, said
from app.core.files import shown, write_atomic
from app.core.report import Figure, Group, ReportCard
from app.core.report_files import unwritable
from app.core.report_rows import AT_LEAST, AT_MOST, FIELD, Row

_DECIMALS = 6


def rows_of(card: ReportCard) -> tuple[Row, ...]:
    """Return the table to read first, and every other list of figures. Of a grid the table has what it comes to."""
    lists = [group for group in card.groups if not any(figure.column for figure in group.figures)]
    return tuple(row for group in (card.headline, *lists) for row in _rows_of(group))


def keep_rows(bundle: Bundle, card: ReportCard) -> None:
    """Put what was measured of a bundle into its card; the files of the model stay as they are, and so do their hashes.

    Raises:
        InkdigitError: not all was measured, the bundle is no longer the one that was, or the card cannot be written.
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
        raise unwritable(path, error) from error


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
