"""A ceiling for the memory that reading a file may take, where the system has one."""

import contextlib
import sys
from collections.abc import Iterator

READING_BYTES = 1_000_000_000


@contextlib.contextmanager
def limited_memory(more_bytes: int = READING_BYTES) -> Iterator[None]:
    """Let this process take at most ``more_bytes`` beyond what it has; what is beyond raises ``MemoryError``.

    Only Linux says what a process has; elsewhere the reader's own bounds must do.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    import resource

    import psutil

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceiling = psutil.Process().memory_info().vms + more_bytes
    if soft != resource.RLIM_INFINITY:
        ceiling = min(ceiling, soft)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
