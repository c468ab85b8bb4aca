"""Dialogs that are opened once, over their window: none blocks, each answers by its signals."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog


def open_once(dialog: QDialog) -> None:
    """Open a dialog, and let go of it when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def ask_path(dialog: QFileDialog, use: Callable[[Path], object]) -> None:
    """Open a file dialog once; call ``use`` with the path that is chosen."""
    dialog.fileSelected.connect(lambda name: use(Path(name)))
    open_once(dialog)
