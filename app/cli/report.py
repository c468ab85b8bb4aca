"""``inkdigit report``: a model's report card, on one page."""

import argparse
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.output import print_json, say
from app.core.bundle import CARD_NAME, DEFAULT_MODEL, Bundle, read_bundle
from app.core.errors import InkdigitError, said
from app.core.files import is_folder, shown

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
    add(
        "--out", type=Path, nargs="+", action="extend", default=[], metavar="FILE",
        help="the page (.html) or the picture (.png) to write, or both (default: report-NAME.html in this folder)",
    )  # fmt: skip
    add("--into-card", action="store_true", help="keep the table of figures in the model's own card.json")
    add("--share", type=_share, default=1.0, metavar="S", help="take this share of all pictures, 0-1 (default: 1)")
    add("--json", action="store_true", help="print one JSON object; a page is written only with --out")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Measure, print and write; return the exit code."""
    from app.cli.progress import shown_progress
    from app.compute.report_job import measure_bundle
    from app.core.job import Token
    from app.core.report_files import check_places, write_report_files

    _check(args)
    bundle = read_bundle(args.model)
    paths: list[Path] = args.out
    if not paths and not args.json and not args.into_card:
        paths = [Path(f"report-{bundle.folder.resolve().name}.html")]
    check_places([*paths, *([bundle.folder / CARD_NAME] if args.into_card else [])])
    with shown_progress() as progress:
        card = measure_bundle(bundle, share=args.share, report=progress, token=Token())
    if args.json:
        print_json(card.to_dict())
    else:
        _print(card)
    write_report_files(card, paths)
    for path in paths:
        say(f"Report card written to “{shown(path)}”.")
    if args.into_card:
        _keep(bundle, card)
    if not card.evaluations:
        raise InkdigitError(
            said("No test set for “{name}” is on this computer: how much it reads is not known.", name=card.model),
            said("Put one in the data folder, or name its folder in INKDIGIT_DATA."),
        )
    return 0


def _check(args: argparse.Namespace) -> None:
    """Refuse what cannot be done before anything is measured."""
    from app.core.report_files import has_known_ending

    for path in args.out:
        if is_folder(path):
            args.parser.error(f"--out needs a file, and “{shown(path)}” is a folder")
        if not has_known_ending(path):
            args.parser.error(f"--out writes a page (.html) or a picture (.png), and “{shown(path)}” is neither")
    if args.into_card and args.share < 1:
        args.parser.error("--into-card keeps what all pictures say: leave --share out")


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = math.nan
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"“{shown(text)}” is no share: give a number above 0, and at most 1")
    return share


def _keep(bundle: Bundle, card: "ReportCard") -> None:
    from app.core.report_keeping import keep_rows

    keep_rows(bundle, card)
    say(f"The figures are in “{shown(bundle.folder / CARD_NAME)}”.")


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
