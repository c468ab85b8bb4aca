"""Time cannot be measured where other programs take it."""

import os

import pytest

_TWICE_AS_SLOW_MS = 100
"""A stall of our own (an import or a decoder in the window's thread) takes longer; a slow machine does not."""


def check_gaps(gaps_ms: list[float], *, limit_ms: float = 50) -> None:
    """Fail if even the shortest gap is a stall of our own; skip, with a word, where only the machine is too slow."""
    if min(gaps_ms) <= limit_ms:
        return
    skip_on_a_busy_machine()
    listed = ", ".join(f"{gap:.0f}" for gap in gaps_ms)
    if min(gaps_ms) <= _TWICE_AS_SLOW_MS:
        pytest.skip(f"gaps of {listed} ms: this machine is too slow to measure {limit_ms:.0f} ms")
    pytest.fail(f"gaps of {listed} ms")


def skip_on_a_busy_machine() -> None:
    """Skip the test, with a word, if more wants to run than there are processors."""
    if not hasattr(os, "getloadavg"):
        return
    load, processors = os.getloadavg()[0], os.cpu_count() or 1
    if load > processors + 0.5:
        pytest.skip(f"a load of {load:.1f} on {processors} processors is too much to measure time")
