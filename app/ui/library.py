"""The library in the window: its dialog, models that are dropped on the window, models side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Slot

from app.core.settings import MODEL
from app.ui.asking import open_once
from app.ui.companion import show_beside
from app.ui.model_importer import ModelImporter, has_model_suffix
from app.ui.steps import Steps, importing

if TYPE_CHECKING:
    from app.core.imported import Imported
    from app.ui.compare_dialog import CompareDialog
    from app.ui.main_window import MainWindow

_MODULES = ("app.core.library", "app.ui.model_cards", "app.ui.library_dialog")


class Library(QObject):
    """What the window does with models beside reading with one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._compare: CompareDialog | None = None
        self._is_opening = self._is_closed = False
        self._importer = ModelImporter(window.tasks, window)
        self._importer.started.connect(self._on_started)
        self._importer.imported.connect(self._on_imported)
        self._importer.failed.connect(window.show_failure)

    @property
    def comparison(self) -> CompareDialog | None:
        """Return the window of models side by side, while it is open."""
        return self._compare

    @Slot()
    def show(self) -> None:
        """Show all models, as soon as what that needs is imported."""
        if not self._is_opening:
            self._is_opening = True
            Steps([*importing(*_MODULES), self._open], self)

    def _open(self) -> None:
        from app.ui.library_dialog import LibraryDialog

        self._is_opening = False
        if self._is_closed:
            return
        window = self._window
        dialog = LibraryDialog(window.tasks, window.theme, window.model.key if window.model else "", window)
        dialog.chosen.connect(window.use_model)
        dialog.compared.connect(self.compare)
        dialog.failed.connect(window.show_failure)
        open_once(dialog)

    def import_path(self, path: Path) -> bool:
        """Bring in a model and read with it; False where the path does not end as one does."""
        if not has_model_suffix(path):
            return False
        self._importer.import_path(path)
        return True

    @Slot(object)
    def import_folder(self, path: Path) -> None:
        """Bring in a folder that is a model, and read with it."""
        self._window.status.show_opening("")
        self._importer.import_path(path)

    def import_mime(self, mime: QMimeData) -> bool:
        """Bring in a model that was dropped; False where something else was."""
        urls = mime.urls()
        is_one = len(urls) == 1 and urls[0].isLocalFile() and urls[0].host() in ("", "localhost")
        return is_one and self.import_path(Path(urls[0].toLocalFile()))

    @Slot(object)
    def compare(self, keys: tuple[str, ...]) -> None:
        """Set models side by side; they read what the window reads."""
        from app.ui.compare_dialog import CompareDialog

        if self._compare is not None:
            self._compare.close()
        window = self._window
        self._compare = CompareDialog(keys, window.theme, window, window.devices.loader())
        self._compare.finished.connect(self._on_compare_closed)
        window.predicted.connect(self._on_predicted)
        self._compare.start()
        self._compare.ask(window.source)
        show_beside(self._compare, window)

    def close(self) -> None:
        """Close what is open, and give up what is on its way; nothing opens after this."""
        self._is_closed = True
        self._importer.cancel()
        if self._compare is not None:
            self._compare.close()

    @Slot()
    def _on_predicted(self) -> None:
        if self._compare is not None:
            self._compare.ask(self._window.source)

    @Slot()
    def _on_compare_closed(self) -> None:
        if self._compare is not None:
            self._window.predicted.disconnect(self._on_predicted)
            self._compare.deleteLater()
            self._compare = None

    @Slot(str)
    def _on_started(self, name: str) -> None:
        self._window.message_bar.show_note(self.tr("Checking {name}…").format(name=name))

    @Slot(object)
    def _on_imported(self, imported: Imported) -> None:
        from app.ui.library_dialog import imported_words

        window = self._window
        before = window.settings[MODEL]
        window.use_model(imported.key)
        window.message_bar.show_note(imported_words(imported), self.tr("Switch back"), lambda: window.use_model(before))
