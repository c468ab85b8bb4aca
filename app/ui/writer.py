"""Writing what the window holds: the drawing, the model in use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.core.job import Job

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class Writer(QObject):
    """Write off the GUI thread, and say in the window what became of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def save_drawing(self, path: Path) -> None:
        """Save the drawing as a picture or as strokes, by the ending of ``path``."""
        from app.ui.saving import save_drawing

        drawing = self._window.canvas.drawing
        self._write(lambda _report, _token: save_drawing(drawing, path))

    def save_picture(self, path: Path) -> None:
        """Save a copy of the picture on show with its boxes and readings, as PNG."""
        from app.ui.annotating import save_annotated

        view, opener = self._window.results_view, self._window.opener
        opened, marks, source, pictures = view.opened, view.marks, opener.source, opener.pictures
        if opened is not None:
            self._write(lambda _report, token: save_annotated(opened, marks, source, pictures, path, token))

    def export_model(self, path: Path) -> None:
        """Save a copy of the model in use, in the form that the ending of ``path`` names."""
        from app.ui.exporting import export_job

        assert self._window.model is not None
        self._write(export_job(self._window.model.key, path))

    def _write(self, job: Job) -> None:
        task = self._window.tasks.create(job)
        task.succeeded.connect(self._on_written)
        task.failed.connect(self._window.show_failure)
        task.start()

    @Slot(object)
    def _on_written(self, written: object) -> None:
        from app.ui.exporting import written_words

        self._window.message_bar.show_note(written_words(written))
