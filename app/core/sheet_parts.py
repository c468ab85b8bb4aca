"""What a sheet's report is made of: columns, paragraphs, and tables with names on the left and numbers on the right."""

from collections.abc import Sequence
from typing import NamedTuple

from app.core.report_words import visible
from app.core.sheet import Colour, Sheet, width_of, wrapped

TEXT, MUTED, PAPER, LINE, TRACK = (25, 28, 33), (86, 94, 107), (255, 255, 255), (213, 218, 226), (227, 230, 236)
GOOD, BAD, RIGHT, WRONG = (36, 89, 214), (179, 38, 30), (36, 89, 214), (205, 86, 0)
"""The light colours of ``report.css``."""
SIZE, ROW, PAD = 13.0, 24.0, 18.0
"""Of letters, of a table's row, and between its columns."""
_BASELINE, _NEXT_LINE = 16.5, SIZE * 1.3


class Place(NamedTuple):
    """Where to draw: left edge, top edge and how much room there is to the right, in CSS pixels."""

    x: float
    y: float
    width: float

    def at(self, y: float) -> "Place":
        """Return the same column from another height on."""
        return self._replace(y=y)


class Cell(NamedTuple):
    """A number of a table: its colour, what is behind it, and the mark before it (a tick or a cross) if any."""

    text: str
    colour: Colour = TEXT
    ground: Colour | None = None
    is_met: bool | None = None


Row = tuple[str, Sequence[Cell]]


def draw_lines(
    sheet: Sheet, place: Place, text: str, *, size: float = SIZE, bold: bool = False, colour: Colour = TEXT
) -> float:
    """Write a text on as many lines as it takes; return where it ends."""
    x, y, width = place
    for line in wrapped(visible(text), size, width, bold=bold):
        y += size * 1.45
        sheet.text(x, y - size * 0.4, line, colour, size=size, bold=bold)
    return y


def draw_table(
    sheet: Sheet, place: Place, heads: Sequence[Cell], rows: Sequence[Row], *, rule: float
) -> tuple[list[float], float]:
    """Draw names on the left and numbers on the right, with rules ``rule`` long; return each row's top, and the end.

    Columns without a number are left out.
    """
    heads, rows = _filled(heads, rows)
    columns = zip(heads, *(cells for _, cells in rows), strict=True)
    widths = [max(map(_width_of_cell, column)) + PAD for column in columns]
    room = max(place.width - sum(widths), 60)
    tops, y = [], place.y
    for at, (name, cells) in enumerate([("", heads), *rows]):
        lines = wrapped(visible(name), SIZE, room)
        bottom = y + ROW + (len(lines) - 1) * _NEXT_LINE
        _draw_cells(sheet, place.at(y), widths, cells)
        for number, line in enumerate(lines):
            sheet.text(place.x, y + _BASELINE + number * _NEXT_LINE, line, TEXT, size=SIZE)
        sheet.fill((place.x, bottom - 1, place.x + rule, bottom), LINE)
        if at:
            tops.append(y)
        y = bottom
    return tops, y


def _filled(heads: Sequence[Cell], rows: Sequence[Row]) -> tuple[list[Cell], list[Row]]:
    columns = zip(*(cells for _, cells in rows), strict=True)
    kept = [at for at, column in enumerate(columns) if any(cell.text for cell in column)]
    return [heads[at] for at in kept], [(name, [cells[at] for at in kept]) for name, cells in rows]


def _draw_cells(sheet: Sheet, place: Place, widths: Sequence[float], cells: Sequence[Cell]) -> None:
    right = place.x + place.width - sum(widths)
    for width, cell in zip(widths, cells, strict=True):
        left, right = right, right + width
        baseline = place.y + _BASELINE
        edge = right
        if cell.ground is not None:
            sheet.fill((left + 2, place.y, right, place.y + ROW - 1), cell.ground)
            edge = right - 8
        sheet.text(edge, baseline, cell.text, cell.colour, size=SIZE, anchor="r")
        if cell.is_met is not None:
            _mark(sheet, edge - width_of(cell.text, SIZE) - 16, baseline, cell)


def _width_of_cell(cell: Cell) -> float:
    return width_of(cell.text, SIZE) + (18 if cell.is_met is not None else 0)


def _mark(sheet: Sheet, x: float, baseline: float, cell: Cell) -> None:
    """Draw a tick or a cross of ten pixels."""
    top = baseline - 10
    if cell.is_met:
        sheet.path([(x, top + 6), (x + 3.5, top + 9.5), (x + 10, top + 1)], cell.colour, width=1.6)
        return
    sheet.path([(x + 1, top + 1), (x + 9, top + 9)], cell.colour, width=1.6)
    sheet.path([(x + 9, top + 1), (x + 1, top + 9)], cell.colour, width=1.6)
