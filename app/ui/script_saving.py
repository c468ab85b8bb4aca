"""Saving a training as a plain Keras program."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.job import Job, Report, Token
from app.core.training import TrainingConfig
from app.ui.asking import ask_path
from app.ui.saving import save_content
from app.ui.task import Tasks


class ScriptSaver(QObject):
    """Ask where, and write the program there: ``saved`` carries its path, ``failed`` what went wrong."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, make_job: Callable[..., Job], parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks, self._make_job, self._parent = tasks, make_job, parent

    def ask(self, config: TrainingConfig) -> None:
        """Ask where the program of a config is to be saved."""
        dialog = QFileDialog(self._parent, self.tr("Save as a Keras script"), str(Path.home()), "Python (*.py)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("py")
        dialog.selectFile(f"train_{config.preset.replace('-', '_')}.py")
        ask_path(dialog, lambda path: self.save(config, path))

    def save(self, config: TrainingConfig, path: Path) -> None:
        """Write the program of a config."""
        compose = self._make_job("app.learning.script:script_of", config=config)

        def write(report: Report, token: Token) -> Path:
            return save_content(str(compose(report, token)), path)

        task = self._tasks.create(write)
        task.succeeded.connect(self.saved)
        task.failed.connect(self.failed)
        task.start()
