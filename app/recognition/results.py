"""Results as the command line and the window write them: JSON fields, and rows of a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.core.prediction import Prediction
from app.recognition.chunks import Outcome
from app.recognition.numbers import NumberReading
from app.recognition.reader import ReadDigit

COLUMNS = ("path", "text", "row", "label", "verdict", "confidence", "x", "y", "width", "height", "error")


def csv_text(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as CSV text (RFC 4180) with ``COLUMNS``; what a row lacks stays empty.

    A relative path that a spreadsheet would take for a formula is written with "./" before it. Bytes of a name that
    are not UTF-8 are written as a backslash and their code.
    """
    return (csv_head() + csv_lines(rows)).decode("utf-8")


def csv_head() -> bytes:
    """Return the first line of ``csv_text``."""
    return (",".join(COLUMNS) + "\r\n").encode()


def csv_lines(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Return the other lines of ``csv_text``, as UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    for row in rows:
        writer.writerow({**row, "path": _disarmed(str(row["path"]))})
    return _encoded(out.getvalue())


def path_as_written(path: str) -> str:
    """Return what a table has in its first column for a path."""
    return _encoded(_disarmed(path)).decode("utf-8")


def _disarmed(path: str) -> str:
    return f"./{path}" if path.startswith(("=", "+", "-", "@", "\t", "\r")) else path


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def answer_fields(prediction: Prediction, top: int | None) -> dict[str, Any]:
    """Return a prediction as the contract's fields; ``top`` adds that many labels with their probabilities."""
    fields: dict[str, Any] = {
        "label": prediction.label,
        "verdict": str(prediction.verdict),
        "confidence": prediction.confidence,
        "probabilities": prediction.probabilities,
    }
    if top is not None:
        ranked = prediction.top(top) if prediction.label is not None else []
        fields["top"] = [{"label": label, "probability": probability} for label, probability in ranked]
    return fields


def picture_fields(outcome: Outcome, top: int | None) -> dict[str, Any]:
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


def number_fields(reading: NumberReading, top: int | None) -> dict[str, Any]:
    """Return the answer for a drawn number: ``confidence`` is the lowest of a digit, 0 where a part is none.

    A digit's ``strokes`` are the places of its strokes in the drawing, its ``box`` x, y, width, height in canvas units.
    """
    digits = [
        {
            "strokes": list(digit.strokes),
            "box": [digit.box.left, digit.box.top, digit.box.width, digit.box.height],
            **answer_fields(digit.prediction, top),
        }
        for digit in reading.digits
    ]
    return {
        "text": reading.text,
        "verdict": str(reading.verdict),
        "confidence": reading.confidence,
        "digits": digits,
    }


def _digit_fields(digit: ReadDigit, top: int | None) -> dict[str, Any]:
    return {"row": digit.row, "box": list(digit.box), **answer_fields(digit.prediction, top)}


def rows_of(fields: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """Yield a table's rows for the answer of one picture: one a digit, and one for a picture that has none."""
    common = {"path": fields["path"], "text": fields["text"], "error": fields["error"] or ""}
    for digit in fields["digits"]:
        yield {
            **common,
            **dict(zip(("x", "y", "width", "height"), digit["box"], strict=True)),
            "row": digit["row"],
            "label": digit["label"],
            "verdict": digit["verdict"],
            "confidence": f"{digit['confidence']:.4f}",
        }
    if not fields["digits"]:
        yield {**common, "verdict": "" if fields["error"] else "empty"}
