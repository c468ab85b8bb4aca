"""Outcomes as plain data, for answers that come from elsewhere: written as JSON, and believed only after a check."""

import json
import math
from collections.abc import Sequence
from typing import Any

from app import __version__
from app.core.bundle import Card
from app.core.errors import ComputeError, ImageError, said
from app.core.files import shown
from app.core.prediction import Prediction, Verdict
from app.core.raster import empty_raster
from app.recognition.chunks import Chunk, ChunkResult, Outcome
from app.recognition.reader import ReadDigit, Reading

_MAX_BYTES = 50_000_000
_MAX_TEXT = 20_000
_MAX_SIDE = 100_000


def plain_result(outcomes: Sequence[Outcome], seconds: float) -> bytes:
    """Return outcomes as JSON in UTF-8; their paths, previews and rasters stay behind."""
    answers = [_plain_outcome(outcome) for outcome in outcomes]
    return json.dumps({"version": __version__, "seconds": seconds, "answers": answers}, allow_nan=False).encode()


def result_of_plain(content: object, chunk: Chunk, card: Card) -> ChunkResult:
    """Return the outcomes of ``chunk``; their rasters are empty.

    Raises:
        ComputeError: another version made them, or they are not what ``plain_result`` writes.
    """
    fields = _fields_of(content)
    version = fields.get("version")
    if version != __version__:
        raise ComputeError(
            said(
                "A worker of the cluster has Inkdigit {theirs}; this one is {version}.",
                theirs=shown(str(version))[:40],
                version=__version__,
            ),
            "Install the same version everywhere: others may answer otherwise.",
        )
    try:
        answers = _listed(fields["answers"], len(chunk))
        outcomes = tuple(_outcome(answer, one.path, card) for answer, one in zip(answers, chunk, strict=True))
        return ChunkResult(outcomes, (), _number(fields["seconds"], 1e9))
    except (KeyError, TypeError, ValueError):
        raise _unbelievable() from None


def _fields_of(content: object) -> dict[str, Any]:
    try:
        if not isinstance(content, bytes) or len(content) > _MAX_BYTES:
            raise ValueError
        fields = json.loads(content)
        if not isinstance(fields, dict):
            raise ValueError
    except (ValueError, RecursionError):
        raise _unbelievable() from None
    return fields


def _unbelievable() -> ComputeError:
    return ComputeError("A worker of the cluster answered something that is no reading.", "Look after that cluster.")


def _plain_outcome(outcome: Outcome) -> dict[str, Any]:
    error = outcome.error
    return {
        "text": outcome.reading.text,
        "digits": [_plain_digit(digit) for digit in outcome.reading.digits],
        "note": outcome.note,
        "error": None if error is None else [error.message, error.hint],
    }


def _plain_digit(digit: ReadDigit) -> list[Any]:
    prediction = digit.prediction
    return [digit.row, list(digit.box), str(prediction.verdict), list(prediction.probabilities.values())]


def _outcome(answer: dict[str, Any], path: str, card: Card) -> Outcome:
    digits = tuple(_digit(digit, card) for digit in _listed(answer["digits"], None))
    error = answer["error"]
    if error is not None:
        message, hint = (_text(part) for part in _listed(error, 2))
        error = ImageError(message, hint)
    return Outcome(path, Reading(_text(answer["text"]), digits), _text(answer["note"]), error)


def _digit(digit: Any, card: Card) -> ReadDigit:
    row, box, verdict, probabilities = _listed(digit, 4)
    x, y, width, height = (_whole(side) for side in _listed(box, 4))
    shares = [_number(share, 1.0) for share in _listed(probabilities, len(card.class_names))]
    prediction = Prediction(dict(zip(card.class_names, shares, strict=True)), Verdict(_text(verdict)))
    return ReadDigit(_whole(row), (x, y, width, height), empty_raster(), prediction)


def _listed(value: Any, length: int | None) -> list[Any]:
    if not isinstance(value, list) or (length is not None and len(value) != length):
        raise ValueError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT:
        raise ValueError
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MAX_SIDE:
        raise ValueError
    return value


def _number(value: Any, most: float) -> float:
    if type(value) not in (int, float) or not 0 <= value <= most or not math.isfinite(value):
        raise ValueError
    return float(value)
