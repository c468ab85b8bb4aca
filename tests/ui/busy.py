"""Time cannot be measured where other programs take it."""

import os
import time

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Slot

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


class OwnGaps(QObject):
    """Beat through the event loop and keep the longest time between two beats that is of our own making.

    Of each gap counts what this process computed in it, in all its threads: what others took of the machine does not.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.max_gap_ms = 0.0
        self._wall, self._own = time.perf_counter(), time.process_time()
        self._timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def restart(self) -> float:
        """Return the longest gap so far and begin anew."""
        gap, self.max_gap_ms = self.max_gap_ms, 0.0
        return gap

    @Slot()
    def _on_beat(self) -> None:
        wall, own = time.perf_counter(), time.process_time()
        self.max_gap_ms = max(self.max_gap_ms, min(wall - self._wall, own - self._own) * 1000)
        self._wall, self._own = wall, own
