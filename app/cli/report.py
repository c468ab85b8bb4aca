"""``inkdigit report``: a model's report card, on one page."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.output import print_json, say
from app.core.bundle import DEFAULT_MODEL
from app.core.errors import InkdigitError
from app.core.files import shown

if TYPE_CHECKING:
    from app.core.report import Figure, ReportCard


def add_parser(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser(
        "report",
        help="write a model's report card",
        description="Measure a model on what data there is: by place, size, pen, angle, and on what is no digit. "
        "Takes about half a minute.",
    )
    add = parser.add_argument
    add("--model", default=DEFAULT_MODEL, metavar="M", help="a model's name or folder (default: digits)")
    add("--out", type=Path, metavar="FILE", help="the page to write (default: report-NAME.html in this folder)")
    add("--share", type=_share, default=1.0, metavar="S", help="take this share of all pictures, 0-1 (default: 1)")
    add("--json", action="store_true", help="print one JSON object; a page is written only with --out")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Measure, print and write; return the exit code."""
    from app.cli.progress import shown_progress
    from app.compute.report_job import measure_model
    from app.core.job import Token

    if args.out is not None and args.out.is_dir():
        args.parser.error(f"--out needs a file, and “{shown(args.out)}” is a folder")
    with shown_progress() as progress:
        card = measure_model(args.model, share=args.share, report=progress, token=Token())
    if args.json:
        print_json(card.to_dict())
    else:
        _print(card)
    if args.out is not None or not args.json:
        _write(card, args.out or Path(f"report-{Path(args.model).name}.html"))
    return 0


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise ValueError
    return share


def _write(card: "ReportCard", path: Path) -> None:
    from app.core.files import write_atomic
    from app.core.report_page import report_page

    try:
        write_atomic(path, report_page(card))
    except OSError as error:
        raise InkdigitError(
            f"“{shown(path)}” cannot be written ({error.strerror or error}).", "Choose another place, or make room."
        ) from error
    say(f"Report card written to “{shown(path)}”.")


def _print(card: "ReportCard") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    table = Table(title=f"{escape(card.model)} {escape(card.version)}", title_justify="left")
    for head in ("", "share", "95 % interval", "of", "aim"):
        table.add_column(head, justify="right" if head else "left")
    for figure in card.headline.figures:
        table.add_row(escape(figure.name), *_cells(figure))
    for group in card.groups:
        table.add_section()
        if any(figure.column for figure in group.figures):
            worst = min(group.figures, key=lambda figure: figure.share)
            where = f"{group.title}: worst of {len(group.figures)} ({worst.name}, {worst.column})"
            table.add_row(escape(where), *_cells(worst))
        else:
            for figure in group.figures:
                table.add_row(escape(f"{group.title}: {figure.name}"), *_cells(figure))
    console.print(table)
    for each in card.missing:
        console.print(f"Not measured: {escape(each)}")


def _cells(figure: "Figure") -> tuple[str, str, str, str]:
    between = "" if figure.interval is None else "{:.2%} to {:.2%}".format(*figure.interval)
    aim = "" if figure.at_least is None else f"at least {figure.at_least:.2%}"
    if figure.at_most is not None:
        aim = f"at most {figure.at_most:.2%}"
    return f"{figure.share:.2%}", between, f"{figure.n:,}", aim if figure.is_met is not False else f"{aim}, missed"
