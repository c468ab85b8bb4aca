"""What a command prints: results on standard output, everything else on standard error."""

import json
import os
import sys
from typing import Any, TextIO


def prepare_streams() -> None:
    """Give the program streams that never fail on a character, also where a windowed program has none at all."""
    sys.stdout = _usable(sys.stdout)
    sys.stderr = _usable(sys.stderr)


def print_json(fields: dict[str, Any]) -> None:
    """Print one JSON object as one line of plain ASCII, and flush it so that a reader sees each result at once."""
    print(json.dumps(fields, allow_nan=False), flush=True)


def say(text: str) -> None:
    """Tell the person something beside the results: one line on standard error."""
    print(text, file=sys.stderr)


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
