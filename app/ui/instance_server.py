"""The open window's ear: files of a second start are opened here, and the window comes to the front."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from app.core.instance import ANSWER, MAX_BYTES, address, paths_of


class InstanceServer(QObject):
    """Listen for second starts. Where that is impossible, every start opens a window of its own."""

    def __init__(self, window: QWidget, open_path: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._window, self._open_path = window, open_path
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        if not self._server.listen(address()):
            # What a killed window left behind is in the way; a living one would have answered at the start.
            QLocalServer.removeServer(address())
            self._server.listen(address())

    @property
    def is_listening(self) -> bool:
        """Say whether second starts are heard."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.setReadBufferSize(MAX_BYTES)
            connection.readyRead.connect(self._on_words)
            connection.disconnected.connect(connection.deleteLater)
            self._hear(connection)

    @Slot()
    def _on_words(self) -> None:
        connection = self.sender()
        if isinstance(connection, QLocalSocket):
            self._hear(connection)

    def _hear(self, connection: QLocalSocket) -> None:
        if not connection.canReadLine():
            if connection.bytesAvailable() >= MAX_BYTES:
                connection.abort()
            return
        try:
            paths = paths_of(bytes(connection.readLine().data()))
        except ValueError:
            connection.abort()
            return
        connection.write(ANSWER)
        connection.flush()
        connection.disconnectFromServer()
        for path in paths:
            self._open_path(path)
        self._come_forward()

    def _come_forward(self) -> None:
        window = self._window
        window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()
