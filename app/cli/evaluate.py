"""``inkdigit evaluate``: how good a model is on the test part of a data set."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.output import plural, print_json, say
from app.core.bundle import DEFAULT_MODEL, read_bundle
from app.core.errors import InkdigitError
from app.core.files import check_free, is_folder, shown, write_atomic
from app.core.preprocessing import usual_data

if TYPE_CHECKING:
    from app.core.evaluation import Report


def add_parser(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("evaluate", help="measure a model on the test part of a data set")
    add = parser.add_argument
    add("--model", default=DEFAULT_MODEL, metavar="M", help="a model's name or folder (default: digits)")
    add("--data", metavar="D", help="a data set's name, file or folder (default: mnist, or fashion-mnist for garments)")
    add("--grid", action="store_true", help="with pen-strokes: also by place, size and brush")
    add("--json", action="store_true", help="print one JSON object")
    add("--csv", type=Path, metavar="FILE", help="write the confusion matrix as a table")
    add("--png", type=Path, metavar="FILE", help="write the confusion matrix as a picture")
    add("--mistakes", type=Path, metavar="DIR", help="write the wrongly answered pictures and a table of them")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Evaluate, print and write; return the exit code."""
    from app.cli.progress import shown_progress
    from app.compute.evaluation_job import evaluate_model
    from app.core.job import Token

    args.data = args.data or usual_data(read_bundle(args.model).card.preprocessing)
    for option, path in (("--csv", args.csv), ("--png", args.png)):
        if path is not None and is_folder(path):
            args.parser.error(f"{option} needs a file, and “{shown(path)}” is a folder")
    if args.mistakes is not None:
        check_free(args.mistakes)
    with shown_progress() as progress:
        report = evaluate_model(args.model, args.data, report=progress, token=Token())
    answer = {"model": report.model, "data": report.data, **report.to_dict(), **report.details()}
    if args.grid:
        answer |= _grid(args.data, args.model)
    if args.json:
        print_json(answer)
    else:
        from app.cli.evaluation_table import print_report

        print_report(report, answer)
    _write_files(report, args)
    return 0


def _write_files(report: "Report", args: argparse.Namespace) -> None:
    from app.core.confusion import confusion_csv

    try:
        if args.csv is not None:
            write_atomic(args.csv, confusion_csv(report.class_names, report.confusion))
        if args.png is not None:
            from app.core.confusion_picture import write_confusion_picture

            title = f"{report.model} {report.version} on {report.data}: {report.accuracy:.2%} of {report.n:,}"
            write_confusion_picture(args.png, report.class_names, report.confusion, title=title)
        if args.mistakes is not None:
            from app.core.mistake_files import write_mistakes

            count = write_mistakes(report, args.mistakes)
            rest = f" of {report.wrong:,}" if count < report.wrong else ""
            say(f"{plural(count, 'mistake')}{rest} written to “{shown(args.mistakes)}”.")
    except OSError as error:
        path = error.filename or args.csv or args.png or args.mistakes
        raise InkdigitError(
            f"“{shown(path)}” cannot be written ({error.strerror or error}).", "Choose another place, or make room."
        ) from error


def _grid(data: str, model: str) -> dict[str, Any]:
    from app.compute.loading import opened
    from app.core.bundle import read_bundle
    from app.core.errors import DataSetError
    from app.learning.placement import accuracy_by_placement
    from app.learning.strokes import pen_strokes_path, read_unipen, split_writers

    if data != "pen-strokes":
        raise DataSetError("Only strokes can be drawn anew in other places.", "Use --grid with --data pen-strokes.")
    samples = split_writers(read_unipen(pen_strokes_path())).test
    with opened(read_bundle(model)) as classifier:
        rows = accuracy_by_placement(samples, classifier.logits)
    spread = {way: _spread([row["accuracy"] for row in rows if row["way"] == way]) for way in ("strokes", "picture")}
    return {"grid": rows, "spread": spread}


def _spread(values: list[float]) -> float:
    return round(max(values) - min(values), 6)
