"""A report card as one picture: what its page shows, drawn without a browser or a window."""

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, PngImagePlugin

from app.core.confusion import strengths
from app.core.evaluation import Report, Samples
from app.core.report import Figure, Group, ReportCard
from app.core.report_words import CONFUSION_NOTE, WORST_NOTE, intro_of, note_of, percent, title_of, visible
from app.core.sheet import SCALE, Sheet, blended, width_of
from app.core.sheet_parts import (
    BAD,
    GOOD,
    LINE,
    MUTED,
    PAD,
    PAPER,
    RIGHT,
    ROW,
    TEXT,
    TRACK,
    WRONG,
    Cell,
    Place,
    draw_lines,
    draw_table,
)

WIDTH, MARGIN = 1080, 40
_GAP = 40
_PLOT = 220.0
_CELL, _READABLE = 34.0, 14.0
_SAMPLE, _SAMPLE_CELL, _WIDEST_SAMPLE = 56.0, 78.0, 150.0
_DPI = 96 * SCALE


def report_png(card: ReportCard) -> bytes:
    """Return the card as a PNG file with ``SCALE`` pixels to a CSS pixel."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Title", visible(title_of(card)))
    buffer = io.BytesIO()
    report_picture(card).save(buffer, format="PNG", pnginfo=info, dpi=(_DPI, _DPI))
    return buffer.getvalue()


def report_picture(card: ReportCard) -> Image.Image:
    """Return the card as an RGB picture, as high as it needs to be."""
    height = _draw(Sheet(WIDTH, 0, PAPER), card) + MARGIN
    sheet = Sheet(WIDTH, height, PAPER)
    _draw(sheet, card)
    return sheet.picture


def _draw(sheet: Sheet, card: ReportCard) -> float:
    """Draw everything; return where it ends."""
    place = Place(MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    y = draw_lines(sheet, place, title_of(card), size=26, bold=True)
    y = draw_lines(sheet, place.at(y), intro_of(card), colour=MUTED)
    y = _section(sheet, place.at(y), card.headline.title, card.headline.note)
    y = _list(sheet, place.at(y), card.headline.figures, with_bars=True)
    for report in card.evaluations:
        y = _evaluation(sheet, place.at(y), report)
    y = _groups(sheet, place.at(y), card.groups)
    if card.worst is not None:
        y = _section(sheet, place.at(y), f"The {len(card.worst)} worst mistakes", WORST_NOTE)
        y = _worst(sheet, place.at(y + 6), card.worst, card.class_names)
    if card.missing:
        y = _section(sheet, place.at(y), "Not measured", "")
        for each in card.missing:
            y = draw_lines(sheet, place.at(y), each)
    return y


def _section(sheet: Sheet, place: Place, title: str, note: str) -> float:
    y = draw_lines(sheet, place.at(place.y + 28), title, size=17, bold=True)
    return draw_lines(sheet, place.at(y + 2), note, colour=MUTED) + 6 if note else y + 4


def _list(sheet: Sheet, place: Place, figures: Sequence[Figure], *, with_bars: bool) -> float:
    """Draw a table with a row for each figure: share, interval, count and aim, and a bar where there is room."""
    bar = place.width * 0.22 if with_bars else 0
    rows = [(figure.name, _cells_of(figure)) for figure in figures]
    heads = [Cell(head, MUTED) for head in ("share", "interval", "of", "aim")]
    tops, bottom = draw_table(sheet, Place(place.x, place.y, place.width - bar), heads, rows, rule=place.width)
    if with_bars:
        for figure, top in zip(figures, tops, strict=True):
            left, right = place.x + place.width - bar + PAD, place.x + place.width
            middle = top + ROW / 2
            sheet.pill((left, middle - 4, right, middle + 4), TRACK, radius=4)
            end = left + (right - left) * min(max(figure.share, 0.0), 1.0)
            sheet.pill((left, middle - 4, end, middle + 4), GOOD, radius=min(4, (end - left) / 2))
    return bottom


def _cells_of(figure: Figure) -> list[Cell]:
    between = "" if figure.interval is None else " to ".join(percent(bound, " ") for bound in figure.interval)
    aim = Cell("")
    if figure.is_met is not None:
        bound, word = (figure.at_least, "min") if figure.at_least is not None else (figure.at_most, "max")
        colour = GOOD if figure.is_met else BAD
        aim = Cell(f"{word} {100 * (bound or 0):g} %", colour, is_met=figure.is_met)
    return [Cell(percent(figure.share, " ")), Cell(between), Cell(f"{figure.n:,}"), aim]


def _groups(sheet: Sheet, place: Place, groups: Sequence[Group]) -> float:
    """Draw groups in two columns, each where there is more room."""
    width = (place.width - _GAP) / 2
    bottoms = [place.y, place.y]
    for group in groups:
        side = bottoms.index(min(bottoms))
        column = Place(place.x + side * (width + _GAP), bottoms[side], width)
        y = _section(sheet, column, group.title, group.note)
        has_columns = any(figure.column for figure in group.figures)
        draw = _grid if has_columns else _list_without_bars
        bottoms[side] = draw(sheet, column.at(y), group)
    return max(bottoms)


def _list_without_bars(sheet: Sheet, place: Place, group: Group) -> float:
    return _list(sheet, place, group.figures, with_bars=False)


def _grid(sheet: Sheet, place: Place, group: Group) -> float:
    """Draw a table of rows by columns, the lower shares tinted."""
    columns = list(dict.fromkeys(figure.column for figure in group.figures))
    names = list(dict.fromkeys(figure.name for figure in group.figures))
    found = {(figure.name, figure.column): figure for figure in group.figures}
    best = max(figure.share for figure in group.figures)
    rows = [(name, [_tinted(found.get((name, column)), best) for column in columns]) for name in names]
    heads = [Cell(visible(column), MUTED, PAPER) for column in columns]
    return draw_table(sheet, place, heads, rows, rule=place.width)[1]


def _tinted(figure: Figure | None, best: float) -> Cell:
    if figure is None:
        return Cell("–", MUTED, PAPER)
    return Cell(percent(figure.share, " "), TEXT, blended(WRONG, PAPER, min((best - figure.share) * 10, 0.6)))


def _evaluation(sheet: Sheet, place: Place, report: Report) -> float:
    y = _section(sheet, place, report.data, note_of(report, " ")) + 8
    width = (place.width - _GAP) / 2
    left, right = Place(place.x, y, width), Place(place.x + width + _GAP, y, width)
    bottoms = []
    for column, title, draw in ((left, "Confusion", _confusion), (right, "Calibration", _reliability)):
        below = draw_lines(sheet, column, title, size=14, bold=True) + 8
        bottoms.append(draw(sheet, column.at(below), report))
    return max(bottoms)


def _confusion(sheet: Sheet, place: Place, report: Report) -> float:
    names = [_short(name, 90) for name in report.class_names]
    widest = max(width_of(name, 12) for name in names)
    cell = min(_CELL, (place.width - widest - 10) / len(names))
    is_readable = cell >= _READABLE
    is_upright = widest > cell - 4
    head = (widest if is_upright else 14) + 8 if is_readable else 0
    x, y = place.x + (widest + 10 if is_readable else 0), place.y + head
    for at, name in enumerate(names if is_readable else ()):
        middle = (at + 0.5) * cell
        sheet.text(x - 10, y + middle + 4.5, name, MUTED, size=12, anchor="r")
        if is_upright:
            sheet.upright(x + middle + 4.5, y - 6, name, MUTED, size=12)
        else:
            sheet.text(x + middle, y - 8, name, MUTED, size=12, anchor="m")
    gap = 1 if is_readable else 0
    for at, (counts, tints) in enumerate(zip(report.confusion, strengths(report.confusion), strict=True)):
        for to, (count, tint) in enumerate(zip(counts, tints, strict=True)):
            left, top = x + to * cell, y + at * cell
            colour = blended(RIGHT if at == to else WRONG, PAPER, 0.75 * tint)
            sheet.fill((left, top, left + cell - gap, top + cell - gap), colour)
            if is_readable:
                text = str(count) if count else "·"
                size = next((size for size in (12, 10, 8) if width_of(text, size) <= cell - 4), 6)
                ink = TEXT if count else MUTED
                sheet.text(left + cell / 2, top + cell / 2 + size * 0.36, text, ink, size=size, anchor="m")
    return draw_lines(sheet, place.at(y + cell * len(names) + 6), CONFUSION_NOTE, colour=MUTED)


def _reliability(sheet: Sheet, place: Place, report: Report) -> float:
    """Draw confidence against accuracy; a dot for each bin, larger where it holds more answers."""
    left, top = place.x + 44, place.y + 8
    right, bottom = left + _PLOT, top + _PLOT
    sheet.frame((left, top, right, bottom), LINE)
    sheet.path([(left, bottom), (right, top)], LINE)
    for each in report.bins:
        if each.n:
            radius = 2 + 6 * (each.n / report.n) ** 0.5
            x, y = left + each.confidence * _PLOT, bottom - each.accuracy * _PLOT
            sheet.dot(x, y, radius, GOOD, opacity=0.75)
    for share in (0.0, 0.5, 1.0):
        text = f"{share:.0%}"
        sheet.text(left + share * _PLOT, bottom + 16, text, MUTED, size=11, anchor="m")
        sheet.text(left - 6, bottom - share * _PLOT + 4, text, MUTED, size=11, anchor="r")
    sheet.text((left + right) / 2, bottom + 32, "confidence", MUTED, size=11, anchor="m")
    sheet.upright(place.x + 8, (top + bottom) / 2, "accuracy", MUTED, size=11, anchor="m")
    return bottom + 36


def _worst(sheet: Sheet, place: Place, worst: Samples, names: tuple[str, ...]) -> float:
    """Draw the pictures in rows, below each what it is, what was answered and how sure."""
    widest = max(width_of(visible(name)[:100], 12) for name in names)
    is_short = widest < 24
    cell = _SAMPLE_CELL if is_short else min(max(_SAMPLE_CELL, widest + 26), _WIDEST_SAMPLE)
    columns = int(place.width // cell)
    cell = place.width / columns
    height = _SAMPLE + (46 if is_short else 62)
    rows = zip(worst.images, worst.labels, worst.answers, worst.confidences, strict=True)
    for at, (image, label, answer, confidence) in enumerate(rows):
        x, y = place.x + (at % columns) * cell, place.y + (at // columns) * height
        middle = x + cell / 2
        sheet.image(middle - _SAMPLE / 2, y, _SAMPLE, Image.fromarray(image), radius=4)
        y += _SAMPLE + 16
        true, given = _short(names[label], cell - 24), _short(names[answer], cell - 24)
        if is_short:
            sheet.text(middle - 11, y, true, TEXT, size=12, anchor="r")
            _arrow(sheet, middle - 6, y - 4)
            sheet.text(middle + 11, y, given, TEXT, size=12, bold=True)
        else:
            sheet.text(middle, y, true, TEXT, size=12, anchor="m")
            y += 16
            half = width_of(given, 12) / 2
            _arrow(sheet, middle - half - 8, y - 4)
            sheet.text(middle - half + 8, y, given, TEXT, size=12, bold=True)
        sheet.text(middle, y + 16, percent(confidence, " "), MUTED, size=12, anchor="m")
    return place.y + -(-len(worst) // columns) * height - 12


def _arrow(sheet: Sheet, x: float, y: float) -> None:
    """Draw an arrow to the right, twelve pixels long."""
    sheet.path([(x, y), (x + 11, y)], MUTED, width=1.2)
    sheet.path([(x + 7.5, y - 3.5), (x + 11.2, y), (x + 7.5, y + 3.5)], MUTED, width=1.2)


@lru_cache(maxsize=1024)
def _short(name: str, width: float) -> str:
    """Return a name in at most ``width`` pixels."""
    text = visible(name)[:100]
    if width_of(text, 12) <= width:
        return text
    while text and width_of(text + "…", 12) > width:
        text = text[:-1]
    return text + "…"
