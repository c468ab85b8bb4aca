"""The log of a training: a row an epoch, the best one in bold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.core.events import EpochDone
from app.ui.theme import sized_font
from app.ui.wording import share_text


class TrainingLog(QTableWidget):
    """Show epochs; the newest stays in sight unless the user has scrolled away from it. Ctrl+C copies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 7, parent)
        self.setObjectName("train_log")
        self.setAccessibleName(self.tr("Log"))
        self._rows: tuple[EpochDone, ...] = ()
        self._best = -1
        self._name_columns()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setMinimumHeight(90)

    def show_epochs(self, epochs: Sequence[EpochDone]) -> None:
        """Show these epochs; only new ones cost anything where they continue those on show."""
        known = len(self._rows)
        if tuple(epochs[:known]) != self._rows:
            self.setRowCount(0)
            self._best, known = -1, 0
        bar = self.verticalScrollBar()
        is_at_end = bar.value() >= bar.maximum()
        self._rows = tuple(epochs)
        self.setRowCount(len(epochs))
        for row in range(known, len(epochs)):
            self._fill(row, epochs[row])
        self._mark_best()
        if is_at_end and known < len(epochs):
            self.scrollToBottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows, or all of them, with a tab between the columns."""
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectedIndexes()}) or range(self.rowCount())
            QGuiApplication.clipboard().setText("\n".join(map(self._text_of, chosen)))
        else:
            super().keyPressEvent(event)

    def _name_columns(self) -> None:
        titles = (
            (self.tr("Epoch"), self.tr("How often the network has seen every picture")),
            (self.tr("Loss"), self.tr("What the training makes smaller, on the pictures it learns from")),
            (self.tr("Accuracy"), self.tr("The share of pictures read right, of those it learns from")),
            (self.tr("Val. loss"), self.tr("The loss on the pictures that were held back")),
            (self.tr("Val. acc."), self.tr("The accuracy on the pictures that were held back")),
            (self.tr("Rate"), self.tr("The learning rate at the epoch's end")),
            (self.tr("Seconds"), self.tr("How long the epoch took")),
        )
        for column, (title, help_text) in enumerate(titles):
            item = QTableWidgetItem(title)
            item.setToolTip(help_text)
            self.setHorizontalHeaderItem(column, item)

    def _fill(self, row: int, epoch: EpochDone) -> None:
        texts = (
            str(epoch.epoch),
            _number(epoch.loss),
            _share(epoch.accuracy),
            _number(epoch.val_loss),
            _share(epoch.val_accuracy),
            f"{epoch.learning_rate:.3g}",
            f"{epoch.seconds:.1f}",
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.setItem(row, column, item)

    def _mark_best(self) -> None:
        losses = [(row.val_loss, place) for place, row in enumerate(self._rows) if row.val_loss is not None]
        best = min(losses, default=(0.0, -1))[1]
        if best == self._best:
            return
        for row, is_bold in ((self._best, False), (best, True)):
            for column in range(self.columnCount() if row >= 0 else 0):
                item = self._cell(row, column)
                item.setFont(sized_font(self.font(), 1.0, bold=is_bold))
                item.setToolTip(self.tr("The best epoch: its weights are kept") if is_bold else "")
        self._best = best

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None
        return item

    def _text_of(self, row: int) -> str:
        return "\t".join(self._cell(row, column).text() for column in range(self.columnCount()))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}" if abs(value) < 1000 else f"{value:.3g}"


def _share(value: float | None) -> str:
    return "–" if value is None else share_text(value)
