"""A folder of pictures as a table that fills while they are read: sort, filter, open one, export all."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QTableView,
    QWidget,
)

from app.compute.pictures import PictureProcesses
from app.core.events import Progress
from app.core.files import shown
from app.core.job import Job, Report, Token
from app.ui.asking import ask_path
from app.ui.folder_job import (
    THUMBNAIL,
    ClassifierMaker,
    FolderProgress,
    Spool,
    export_pictures,
    export_table,
    reading_job,
)
from app.ui.folder_model import CONFIDENCE, NAME, PICTURE, TEXT, VERDICT, FolderFilter, FolderModel
from app.ui.message_bar import MessageBar
from app.ui.naming import named
from app.ui.saving import SavedPicture
from app.ui.task import Task, Tasks
from app.ui.text_dialog import TextDialog
from app.ui.theme import Theme

_ROW_GAP = 10
translate = QCoreApplication.translate


class FolderDialog(TextDialog):
    """Read the pictures of a folder; ``opened`` carries the path of one that is to be seen in the window."""

    opened = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        folder: Path,
        classifier_of: ClassifierMaker,
        pictures: PictureProcesses,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        text = translate("FolderDialog", "Double-click a picture to see its digits.")
        super().__init__(shown(folder.name or folder), text, parent)
        self.setObjectName("folder_dialog")
        self._tasks, self._pictures = tasks, pictures
        self._spool = Spool()
        self.model = FolderModel(self)
        self.filter = FolderFilter(self.model, self)
        self.table = named(QTableView(), "folder_table")
        self._message = MessageBar(theme)
        self._progress = named(QProgressBar(), "folder_progress")
        self._left = named(QLabel(), "muted")
        self._unsure = named(QCheckBox(self.tr("Unsure only")), "folder_unsure")
        self._cancel = named(QPushButton(self.tr("Stop")), "folder_stop")
        self._export = self.add_button(self.tr("Export…"), "folder_export")
        self._build_table()
        self._build_body()
        self._writing: Task | None = None
        self._began_writing = 0.0
        self._task: Task | None = tasks.create(reading_job(folder, classifier_of, pictures, self._spool))
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(self._on_ended)
        self._task.cancelled.connect(self._on_ended)
        self._task.failed.connect(self._on_failed)
        self._task.start()

    @property
    def is_reading(self) -> bool:
        """Say whether there are pictures still to come."""
        return self._task is not None

    def export(self, path: Path) -> None:
        """Write what the table shows: as CSV, as JSON, or into a folder as pictures with boxes."""
        spool, rows, pictures = self._spool, self.filter.shown_rows(), self._pictures

        def write(report: Report, token: Token) -> SavedPicture | Path:
            if path.is_dir():
                return export_pictures(path, spool, rows, pictures, report, token)
            return export_table(path, spool, rows)

        self._write(write)

    def done(self, result: int) -> None:
        """Stop reading and writing with the dialog."""
        self._on_stop()
        super().done(result)

    def _write(self, job: Job) -> None:
        task = self._writing = self._tasks.create(job)
        task.progressed.connect(self._on_written_some)
        task.succeeded.connect(self._on_written)
        task.cancelled.connect(self._on_writing_ended)
        task.failed.connect(self._on_failed)
        self._export.setEnabled(False)
        task.start()

    def _build_table(self) -> None:
        self.table.setAccessibleName(self.tr("Pictures"))
        self.table.setModel(self.filter)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setIconSize(THUMBNAIL)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(THUMBNAIL.height() + _ROW_GAP)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in {
            PICTURE: THUMBNAIL.width() + 24,
            NAME: 150,
            TEXT: 170,
            CONFIDENCE: 140,
            VERDICT: 110,
        }.items():
            self.table.setColumnWidth(column, width)
        self.table.setMinimumSize(QSize(860, 380))
        self.table.activated.connect(self._on_activated)

    def _build_body(self) -> None:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        layout.addWidget(self._progress, stretch=1)
        layout.addWidget(self._left)
        layout.addWidget(self._cancel)
        layout.addStretch()
        layout.addWidget(self._unsure)
        self._unsure.toggled.connect(self.filter.show_unsure_only)
        self._cancel.clicked.connect(self._on_stop)
        menu = QMenu(self._export)
        for suffix, text in {
            "csv": self.tr("As a table (CSV)…"),
            "json": self.tr("As JSON lines…"),
            "png": self.tr("As pictures with boxes…"),
        }.items():
            named(menu.addAction(text), f"export_{suffix}").triggered.connect(partial(self._on_export, suffix))
        self._export.setMenu(menu)
        for widget in (self._message, row, self.table):
            self.add(widget)

    @Slot(object)
    def _on_progressed(self, progress: FolderProgress) -> None:
        self.model.add(progress.rows)
        if progress.total is None:
            self._left.setText(f"{progress.done:,}")
            return
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        self._show_left(progress.done, progress.total, progress.seconds_left)

    def _show_left(self, done: int, total: int, seconds_left: float) -> None:
        words = self.tr("{done} of {total}, {seconds} s left")
        self._left.setText(words.format(done=f"{done:,}", total=f"{total:,}", seconds=f"{seconds_left:,.0f}"))

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        self._cancel.hide()
        self._progress.hide()
        failed = sum(row.verdict == "failed" for row in self.model.rows)
        words = self.tr("{count} pictures, {failed} not read")
        self._left.setText(words.format(count=f"{len(self.model.rows):,}", failed=f"{failed:,}"))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self._writing is not None and self.sender() is self._writing:
            self._on_writing_ended()
        if self._task is not None and self.sender() is self._task:
            self._on_ended()
        self._message.show_failure(error, self.failed.emit)

    @Slot(object)
    def _on_written_some(self, progress: Progress) -> None:
        if self._task is not None or not self._began_writing:
            self._began_writing = self._began_writing or time.monotonic()
            return
        self._progress.show()
        self._cancel.show()
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        passed = time.monotonic() - self._began_writing
        self._show_left(progress.done, progress.total, passed / progress.done * (progress.total - progress.done))

    @Slot(object)
    def _on_written(self, written: Path | SavedPicture) -> None:
        path, note = (written.path, written.note) if isinstance(written, SavedPicture) else (written, "")
        saved = self.tr("Saved as {path}.").format(path=path)
        self._message.show_note(f"{saved} {note}".strip())
        self._on_writing_ended()

    @Slot()
    def _on_writing_ended(self) -> None:
        self._writing, self._began_writing = None, 0.0
        self._export.setEnabled(True)
        if self._task is None:
            self._on_ended()

    @Slot()
    def _on_stop(self) -> None:
        for task in (self._task, self._writing):
            if task is not None:
                task.cancel()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(Path(self.model.rows[self.filter.mapToSource(index).row()].path))

    @Slot()
    def _on_export(self, suffix: str) -> None:
        from app.ui.file_dialogs import table_dialog, target_dialog

        dialog = target_dialog(self) if suffix == "png" else table_dialog(self, suffix)
        ask_path(dialog, self.export)
