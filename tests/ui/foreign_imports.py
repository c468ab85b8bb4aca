"""Modules of the window that are imported outside Qt's thread, where making a class of Qt can crash."""

import threading
from importlib.abc import MetaPathFinder


class ForeignImports(MetaPathFinder):
    """Note them; find none itself."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, *_path: object) -> None:
        """Note a module that is about to be imported."""
        if name.startswith(("app.ui.", "PySide6.")) and threading.current_thread() is not threading.main_thread():
            self.names.append(name)
