"""Stepping back, so that the window has the processor whenever it wants it."""

import contextlib

_NICE = 10


def lower_priority() -> None:
    """Run this process after all others that want to. Where the system refuses, it runs as before."""
    import psutil

    below_normal = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", _NICE)  # Windows has classes instead of numbers
    with contextlib.suppress(OSError, psutil.Error):
        psutil.Process().nice(below_normal)
