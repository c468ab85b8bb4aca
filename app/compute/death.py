"""Why a process died, in words."""

import contextlib
import signal
from pathlib import Path

from app.core.errors import said

_HINT = said("What was saved before is intact: try again, or resume the run.")
_LESS_MEMORY = said("Close other programs, or use less data or a smaller batch; then try again.")
_COUNTERS = (Path("/proc/vmstat"), Path("/sys/fs/cgroup/memory.events"))
_CRASHES = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP", "SIGSYS")
_CRASHES_OF_WINDOWS = 0xC0000000
"""Exit codes from here on are Windows' names for crashes (NTSTATUS with the severity "error")."""


class OutOfMemoryWatch:
    """Tell whether Linux has killed a process for its memory since this was made."""

    def __init__(self) -> None:
        self._before = _kills()

    @property
    def has_struck(self) -> bool:
        """Say whether the system's count of such kills has grown."""
        return _kills() > self._before


def words_of_death(code: int | None, *, was_memory_short: bool) -> tuple[str, str]:
    """Return a sentence and a hint for a process that left with ``code``, negative for a signal, without a word."""
    name = _signal_name(code)
    if name == "SIGKILL" and was_memory_short:
        return said("The computer ran out of memory and ended the background process."), _LESS_MEMORY
    if name in _CRASHES:
        return said("The background process crashed ({signal}).", signal=name), _HINT
    if name:
        return said("The background process was ended from outside ({signal}).", signal=name), _HINT
    reason = said("it stopped answering") if code is None else said("exit code {code}", code=code)
    return said("The background process ended unexpectedly ({reason}).", reason=reason), _HINT


def is_crash(code: int | None) -> bool:
    """Say whether a process that left with ``code`` did something that the system does not allow."""
    return _signal_name(code) in _CRASHES or (code or 0) >= _CRASHES_OF_WINDOWS


def _signal_name(code: int | None) -> str:
    if code is None or code >= 0:
        return ""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _kills() -> int:
    """Return how many processes Linux has killed for their memory; 0 where nobody counts."""
    total = 0
    for path in _COUNTERS:
        with contextlib.suppress(OSError, ValueError):
            lines = (line.split() for line in path.read_text().splitlines())
            total += sum(int(words[1]) for words in lines if words[:1] == ["oom_kill"])
    return total
