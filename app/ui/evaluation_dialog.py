"""Measure the model in use on a data set, beside another model where one is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.evaluation import Report
from app.core.events import Progress
from app.core.job import Job, Token
from app.core.job import Report as ReportTo
from app.ui.data_field import DataField
from app.ui.message_bar import MessageBar
from app.ui.naming import named
from app.ui.steps import Steps, importing
from app.ui.task import Task, Tasks
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.evaluation_view import EvaluationView
    from app.ui.recognizer import LoadedModel

JOB = "app.compute.evaluation_job:evaluate_model"
_SIZE = QSize(1040, 840)
_VIEW_MODULES = (
    "app.ui.confusion_view",
    "app.ui.sample_grid",
    "app.ui.mistakes_page",
    "app.ui.class_table",
    "app.ui.evaluation_view",
)
MakeJob = Callable[..., Job]


def rivals_of(model: str) -> Job:
    """Return the job that lists the keys of the models that tell the same classes apart; all where it is unknown."""

    def list_rivals(report: ReportTo, token: Token) -> list[str]:
        from app.core.library import list_models

        models = [each for each in list_models(report, token) if not each.error]
        classes = next((each.class_names for each in models if each.key == model), None)
        return [each.key for each in models if each.key != model and classes in (None, each.class_names)]

    return list_rivals


class EvaluationDialog(QDialog):
    """Choose data, measure with progress and cancel, look at what came out; stays open beside the window."""

    image_chosen = Signal(object)
    failed = Signal(object)
    """An exception that is no message for people."""
    listed = Signal()
    """The other models are there to choose from."""

    def __init__(
        self, theme: Theme, tasks: Tasks, make_job: MakeJob, model: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._theme = theme
        self._tasks, self._make_job, self._model = tasks, make_job, model
        self._task: Task | None = None
        self._reports: list[Report] = []
        self._data = DataField()
        self._other = named(QComboBox(), "evaluate_other")
        self._start = named(QPushButton(self.tr("Measure")), "evaluate_start")
        self._cancel = named(QPushButton(self.tr("Cancel")), "evaluate_cancel")
        self._progress = named(QProgressBar(), "evaluate_progress")
        self._words = named(QLabel(), "evaluate_words")
        self._message = MessageBar(theme)
        self._view: EvaluationView | None = None
        self._pages = QStackedWidget()
        self._build_fields()
        self._build_layout()
        self._connect()
        self._say(self.tr("Choose the data to read, then Measure. MNIST takes a few seconds."))

    @property
    def view(self) -> EvaluationView:
        """Return the part that shows reports, made on the first call."""
        if self._view is None:
            from app.ui.evaluation_view import EvaluationView

            self._view = EvaluationView(self._theme, tasks=self._tasks)
            self._view.image_chosen.connect(self.image_chosen)
            self._view.saved.connect(self._on_saved)
            self._view.failed.connect(self._show_error)
            self._pages.addWidget(self._view)
        return self._view

    @property
    def is_measuring(self) -> bool:
        """Say whether a measurement is under way."""
        return self._task is not None

    def choose_data(self, data: str) -> None:
        """Choose a data set by its name or path."""
        self._data.set_data(data)

    @Slot()
    def measure(self) -> None:
        """Measure the model in use, then the other one, on the data that are chosen."""
        if self.is_measuring:
            return
        self._reports = []
        self._message.dismiss()
        self._measure(self._model)
        if self._view is None:  # made while the other process measures
            Steps([*importing(*_VIEW_MODULES), lambda: self.view], self)

    @Slot()
    def cancel(self) -> None:
        """Drop the measurement that is under way."""
        if self._task is not None:
            self._task.cancel()
            self._end(self.tr("Cancelled."))

    def set_model(self, model: str) -> None:
        """Take another model for the one in use, from the next measurement on."""
        self._model = model
        self.setWindowTitle(self.tr("Measure {model}").format(model=model))

    @Slot(object)
    def follow_model(self, model: LoadedModel) -> None:
        """Measure the model that is used from now on."""
        self.set_model(model.key)

    def done(self, result: int) -> None:
        """Drop what runs when the dialog is closed."""
        self.cancel()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the list the height of what stands beside it, now that the style has decided on it."""
        super().showEvent(event)
        self._other.setFixedHeight(self._start.sizeHint().height())

    def _measure(self, model: str) -> None:
        task = self._task = self._tasks.create(self._make_job(JOB, model=model, data=self._data.data))
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(self._on_measured)
        task.failed.connect(self._on_failed)
        self._show_running(is_running=True)
        self._say(self.tr("Starting…"))
        task.start()

    def _end(self, words: str) -> None:
        self._task = None
        self._show_running(is_running=False)
        self._say(words)

    def _show_running(self, *, is_running: bool) -> None:
        self._start.setEnabled(not is_running)
        self._cancel.setVisible(is_running)
        self._progress.setVisible(is_running)
        self._progress.setRange(0, 0)
        for field in (self._data, self._other):
            field.setEnabled(not is_running)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self._words.setVisible(bool(words))

    @Slot(object)
    def _on_progressed(self, event: object) -> None:
        if self.sender() is not self._task or not isinstance(event, Progress):
            return
        self._progress.setRange(0, 100 if event.total else 0)
        if event.total:
            self._progress.setValue(100 * event.done // event.total)
        words = {
            "loading": self.tr("Reading the data…"),
            "downloading": self.tr("Downloading the data…"),
            "drawing": self.tr("Drawing the data…"),
            "evaluating": self.tr("Reading the pictures…"),
        }
        self._say(words.get(event.what, self.tr("Working…")))

    @Slot(object)
    def _on_measured(self, report: Report) -> None:
        if self.sender() is not self._task:
            return
        self._reports.append(report)
        other = self._other.currentData()
        if len(self._reports) == 1 and other:
            self._measure(other)
            return
        self._end("")
        self._show_reports()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is not self._task:
            return
        self._end("")
        if self._reports:
            self._show_reports()
        self._show_error(error)

    def _show_reports(self) -> None:
        self.view.show_reports(*self._reports)
        if self._pages.isHidden():
            self._pages.show()
            self._grow()

    def _grow(self) -> None:
        """Make room for figures and matrix, as far as the screen has it, and stay on the screen."""
        room = self.screen().availableGeometry()
        frame = self.frameGeometry().size() - self.size()
        self.resize(self.size().expandedTo(_SIZE).boundedTo(room.size() - frame))
        end = room.bottomRight() - QPoint(self.width() + frame.width(), self.height() + frame.height())
        self.move(max(min(self.x(), end.x()), room.x()), max(min(self.y(), end.y()), room.y()))

    @Slot(object)
    def _on_listed(self, names: list[str]) -> None:
        for name in names:
            self._other.addItem(name, name)
        self.listed.emit()

    @Slot(object)
    def _on_saved(self, path: object) -> None:
        self._message.show_note(self.tr("Saved as {path}.").format(path=path))

    @Slot(object)
    def _show_error(self, error: Exception) -> None:
        self._message.show_failure(error, self.failed.emit)

    def _build_fields(self) -> None:
        self._data.box.setObjectName("evaluate_data")
        words = self.tr("What to measure on: a data set by name, or a file or folder of your own")
        self._data.setMinimumWidth(300)
        self._data.box.setToolTip(words)
        self._data.box.setWhatsThis(words)
        self._other.addItem(self.tr("No other"), "")
        self._other.setAccessibleName(self.tr("Compare with"))
        self._other.setMinimumContentsLength(16)
        self._start.setDefault(True)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setMaximumHeight(6)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _build_layout(self) -> None:
        self.setObjectName("evaluation_dialog")
        self.set_model(self._model)
        top = QGridLayout()
        top.setHorizontalSpacing(16)
        top.setVerticalSpacing(6)
        labels = (self.tr("Data"), self.tr("Compare with"))
        for column, (text, field) in enumerate(zip(labels, (self._data, self._other), strict=True)):
            label = named(QLabel(text), "muted")
            label.setBuddy(field)
            top.addWidget(label, 0, column)
            top.addWidget(field, 1, column, alignment=Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self._start, self._cancel):
            buttons.addWidget(button)
        top.addLayout(buttons, 1, 3, alignment=Qt.AlignmentFlag.AlignTop)
        top.setColumnStretch(2, 1)
        self._pages.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self._message)
        layout.addWidget(self._progress)
        layout.addWidget(self._words)
        layout.addWidget(self._pages, stretch=1)
        layout.addStretch()
        self._show_running(is_running=False)
        self.resize(640, 240)

    def _connect(self) -> None:
        self._start.clicked.connect(self.measure)
        self._cancel.clicked.connect(self.cancel)
        task = self._tasks.create(rivals_of(self._model))
        task.succeeded.connect(self._on_listed)
        task.start()
