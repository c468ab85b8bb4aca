"""What runs in the process that opens bad files: it opens one and says what that took."""

import time
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import InkdigitError
from app.core.page_wish import PageWish
from app.recognition.opening import open_content, open_page

_WISH = PageWish(preview_side=1600)


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of a file: ``error`` is the sentence, or the name of an exception that is none."""

    error: InkdigitError | str | None
    seconds: float
    """Processor time, so that a busy machine does not count."""
    peak_mb: float
    """The most memory that the process has had so far."""


def open_measured(content: bytes | Path, name: str = "") -> Measured:
    """Open a file's bytes, or a path, as the window does."""
    began = time.process_time()
    error: InkdigitError | str | None = None
    try:
        if isinstance(content, bytes):
            open_content(content, name, wish=_WISH)
        else:
            open_page(content, wish=_WISH)
    except InkdigitError as refusal:
        error = InkdigitError(refusal.message, refusal.hint)
    except Exception as bug:
        error = f"{type(bug).__name__}: {bug}"
    return Measured(error, time.process_time() - began, peak_mb())


def peak_mb() -> float:
    """Return the most memory that this process has had; 0 where the system does not say. (``getrusage`` counts that
    of the program before ``exec``, too.)
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)
