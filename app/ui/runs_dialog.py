"""The training runs on this computer: a table, the curves of those selected, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.core.files import shown
from app.core.job import Job, Report, Token
from app.ui.asking import open_once
from app.ui.curve_data import HIGHEST, LOWEST
from app.ui.curves import CurvePlot
from app.ui.message_bar import MessageBar
from app.ui.naming import named
from app.ui.sentences import spoken
from app.ui.task import Tasks
from app.ui.text_dialog import TextDialog
from app.ui.theme import Theme
from app.ui.tips import plain_tip
from app.ui.wording import share_text

if TYPE_CHECKING:
    from app.core.runs import Run

translate = QCoreApplication.translate
_RUN = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_NUMBER_COLUMNS = (4, 5, 7)
_MOST_COMPARED = 6


class RunsDialog(TextDialog):
    """List the runs; the signals carry the Run to show, to go through or to resume, or the folder of a bundle."""

    shown = Signal(object)
    stepped = Signal(object)
    resumed = Signal(object)
    used = Signal(object)

    def __init__(self, tasks: Tasks, theme: Theme, parent: QWidget | None = None) -> None:
        text = translate("RunsDialog", "Select several to compare their curves on pictures that were held back.")
        super().__init__(translate("RunsDialog", "Training runs"), text, parent)
        self.setObjectName("runs_dialog")
        self._tasks = tasks
        self._message = MessageBar(theme)
        self.table = named(QTreeWidget(), "runs_table")
        self._loss = CurvePlot(self.tr("Loss"), theme, best=LOWEST, name="runs_loss_plot", tasks=tasks)
        self._accuracy = CurvePlot(self.tr("Accuracy"), theme, best=HIGHEST, name="runs_accuracy_plot", tasks=tasks)
        self._build_buttons()
        self._build_table()
        self._build_body()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the runs anew."""
        self._start(_list, self._on_listed)

    def _build_buttons(self) -> None:
        self._delete = self.add_button(self.tr("Delete…"), "runs_delete")
        self._folder = self.add_button(self.tr("Show folder"), "runs_folder")
        self._step = self.add_button(self.tr("Epoch by epoch…"), "runs_epochs")
        self._use = self.add_button(self.tr("Use model"), "runs_use")
        self._resume = self.add_button(self.tr("Resume"), "runs_resume")
        self._show = self.add_button(self.tr("Open"), "runs_open")
        self._show.setDefault(True)
        for button, act in (
            (self._delete, self._on_delete),
            (self._folder, self._on_folder),
            (self._step, self._on_step),
            (self._use, self._on_use),
            (self._resume, self._on_resume),
            (self._show, self._on_show),
        ):
            button.clicked.connect(act)

    def _build_table(self) -> None:
        table = self.table
        table.setAccessibleName(self.tr("Training runs"))
        table.setHeaderLabels(
            [
                self.tr("Name"),
                self.tr("Preset"),
                self.tr("Data"),
                self.tr("State"),
                self.tr("Epochs"),
                self.tr("Best accuracy"),
                self.tr("Begun"),
                self.tr("Size"),
            ]
        )
        for column in _NUMBER_COLUMNS:
            table.headerItem().setTextAlignment(column, _RIGHT)
        table.header().setStretchLastSection(False)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setMinimumSize(760, 180)
        table.itemSelectionChanged.connect(self._on_selection_changed)
        table.itemActivated.connect(self._on_show)

    def _build_body(self) -> None:
        self._message.hide()
        self.add(self._message)
        self.add(self.table)
        plots = QWidget()
        layout = QHBoxLayout(plots)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        for plot in (self._loss, self._accuracy):
            plot.setMinimumSize(QSize(300, 190))
            plot.failed.connect(self._on_failed)
            layout.addWidget(plot)
        self.add(plots)
        self.resize(940, 640)
        self._on_selection_changed()

    def _selected(self) -> list[Run]:
        items = (self.table.topLevelItem(row) for row in range(self.table.topLevelItemCount()))
        return [item.data(0, _RUN) for item in items if item is not None and item.isSelected()]

    def _start(self, job: Job, on_done: Callable[..., None]) -> None:
        task = self._tasks.create(job)
        task.succeeded.connect(on_done)
        task.failed.connect(self._on_failed)
        task.start()

    @Slot(object)
    def _on_listed(self, runs: Sequence[Run]) -> None:
        kept = {run.folder for run in self._selected()}
        self.table.clear()
        for run in runs:
            item = QTreeWidgetItem(_cells(run))
            item.setData(0, _RUN, run)
            item.setToolTip(0, plain_tip(str(run.folder)))
            item.setToolTip(3, plain_tip(spoken(run.error)))
            for column in _NUMBER_COLUMNS:
                item.setTextAlignment(column, _RIGHT)
            self.table.addTopLevelItem(item)
            item.setSelected(run.folder in kept)
        if not runs:
            self._message.show_note(self.tr("There are no runs yet: choose Model, Train… to begin one."))
        first = self.table.topLevelItem(0)
        if first is not None and not self._selected():
            self.table.setCurrentItem(first)
        self.table.setFocus()
        self._on_selection_changed()

    @Slot()
    def _on_selection_changed(self) -> None:
        runs = self._selected()
        one = runs[0] if len(runs) == 1 else None
        self._show.setEnabled(one is not None and one.config is not None)
        self._resume.setEnabled(one is not None and one.can_resume)
        self._use.setEnabled(one is not None and one.bundle is not None)
        self._step.setEnabled(one is not None and _has_epochs(one))
        self._folder.setEnabled(one is not None)
        self._delete.setEnabled(bool(runs) and all(run.state != "running" for run in runs))
        self._compare(runs[:_MOST_COMPARED])

    def _compare(self, runs: Sequence[Run]) -> None:
        self._loss.clear()
        self._accuracy.clear()
        for name, run in zip(_short_names(runs), runs, strict=True):
            epochs = [row.epoch for row in run.history]
            losses = [row.loss if row.val_loss is None else row.val_loss for row in run.history]
            accuracies = [row.accuracy if row.val_accuracy is None else row.val_accuracy for row in run.history]
            self._loss.set_series(name, epochs, losses)
            self._accuracy.set_series(name, epochs, accuracies)

    @Slot()
    def _on_show(self) -> None:
        if self._show.isEnabled():
            (run,) = self._selected()
            self.accept()
            self.shown.emit(run)

    @Slot()
    def _on_resume(self) -> None:
        (run,) = self._selected()
        self.accept()
        self.resumed.emit(run)

    @Slot()
    def _on_step(self) -> None:
        (run,) = self._selected()
        self.accept()
        self.stepped.emit(run)

    @Slot()
    def _on_use(self) -> None:
        (run,) = self._selected()
        bundle, name = run.bundle, run.config.name if run.config is not None else run.folder.name
        assert bundle is not None

        def install(_report: Report, _token: Token) -> str:
            from app.core.model_store import install_bundle

            return install_bundle(bundle, name)

        self._start(install, self._on_installed)

    @Slot(object)
    def _on_installed(self, key: str) -> None:
        self.accept()
        self.used.emit(key)

    @Slot()
    def _on_folder(self) -> None:
        (run,) = self._selected()
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.folder)))

    @Slot()
    def _on_delete(self) -> None:
        question = DeleteQuestion([run.folder for run in self._selected()], self)
        question.accepted.connect(self._on_delete_confirmed)
        open_once(question)

    @Slot()
    def _on_delete_confirmed(self) -> None:
        runs = self._selected()

        def delete(_report: Report, token: Token) -> None:
            from app.core.runs import delete_run

            for run in runs:
                token.raise_if_cancelled()
                delete_run(run)

        task = self._tasks.create(delete)
        task.failed.connect(self._on_failed)
        task.finished.connect(self.refresh)
        task.start()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._message.show_failure(error, _report_crash)


