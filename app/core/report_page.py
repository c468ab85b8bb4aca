"""A report card as one HTML file that needs nothing else: style, plots and pictures are inside."""

import base64
import html
import io
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.confusion import strengths
from app.core.evaluation import Report, Samples
from app.core.paths import resources_dir
from app.core.report import Figure, Group, ReportCard
from app.core.report_words import CONFUSION_NOTE, SPACE, WORST_NOTE, intro_of, note_of, percent, title_of, visible

_STYLE = "report.css"
_PLOT = 220
_BAR_HEAD = '<th class="bar"></th>'


def report_page(card: ReportCard) -> str:
    """Return the page. Every text of the model's is escaped."""
    title = title_of(card)
    style = (resources_dir() / _STYLE).read_text(encoding="utf-8")
    parts = [
        f"<h1>{_safe(title)}</h1>",
        f"<p>{_safe(intro_of(card))}</p>",
        _section(card.headline, _list_of(card.headline.figures, with_bars=True)),
        *(_evaluation(report) for report in card.evaluations),
        '<div class="columns">',
        *(_section(group, _figures(group)) for group in card.groups),
        "</div>",
        _worst(card.worst, card.class_names),
        _missing(card.missing),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
        f"<title>{_safe(title)}</title><style>\n{style}</style></head><body>\n{chr(10).join(parts)}\n</body></html>\n"
    )


def _safe(text: str) -> str:
    """Return text for HTML; no letter hides or turns what stands there."""
    return html.escape(visible(text))


def _section(group: Group, body: str) -> str:
    return f"<section><h2>{_safe(group.title)}</h2><p>{_safe(group.note)}</p>{body}</section>"


def _figures(group: Group) -> str:
    return (
        _grid_of(group) if any(figure.column for figure in group.figures) else _list_of(group.figures, with_bars=False)
    )


def _list_of(figures: Iterable[Figure], *, with_bars: bool) -> str:
    heads = ("share", "interval", "of", "aim")
    head = "<th></th>" + "".join(f'<th class="number">{head}</th>' for head in heads)
    rows = "".join(_row(figure, with_bar=with_bars) for figure in figures)
    return f"<table><thead><tr>{head}{_BAR_HEAD if with_bars else ''}</tr></thead>{rows}</table>"


def _row(figure: Figure, *, with_bar: bool) -> str:
    between = "" if figure.interval is None else " – ".join(map(percent, figure.interval))
    numbers = "".join(f'<td class="number">{cell}</td>' for cell in (percent(figure.share), between, f"{figure.n:,}"))
    aim = f'<td class="number {_grade(figure)}">{_aim(figure)}</td>'
    return f"<tr><td>{_safe(figure.name)}</td>{numbers}{aim}{_bar(figure.share) if with_bar else ''}</tr>"


def _bar(share: float) -> str:
    width = f"{100 * min(max(share, 0.0), 1.0):.2f}%"
    return f'<td class="bar"><div class="track"><div class="fill" style="width:{width}"></div></div></td>'


def _grade(figure: Figure) -> str:
    return {True: "met", False: "missed", None: ""}[figure.is_met]


def _aim(figure: Figure) -> str:
    if figure.is_met is None:
        return ""
    bound, sign = (figure.at_least, "≥") if figure.at_least is not None else (figure.at_most, "≤")
    return f"{'✓' if figure.is_met else '✗'} {sign} {100 * (bound or 0):g}{SPACE}%"


def _grid_of(group: Group) -> str:
    """Return a table of rows by columns, the lower shares tinted."""
    columns = list(dict.fromkeys(figure.column for figure in group.figures))
    names = list(dict.fromkeys(figure.name for figure in group.figures))
    found = {(figure.name, figure.column): figure for figure in group.figures}
    best = max(figure.share for figure in group.figures)
    head = "".join(f'<th class="number">{_safe(column)}</th>' for column in columns)
    rows = "".join(
        f"<tr><td>{_safe(name)}</td>{''.join(_cell(found.get((name, column)), best) for column in columns)}</tr>"
        for name in names
    )
    return f'<table class="grid"><thead><tr><th></th>{head}</tr></thead>{rows}</table>'


