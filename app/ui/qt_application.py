"""Inkdigit's QApplication."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Tell of the documents that macOS names: it does so by an event, not by an argument.

    The event goes to the application itself. A filter in Python would be asked about every event of every object: it
    slows down the pen, and each first sight of a class of Qt makes that class, in the middle of making another.
    """

    document_named = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Take the documents out of the events."""
        if event.type() != QEvent.Type.FileOpen:
            return super().event(event)
        from PySide6.QtGui import QFileOpenEvent

        if isinstance(event, QFileOpenEvent) and event.file():
            self.document_named.emit(event.file())
        return True
