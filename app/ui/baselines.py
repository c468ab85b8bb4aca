"""The least that Qt can do, for ``inkdigit bench``: ``python -m app.ui.baselines window|pen``.

``window`` is a bare QMainWindow with a label: start to painted, and its memory. ``pen`` is the prototype that everyone
writes first: a canvas that renders, classifies and repaints ten bars inside its own mouse handler. Each prints one JSON
line. Times count from ``INKDIGIT_T0``, the parent's clock just before it started this process.
"""

import json
import math
import sys
import time

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMainWindow, QWidget

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

SIDE = 560


class FirstPaint(QObject):
    """Tell when a widget has painted itself for the first time."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seconds = math.nan
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the time once the event loop is reached again after the first paint event."""
        if event.type() == QEvent.Type.Paint and math.isnan(self.seconds):
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self.seconds = seconds_since_start()
        QApplication.quit()


class Prototype(QWidget):
    """A canvas that does everything at once, in ``mouseMoveEvent``."""

    def __init__(self, bars: "Bars") -> None:
        super().__init__()
        from app.core.bundle import read_bundle
        from app.core.ink import CANVAS_SIDE, Drawing
        from app.core.raster import raster_of_drawing
        from app.recognition.litert import LiteRTClassifier

        self.setFixedSize(SIDE, SIDE)
        self._bars = bars
        self._classifier = LiteRTClassifier(read_bundle("digits"))
        self._raster_of, self._empty, self._scale = raster_of_drawing, Drawing(), CANVAS_SIDE / SIDE
        self._points: list[tuple[float, float]] = []
        self._path = QPainterPath()

    def clear(self) -> None:
        """Forget the ink."""
        self._points = []
        self._path = QPainterPath()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a line."""
        self._path.moveTo(event.position())
        self._points = [(event.position().x() * self._scale, event.position().y() * self._scale)]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, render, classify and repaint."""
        position = event.position()
        self._path.lineTo(position)
        self._points.append((position.x() * self._scale, position.y() * self._scale))
        drawing = self._empty.with_stroke(self._points)
        prediction = self._classifier.classify(self._raster_of(drawing))
        self._bars.show_values(list(prediction.probabilities.values()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.black, 40, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(self._path)


class Bars(QWidget):
    """Ten bars; ``painted_at`` is when they were last painted, on the clock of ``time.perf_counter``."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(300, SIDE)
        self._values = [0.1] * 10
        self.painted_at = 0.0

    def show_values(self, values: list[float]) -> None:
        """Paint new values now."""
        self._values = values
        self.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a rectangle and a percentage for each value."""
        painter = QPainter(self)
        for row, value in enumerate(self._values):
            top = row * self.height() // len(self._values)
            painter.fillRect(0, top, round(value * 200), 30, Qt.GlobalColor.blue)
            painter.drawText(QPointF(220, top + 20), f"{value:.0%}")
        painter.end()
        self.painted_at = time.perf_counter()


class Pen(QObject):
    """Send a prototype real mouse events at a mouse's pace and note how long each takes to reach the bars."""

    def __init__(self, canvas: Prototype, bars: Bars) -> None:
        super().__init__(canvas)
        self._canvas, self._bars = canvas, bars
        self._step = 0
        self.latencies_ms: list[float] = []
        self._timer = make_timer(self, MOVE_INTERVAL_MS, is_precise=True)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin the next stroke, or end the program after the last."""
        if self._step == STROKES * MOVES_PER_STROKE:
            QApplication.quit()
            return
        self._canvas.clear()
        send_mouse(self._canvas, QEvent.Type.MouseButtonPress, place_on_three(SIDE, 0))
        self._timer.start()

    def _on_tick(self) -> None:
        self._step += 1
        within = (self._step - 1) % MOVES_PER_STROKE + 1
        start = time.perf_counter()
        send_mouse(self._canvas, QEvent.Type.MouseMove, place_on_three(SIDE, within))
        self.latencies_ms.append((self._bars.painted_at - start) * 1000)
        if within == MOVES_PER_STROKE:
            self._timer.stop()
            send_mouse(self._canvas, QEvent.Type.MouseButtonRelease, place_on_three(SIDE, within))
            QTimer.singleShot(PAUSE_MS, self.start)


def measure_window() -> dict[str, float]:
    """Show a bare window; return its start to painted, and the memory of its process."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    label = QLabel("A bare window", window)
    window.setCentralWidget(label)
    window.resize(900, 640)
    first_paint, heart = FirstPaint(label), Heart(window)
    window.show()
    app.exec()
    import psutil  # after the clock has stopped: a bare window does not need it

    rss_mb = psutil.Process().memory_info().rss / 1e6
    return {
        "window_s": first_paint.seconds,
        "rss_mb": rss_mb,
        "max_gap_ms": heart.max_gap_ms,
        "max_taken_ms": heart.max_taken_ms,
    }


def measure_pen() -> dict[str, object]:
    """Draw on the prototype; return the time of every move to the bars, and the longest gap of the event loop."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    bars = Bars()
    canvas = Prototype(bars)
    row = QHBoxLayout(window)
    row.addWidget(canvas)
    row.addWidget(bars)
    window.show()
    pen = Pen(canvas, bars)
    QTimer.singleShot(PAUSE_MS, pen.start)
    heart = Heart(window)
    app.exec()
    return {
        "stroke_ms": pen.latencies_ms,
        "max_gap_drawing_ms": heart.max_gap_ms,
        "max_taken_ms": heart.max_taken_ms,
    }


if __name__ == "__main__":
    print(json.dumps({"window": measure_window, "pen": measure_pen}[sys.argv[1]]()))
