"""Work off the GUI thread of which only the newest is wanted: a drawing under way asks faster than one can answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

IsOvertaken = Callable[[], bool]
Work = Callable[[Any, IsOvertaken], object]


class Newest(QThread):
    """Answer questions with ``work(question, is_overtaken)``; a waiting question gives its place to a newer one.

    An answer of None is not told. ``start`` it before the first question, ``stop`` it at the end.
    """

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._changed = threading.Condition()
        self._question: object | None = None
        self._is_ending = False

    def ask(self, question: object) -> None:
        """Have a question answered next."""
        with self._changed:
            self._question = question
            self._changed.notify()

    def stop(self) -> None:
        """End the thread and wait for it. What still waits is dropped."""
        with self._changed:
            self._is_ending = True
            self._changed.notify()
        self.wait()

    def run(self) -> None:
        """Answer until ``stop``. Runs in the thread."""
        while True:
            with self._changed:
                self._changed.wait_for(self._is_overtaken)
                if self._is_ending:
                    return
                question, self._question = self._question, None
            try:
                answer = self._work(question, self._is_overtaken)
            except Exception as error:  # the thread lives on: the next question may be answered
                self.failed.emit(error)
                continue
            if answer is not None:
                self.answered.emit(answer)

    def _is_overtaken(self) -> bool:
        return self._is_ending or self._question is not None
