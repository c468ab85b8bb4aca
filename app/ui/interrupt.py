"""Ctrl+C in the terminal that started the window, and a polite end from outside."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    import socket


class Interrupts(QObject):
    """End the event loop with 128 + the signal's number: 130 after Ctrl+C, 143 after a termination.

    Python runs its signal handlers only between its own instructions, and an idle event loop executes none. The
    handler's wake-up byte on a socket makes Qt call us, and thereby Python.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ends: tuple[socket.socket, ...] = ()
        self._notifier: QSocketNotifier | None = None
        self._previous = {number: signal.signal(number, _end) for number in (signal.SIGINT, signal.SIGTERM)}

    @Slot()
    def listen(self) -> None:
        """Wake up for signals: until then they wait for the event loop's next turn with Python in it."""
        import socket

        receiver, sender = self._ends = socket.socketpair()
        receiver.setblocking(False)
        sender.setblocking(False)
        signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(receiver.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_wake_up)

    def stop(self) -> None:
        """Give the signals back."""
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        if self._notifier is not None:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
        for end in self._ends:
            end.close()

    @Slot()
    def _on_wake_up(self) -> None:
        self._ends[0].recv(64)


def _end(number: int, _frame: object) -> None:
    QApplication.exit(128 + number)
