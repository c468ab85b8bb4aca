"""A model's report card from the library: measured in a process of its own, opened in the browser."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.core.job import Job
from app.core.paths import user_data_dir
from app.ui.task import Task, Tasks

REPORTS = "reports"


class ReportMaker(QObject):
    """Make one report card at a time."""

    ended = Signal()
    """It is ready, failed or was given up."""
    ready = Signal(str)
    """The page's path, whether a browser showed it or not."""
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget, make_job: Callable[[str, str], Job] | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._make_job = make_job or _report_job
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Say whether a model is being measured."""
        return self._task is not None

    def make(self, key: str) -> None:
        """Measure a model; ``ready`` or ``failed`` follows, unless it is cancelled, and ``ended`` always."""
        self.cancel()
        path = user_data_dir() / REPORTS / f"{key}.html"
        self._task = self._tasks.create(self._make_job(key, str(path)))
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    def cancel(self) -> None:
        """Give up what is on its way."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    def _end(self) -> None:
        self._task = None
        self.ended.emit()

    @Slot(object)
    def _on_succeeded(self, path: str) -> None:
        if self.sender() is self._task:
            self._end()
            QDesktopServices.openUrl(QUrl.fromLocalFile(path))
            self.ready.emit(path)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is self._task:
            self._end()
            self.failed.emit(error)


def _report_job(key: str, path: str) -> Job:
    from app.compute.process import remote_job

    return remote_job("app.compute.report_job:write_report", model=key, path=path)
