"""``inkdigit classify --strokes``: recorded drawings, one a line, answered as the canvas would."""

import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

from app.cli.output import Table, print_json, say
from app.core.errors import InkdigitError, StrokesError
from app.core.files import shown
from app.core.ink import drawing_from_json
from app.core.preprocessing import raster_for
from app.recognition.classifier import Classifier
from app.recognition.numbers import NumberReader, NumberReading
from app.recognition.results import answer_fields, number_fields

_NUMBER_WIDTH = 12
MAX_LINE_BYTES = 16_000_000
_CHUNK = 1 << 20


def classify_strokes(
    source: str, classifier: Classifier, *, top: int | None, as_json: bool, is_number: bool = False
) -> int:
    """Answer each line of a file, or of standard input for ``-``, as it comes; return the exit code.

    A line is one digit, or with ``is_number`` a whole number.
    """
    table = None if as_json else Table(classifier.card.class_names, top=top, label_width=_NUMBER_WIDTH * is_number)
    numbers = NumberReader(classifier)
    failed = 0
    with _opened(source) as stream:
        for number, line in numbered_lines(stream):
            try:
                drawing = drawing_from_json(_text(line))
                if is_number:
                    _print_number(number, numbers.read(drawing), table, top)
                    continue
                prediction = classifier.classify(raster_for(drawing, classifier.card.preprocessing))
            except InkdigitError as error:
                failed += 1
                _report(number, error, as_json=as_json)
                continue
            if table is None:
                print_json({"line": number, **answer_fields(prediction, top)})
            else:
                table.print(prediction, f"line {number}")
    return 1 if failed else 0


def _print_number(line: int, reading: NumberReading, table: Table | None, top: int | None) -> None:
    if table is None:
        print_json({"line": line, **number_fields(reading, top)})
    elif reading.digits:
        table.print_row(reading.text, [digit.prediction for digit in reading.digits], f"line {line}")
    else:
        table.print(None, f"line {line}")


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield (number from 1, line) for each line that is not blank; None for one beyond ``MAX_LINE_BYTES``.

    No more than that is ever held in memory.
    """
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        if len(line) > MAX_LINE_BYTES:
            _skip_rest_of_line(stream, line)
            yield number, None
        elif line.strip():
            yield number, line


def _skip_rest_of_line(stream: BinaryIO, part: bytes) -> None:
    while part and not part.endswith(b"\n"):
        part = stream.readline(_CHUNK)


def _text(line: bytes | None) -> str:
    if line is None:
        raise StrokesError(f"This line is longer than {MAX_LINE_BYTES // 1_000_000} MB.", "Save it with fewer points.")
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StrokesError("This line is not UTF-8 text.", "Save the file as UTF-8.") from None


def _report(number: int, error: InkdigitError, *, as_json: bool) -> None:
    if as_json:
        fields: dict[str, Any] = {"line": number, "error": str(error)}
        print_json(fields)
    else:
        say(f"Line {number}: {error}")


def _opened(source: str) -> AbstractContextManager[BinaryIO]:
    if source == "-":
        if sys.stdin is None:
            raise StrokesError("There is no standard input to read.", "Name a file of strokes.")
        return nullcontext(sys.stdin.buffer)
    name = shown(source)
    try:
        mode = Path(source).stat().st_mode
        if stat.S_ISDIR(mode):
            raise StrokesError(f"“{name}” is a folder.", "Name a file of strokes, one JSON object a line.")
        if not stat.S_ISREG(mode):
            raise StrokesError(f"“{name}” is not a file but a device or a pipe.", "Pipe it in and name it “-”.")
        return Path(source).open("rb")
    except FileNotFoundError:
        raise StrokesError(f"There is no file “{name}”.", "Check the name and the folder.") from None
    except OSError as error:
        raise StrokesError(f"“{name}” cannot be read ({error.strerror}).", "Check its permissions.") from None
    except ValueError:
        raise StrokesError(f"“{name}” is not a possible file name.", "Name a file of strokes.") from None
