"""What came of a training: its model measured on the test pictures, beside the model in use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.core.errors import InkdigitError
from app.core.evaluation import Report
from app.core.events import Progress
from app.core.job import Job
from app.ui.evaluation_view import EvaluationView
from app.ui.naming import named
from app.ui.sentences import spoken
from app.ui.task import Task, Tasks
from app.ui.theme import Theme

_JOB = "app.compute.evaluation_job:evaluate_model"


class ResultPage(QWidget):
    """Measure a bundle, then the model in use on the same pictures, and show both. ``measured`` follows each."""

    image_chosen = Signal(object)
    measured = Signal(object, object)
    failed = Signal(object)
    saved = Signal(object)
    """The path of a file that was written."""

    def __init__(self, theme: Theme, tasks: Tasks, make_job: Callable[..., Job], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._make_job = tasks, make_job
        self._task: Task | None = None
        self._bundle = self._data = self._rival = ""
        self._report: Report | None = None
        self._view = EvaluationView(theme, tasks=tasks)
        self._words = named(QLabel(), "result_words")
        self._note = named(QLabel(), "muted")
        self._stack = QStackedWidget()
        self._build_layout()
        self._view.image_chosen.connect(self.image_chosen)
        self._view.failed.connect(self.failed)
        self._view.saved.connect(self.saved)
        self.clear()

    @property
    def text(self) -> str:
        """Return the words in the place of figures, or the note below them."""
        return self._words.text() if self._stack.currentIndex() == 0 else self._note.text()

    def clear(self) -> None:
        """Show that there is no result."""
        self.stop()
        self._report = None
        self._say(self.tr("The result appears here when the training has ended."))

    def measure(self, bundle: Path, data: str, rival: str) -> None:
        """Measure a bundle on the test part of ``data``; then the model ``rival``, unless it is empty."""
        self.clear()
        self._bundle, self._data, self._rival = str(bundle), data, rival
        self._say(self.tr("Measuring the new model…"))
        self._start(self._bundle, self._on_measured)

    def stop(self) -> None:
        """Drop a measurement that is under way."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _build_layout(self) -> None:
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        column.addWidget(self._view)
        self._stack.addWidget(self._words)
        self._stack.addWidget(self._shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self._stack.setCurrentIndex(0)

    def _start(self, model: str, on_measured: Callable[[Report], None]) -> None:
        task = self._task = self._tasks.create(self._make_job(_JOB, model=model, data=self._data, like=self._bundle))
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(on_measured)
        task.failed.connect(self._on_failed)
        task.start()

    def _show(self, report: Report, other: Report | None) -> None:
        self._view.show_reports(report, other)
        self._stack.setCurrentIndex(1)
        self.measured.emit(report, other)

    @Slot(object)
    def _on_progressed(self, event: object) -> None:
        if self.sender() is self._task and self._report is None and isinstance(event, Progress) and event.total:
            share = f"{event.done / event.total * 100:.0f}\N{NO-BREAK SPACE}%"
            self._say(self.tr("Measuring the new model: {share}").format(share=share))

    @Slot(object)
    def _on_measured(self, report: Report) -> None:
        if self.sender() is not self._task:
            return
        self._task, self._report = None, report
        self._note.setText(self.tr("The model in use is measured on the same pictures…") if self._rival else "")
        self._note.setVisible(bool(self._rival))
        self._show(report, None)
        if self._rival:
            self._start(self._rival, self._on_rival_measured)

    @Slot(object)
    def _on_rival_measured(self, other: Report) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        self._note.hide()
        assert self._report is not None
        self._show(self._report, other)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        words = spoken(error.sentence) if isinstance(error, InkdigitError) else self.tr("The measurement failed.")
        if not isinstance(error, InkdigitError):
            self.failed.emit(error)
        if self._report is None:
            self._say(words)
        else:
            self._note.setText(self.tr("The model in use cannot be compared: {reason}").format(reason=words))
