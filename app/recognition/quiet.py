"""Keep a native library's chatter off standard error."""

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator

_STDERR = 2
_ONE_AT_A_TIME = threading.Lock()
"""The file descriptor is the whole process's: two threads would put back each other's."""


@contextlib.contextmanager
def without_lines(unwanted: bytes) -> Iterator[None]:
    """Hold back what is written to standard error meanwhile, and then pass on every line without ``unwanted`` in it.

    For notes that a library writes to the file descriptor itself and that no setting of it turns off.
    """
    with _ONE_AT_A_TIME, _held_back(unwanted):
        yield


@contextlib.contextmanager
def _held_back(unwanted: bytes) -> Iterator[None]:
    try:
        kept = os.dup(_STDERR)
    except OSError:  # a windowed program has no standard error
        yield
        return
    try:
        with tempfile.TemporaryFile() as held:
            os.dup2(held.fileno(), _STDERR)
            try:
                yield
            finally:
                os.dup2(kept, _STDERR)
                held.seek(0)
                wanted = [line for line in held if unwanted not in line]
                with contextlib.suppress(OSError):
                    os.write(_STDERR, b"".join(wanted))
    finally:
        os.close(kept)
