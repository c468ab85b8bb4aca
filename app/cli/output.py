"""What a command prints: results on standard output, everything else on standard error."""

import json
import os
import sys
from typing import Any, TextIO

from app.core.prediction import Prediction, Verdict


def prepare_streams() -> None:
    """Give the program streams that never fail on a character, also where a windowed program has none at all."""
    sys.stdout = _usable(sys.stdout)
    sys.stderr = _usable(sys.stderr)


def print_json(fields: dict[str, Any]) -> None:
    """Print one JSON object as one line of plain ASCII, and flush it so that a reader sees each result at once."""
    print(json.dumps(fields, allow_nan=False), flush=True)


def say(text: str) -> None:
    """Tell the person something beside the results: one line on standard error."""
    print(text, file=sys.stderr, flush=True)


def plural(count: int, noun: str) -> str:
    """Return a count with its noun: "1 picture", "1,200 pictures"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(probability: float) -> str:
    """Return a probability as a percentage that never rounds to a certainty it is not."""
    if 0 < probability < 0.001:
        return "<0.1 %"
    if 0.999 < probability < 1:
        return ">99.9 %"
    return f"{100 * probability:.1f} %"


class Table:
    """Answers for people, a line each: columns of one width first, so that lines can be printed as they come."""

    def __init__(self, class_names: tuple[str, ...], *, top: int | None, label_width: int = 5) -> None:
        self._label_width = max(label_width, *map(len, class_names))
        self._top = min(top or 0, len(class_names))
        self._name_width = max(map(len, class_names))
        self._top_width = self._top * (self._name_width + 10) - 2
        heads = [f"{'label':<{self._label_width}}", "confidence", f"{'verdict':<{_VERDICT_WIDTH}}"]
        if self._top:
            heads.append(f"{'most probable':<{self._top_width}}")
        print(*heads, "of", sep="  ", flush=True)

    def print(self, prediction: Prediction | None, name: str) -> None:
        """Print the line of one answer; None is a picture without ink."""
        label, confidence, verdict, ranked = "–", "", str(Verdict.EMPTY), ""
        if prediction is not None and prediction.label is not None:
            verdict, ranked = str(prediction.verdict), self._ranked(prediction)
            if prediction.verdict is not Verdict.NOT_A_DIGIT:
                label, confidence = prediction.label, percent(prediction.confidence)
        self._line(label, confidence, verdict, ranked, name)

    def print_row(self, text: str, predictions: list[Prediction], name: str) -> None:
        """Print the line of a row of digits: its text, the lowest confidence and the worst verdict."""
        worst = min(predictions, key=lambda answer: (_ORDER.index(answer.verdict), answer.confidence))
        confidence = percent(min(answer.confidence for answer in predictions)) if text else ""
        self._line(text or "–", confidence, str(worst.verdict), "", name)

    def _line(self, label: str, confidence: str, verdict: str, ranked: str, name: str) -> None:
        cells = [f"{label:<{self._label_width}}", f"{confidence:>10}", f"{verdict:<{_VERDICT_WIDTH}}"]
        if self._top:
            cells.append(f"{ranked:<{self._top_width}}")
        print(*cells, name, sep="  ", flush=True)

    def _ranked(self, prediction: Prediction) -> str:
        return "  ".join(
            f"{label:<{self._name_width}} {percent(probability):>7}" for label, probability in prediction.top(self._top)
        )


_VERDICT_WIDTH = max(map(len, Verdict))
_ORDER = (Verdict.NOT_A_DIGIT, Verdict.UNSURE, Verdict.DIGIT, Verdict.EMPTY)


def silence_stdout() -> None:
    """Send the rest of standard output nowhere after its reader has gone, so that the exit stays quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _usable(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - it lives as long as the program
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    return stream
