"""Ctrl+C in the terminal that started the window, and a polite end from outside."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication


class Interrupts(QObject):
    """End the event loop with 128 + the signal's number: 130 after Ctrl+C, 143 after a termination.

    Python runs its signal handlers only between its own instructions, and an idle event loop executes none. The
    handler's wake-up byte on a socket makes Qt call us, and thereby Python.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._receiver, self._sender = socket.socketpair()
        self._receiver.setblocking(False)
        self._sender.setblocking(False)
        signal.set_wakeup_fd(self._sender.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._receiver.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_wake_up)
        self._previous = {number: signal.signal(number, _end) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(self) -> None:
        """Give the signals back."""
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._receiver.close()
        self._sender.close()

    @Slot()
    def _on_wake_up(self) -> None:
        self._receiver.recv(64)


def _end(number: int, _frame: object) -> None:
    QApplication.exit(128 + number)