class DeleteQuestion(TextDialog):
    """Ask before runs are deleted; accepted means yes."""

    def __init__(self, folders: Sequence[Path], parent: QWidget) -> None:
        one = translate("DeleteQuestion", "Delete this run?")
        several = translate("DeleteQuestion", "Delete these {count} runs?")
        title = one if len(folders) == 1 else several.format(count=len(folders))
        names = ", ".join(shown(folder.name) for folder in folders[:3]) + (" …" if len(folders) > 3 else "")
        text = translate("DeleteQuestion", "This removes the curves, checkpoints and models of {names}.")
        super().__init__(title, text.format(names=names), parent)
        self.setObjectName("delete_question")
        delete = self.add_button(self.tr("Delete"), "delete_confirm")
        delete.setAutoDefault(False)
        delete.clicked.connect(self.accept)
        self.close_button.setText(self.tr("Keep"))
        self.close_button.setDefault(True)
        self.setMinimumWidth(420)


def _report_crash(error: Exception) -> None:
    from app.ui.crash_report import show_report

    show_report(type(error), error, error.__traceback__)


def _list(_report: Report, _token: Token) -> list[Run]:
    from app.core.runs import list_runs

    return list_runs()


def _has_epochs(run: Run) -> bool:
    from app.core.epochs import kept_epochs

    return bool(kept_epochs(run.folder))


def _cells(run: Run) -> list[str]:
    """Return what the table says of a run, a text a column."""
    config = run.config
    accuracy = run.best_accuracy
    locale = QLocale()
    return [
        config.name if config is not None else run.folder.name,
        config.preset if config is not None else "–",
        Path(config.data).name or config.data if config is not None else "–",
        state_words(run.state),
        f"{len(run.history)} / {config.epochs}" if config is not None else str(len(run.history)),
        "–" if accuracy is None else share_text(accuracy),
        locale.toString(_qt_time(run.made), QLocale.FormatType.ShortFormat) if run.made else "–",
        locale.formattedDataSize(run.size_bytes, 1),
    ]


def _short_names(runs: Sequence[Run]) -> list[str]:
    """Return what tells the runs apart in a legend: their models' names, else the times of their beginning."""
    names = [run.config.name if run.config is not None else run.folder.name for run in runs]
    times = [QLocale().toString(_qt_time(run.made), "d MMM hh:mm") if run.made else run.folder.name for run in runs]
    for candidates in (names, times):
        if len(set(candidates)) == len(runs):
            return candidates
    return [run.folder.name for run in runs]


def _qt_time(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))


def state_words(state: str) -> str:
    """Return a run's state as people say it."""
    return {
        "running": translate("RunsDialog", "running"),
        "finished": translate("RunsDialog", "finished"),
        "stopped": translate("RunsDialog", "stopped and kept"),
        "interrupted": translate("RunsDialog", "cut off"),
        "failed": translate("RunsDialog", "failed"),
        "damaged": translate("RunsDialog", "damaged"),
    }.get(state, state)
