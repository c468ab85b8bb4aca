"""What a program of the desktop is expected to do beside its work: one window, recent files, recovery, documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu

from app.core.session import Session
from app.ui.qt_application import Application
from app.ui.steps import Steps, importing

if TYPE_CHECKING:
    from app.ui.instance_server import InstanceServer
    from app.ui.main_window import MainWindow


class Habits(QObject):
    """Take up the habits once the window has been seen; give them up with ``end``."""

    taken_up = Signal()

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._server: InstanceServer | None = None
        application = QApplication.instance()
        assert isinstance(application, Application)
        application.document_named.connect(self._on_document_named)
        if window.is_seen:
            QTimer.singleShot(0, self, self._take_up)
        else:
            window.seen.connect(self._take_up)

    def end(self) -> None:
        """Listen no more, and leave nothing behind."""
        if self._server is not None:
            self._server.close()
        self._session.end()

    @Slot(str)
    def _on_document_named(self, name: str) -> None:
        self._window.open_path(Path(name))

    @Slot()
    def _take_up(self) -> None:
        modules = ("PySide6.QtNetwork", "app.ui.instance_server", "app.ui.recovery", "app.ui.recent_menu")
        Steps([*importing(*modules), self._listen, self._recover, self._remember, self.taken_up.emit], self)

    def _listen(self) -> None:
        from app.ui.instance_server import InstanceServer

        self._server = InstanceServer(self._window, self._window.open_path)

    def _recover(self) -> None:
        from app.ui.recovery import Recovery

        Recovery(self._window, self._session)

    def _remember(self) -> None:
        from app.ui.recent_menu import RecentMenu

        file_menu = next(menu for menu in self._window.menuBar().findChildren(QMenu) if _holds(menu, "action_quit"))
        RecentMenu(self._window, file_menu, "action_save_drawing")


def _holds(menu: QMenu, name: str) -> bool:
    return any(action.objectName() == name for action in menu.actions())
