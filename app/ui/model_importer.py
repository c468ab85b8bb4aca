"""Bringing in a model file from the window: off its thread and process, with a question where one is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.core.errors import WeightsAloneError
from app.core.imported import Imported, ImportWish
from app.core.job import Job, Report, Token
from app.ui.asking import open_once
from app.ui.task import Task, Tasks

MODEL_SUFFIXES = (".inkdigit", ".keras", ".h5", ".hdf5", ".tflite")
JobMaker = Callable[[Path, ImportWish], Job]


def has_model_suffix(path: Path) -> bool:
    """Say whether a path is a model by its ending; the disk is not asked."""
    return path.suffix.lower() in MODEL_SUFFIXES


class ModelImporter(QObject):
    """Import one file at a time. What its numbers mean is asked once, where the file does not tell."""

    started = Signal(str)
    """The name of the file."""
    imported = Signal(object)
    """An Imported that can be used now."""
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QWidget, make_job: JobMaker | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._widget = tasks, parent
        self._make_job = make_job or _import_job
        self._task: Task | None = None
        self._path = Path()
        self._wish = ImportWish()

    @property
    def is_busy(self) -> bool:
        """Say whether a file is on its way."""
        return self._task is not None

    def import_path(self, path: Path, wish: ImportWish | None = None) -> None:
        """Import a file or folder; ``imported`` or ``failed`` follows. A newer one takes an older one's place."""
        self.cancel()
        self._path, self._wish = path, wish or ImportWish()
        self._task = self._tasks.create(self._make_job(path, self._wish))
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self.started.emit(path.name)
        self._task.start()

    def cancel(self) -> None:
        """Give up what is on its way."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @Slot(object)
    def _on_succeeded(self, imported: Imported) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        if imported.found == "assumed":
            self._ask(imported)
        else:
            self.imported.emit(imported)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self.sender() is not self._task:
            return
        self._task = None
        if isinstance(error, WeightsAloneError) and not self._wish.preset:
            self._ask_preset(error)
        else:
            self.failed.emit(error)

    def _ask_preset(self, error: WeightsAloneError) -> None:
        from app.ui.preset_question import PresetQuestion

        path, wish = self._path, self._wish
        dialog = PresetQuestion(path.name, parent=self._widget)
        dialog.accepted.connect(lambda: self.import_path(path, replace(wish, preset=dialog.preset)))
        dialog.rejected.connect(lambda: self.failed.emit(error))
        open_once(dialog)

    def _ask(self, imported: Imported) -> None:
        from app.ui.input_form_dialog import InputFormDialog

        dialog = InputFormDialog(self._path.name, self._widget)
        dialog.accepted.connect(lambda: self._on_answered(imported, dialog.range, dialog.ink))
        dialog.rejected.connect(lambda: self.imported.emit(imported))
        open_once(dialog)

    def _on_answered(self, imported: Imported, range_: str, ink: str) -> None:
        make_job, path = self._make_job, self._path
        wish = replace(self._wish, range=range_, ink=ink)

        def job(report: Report, token: Token) -> object:
            """Make the model anew, where the guess was wrong; it takes the guess's place when it is there."""
            from app.core.library import confirm_form, take_place_of

            if (range_, ink) == (imported.range, imported.ink):
                return confirm_form(imported)
            made = make_job(path, wish)(report, token)
            assert isinstance(made, Imported)
            return take_place_of(imported.key, made)

        self._task = self._tasks.create(job)
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self.started.emit(path.name)
        self._task.start()


def _import_job(path: Path, wish: ImportWish) -> Job:
    from app.compute.import_job import import_job

    return import_job(path, wish)
