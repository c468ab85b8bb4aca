"""Wait for what another thread or process brings about: for a condition with a deadline, never for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
DEADLINE_S = 300.0
_LOOK_S = 0.005


def wait_until(
    look: Callable[[], T | None], what: str, *, deadline_s: float = DEADLINE_S, every_s: float = _LOOK_S
) -> T:
    """Look again and again until there is something true to see, and return it; fail after ``deadline_s``."""
    end = time.monotonic() + deadline_s
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f"Waited {deadline_s:g} s in vain for {what}; last seen: {seen!r}.")
        time.sleep(every_s)
