"""``classify`` on pictures: every answer printed as it comes, and into a table that survives a kill."""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from itertools import groupby

from app.cli.output import Table, plural, print_json, say
from app.cli.progress import Pictures, shown_progress
from app.core.bundle import Card
from app.core.errors import Cancelled
from app.core.files import shown
from app.core.found import STDIN, Count, Found, Pause, found_or_pause
from app.core.prediction import Verdict
from app.recognition.batch import read_all
from app.recognition.chunks import Outcome
from app.recognition.classifier import Classifier
from app.recognition.reader import ReadDigit
from app.recognition.results import picture_fields
from app.recognition.table_file import Identity, Kept, TableFile

_TEXT_WIDTH = 12
"""Columns for the text of a row of digits; a longer one moves the rest of its line."""
_REPORT_S = 0.1

Outcomes = Generator[Outcome, None, None]
ReadList = Callable[[Iterator[Found | Pause]], Outcomes]
"""What turns a list of pictures into outcomes, in the order of the list."""


def classify_pictures(args: argparse.Namespace, classifier: Classifier) -> int:
    """Read the pictures of a command line here; return the exit code."""
    return classify_with(args, classifier.card, lambda found: read_all(found, classifier, is_whole=args.whole))


def classify_with(args: argparse.Namespace, card: Card, read: ReadList) -> int:
    """Read the pictures of a command line with ``read``; return the exit code."""
    found = found_or_pause(args.paths)
    if args.csv is None:
        return _classify(args, card, read(found), None, Kept())
    with closing(TableFile(args.csv, _identity(args, card))) as file:
        kept = Kept()
        if args.resume:
            kept, found = file.resume(found)
            say(f"“{shown(args.csv)}” has {plural(kept.pictures, 'picture')} already.")
        try:
            code = _classify(args, card, read(found), file, kept)
        except (KeyboardInterrupt, Cancelled):
            if file.is_begun:
                say(f"What was read is in “{shown(args.csv)}”; the same line with --resume goes on.")
            raise
        file.finish()
    return code


def _identity(args: argparse.Namespace, card: Card) -> Identity:
    """Return what must not change in the middle of a table."""
    model = hashlib.sha256(json.dumps(card.fields, sort_keys=True).encode()).hexdigest()
    return {"model": model, "device": "gpu" if args.device == "gpu" else "cpu", "setting of --whole": args.whole}


def _classify(args: argparse.Namespace, card: Card, outcomes: Outcomes, file: TableFile | None, kept: Kept) -> int:
    table: Table | None = None
    count, failed = kept.pictures, kept.failed
    with closing(outcomes), _shown(args, kept) as show:
        for outcome in outcomes:
            count += 1
            failed += outcome.error is not None
            if args.json:
                print_json(picture_fields(outcome, args.top))
            else:
                table = table or Table(card.class_names, top=args.top, label_width=_TEXT_WIDTH)
                _print(outcome, table, is_each=args.top is not None)
            if file is not None:
                file.append(picture_fields(outcome, None))
            show(count)
    if failed and count > 1:
        say(f"{failed:,} of {plural(count, 'picture')} could not be read.")
    return 1 if failed else 0


@contextmanager
def _shown(args: argparse.Namespace, kept: Kept) -> Iterator[Callable[[int], None]]:
    """Yield what shows how many pictures are done and how long the others will take, where a person looks."""
    if not sys.stderr.isatty() or (STDIN in args.paths and sys.stdin.isatty()):
        yield lambda _done: None
        return
    count, began, told = Count(args.paths), time.monotonic(), 0.0

    def show(done: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < _REPORT_S:
            return
        told = now
        pace = (now - began) / max(done - kept.pictures, 1)
        report(Pictures(done, count.total, None if count.total is None else pace * (count.total - done)))

    try:
        with shown_progress() as report:
            yield show
    finally:
        count.stop()


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
