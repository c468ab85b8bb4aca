"""Questions to the disk that the window does not wait for: a network drive that sleeps may take half a minute."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.timers import make_timer

AT_ONCE_S = 0.02
_LOOK_AGAIN_MS = 100


class Lookup(QObject):
    """Ask ``look(question)`` off the GUI thread.

    Of the questions that take long only the newest is followed; a thread that hangs is left to itself.
    """

    came = Signal()
    """There is an answer now to the question that had none."""

    def __init__(self, look: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._slow: _Look | None = None
        self._timer = make_timer(self, _LOOK_AGAIN_MS)
        self._timer.timeout.connect(self._see)

    def of(self, question: str) -> str | None:
        """Return a fresh answer if it comes at once; else None, and after ``came`` the answer that was waited for.

        Raises:
            Exception: what ``look`` raised.
        """
        if self._slow is None or self._slow.question != question:
            asked = _Look(self._look, question)
            asked.start()
            asked.join(AT_ONCE_S)
            if not asked.is_alive():
                self.forget()
                return asked.answer()
            self._slow = asked
            self._timer.start()
        return None if self._slow.is_alive() else self._slow.answer()

    def forget(self) -> None:
        """Ask anew next time, and wait no longer for what is asked now."""
        self._slow = None
        self._timer.stop()

    @Slot()
    def _see(self) -> None:
        if self._slow is None or not self._slow.is_alive():
            self._timer.stop()
            self.came.emit()


class _Look(threading.Thread):
    """One question; it knows nothing of Qt, so that it may outlive the window."""

    def __init__(self, look: Callable[[str], str], question: str) -> None:
        super().__init__(name="lookup", daemon=True)
        self.question = question
        self._look = look
        self._answer: str | None = None
        self._error: Exception | None = None

    def run(self) -> None:
        try:
            self._answer = self._look(self.question)
        except Exception as error:  # told where the answer is wanted
            self._error = error

    def answer(self) -> str | None:
        """Return the answer, once the thread has ended."""
        if self._error is not None:
            raise self._error
        return self._answer
