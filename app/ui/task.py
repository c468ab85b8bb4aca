"""Jobs off the GUI thread, each with exactly one ending."""

from PySide6.QtCore import QObject, QThread, Signal, Slot

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


class Tasks(QObject):
    """Keep running tasks alive, let go of ended ones, and end all of them with the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Task] = []

    def create(self, job: Job) -> Task:
        """Return a task for a job; connect its signals, then ``start`` it."""
        task = Task(job, self)
        task.finished.connect(self._on_finished)
        self._running.append(task)
        return task

    def stop(self) -> None:
        """Cancel all tasks and wait for their threads."""
        for task in self._running:
            task.cancel()
        for task in self._running:
            task.wait()

    @Slot()
    def _on_finished(self) -> None:
        task = self.sender()
        assert isinstance(task, Task)
        task.wait()
        self._running.remove(task)
        task.deleteLater()
