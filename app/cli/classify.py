"""Read the handwritten digits in pictures, in folders of them, or in recorded strokes."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli.found import found_pictures
from app.cli.output import Table, answer_fields, plural, print_json, say
from app.cli.result_table import csv_text
from app.core.bundle import DEFAULT_MODEL, read_bundle
from app.core.errors import InkdigitError
from app.core.files import shown, write_atomic
from app.core.images import read_picture
from app.recognition.classifier import Classifier
from app.recognition.litert import LiteRTClassifier
from app.recognition.pages import read
from app.recognition.reader import ReadDigit, Reading


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = subparsers.add_parser("classify", help="read digits", description=__doc__)
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="pictures or folders; - reads paths from standard input, one a line")
    add("--strokes", metavar="FILE", help="a file of drawings, one JSON object a line; - reads standard input")
    add("--model", default=DEFAULT_MODEL, metavar="M", help="a model's name or folder (default: %(default)s)")
    add("--top", type=_positive, metavar="K", help="also give the K most probable digits")
    add("--whole", action="store_true", help="read each picture as one digit")
    add("--csv", type=Path, metavar="OUT", help="also write a table of the digits in the pictures")
    add("--json", action="store_true", help="print one JSON object a line")
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Classify and return the exit code."""
    _check(args)
    classifier = LiteRTClassifier(read_bundle(args.model))
    if args.strokes is not None:
        from app.cli.strokes import classify_strokes

        return classify_strokes(args.strokes, classifier, top=args.top, as_json=args.json)
    return _classify_pictures(args, classifier)


def _check(args: argparse.Namespace) -> None:
    """End with a usage error where the arguments do not fit together."""
    if bool(args.paths) == (args.strokes is not None):
        args.parser.error("give either pictures and folders, or --strokes FILE")
    if args.strokes is not None and (args.csv or args.whole):
        args.parser.error("--csv and --whole go with pictures, not with --strokes")
    if args.csv is not None and args.csv.is_dir():
        args.parser.error(f"--csv needs a file, and “{shown(args.csv)}” is a folder")


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise argparse.ArgumentTypeError(f"“{shown(text)}” is not a whole number from 1 up")
    return int(text)


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What became of one path: a reading, or an ``error`` and an empty reading."""

    path: str
    reading: Reading
    note: str = ""
    error: InkdigitError | None = None


def _classify_pictures(args: argparse.Namespace, classifier: Classifier) -> int:
    table = None if args.json else Table(classifier.card.class_names, top=args.top)
    rows: list[dict[str, object]] = []
    count = failed = 0
    for outcome in _outcomes(args.paths, classifier, is_whole=args.whole):
        count += 1
        failed += outcome.error is not None
        if table is None:
            print_json(_fields(outcome, args.top))
        else:
            _print(outcome, table)
        if args.csv is not None:
            rows.extend(_rows(outcome))
    if args.csv is not None:
        _write_csv(args.csv, rows)
    if failed and count > 1:
        say(f"{failed:,} of {plural(count, 'picture')} could not be read.")
    return 1 if failed else 0


def _outcomes(arguments: list[str], classifier: Classifier, *, is_whole: bool) -> Iterator[Outcome]:
    for found in found_pictures(arguments):
        try:
            if found.error is not None:
                raise found.error
            picture = read_picture(Path(found.path))
            reading = read(picture, classifier, is_whole=is_whole)
        except InkdigitError as error:
            yield Outcome(found.path, Reading(""), error=error)
        else:
            yield Outcome(found.path, reading, picture.note)


def _fields(outcome: Outcome, top: int | None) -> dict[str, Any]:
    """Return the contract's answer for one picture; ``note`` is there only where something was left out."""
    fields: dict[str, Any] = {
        "path": outcome.path,
        "text": outcome.reading.text,
        "digits": [_digit_fields(digit, top) for digit in outcome.reading.digits],
        "error": None if outcome.error is None else str(outcome.error),
    }
    if outcome.note:
        fields["note"] = outcome.note
    return fields


def _digit_fields(digit: ReadDigit, top: int | None) -> dict[str, Any]:
    return {"row": digit.row, "box": list(digit.box), **answer_fields(digit.prediction, top)}


def _print(outcome: Outcome, table: Table) -> None:
    name = shown(outcome.path)
    if outcome.error is not None:
        say(f"{name}: {outcome.error}")
        return
    for digit in outcome.reading.digits:
        table.print(digit.prediction, name)
    if not outcome.reading.digits:
        table.print(None, name)
    if outcome.note:
        say(f"“{name}”: {outcome.note}")


def _rows(outcome: Outcome) -> Iterator[dict[str, object]]:
    """Yield a table's rows for one picture: one a digit, and one for a picture that has none."""
    common = {"path": outcome.path, "text": outcome.reading.text, "error": outcome.error or ""}
    for digit in outcome.reading.digits:
        box = dict(zip(("x", "y", "width", "height"), digit.box, strict=True))
        answer = digit.prediction
        confidence = f"{answer.confidence:.4f}"
        yield {
            **common,
            **box,
            "row": digit.row,
            "label": answer.label,
            "verdict": answer.verdict,
            "confidence": confidence,
        }
    if not outcome.reading.digits:
        yield {**common, "verdict": "" if outcome.error else "empty"}


def _write_csv(path: Path, rows: list[dict[str, object]]) -> None:
    try:
        write_atomic(path, csv_text(rows))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InkdigitError(
            f"The table “{shown(path)}” cannot be written ({reason}).", "Choose another place."
        ) from None