def _cell(figure: Figure | None, best: float) -> str:
    if figure is None:
        return '<td class="number muted">–</td>'
    tint = min((best - figure.share) * 10, 0.6)
    return f'<td class="number" style="background:rgba(var(--wrong),{tint:.3f})">{percent(figure.share)}</td>'


def _evaluation(report: Report) -> str:
    return (
        f"<section><h2>{_safe(report.data)}</h2><p>{_safe(note_of(report))}</p>"
        f'<div class="columns"><div><h3>Confusion</h3>{_confusion(report)}</div>'
        f"<div><h3>Calibration</h3>{_reliability(report)}</div></div></section>"
    )


def _confusion(report: Report) -> str:
    head = "".join(f"<th>{_safe(name)}</th>" for name in report.class_names)
    rows = "".join(
        f"<tr><th>{_safe(name)}</th>{''.join(_counts(at, report.confusion[at], row))}</tr>"
        for at, (name, row) in enumerate(zip(report.class_names, strengths(report.confusion), strict=True))
    )
    return f'<table class="confusion"><tr><td></td>{head}</tr>{rows}</table><p>{CONFUSION_NOTE}</p>'


def _counts(at: int, counts: Iterable[int], tints: Iterable[float]) -> Iterator[str]:
    for to, (count, tint) in enumerate(zip(counts, tints, strict=True)):
        colour = "right" if at == to else "wrong"
        yield f'<td style="background:rgba(var(--{colour}),{0.75 * tint:.3f})">{count or "·"}</td>'


def _reliability(report: Report) -> str:
    """Return confidence against accuracy; a dot for each bin, larger where it holds more answers."""
    line = f'<line x1="0" y1="{_PLOT}" x2="{_PLOT}" y2="0" stroke="var(--line)"/>'
    dots = "".join(
        f'<circle cx="{each.confidence * _PLOT:.1f}" cy="{(1 - each.accuracy) * _PLOT:.1f}" '
        f'r="{2 + 6 * (each.n / report.n) ** 0.5:.1f}" fill="var(--good)" fill-opacity="0.75"/>'
        for each in report.bins
        if each.n
    )
    frame = f'<rect width="{_PLOT}" height="{_PLOT}" fill="none" stroke="var(--line)"/>'
    texts = (
        f'<text x="{_PLOT / 2}" y="{_PLOT + 18}" text-anchor="middle">confidence</text>'
        f'<text x="{-_PLOT / 2}" y="-8" text-anchor="middle" transform="rotate(-90)">accuracy</text>'
    )
    return (
        f'<svg width="{_PLOT + 44}" height="{_PLOT + 34}" viewBox="-28 -8 {_PLOT + 44} {_PLOT + 34}" role="img" '
        f'aria-label="Calibration">{frame}{line}{dots}{texts}</svg>'
    )


def _worst(worst: Samples | None, names: tuple[str, ...]) -> str:
    if worst is None:
        return ""
    figures = "".join(
        f'<figure><img alt="" src="{_data_uri(image)}"><br>{_safe(names[label])} → <b>{_safe(names[answer])}</b><br>'
        f'<span class="muted">{percent(confidence)}</span></figure>'
        for image, label, answer, confidence in zip(
            worst.images, worst.labels, worst.answers, worst.confidences, strict=True
        )
    )
    title = f"The {len(worst)} worst mistakes"
    return f'<section><h2>{title}</h2><p>{WORST_NOTE}</p><div class="worst">{figures}</div></section>'


def _data_uri(image: npt.NDArray[np.uint8]) -> str:
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, format="PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}"


def _missing(missing: tuple[str, ...]) -> str:
    if not missing:
        return ""
    items = "".join(f"<li>{_safe(each)}</li>" for each in missing)
    return f"<section><h2>Not measured</h2><ul>{items}</ul></section>"
