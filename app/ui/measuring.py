"""What the probe and the baselines of ``inkdigit bench`` share, so that both are measured in the same way."""

import math
import os
import time
from functools import cache

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.timers import make_timer

MOVES_PER_STROKE = 60
STROKES = 10
MOVE_INTERVAL_MS = 8
"""125 Hz, an ordinary mouse."""
PAUSE_MS = 250
"""Between two strokes, so that the processor's clock and caches cool down as they do with a person."""
_BEAT_MS = 2
_BEGAN = float(os.environ.get("INKDIGIT_T0") or time.time())
_STATISTICS_BYTES = 65_536
"""Enough for hundreds of processors."""


class Heart(QObject):
    """Beat through the event loop and keep the longest time between two beats, less what the machine's host took.

    The host of a virtual machine stops its processors to run others, for tens of milliseconds where it is busy. The
    gap still counts in full as far as this process was computing in it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.max_gap_ms = 0.0
        self.max_taken_ms = 0.0
        """The most that the host took in one gap."""
        self._look()
        self._timer = make_timer(self, _BEAT_MS, is_precise=True)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()

    def restart(self) -> float:
        """Return the longest gap so far and begin anew."""
        gap, self.max_gap_ms = self.max_gap_ms, 0.0
        return gap

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _look(self) -> None:
        self._taken, self._computed, self._last = host_ticks(), time.process_time(), time.perf_counter()

    @Slot()
    def _on_beat(self) -> None:
        taken, computed, last = self._taken, self._computed, self._last
        self._look()
        gap_ms, own_ms = (self._last - last) * 1000, (self._computed - computed) * 1000
        counted_ms = max(gap_ms - certainly_taken_ms(taken, self._taken), min(gap_ms, own_ms))
        self.max_gap_ms = max(self.max_gap_ms, counted_ms)
        self.max_taken_ms = max(self.max_taken_ms, gap_ms - counted_ms)


def host_ticks() -> tuple[int, ...]:
    """Return how many clock ticks the host has taken of each processor so far; none where the system does not tell.

    It is the "steal" of Linux's ``/proc/stat``, see proc(5). psutil has it too; importing it would count as the
    window's start, and it is slow for something that is asked at every beat.
    """
    file = _open_statistics()
    if file is None:
        return ()
    lines = (line.split() for line in os.pread(file, _STATISTICS_BYTES, 0).splitlines())
    return tuple(int(fields[8]) for fields in lines if len(fields) > 8 and fields[0][3:].isdigit())


def certainly_taken_ms(before: tuple[int, ...], after: tuple[int, ...]) -> float:
    """Return the least that the host took of one processor between two counts, in milliseconds.

    Two ticks' difference may be little more than the time of one.
    """
    ticks = max((late - early for early, late in zip(before, after, strict=False)), default=0)
    return (ticks - 1) * 1000 / os.sysconf("SC_CLK_TCK") if ticks > 1 else 0.0


@cache
def _open_statistics() -> int | None:
    """Open the system's counts once for the whole process."""
    try:
        return os.open("/proc/stat", os.O_RDONLY)
    except OSError:
        return None


def send_mouse(widget: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    """Send a press, a move or a release of the left button, as the window system would."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    where = widget.mapToGlobal(place)
    QApplication.sendEvent(widget, QMouseEvent(kind, place, where, button, held, Qt.KeyboardModifier.NoModifier))


def place_on_three(side: float, step: int) -> QPointF:
    """Return where the pen is after ``step`` of ``MOVES_PER_STROKE`` moves: on a 3, two half circles."""
    share = 2 * step / MOVES_PER_STROKE
    is_lower, angle = share > 1, math.radians(-120 + 230 * (share % 1 if share < 2 else 1))
    x, y = 0.45 + 0.2 * math.cos(angle), (0.66 if is_lower else 0.34) + 0.16 * math.sin(angle)
    return QPointF(side * x, side * y)


def seconds_since_start() -> float:
    """Return the time since the parent started this process, from ``INKDIGIT_T0``; else since this was imported."""
    return time.time() - _BEGAN
