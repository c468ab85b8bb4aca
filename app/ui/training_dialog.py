"""Train from the menu: what will happen, how it goes, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.core.errors import InkdigitError, TrainingError
from app.core.evaluation import Report as Evaluation
from app.core.job import Job, Report, Token
from app.ui.asking import open_once
from app.ui.leaving_question import LeavingQuestion
from app.ui.message_bar import MessageBar
from app.ui.naming import named
from app.ui.outcome import Outcome
from app.ui.preparation import Preparation
from app.ui.script_saving import ScriptSaver
from app.ui.sentences import spoken
from app.ui.theme import sized_font
from app.ui.timers import make_timer
from app.ui.training_buttons import ACTIVE, ENDED, PREPARING, TrainingButtons
from app.ui.training_form import TrainingForm
from app.ui.training_headline import Headline, run_headline
from app.ui.training_pages import TrainingPages
from app.ui.training_session import CANCELLED, FAILED, IDLE, PAUSED, RUNNING, STOPPING, Snapshot
from app.ui.wording import share_text

if TYPE_CHECKING:
    from app.core.runs import Run
    from app.core.training import TrainingConfig
    from app.ui.main_window import MainWindow
    from app.ui.sample_grid import ChosenImage

_POLISHED_AT_ONCE = 20
_CALM_MS = 100
_SIZE, _LEAST, _FRAME = QSize(1120, 740), QSize(840, 480), QSize(20, 60)


class TrainingDialog(QDialog):
    """Show the form, the window's training, or a run from the disk. Closing it does not end a training by itself."""

    def __init__(self, window: MainWindow, *, make_job: Callable[..., Job] | None = None) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName("training_dialog")
        self.setWindowTitle(self.tr("Train a model"))
        self.setAccessibleName(self.windowTitle())
        self._window, self._session = window, window.training
        self._make_job = make_job or _remote_job
        self._shown: Snapshot | None = None
        self._is_run = False
        self._may_leave = False
        self._calm = make_timer(self, _CALM_MS, is_single=True)
        self._calm.timeout.connect(self._on_calm)

    def build(self) -> Iterator[None]:
        """Make the parts, in steps that are each shorter than a blink; go through all of them before anything else."""
        window, make_job = self._window, self._make_job
        self._form = TrainingForm()
        yield
        self._pages = TrainingPages(window.theme)
        yield
        yield from self._pages.build(window.tasks, make_job)
        self._title, self._details = named(QLabel(), "train_headline"), named(QLabel(), "muted")
        # Before the next turn of the event loop, which takes over the style: a font set after that is lost.
        self._title.setFont(sized_font(self._title.font(), 1.25, bold=True))
        self._progress = named(QProgressBar(), "train_progress")
        self._messages = MessageBar(window.theme)
        self._buttons = TrainingButtons()
        yield
        self._preparation = Preparation(self._form, self._pages, window.tasks, make_job, self)
        self._outcome = Outcome(window, self._buttons, self._pages.result, self)
        self._script = ScriptSaver(window.tasks, make_job, self)
        self._build_layout()
        self._connect()
        yield
        room = window.screen().availableSize() - _FRAME
        self.setMinimumSize(_LEAST.boundedTo(room))
        self.resize(_SIZE.boundedTo(room))
        yield from self._polish()

    def show_session(self) -> None:
        """Show the training of the window, or the form where there is none."""
        self._is_run = False
        snapshot = self._session.snapshot
        if snapshot.state in (IDLE, CANCELLED):
            self._prepare()
        else:
            self._enter(snapshot)

    def show_form(self, config: TrainingConfig) -> None:
        """Show the form filled in, to be started or changed; a training that runs is shown instead."""
        if self._session.snapshot.is_active:
            self.show_session()
            return
        self._is_run = False
        self._prepare()
        self._form.show_config(config)

    def show_run(self, run: Run) -> None:
        """Show a run from the disk: its curves, its log, and what can be done with it."""
        if run.folder == self._session.snapshot.folder:
            self.show_session()
            return
        error = TrainingError(run.error) if run.error else None
        snapshot = Snapshot(run.state, "", run.config, run.folder, run.history, error=error, bundle=run.bundle)
        self._is_run = True
        self._enter(snapshot)
        self._buttons.resume.setVisible(run.can_resume)

    def leave(self) -> None:
        """Close without a question; a training goes on."""
        self._may_leave = True
        self.reject()

    def reject(self) -> None:
        """Close; a training that is on show is asked about first. Escape takes back a message before anything else."""
        if self._messages.text and not self._may_leave:
            self._messages.dismiss()
        elif self._session.snapshot.is_active and not self._is_run and not self._may_leave:
            self._ask()
        else:
            self._calm.stop()
            self._preparation.end()
            self._pages.result.stop()
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Be a window beside the other, which can come to the front as well: pictures are opened there."""
        handle = self.windowHandle()
        if handle is not None:
            handle.setTransientParent(None)  # type: ignore[arg-type]
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press a button with Enter only where it has the keyboard: numbers are confirmed with Enter, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QAbstractButton):
                button.click()
        else:
            super().keyPressEvent(event)

    def _polish(self) -> Iterator[None]:
        """Take over the style, some widgets at a time; the first showing would do it for all at once."""
        for index, widget in enumerate(self.findChildren(QWidget)):
            widget.ensurePolished()
            if index % _POLISHED_AT_ONCE == 0:
                yield

    def _build_layout(self) -> None:
        for label in (self._title, self._details):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # names of data come from outside
        self._progress.setRange(0, 1000)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(8)
        right = QVBoxLayout()
        right.setSpacing(6)
        for widget in (self._title, self._details):
            right.addWidget(widget)
        right.addSpacing(4)
        right.addWidget(self._progress)
        right.addSpacing(8)
        right.addWidget(self._pages, stretch=1)
        middle = QHBoxLayout()
        middle.setSpacing(18)
        middle.addWidget(self._form)
        middle.addLayout(right, stretch=1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(14)
        layout.addLayout(middle, stretch=1)
        layout.addWidget(self._messages)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._preparation.planned.connect(self._on_planned)
        self._preparation.refused.connect(self._on_refused)
        self._session.changed.connect(self._on_session_changed)
        self._pages.result.measured.connect(self._on_measured)
        for pictures in (self._pages.result, self._pages.gallery):
            pictures.image_chosen.connect(self._on_image_chosen)
        for part in (self._preparation.broke, self._pages.result.failed, self._outcome.failed, self._script.failed):
            part.connect(self._on_failed)
        self._pages.result.saved.connect(self._on_saved)
        self._pages.currentChanged.connect(self._on_page_turned)
        self._script.saved.connect(self._on_saved)
        for plot in (self._pages.curves.loss, self._pages.curves.accuracy):
            plot.saved.connect(self._on_saved)
            plot.failed.connect(self._on_failed)
        for button, slot in (
            (self._buttons.start, self._on_start),
            (self._buttons.pause, self._on_pause),
            (self._buttons.stop, self._session.stop),
            (self._buttons.cancel, self._session.cancel),
            (self._buttons.resume, self._on_resume),
            (self._buttons.again, self._prepare),
            (self._buttons.script, self._on_script),
        ):
            button.clicked.connect(slot)

    @Slot()
    def _prepare(self) -> None:
        """Let the form be filled in."""
        self._shown, self._is_run = None, False
        self._messages.dismiss()
        self._outcome.forget()
        self._form.set_editable(True)
        self._form.show()
        self._progress.hide()
        self._pages.curves.show_events(())
        self._pages.show_page(self._pages.gallery)
        self._buttons.show_stage(PREPARING)
        self._buttons.start.setDefault(True)
        self._preparation.begin()

    def _enter(self, snapshot: Snapshot) -> None:
        """Show a run, from now on by its snapshots."""
        self._preparation.end()
        self._messages.dismiss()
        if snapshot.config is not None:
            self._form.show_config(snapshot.config)
        self._form.set_editable(False)
        self._shown = None
        self._render(snapshot)

    def _render(self, snapshot: Snapshot) -> None:
        before, self._shown = self._shown, snapshot
        self._say(run_headline(snapshot))
        self._pages.curves.show_events(snapshot.events)
        is_active = snapshot.is_active and not self._is_run
        self._progress.setVisible(is_active)
        self._show_fraction(snapshot)
        if before is None or before.state != snapshot.state:
            self._show_stage(snapshot, is_active=is_active)

    def _show_stage(self, snapshot: Snapshot, *, is_active: bool) -> None:
        self._buttons.show_stage(ACTIVE if is_active else ENDED)
        self._buttons.pause.setEnabled(snapshot.state in (RUNNING, PAUSED))
        self._buttons.set_paused(snapshot.state == PAUSED)
        self._buttons.stop.setEnabled(snapshot.state != STOPPING)
        if is_active:
            self._outcome.forget()
            if snapshot.state != STOPPING:
                self._pages.show_page(self._pages.curves)
            return
        self._outcome.show(snapshot)
        self._pages.show_page(self._pages.result if snapshot.bundle is not None else self._pages.curves)
        self._buttons.use_model.setDefault(True)
        if snapshot.error is not None:
            self._on_failed(snapshot.error)
        if snapshot.state == FAILED and not self._is_run:
            self._offer_resume(snapshot.folder)

    def _show_fraction(self, snapshot: Snapshot) -> None:
        """Move the bar; without an end while nobody knows how long it takes."""
        is_known = snapshot.state != "loading" and snapshot.state != STOPPING
        self._progress.setRange(0, 1000 if is_known else 0)
        if is_known:
            self._progress.setValue(round(snapshot.fraction * 1000))
        self._progress.setAccessibleDescription(snapshot.words)

    def _offer_resume(self, folder: Path | None) -> None:
        """Show a button to go on, if there is a checkpoint to go on from."""
        if folder is None:
            return

        def look(_report: Report, _token: Token) -> bool:
            from app.core.runs import read_run

            return read_run(folder).can_resume

        task = self._window.tasks.create(look)
        task.succeeded.connect(self._buttons.resume.setVisible)
        task.start()

    def _say(self, headline: Headline) -> None:
        if headline.title != self._title.text():
            self._title.setText(headline.title)
        if headline.details != self._details.text():
            self._details.setText(headline.details)

    def _ask(self) -> None:
        question = LeavingQuestion(self)
        question.keep_chosen.connect(self.leave)
        question.stop_chosen.connect(self._session.stop)
        question.cancel_chosen.connect(self._on_cancel_and_leave)
        self._session.ended.connect(question.reject)
        open_once(question)

    @Slot(object)
    def _on_planned(self, headline: Headline) -> None:
        self._say(headline)
        self._buttons.start.setEnabled(True)

    @Slot(object)
    def _on_refused(self, error: InkdigitError) -> None:
        self._say(Headline(spoken(error.message), spoken(error.hint)))
        self._buttons.start.setEnabled(False)

    @Slot()
    def _on_page_turned(self) -> None:
        """Give the figures of a result the whole width."""
        self._form.setVisible(not (self._shown is not None and self._pages.is_showing(self._pages.result)))

    @Slot(object)
    def _on_session_changed(self, snapshot: Snapshot) -> None:
        if self._is_run or (self._shown is None and not snapshot.is_active):
            return
        if snapshot.state == CANCELLED:
            self._prepare()
            self._messages.show_note(self.tr("The training was cancelled. Nothing was kept."))
        elif self._shown is None:
            self._enter(snapshot)
        elif snapshot.state != self._shown.state:
            self._render(snapshot)
        elif not self._calm.isActive():
            self._calm.start()

    @Slot()
    def _on_calm(self) -> None:
        """Show the newest events: ten times a second is as often as anyone can follow."""
        if self._shown is not None and not self._is_run and self._session.snapshot.is_active:
            self._render(self._session.snapshot)

    @Slot()
    def _on_start(self) -> None:
        try:
            config = self._preparation.config()
            self._messages.dismiss()
            self._session.start(config)
        except InkdigitError as error:
            self._messages.show_error(error)

    @Slot()
    def _on_pause(self) -> None:
        if self._session.state == PAUSED:
            self._session.unpause()
        else:
            self._session.pause()

    @Slot()
    def _on_resume(self) -> None:
        if self._shown is None or self._shown.folder is None:
            return
        was_run, self._is_run = self._is_run, False
        try:
            self._session.resume(self._shown.folder)
        except InkdigitError as error:
            self._is_run = was_run
            self._messages.show_error(error)

    @Slot()
    def _on_script(self) -> None:
        try:
            self._script.ask(self._shown.config if self._shown and self._shown.config else self._form.config())
        except InkdigitError as error:
            self._messages.show_error(error)

    @Slot(object, object)
    def _on_measured(self, report: Evaluation, _other: Evaluation | None) -> None:
        if self._shown is not None and self._shown.bundle is not None:
            words = self.tr("{share} of {count} test pictures are read right")
            self._title.setText(words.format(share=share_text(report.accuracy), count=f"{report.n:,}"))

    @Slot(object)
    def _on_image_chosen(self, chosen: ChosenImage) -> None:
        self._window.show_raster(chosen.image, chosen.caption)
        self._window.message_bar.show_note(chosen.caption)
        self._window.raise_()
        self._window.activateWindow()

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._messages.show_note(self.tr("Saved as {path}.").format(path=path))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        """Say what is wrong here; anything but an error meant for people becomes a report."""
        self._messages.show_failure(error, self._window.show_failure)

    @Slot()
    def _on_cancel_and_leave(self) -> None:
        self._session.cancel()
        self.leave()


def _remote_job(target: str, **arguments: object) -> Job:
    from app.compute.process import remote_job

    return remote_job(target, **arguments)  # type: ignore[arg-type]
