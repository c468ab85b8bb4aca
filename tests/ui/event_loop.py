"""Wait in the event loop for what shall be on show, where there is no ``qtbot``: for the screenshots."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from app.ui.recognizer import Answer, NumberAnswer
from app.ui.timers import make_timer

_LOOK_MS = 10
_MOMENT_MS = 1000
"""Whatever is put off for longer is no matter of how a window looks."""


def wait_until(is_so: Callable[[], bool], what: str, *, patience_s: float) -> None:
    """Run the event loop until something is so.

    Raises:
        TimeoutError: it was not so within ``patience_s``.
    """
    loop = QEventLoop()
    looks, patience = make_timer(loop, _LOOK_MS), make_timer(loop, round(patience_s * 1000), is_single=True)
    looks.timeout.connect(lambda: loop.exit(0) if is_so() else None)
    patience.timeout.connect(lambda: loop.exit(1))
    looks.start()
    patience.start()
    if loop.exec():
        raise TimeoutError(f"Waited in vain for {what}.")


def settle(*, patience_s: float) -> None:
    """Let what is posted be done, and what windows have put off for a moment, such as the time of an answer."""
    windows = QApplication.topLevelWidgets()
    timers = [timer for window in windows for timer in window.findChildren(QTimer)]
    put_off = [timer for timer in timers if timer.isSingleShot() and timer.interval() < _MOMENT_MS]
    spies = [(timer, QSignalSpy(timer.timeout)) for timer in put_off]
    wait_until(lambda: all(spy.count() or not timer.isActive() for timer, spy in spies), "calm", patience_s=patience_s)


class CanvasAnswers(QObject):
    """Hear the answers of a window, and say whether the newest is about what is on its canvas."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._canvas = window.canvas
        self._answer: Answer | NumberAnswer | None = None
        window.recognizer.answered.connect(self._on_answered)
        window.recognizer.number_answered.connect(self._on_answered)

    def is_up_to_date(self) -> bool:
        """Say whether what is on the canvas has been answered."""
        sketch, answer = self._canvas.sketch, self._answer
        if isinstance(answer, NumberAnswer):
            return answer.drawing is sketch.drawing
        asked = None if answer is None else answer.source
        return asked is not None and (asked.drawing is sketch.drawing) and asked.points == sketch.points

    @Slot(object)
    def _on_answered(self, answer: Answer | NumberAnswer) -> None:
        self._answer = answer
