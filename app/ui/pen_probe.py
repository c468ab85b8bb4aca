"""A pen in the real window, for ``inkdigit bench``: real mouse events, 125 a second, with pauses between strokes."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.measuring import (
    MOVE_INTERVAL_MS,
    MOVES_PER_STROKE,
    PAUSE_MS,
    STROKES,
    Heart,
    place_on_three,
    seconds_since_start,
    send_mouse,
)
from app.ui.timers import make_timer

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_PATIENCE_MS = 60_000
"""Without an answer for so long the window is given up."""


class PaintWatch(QObject):
    """Tell when a widget has painted itself: right after its paint event has been handled."""

    def __init__(self, widget: QWidget, on_painted: Callable[[], None]) -> None:
        super().__init__(widget)
        self._is_inside = False
        self._on_painted = on_painted
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the paint event here and now, so that its end is known."""
        if event.type() != QEvent.Type.Paint or self._is_inside:
            return False
        self._is_inside = True
        watched.event(event)
        self._is_inside = False
        self._on_painted()
        return True


class PenProbe(QObject):
    """Draw in a window and note when what is painted."""

    first_predicted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._sent_at = 0.0
        self._step = 0
        self.window_s = self.first_prediction_s = math.nan
        self.max_gap_ms = self.rss_mb = math.nan
        self.latencies_ms: list[float] = []
        self.heart = Heart(self)
        self._first_paint = PaintWatch(window.canvas, self._on_canvas_painted)
        PaintWatch(window.panel.chart, self._on_chart_painted)
        self._moves = make_timer(self, MOVE_INTERVAL_MS, is_precise=True)
        self._moves.timeout.connect(self._on_move)
        window.predicted.connect(self._on_predicted)
        self._has_prediction = False
        self._patience = make_timer(self, _PATIENCE_MS, is_single=True)
        self._patience.timeout.connect(self._give_up)
        self._patience.start()

    def be_patient(self) -> None:
        """Give the window as much time again."""
        self._patience.start()

    def is_ready(self) -> bool:
        """Say whether the pen may go on after the first prediction."""
        return True

    def _on_canvas_painted(self) -> None:
        if math.isnan(self.window_s):
            QTimer.singleShot(0, self._on_window_painted)
            self.window_s = 0.0

    @Slot()
    def _on_window_painted(self) -> None:
        """Begin the first stroke as soon as the window can be seen."""
        self.window_s = seconds_since_start()
        self._window.canvas.removeEventFilter(self._first_paint)  # it would slow down every move of the pen
        self.heart.restart()
        self._begin_stroke()

    @Slot(object)
    def _on_predicted(self, prediction: object) -> None:
        self._has_prediction = self._has_prediction or getattr(prediction, "label", None) is not None

    def _on_chart_painted(self) -> None:
        if not self._has_prediction:
            return
        self._patience.start()
        if math.isnan(self.first_prediction_s):
            self.first_prediction_s = seconds_since_start()
            self.max_gap_ms = self.heart.restart()
            self.first_predicted.emit()
        elif self._sent_at and self.is_ready():
            self.latencies_ms.append((time.perf_counter() - self._sent_at) * 1000)
            self._sent_at = 0.0

    @Slot()
    def _begin_stroke(self) -> None:
        if self._step >= STROKES * MOVES_PER_STROKE:
            self._end()
            return
        if self._step:
            self._window.canvas.clear()
        send_mouse(self._window.canvas, QEvent.Type.MouseButtonPress, place_on_three(self._window.canvas.width(), 0))
        self._moves.start()

    @Slot()
    def _on_move(self) -> None:
        within = self._step % MOVES_PER_STROKE + 1
        if math.isnan(self.first_prediction_s) or not self.is_ready():
            # The model is still on its way: the pen rests after a few moves and waits for the first answer.
            within = min(within, MOVES_PER_STROKE // 2)
            self._step = min(self._step + 1, MOVES_PER_STROKE // 2 - 1)
            send_mouse(self._window.canvas, QEvent.Type.MouseMove, place_on_three(self._window.canvas.width(), within))
            return
        self._step += 1
        # An answer that is still missing keeps its clock: being overtaken does not make it faster.
        self._sent_at = self._sent_at or time.perf_counter()
        send_mouse(self._window.canvas, QEvent.Type.MouseMove, place_on_three(self._window.canvas.width(), within))
        if within == MOVES_PER_STROKE:
            self._moves.stop()
            QTimer.singleShot(MOVE_INTERVAL_MS, self._end_stroke)

    @Slot()
    def _end_stroke(self) -> None:
        send_mouse(
            self._window.canvas,
            QEvent.Type.MouseButtonRelease,
            place_on_three(self._window.canvas.width(), MOVES_PER_STROKE),
        )
        QTimer.singleShot(PAUSE_MS, self._begin_stroke)

    def _end(self) -> None:
        import psutil  # after the clock has stopped: the window does not need it

        self.heart.stop()
        self.rss_mb = psutil.Process().memory_info().rss / 1e6
        QApplication.exit(0)  # not quit, which asks the window first

    @Slot()
    def _give_up(self) -> None:
        print(f"The window gave no answer in time. {self._window.message_bar.text}", file=sys.stderr)
        QApplication.exit(1)


class StartProbe(PenProbe):
    """End with the first prediction."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.first_predicted.connect(lambda: QApplication.exit(0))
