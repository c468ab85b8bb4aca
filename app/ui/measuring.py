"""What the probe and the baselines of ``inkdigit bench`` share, so that both are measured in the same way."""

import math
import os
import time

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


class Heart(QObject):
    """Beat through the event loop and keep the longest time between two beats."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.max_gap_ms = 0.0
        self._last = time.perf_counter()
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

    @Slot()
    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.max_gap_ms = max(self.max_gap_ms, (now - self._last) * 1000)
        self._last = now


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
    """Return the time since the parent started this process, from ``INKDIGIT_T0``; else since the system created it."""
    asked_at = os.environ.get("INKDIGIT_T0")
    if asked_at:
        return time.time() - float(asked_at)
    import psutil

    return time.time() - psutil.Process().create_time()
