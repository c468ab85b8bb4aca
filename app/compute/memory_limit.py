"""A limit to the memory that a process may take, so that what asks for too much fails alone."""

import contextlib
import sys
from pathlib import Path


def limit_memory(more_bytes: int) -> None:
    """Let this process map at most so many bytes more than it has now; what asks for more gets a ``MemoryError``.

    Only Linux says what a process has and holds it to its limit; elsewhere this does nothing.
    """
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + more_bytes
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))
