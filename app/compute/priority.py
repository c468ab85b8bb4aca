"""Stepping back, so that the window has the processor whenever it wants it."""

import contextlib
import os

_STEPS_BACK = 10


def lower_priority() -> None:
    """Run this process after all others that want to. Where the system refuses, it runs as before."""
    with contextlib.suppress(OSError):
        if hasattr(os, "nice"):
            os.nice(_STEPS_BACK)
        else:
            _lower_class()


def _lower_class() -> None:
    """Choose the class below normal: Windows has classes instead of numbers."""
    import psutil

    with contextlib.suppress(psutil.Error):
        psutil.Process().nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS"))  # noqa: B009 - only there on Windows
