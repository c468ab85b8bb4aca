"""Read the handwritten digits in pictures, in folders of them, or in recorded strokes."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path

from app.cli import samples
from app.cli.imagenet import add_options, classify_photos
from app.cli.output import Table, plural, print_json, say
from app.compute.loading import opened
from app.core.bundle import DEFAULT_MODEL, read_bundle
from app.core.errors import InkdigitError
from app.core.files import shown, write_atomic
from app.core.found import found_or_pause
from app.core.imagenet import IMAGENET
from app.core.prediction import Verdict
from app.recognition.batch import read_all
from app.recognition.chunks import Outcome
from app.recognition.classifier import Classifier
from app.recognition.reader import ReadDigit
from app.recognition.results import csv_text, picture_fields, rows_of

_MODEL_HELP = "a model's name or folder, or resnet50, vgg16, vgg19 for photos of anything (default: %(default)s)"

_TEXT_WIDTH = 12
"""Columns for the text of a row of digits; a longer one moves the rest of its line."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = subparsers.add_parser("classify", help="read digits", description=__doc__)
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="pictures or folders; - reads paths from standard input, one a line")
    add("--strokes", metavar="FILE", help="a file of drawings, one JSON object a line; - reads standard input")
    add("--number", action="store_true", help="read each drawing of --strokes as a whole number")
    add("--model", default=DEFAULT_MODEL, metavar="M", help=_MODEL_HELP)
    add("--top", type=_positive, metavar="K", help="also give the K most probable digits")
    add("--whole", action="store_true", help="read each picture as one digit")
    add("--csv", type=Path, metavar="OUT", help="also write a table of the digits in the pictures")
    add("--json", action="store_true", help="print one JSON object a line")
    add(
        "--device",
        choices=("auto", "cpu", "gpu"),
        default="auto",
        help="where to compute (default: %(default)s, the processor)",
    )
    samples.add_options(parser)
    add_options(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Classify and return the exit code."""
    if args.model in IMAGENET:
        return classify_photos(args)
    _check(args)
    with _classifier(args.model, args.device) as classifier:
        if samples.is_asked(args):
            return samples.classify_samples(args, classifier)
        if args.strokes is not None:
            from app.cli.strokes import classify_strokes

            return classify_strokes(args.strokes, classifier, top=args.top, as_json=args.json, is_number=args.number)
        return _classify_pictures(args, classifier)


@contextmanager
def _classifier(model: str, device: str) -> Iterator[Classifier]:
    """Yield what reads: on the GPU where that was asked for and works, else on the processor, and why."""
    bundle = read_bundle(model)
    if device == "gpu":
        from app.compute.remote_classifier import RemoteClassifier

        try:
            remote = RemoteClassifier(bundle)
        except InkdigitError as error:
            say(f"{error.message} The processor reads.")
        else:
            with closing(remote):
                yield remote
            return
    with opened(bundle) as classifier:
        yield classifier


def _check(args: argparse.Namespace) -> None:
    """End with a usage error where the arguments do not fit together."""
    samples.check(args)
    if bool(args.paths) == (args.strokes is not None) and not samples.is_asked(args):
        args.parser.error("give either pictures and folders, or --strokes FILE")
    if args.number and args.strokes is None:
        args.parser.error("--number goes with --strokes; pages are read as numbers anyway")
    if args.strokes is not None and (args.csv or args.whole):
        args.parser.error("--csv and --whole go with pictures, not with --strokes")
    if args.weights or args.fetch:
        args.parser.error(f"--weights and --fetch go with --model {', '.join(IMAGENET)}")
    if args.csv is not None and args.csv.is_dir():
        args.parser.error(f"--csv needs a file, and “{shown(args.csv)}” is a folder")


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise argparse.ArgumentTypeError(f"“{shown(text)}” is not a whole number from 1 up")
    return int(text)


def _classify_pictures(args: argparse.Namespace, classifier: Classifier) -> int:
    table = None if args.json else Table(classifier.card.class_names, top=args.top, label_width=_TEXT_WIDTH)
    rows: list[dict[str, object]] = []
    count = failed = 0
    for outcome in read_all(found_or_pause(args.paths), classifier, is_whole=args.whole):
        count += 1
        failed += outcome.error is not None
        if table is None:
            print_json(picture_fields(outcome, args.top))
        else:
            _print(outcome, table, is_each=args.top is not None)
        if args.csv is not None:
            rows.extend(rows_of(picture_fields(outcome, None)))
    if args.csv is not None:
        _write_csv(args.csv, rows)
    if failed and count > 1:
        say(f"{failed:,} of {plural(count, 'picture')} could not be read.")
    return 1 if failed else 0


def _print(outcome: Outcome, table: Table, *, is_each: bool) -> None:
    name = shown(outcome.path)
    if outcome.error is not None:
        say(f"{name}: {outcome.error}")
        return
    for digits in _rows_to_print(outcome, is_each=is_each):
        if len(digits) == 1:
            table.print(digits[0].prediction, name)
        else:
            read = [digit.prediction for digit in digits if digit.prediction.verdict is not Verdict.NOT_A_DIGIT]
            text = "".join(prediction.label or "" for prediction in read)
            table.print_row(text, read or [digits[0].prediction], name)
    if not outcome.reading.digits:
        table.print(None, name)
    if outcome.note:
        say(f"“{name}”: {outcome.note}")


def _rows_to_print(outcome: Outcome, *, is_each: bool) -> Iterator[list[ReadDigit]]:
    """Yield the digits of each row together, or each digit alone."""
    digits = outcome.reading.digits
    for _, row in groupby(enumerate(digits), key=lambda item: item[0] if is_each else item[1].row):
        yield [digit for _, digit in row]


def _write_csv(path: Path, rows: list[dict[str, object]]) -> None:
    try:
        write_atomic(path, csv_text(rows))
    except OSError as error:
        reason = error.strerror or str(error)
        raise InkdigitError(
            f"The table “{shown(path)}” cannot be written ({reason}).", "Choose another place."
        ) from None
