"""The drawing is kept while it is made; after a crash the next start brings it back and shows what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.core.session import Leftover, Session, take_leftovers
from app.ui.asking import open_once
from app.ui.task import Task
from app.ui.timers import make_timer

if TYPE_CHECKING:
    from app.core.ink import Drawing
    from app.ui.main_window import MainWindow

_KEEP_AFTER_MS = 700
_SHEETS = 2
_LOOK_AFTER_MS = 2000
"""By then the window has been painted, has its model, and has said what it has to say of runs."""


class Recovery(QObject):
    """Keep the window's drawing in its session, and bring back what the session before left."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._writing: Task | None = None
        self._soon = make_timer(self, _KEEP_AFTER_MS, is_single=True)
        self._soon.timeout.connect(self._keep)
        window.canvas.history_changed.connect(self._soon.start)
        QTimer.singleShot(_LOOK_AFTER_MS, self, self._look)

    @Slot()
    def _keep(self) -> None:
        """Write the drawing in a thread, one at a time: a slow disk must not hold up the pen."""
        if not self._window.isVisible():  # nothing begins after the end
            return
        if self._writing is not None:
            self._soon.start()
            return
        drawings, session = self._window.number.drawings, self._session
        self._writing = self._window.tasks.create(lambda _report, _token: session.keep(_lines(drawings)))
        self._writing.finished.connect(self._on_written)
        self._writing.start()

    @Slot()
    def _on_written(self) -> None:
        self._writing = None

    @Slot()
    def _look(self) -> None:
        if not self._window.isVisible():
            return
        task = self._window.tasks.create(lambda _report, _token: take_leftovers())
        task.succeeded.connect(self._on_found)
        task.start()

    @Slot(object)
    def _on_found(self, leftover: Leftover | None) -> None:
        if leftover is None:
            return
        is_back = self._bring_back(leftover.drawing)
        if not (is_back or leftover.report) or self._window.message_bar.text:
            return
        text = self.tr("Inkdigit was not closed properly the last time.")
        if is_back:
            text = f"{text} {self.tr('Your drawing is back.')}"
        if leftover.report:
            self._window.message_bar.show_note(text, self.tr("Show report"), lambda: self._show(leftover.report))
        else:
            self._window.message_bar.show_note(text)

    def _bring_back(self, lines: str) -> bool:
        """Put a drawing a line on sheets that are still empty; say whether any of them was."""
        from app.core.errors import InkdigitError
        from app.core.ink import drawing_from_json

        if not self._window.canvas.is_blank or self._window.is_showing_picture:
            return False
        is_back = False
        for line in lines.splitlines()[:_SHEETS]:
            try:
                drawing = drawing_from_json(line)
            except InkdigitError:
                continue
            is_back = self._window.number.bring_back(drawing) or is_back
        return is_back

    def _show(self, report: str) -> None:
        from app.ui.crash_report import CrashReport, system_line

        open_once(CrashReport(f"{system_line()}\n\n{report}", self._window))


def _lines(drawings: tuple[Drawing, ...]) -> str:
    from app.core.ink import drawing_to_json

    return "\n".join(map(drawing_to_json, drawings))
