"""Time cannot be measured where other programs take it."""

import os

import pytest


def skip_on_a_busy_machine() -> None:
    """Skip the test, with a word, if more wants to run than there are processors."""
    if not hasattr(os, "getloadavg"):
        return
    load, processors = os.getloadavg()[0], os.cpu_count() or 1
    if load > processors + 0.5:
        pytest.skip(f"a load of {load:.1f} on {processors} processors is too much to measure time")
