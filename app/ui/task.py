"""One job off the GUI thread, with exactly one ending."""

from PySide6.QtCore import QObject, QThread, Signal

from app.core.errors import Cancelled
from app.core.job import Job, Token


class Task(QThread):
    """Run ``job(report, token)`` in a thread; then one of ``succeeded``, ``failed``, ``cancelled``, then ``finished``.

    A result that arrives after ``cancel`` is dropped, and the ending is ``cancelled``.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("task")
        self._job = job
        self.token = Token()

    def cancel(self) -> None:
        """Ask the job to end at once; ``cancelled`` follows."""
        self.token.cancel()

    def run(self) -> None:
        """Run the job. Runs in the thread."""
        try:
            result = self._job(self.progressed.emit, self.token)
            self.token.raise_if_cancelled()
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # shown to the person by whoever started the task
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
