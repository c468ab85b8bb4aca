"""What the main window does about its training: the status bar, a word at the end, a question before closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog

from app.core.errors import InkdigitError
from app.core.job import Report, Token
from app.ui.training_session import CANCELLED, FAILED, FINISHED, Snapshot

if TYPE_CHECKING:
    from app.core.runs import Run
    from app.ui.closing_question import ClosingQuestion
    from app.ui.main_window import MainWindow


class TrainingWatch(QObject):
    """Keep the window informed; ``may_close`` says whether it may close, and asks where it may not yet."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.training
        self._is_closing = False
        self._question: ClosingQuestion | None = None
        self._resumable: Path | None = None
        self._session.changed.connect(self._on_changed)
        self._session.ended.connect(self._on_ended)
        window.status.training_clicked.connect(self.show_dialog)
        window.recognizer.model_loaded.connect(self.look_for_interrupted, Qt.ConnectionType.SingleShotConnection)

    def may_close(self) -> bool:
        """Say whether nothing would be lost; else ask, and close the window once the training has ended."""
        if not self._session.snapshot.is_active:
            return True
        if self._question is None:
            from app.ui.closing_question import ClosingQuestion

            self._question = ClosingQuestion(self._window)
            self._question.stop_chosen.connect(self._on_stop_chosen)
            self._question.cancel_chosen.connect(self._on_cancel_chosen)
            self._question.rejected.connect(self._on_go_back)
            self._question.finished.connect(self._on_question_finished)
            self._question.open()
        self._question.raise_()
        return False

    @Slot()
    def show_dialog(self) -> None:
        """Open the training's dialog, or bring it to the front."""
        action = self._window.findChild(QAction, "action_train")
        if isinstance(action, QAction):
            action.trigger()

    @Slot()
    def resume(self) -> None:
        """Go on with the run that was offered, in its dialog."""
        if self._resumable is None:
            return
        self._window.message_bar.dismiss()
        try:
            self._session.resume(self._resumable)
        except InkdigitError as error:
            self._window.message_bar.show_error(error)
            return
        self.show_dialog()

    @Slot(object)
    def resume_run(self, run: Run) -> None:
        """Go on with a run, in its dialog."""
        self._resumable = run.folder
        self.resume()

    @property
    def _is_dialog_open(self) -> bool:
        dialogs = self._window.findChildren(QDialog, "training_dialog")
        return any(dialog.isVisible() for dialog in dialogs)

    def _look(self, look: Callable[[Report, Token], object], on_found: Callable[[Run | None], None]) -> None:
        """Read runs in a thread: a slow disk must not hold up the window."""
        task = self._window.tasks.create(look)
        task.succeeded.connect(on_found)
        task.start()

    @Slot(object)
    def _on_changed(self, snapshot: Snapshot) -> None:
        self._window.status.show_training(snapshot.words if snapshot.is_active else "")

    @Slot(object)
    def _on_ended(self, snapshot: Snapshot) -> None:
        if self._is_closing or self._question is not None:
            if self._question is not None:
                self._question.accept()
            self._window.close()
        elif snapshot.state == FINISHED and not self._is_dialog_open:
            assert snapshot.config is not None
            note = self.tr("The training of “{name}” has finished.").format(name=snapshot.config.name)
            self._window.message_bar.show_note(note, self.tr("Show"), self.show_dialog)
        elif snapshot.state == FAILED and not self._is_dialog_open:
            self._tell_failure(snapshot)
        elif snapshot.state == CANCELLED:
            self._window.status.show_training("")

    def _tell_failure(self, snapshot: Snapshot) -> None:
        error, folder = snapshot.error, snapshot.folder
        if not isinstance(error, InkdigitError) or folder is None:
            self._window.show_failure(error or RuntimeError("the training failed without a word"))
            return
        self._window.message_bar.show_error(error)

        def read(_report: Report, _token: Token) -> Run | None:
            from app.core.runs import read_run

            run = read_run(folder)
            return run if run.can_resume else None

        self._look(read, self._on_failed_run_read)

    @Slot(object)
    def _on_failed_run_read(self, run: Run | None) -> None:
        error = self._session.snapshot.error
        if run is not None and isinstance(error, InkdigitError) and not self._is_dialog_open:
            self._resumable = run.folder
            self._window.message_bar.show_error(error, self.tr("Resume"), self.resume)

    @Slot()
    def look_for_interrupted(self) -> None:
        """Offer to go on with the newest run, if it was cut off. Done once, when the window can be used."""
        from app.core.paths import user_data_dir

        if (user_data_dir() / "runs").is_dir() and not self._session.snapshot.is_active:
            self._look(_newest_interrupted, self._on_interrupted_found)

    @Slot(object)
    def _on_interrupted_found(self, run: Run | None) -> None:
        if run is None or run.config is None or self._window.message_bar.text or self._session.snapshot.is_active:
            return
        self._resumable = run.folder
        text = self.tr("The training of “{name}” was cut off after {epochs} of {planned} epochs.").format(
            name=run.config.name, epochs=len(run.history), planned=run.config.epochs
        )
        self._window.message_bar.show_note(text, self.tr("Resume"), self.resume)

    @Slot()
    def _on_stop_chosen(self) -> None:
        self._is_closing = True
        self._session.stop()

    @Slot()
    def _on_cancel_chosen(self) -> None:
        self._is_closing = True
        self._session.cancel()

    @Slot()
    def _on_go_back(self) -> None:
        self._is_closing = False

    @Slot()
    def _on_question_finished(self) -> None:
        assert self._question is not None
        self._question.deleteLater()
        self._question = None


def _newest_interrupted(_report: Report, _token: Token) -> Run | None:
    from app.core.runs import INTERRUPTED, list_runs

    runs = list_runs()
    return runs[0] if runs and runs[0].state == INTERRUPTED and runs[0].can_resume else None
