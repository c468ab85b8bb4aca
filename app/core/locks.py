"""A lock between processes, held on an open file: two windows never write into each other."""

import contextlib
import errno
import importlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

_FAR = 1 << 30
"""Windows locks ranges, and what is locked cannot be read by others: so it is a byte far beyond the content."""
_POLL_S = 0.05
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


@contextmanager
def locked(file: IO[bytes], *, while_waiting: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Hold the lock on an open file until the block ends, and on POSIX systems until the file is closed.

    While another process holds it, ``while_waiting`` is called again and again; what it raises ends the waiting.
    """
    while not _try_lock(file):
        while_waiting()
        time.sleep(_POLL_S)
    try:
        yield
    finally:
        _unlock(file)


def _try_lock(file: IO[bytes]) -> bool:
    """Take the lock and say so; a file system that has no locks, as some on networks, is used without."""
    try:
        if os.name == "posix":
            fcntl = importlib.import_module("fcntl")
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            file.seek(_FAR)
            msvcrt = importlib.import_module("msvcrt")
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _unlock(file: IO[bytes]) -> None:
    if os.name == "posix":
        return  # closing the file does it
    with contextlib.suppress(OSError):
        file.flush()
        file.seek(_FAR)
        msvcrt = importlib.import_module("msvcrt")
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
