"""Timers, made the one way that works in every language."""

from PySide6.QtCore import QObject, Qt, QTimer


def make_timer(parent: QObject, interval_ms: int, *, is_single: bool = False, is_precise: bool = False) -> QTimer:
    """Return a timer that is not running yet.

    No property whose name begins with i may be given to a Qt class as a keyword: to find its setter, PySide makes the
    i large by the rules of the user's language, and in Turkish that is no I.
    """
    timer = QTimer(parent)
    timer.setInterval(interval_ms)
    timer.setSingleShot(is_single)
    if is_precise:
        timer.setTimerType(Qt.TimerType.PreciseTimer)
    return timer
