"""One drawing through the kept epochs of a run: a slider from the first to the last, and the bars of each."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QSlider, QVBoxLayout, QWidget

from app.core.epochs import EpochReady
from app.core.errors import InkdigitError
from app.core.prediction import Prediction
from app.ui.epoch_track import EpochTrack
from app.ui.epochs_work import EpochAnswers, EpochList, EpochWork, preparing
from app.ui.message_bar import MessageBar
from app.ui.naming import named
from app.ui.newest import Newest
from app.ui.probability_chart import ProbabilityChart
from app.ui.task import Task, Tasks
from app.ui.theme import Theme, sized_font
from app.ui.wording import share_text, short_words

if TYPE_CHECKING:
    from app.core.bundle import Card
    from app.core.job import Job
    from app.core.raster import Raster
    from app.core.runs import Run
    from app.ui.sketch import Sketch


_HALF_HANDLE = 9
"""Pixels from the middle of the slider's handle to its side, as in the theme."""


class EpochsDialog(QDialog):
    """``look_at`` what is to be read. Epochs come one by one, as their copies are made; closing gives that up."""

    failed = Signal(object)
    """An exception that is no message for people."""

    def __init__(
        self, run: Run, theme: Theme, tasks: Tasks, parent: QWidget | None = None, job: Job | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("epochs_dialog")
        name = run.config.name if run.config is not None else run.folder.name
        self.setWindowTitle(self.tr("{name}, epoch by epoch").format(name=name))
        self.setAccessibleName(self.windowTitle())
        self.setWindowFlags(Qt.WindowType.Window)
        self._run, self._source = run, None
        self._epochs: tuple[int, ...] = ()
        self._card: Card | None = None
        self._predictions: dict[int, Prediction] = {}
        self._ready = 0
        self._began = time.monotonic()
        self._work = EpochWork()
        self._thread = Newest(self._work, self)
        self._task: Task = tasks.create(job or preparing(run))
        self._answer, self._facts = named(QLabel("–"), "epochs_answer"), named(QLabel(), "muted")
        self.chart, self.track = ProbabilityChart(theme), EpochTrack(theme)
        self._slider_row = QVBoxLayout()
        self.slider = named(QSlider(Qt.Orientation.Horizontal), "epochs_slider")
        self._progress, self._left = named(QProgressBar(), "epochs_progress"), named(QLabel(), "muted")
        self._message = MessageBar(theme)
        self._build()
        self._connect()

    @property
    def answer(self) -> str:
        """Return the answer as it is shown."""
        return self._answer.text()

    @property
    def facts(self) -> str:
        """Return what is said of the chosen epoch."""
        return self._facts.text()

    @property
    def message(self) -> str:
        """Return what is said above the bars; empty for nothing."""
        return self._message.text

    @property
    def is_preparing(self) -> bool:
        """Say whether copies are still being made."""
        return not self._progress.isHidden()

    def look_at(self, source: Sketch | Raster) -> None:
        """Have another drawing read by all epochs."""
        self._source = source  # type: ignore[assignment]
        self._thread.ask(source)

    def start(self) -> None:
        """Begin to prepare and to read."""
        self._thread.start()
        self._task.start()

    def done(self, code: int) -> None:
        """Give up what is on its way, and end the thread."""
        self._task.cancel()
        self._thread.stop()
        super().done(code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the slider's ends below the middles of the first and the last cell."""
        super().resizeEvent(event)
        self._align_slider()

    def _align_slider(self) -> None:
        half_cell = self.track.width() // (2 * max(len(self._epochs), 1))
        margin = max(half_cell - _HALF_HANDLE, 0) if len(self._epochs) > 1 else 0
        self._slider_row.setContentsMargins(margin, 0, margin, 0)

    def _build(self) -> None:
        text = QLabel(self.tr("The drawing in the window, read by the model as it was after each epoch."))
        text.setWordWrap(True)
        self._answer.setFont(sized_font(self._answer.font(), 2.2, bold=True))
        for label in (self._answer, self._facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.chart.setObjectName("epochs_chart")
        self.slider.setAccessibleName(self.tr("Epoch"))
        self.slider.setEnabled(False)
        self.slider.setPageStep(5)
        self._progress.setAccessibleName(self.tr("Preparing the checkpoints"))
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        for widget in (text, self._message, self._answer, self._facts):
            layout.addWidget(widget)
        layout.addWidget(self.chart, stretch=1)
        layout.addWidget(self.track)
        self._slider_row.addWidget(self.slider)
        layout.addLayout(self._slider_row)
        for below in (self._progress, self._left):
            layout.addWidget(below)
        self.resize(720, 620)

    def _connect(self) -> None:
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(self._on_prepared)
        self._task.failed.connect(self._on_preparing_failed)
        self._thread.answered.connect(self._on_answered)
        self._thread.failed.connect(self._on_failed)
        self.slider.valueChanged.connect(self._show)
        self.track.clicked.connect(self.slider.setValue)
        self.destroyed.connect(self._thread.stop)

    @Slot(object)
    def _on_progressed(self, event: object) -> None:
        if isinstance(event, EpochList):
            self._on_listed(event)
        elif isinstance(event, EpochReady):
            self._on_ready(event)

    def _on_listed(self, found: EpochList) -> None:
        self._epochs, self._card = tuple(each.epoch for each in found.kept), found.card
        if not self._epochs:
            error = InkdigitError(
                self.tr("This run has kept no epochs."), self.tr("Runs that begin from now on keep theirs.")
            )
            self._message.show_error(error)
            return
        self.slider.setRange(0, len(self._epochs) - 1)
        self.slider.setValue(len(self._epochs) - 1)
        self.slider.setEnabled(True)
        self._align_slider()
        self._progress.setRange(0, len(self._epochs))
        self._began = time.monotonic()
        self._show()

    def _on_ready(self, ready: EpochReady) -> None:
        self._ready += 1
        self._progress.setValue(self._ready)
        left = (time.monotonic() - self._began) / self._ready * (len(self._epochs) - self._ready)
        self._left.setText(
            self.tr("Preparing {done} of {total}, about {seconds} s left").format(
                done=self._ready, total=len(self._epochs), seconds=max(1, round(left))
            )
        )
        if ready.error:
            error = InkdigitError(self.tr("Epoch {epoch} cannot be shown.").format(epoch=ready.epoch), ready.error)
            self._message.show_error(error)
        elif self._card is not None:
            self._work.add(ready.epoch, ready.folder, self._card)
            if self._source is not None:
                self._thread.ask(self._source)

    @Slot()
    def _on_prepared(self) -> None:
        self._progress.hide()
        self._left.hide()

    @Slot(object)
    def _on_preparing_failed(self, error: Exception) -> None:
        self._on_prepared()
        self._on_failed(error)

    @Slot(object)
    def _on_answered(self, answers: EpochAnswers) -> None:
        self._predictions = answers.predictions
        if answers.error is not None:
            self._message.show_error(answers.error)
        self._show()

    @Slot()
    def _show(self) -> None:
        """Show the answer of the epoch at the slider."""
        if not self._epochs:
            return
        place = self.slider.value()
        epoch = self._epochs[place]
        self.track.show_answers(self._epochs, self._predictions, place)
        self._facts.setText(self._facts_of(epoch))
        prediction = self._predictions.get(epoch)
        if prediction is None:
            self._answer.setText("…")
            self.chart.clear()
            return
        self._answer.setText(short_words(prediction))
        self.chart.show_prediction(prediction)

    def _facts_of(self, epoch: int) -> str:
        last = self._run.config.epochs if self._run.config is not None else self._epochs[-1]
        words = self.tr("Epoch {epoch} of {last}").format(epoch=epoch, last=last)
        row = next((row for row in self._run.history if row.epoch == epoch), None)
        if row is None:
            return words
        accuracy = row.accuracy if row.val_accuracy is None else row.val_accuracy
        share = share_text(accuracy)
        if row.val_accuracy is None:
            return f"{words} · " + self.tr("{share} of its training pictures right").format(share=share)
        return f"{words} · " + self.tr("{share} of the held-back pictures right").format(share=share)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._message.show_failure(error, self.failed.emit)
