"""A model's report card from the library: measured in a process of its own, opened in the browser, saved as PNG."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.core.events import Progress
from app.core.job import Job, Report, Token
from app.core.paths import user_data_dir
from app.ui.saving import save_report_picture
from app.ui.task import Task, Tasks

REPORTS = "reports"


class ReportMaker(QObject):
    """Make one report card at a time."""

    progressed = Signal(int, int)
    """So many steps are done, of so many; neither while the test sets are read."""
    ended = Signal()
    """It is ready, failed or was given up."""
    ready = Signal(str)
    """The page's path, whether a browser showed it or not."""
    failed = Signal(object)
    saved = Signal(object)
    """The path of the picture of the page that was ready last."""
    not_saved = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget, make_job: Callable[[str, str], Job] | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._make_job = make_job or _report_job
        self._task: Task | None = None
        self._page = Path()

    @property
    def is_busy(self) -> bool:
        """Say whether a model is being measured."""
        return self._task is not None

    def make(self, key: str) -> None:
        """Measure a model; ``ready`` or ``failed`` follows, unless it is cancelled, and ``ended`` always."""
        self.cancel()
        path = user_data_dir() / REPORTS / f"{key}.html"
        self._task = self._tasks.create(self._make_job(key, str(path)))
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    @property
    def page(self) -> Path:
        """Return the page that was ready last."""
        return self._page

    def save_picture(self, path: Path) -> None:
        """Write the last page as a picture; ``saved`` or ``not_saved`` follows."""
        page = self._page

        def job(_report: Report, _token: Token) -> Path:
            return save_report_picture(page, path)

        task = self._tasks.create(job)
        task.succeeded.connect(self.saved)
        task.failed.connect(self.not_saved)
        task.start()

    def cancel(self) -> None:
        """Give up what is on its way."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    def _end(self) -> None:
        self._task = None
        self.ended.emit()

    @Slot(object)
    def _on_progressed(self, event: object) -> None:
        if self.sender() is self._task and isinstance(event, Progress) and event.what == "measuring":
            self.progressed.emit(event.done, event.total)

    @Slot(object)
    def _on_succeeded(self, path: str) -> None:
        if self.sender() is self._task:
            self._end()
            self._page = Path(path)
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
