"""File → Open recent: what was opened last, read from the disk in a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from app.core.recent import forget_all, recent_files, remember
from app.ui.naming import named
from app.ui.tips import plain_tip

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


class RecentMenu(QObject):
    """Fill a submenu with the files that were opened last, and note each that is opened."""

    def __init__(self, window: MainWindow, menu: QMenu, before: str) -> None:
        """Put the submenu into ``menu``, above the action named ``before``."""
        super().__init__(window)
        self._window = window
        self._waiting: list[Callable[[], list[Path]]] = []
        self._menu = named(QMenu(self.tr("Open &recent"), menu), "menu_recent")
        self._menu.setAccessibleName(self.tr("Open recent"))
        self._menu.setEnabled(False)
        actions = {action.objectName(): action for action in menu.actions()}
        menu.insertMenu(actions[before], self._menu)
        window.opener.picture_opened.connect(self._on_opened)
        window.opener.drawing_opened.connect(self._on_opened)
        self._read(recent_files)

    @Slot(object)
    def _on_opened(self, _opened: object) -> None:
        path = self._window.opener.path
        if path is not None:
            self._read(lambda: _remembered(path))

    @Slot()
    def _on_emptied(self) -> None:
        self._read(_forgotten)

    def _read(self, files: Callable[[], list[Path]]) -> None:
        """Change or read the list in a thread, one change after the other."""
        self._waiting.append(files)
        if len(self._waiting) == 1:
            self._start_next()

    def _start_next(self) -> None:
        files = self._waiting[0]
        task = self._window.tasks.create(lambda _report, _token: files())
        task.succeeded.connect(self._on_read)
        task.finished.connect(self._on_finished)
        task.start()

    @Slot()
    def _on_finished(self) -> None:
        self._waiting.pop(0)
        if self._waiting and self._window.isVisible():  # nothing begins after the end
            self._start_next()

    @Slot(object)
    def _on_read(self, files: list[Path]) -> None:
        self._menu.clear()
        for number, file in enumerate(files, 1):
            action = self._menu.addAction(f"&{number % 10}  {file.name.replace('&', '&&')}")
            action.setToolTip(plain_tip(str(file)))
            action.setData(str(file))
            action.triggered.connect(self._on_chosen)
        if files:
            self._menu.addSeparator()
            named(self._menu.addAction(self.tr("&Forget these")), "action_forget_recent").triggered.connect(
                self._on_emptied
            )
        self._menu.setEnabled(bool(files))

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        self._window.open_path(Path(action.data()))  # type: ignore[attr-defined]


def _remembered(path: Path) -> list[Path]:
    remember(path)
    return recent_files()


def _forgotten() -> list[Path]:
    forget_all()
    return []
