"""Stepping back, so that the window has the processor whenever it wants it."""

import contextlib
import os

_STEPS_BACK = 10


def lower_priority(steps: int = _STEPS_BACK) -> None:
    """Run this process after others, the more so the more ``steps`` of 19; as before where the system refuses."""
    with contextlib.suppress(OSError):
        if hasattr(os, "nice"):
            os.nice(steps)
        else:
            _lower_class()


def _lower_class() -> None:
    """Choose the class below normal: Windows has classes instead of numbers."""
    import psutil

    with contextlib.suppress(psutil.Error):
        psutil.Process().nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS"))  # noqa: B009 - only there on Windows
