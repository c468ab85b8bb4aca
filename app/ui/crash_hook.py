"""An exception that nobody expected becomes a report to copy, and the window lives on."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot


class _Reporter(QObject):
    """Carry an exception from any thread to the GUI thread."""

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.happened.connect(self._on_happened)

    @Slot(object)
    def _on_happened(self, error: BaseException) -> None:
        from app.ui.crash_report import show_report

        show_report(type(error), error, error.__traceback__)


_reporters: list[_Reporter] = []


def install() -> None:
    """Report unexpected exceptions of the GUI thread and of Python threads."""
    if not _reporters:
        _reporters.append(_Reporter())
    sys.excepthook = _on_exception
    threading.excepthook = _on_thread_exception


def _on_exception(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    sys.__excepthook__(kind, error, trace)
    _reporters[0].happened.emit(error)


def _on_thread_exception(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _on_exception(args.exc_type, args.exc_value, args.exc_traceback)
