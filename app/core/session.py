"""What a window leaves behind while it is open, so that the next start can tell a crash and bring the drawing back."""

import contextlib
import faulthandler
import os
import time
from pathlib import Path
from typing import NamedTuple

from app.core.files import write_atomic
from app.core.locks import locked
from app.core.paths import user_data_dir, user_log_dir

_FAULTS, _DRAWING = ".faults", ".ndjson"
_MAX_BYTES = 20_000_000
_KEPT_REPORTS = 10


class Leftover(NamedTuple):
    """What a window that ended without a farewell was doing.

    ``drawing`` is a line of strokes, or empty; ``report`` the stacks of a native crash, or empty.
    """

    drawing: str
    report: str


class Session:
    """One open window's files: a lock that ends with the process, the drawing, and the stacks of a native crash.

    Nothing here fails: where the folder cannot be written to, a crash leaves nothing behind.
    """

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or user_data_dir() / "session"
        self._faults = folder / f"{time.time_ns()}-{os.getpid()}{_FAULTS}"
        self._drawing = self._faults.with_suffix(_DRAWING)
        self._held = contextlib.ExitStack()
        self.is_open = False

    def begin(self) -> None:
        """Take the lock, and let a crash of the process write where it happened."""
        try:
            self._faults.parent.mkdir(parents=True, exist_ok=True)
            file = self._held.enter_context(self._faults.open("w+b"))
            self._held.enter_context(locked(file, while_waiting=_give_up))
            faulthandler.enable(file)
        except OSError:
            self._held.close()
            return
        self._held.callback(faulthandler.disable)
        self.is_open = True

    def keep(self, drawing: str) -> None:
        """Write the drawing, a line of strokes, in place of the one before; empty removes it."""
        if not self.is_open:
            return
        with contextlib.suppress(OSError):
            if drawing:
                write_atomic(self._drawing, drawing)
            else:
                self._drawing.unlink(missing_ok=True)

    def end(self) -> None:
        """Say farewell: nothing is left behind."""
        self.is_open = False
        self._held.close()
        _remove(self._faults)


def take_leftovers(folder: Path | None = None) -> Leftover | None:
    """Return what the newest window that ended without a farewell left, and remove what all of them left.

    The report is kept among the logs as well.
    """
    folder = folder or user_data_dir() / "session"
    left = [found for path in sorted(folder.glob(f"*{_FAULTS}")) if (found := _take(path)) is not None]
    for leftover in left:
        if leftover.report:
            _log(leftover.report)
    return left[-1] if left else None


def _take(path: Path) -> Leftover | None:
    """Read and remove one window's files; None while it is open."""
    try:
        with path.open("r+b") as file, locked(file, while_waiting=_give_up):
            leftover = Leftover(_text(path.with_suffix(_DRAWING)), _text(path))
    except OSError:
        return None
    _remove(path)
    return leftover


def _give_up() -> None:
    raise BlockingIOError


def _remove(path: Path) -> None:
    half_written = path.parent.glob(f".{path.stem}.*")
    for part in (*half_written, path.with_suffix(_DRAWING), path):
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            return ""
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _log(report: str) -> None:
    folder = user_log_dir()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        name = f"crash-{time.strftime('%Y-%m-%d-%H%M%S')}-{time.time_ns() % 1000:03}.txt"
        (folder / name).write_text(report, encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT_REPORTS]:
            old.unlink(missing_ok=True)
