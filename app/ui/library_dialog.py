"""The library: every model as a card; use, import, compare, delete."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressBar, QWidget

from app.core.errors import InkdigitError
from app.core.imported import Imported
from app.core.job import Report, Token
from app.core.library import ModelInfo, delete_model, list_models
from app.ui.asking import ask_path, open_once
from app.ui.dropping import dropped_path, let_files_in
from app.ui.file_dialogs import report_picture_dialog
from app.ui.message_bar import MessageBar
from app.ui.model_cards import ModelCards
from app.ui.model_importer import MODEL_SUFFIXES, JobMaker, ModelImporter
from app.ui.naming import named
from app.ui.report_maker import ReportMaker
from app.ui.task import Tasks
from app.ui.text_dialog import TextDialog
from app.ui.theme import Theme

translate = QCoreApplication.translate


class LibraryDialog(TextDialog):
    """Show the models; ``chosen`` carries the key of the one to use, ``compared`` the keys to set side by side."""

    chosen = Signal(str)
    compared = Signal(object)
    failed = Signal(object)
    """An exception that is no message for people."""

    def __init__(
        self, tasks: Tasks, theme: Theme, current: str, parent: QWidget | None = None, make_job: JobMaker | None = None
    ) -> None:
        text = translate(
            "LibraryDialog", "Drop a model file here to bring it in (.keras, .h5, .tflite); nothing in it is run."
        )
        super().__init__(translate("LibraryDialog", "Models"), text, parent)
        self.setObjectName("library_dialog")
        self.setAcceptDrops(True)
        self._tasks, self._current = tasks, current
        self._wanted = current
        self._message = MessageBar(theme)
        self._cards = ModelCards(theme)
        self._busy = named(QProgressBar(), "library_busy")
        self._importer = ModelImporter(tasks, self, make_job)
        self._reports = ReportMaker(tasks, self)
        self._build()
        self._connect()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the models anew."""
        task = self._tasks.create(list_models)
        task.succeeded.connect(self._on_listed)
        task.failed.connect(self._on_failed)
        task.start()

    def import_path(self, path: Path) -> None:
        """Bring in a model file or folder."""
        self._importer.import_path(path)

    def done(self, code: int) -> None:
        """Give up an import and a report card with the dialog."""
        self._importer.cancel()
        self._reports.cancel()
        super().done(code)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        let_files_in(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in the one local file that was dropped."""
        path = dropped_path(event, self._message)
        if path is not None:
            self.import_path(path)

    def _build(self) -> None:
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Working"))
        self._busy.hide()
        for widget in (self._message, self._busy, self._cards):
            self.add(widget)
        self._import = self.add_button(self.tr("Import…"), "library_import")
        self._compare = self.add_button(self.tr("Compare…"), "library_compare")
        self._report = self.add_button(self.tr("Report card"), "library_report")
        self._report.setToolTip(
            self.tr("Measure this model on the data of this computer, and show the page. Takes about half a minute.")
        )
        self._delete = self.add_button(self.tr("Delete…"), "library_delete")
        self._use = self.add_button(self.tr("Use"), "library_use")
        self._use.setDefault(True)
        self._on_selected()
        self.resize(720, 560)

    def _connect(self) -> None:
        self._import.clicked.connect(self._on_import)
        self._compare.clicked.connect(self._on_compare)
        self._report.clicked.connect(self._on_report)
        self._delete.clicked.connect(self._on_delete)
        self._use.clicked.connect(self._on_use)
        self._cards.itemActivated.connect(self._on_use)
        self._cards.itemSelectionChanged.connect(self._on_selected)
        self._cards.currentItemChanged.connect(self._on_selected)
        self._importer.started.connect(self._on_import_started)
        self._importer.imported.connect(self._on_imported)
        self._importer.failed.connect(self._on_failed)
        self._reports.progressed.connect(self._on_report_progressed)
        self._reports.ready.connect(self._on_report_ready)
        self._reports.failed.connect(self._on_failed)
        self._reports.ended.connect(self._on_report_ended)
        self._reports.saved.connect(self._on_picture_saved)
        self._reports.not_saved.connect(self._on_picture_not_saved)

    @Slot(object)
    def _on_listed(self, models: list[ModelInfo]) -> None:
        self._cards.show_models(models, self._current)
        self._cards.choose(self._wanted)
        self._cards.setFocus()

    @Slot()
    def _on_selected(self) -> None:
        model, chosen = self._cards.current_model, self._cards.selected_models
        can_use = model is not None and not model.error and len(chosen) <= 1
        self._use.setEnabled(can_use and model is not None and model.key != self._current)
        self._delete.setEnabled(model is not None and model.is_own and len(chosen) == 1 and model.key != self._current)
        self._compare.setEnabled(self._cards.count() > 0)
        is_one = model is not None and not model.error and len(chosen) <= 1
        self._report.setEnabled(is_one or self._reports.is_busy)

    @Slot()
    def _on_use(self) -> None:
        model = self._cards.current_model
        if model is not None and self._use.isEnabled():
            self.accept()
            self.chosen.emit(model.key)

    @Slot()
    def _on_compare(self) -> None:
        """Compare the selected models, or all of them where only one is selected."""
        chosen = self._cards.selected_models
        if len(chosen) < 2:
            chosen = [self._cards.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._cards.count())]
        self.accept()
        self.compared.emit(tuple(model.key for model in chosen if not model.error))

    @Slot()
    def _on_report(self) -> None:
        """Measure the chosen model; pressed again, give it up."""
        model = self._cards.current_model
        if self._reports.is_busy:
            self._reports.cancel()
            self._message.dismiss()
        elif model is not None:
            self._reports.make(model.key)
            self._busy.show()
            self._report.setText(self.tr("Stop"))
            self._message.show_note(self.tr("Measuring {name}…").format(name=model.key))

    @Slot(int, int)
    def _on_report_progressed(self, done: int, total: int) -> None:
        self._busy.setRange(0, total)
        self._busy.setValue(done)

    @Slot()
    def _on_report_ended(self) -> None:
        self._busy.hide()
        self._busy.setRange(0, 0)
        self._report.setText(self.tr("Report card"))
        self._on_selected()

    @Slot()
    def _on_report_ready(self) -> None:
        text = self.tr("The report card is in {path}.").format(path=self._reports.page)
        self._message.show_note(text, self.tr("Save as PNG…"), self._on_save_picture)

    def _on_save_picture(self) -> None:
        dialog = report_picture_dialog(self, f"report-{self._reports.page.stem}")
        dialog.rejected.connect(self._on_report_ready)
        ask_path(dialog, self._reports.save_picture)

    @Slot(object)
    def _on_picture_saved(self, path: Path) -> None:
        self._message.show_note(self.tr("The report card is saved in {path}.").format(path=path))

    @Slot(object)
    def _on_picture_not_saved(self, error: Exception) -> None:
        if isinstance(error, InkdigitError):
            self._message.show_error(error, self.tr("Save as PNG…"), self._on_save_picture)
        else:
            self.failed.emit(error)

    @Slot()
    def _on_delete(self) -> None:
        model = self._cards.current_model
        if model is None:
            return
        box = QMessageBox(self)
        box.setObjectName("library_delete_question")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Delete the model “{name}” for good?").format(name=model.key))
        box.setTextFormat(Qt.TextFormat.PlainText)
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(lambda button: self._on_delete_answered(model.key) if button is delete else None)
        open_once(box)

    def _on_delete_answered(self, key: str) -> None:
        def job(_report: Report, _token: Token) -> None:
            delete_model(key)

        task = self._tasks.create(job)
        task.succeeded.connect(self.refresh)
        task.failed.connect(self._on_failed)
        task.start()

    @Slot()
    def _on_import(self) -> None:
        dialog = QFileDialog(self, self.tr("A model file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = " ".join(f"*{suffix}" for suffix in MODEL_SUFFIXES)
        dialog.setNameFilters([self.tr("Models") + f" ({kinds} card.json)", self.tr("All files") + " (*)"])
        ask_path(dialog, self._on_file_selected)

    def _on_file_selected(self, path: Path) -> None:
        self.import_path(path.parent if path.name == "card.json" else path)

    @Slot(str)
    def _on_import_started(self, name: str) -> None:
        self._busy.show()
        self._message.show_note(self.tr("Checking {name}…").format(name=name))

    @Slot(object)
    def _on_imported(self, imported: Imported) -> None:
        self._busy.hide()
        self._message.show_note(imported_words(imported))
        self._wanted = imported.key
        self.refresh()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._busy.hide()
        self._message.show_failure(error, self.failed.emit)


def imported_words(imported: Imported) -> str:
    """Return what to say of a model that was brought in."""
    words = translate("LibraryDialog", "{name} is here: {description}.").format(
        name=imported.key, description=imported.description
    )
    if imported.runtime == "keras":
        words += " " + translate("LibraryDialog", "LiteRT cannot run it: Keras reads with it, which takes longer.")
    if not imported.is_verified:
        words += " " + translate("LibraryDialog", "Its origin is not verified: the file carries no hash.")
    return words
