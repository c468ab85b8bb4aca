"""The table of a folder: rows as they arrive, to be sorted and filtered."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from app.core.prediction import Verdict
from app.ui.folder_job import FAILED, FolderRow
from app.ui.tips import plain_tip
from app.ui.wording import percent

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole
PICTURE, NAME, TEXT, CONFIDENCE, VERDICT, NOTE = range(6)
_ORDER = {FAILED: 0, Verdict.NOT_A_DIGIT: 1, Verdict.UNSURE: 2, Verdict.EMPTY: 3, Verdict.DIGIT: 4}


class FolderModel(QAbstractTableModel):
    """Rows of a folder in the order of reading."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FolderRow] = []
        self._heads = (
            self.tr("Picture"),
            self.tr("Name"),
            self.tr("Text"),
            self.tr("Lowest confidence"),
            self.tr("Verdict"),
            self.tr("Note"),
        )
        self._words = {
            FAILED: self.tr("not read"),
            str(Verdict.EMPTY): self.tr("no digits"),
            str(Verdict.DIGIT): self.tr("sure"),
            str(Verdict.UNSURE): self.tr("unsure"),
            str(Verdict.NOT_A_DIGIT): self.tr("not all digits"),
        }

    def add(self, rows: tuple[FolderRow, ...]) -> None:
        """Append rows."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many pictures there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's head."""
        is_head = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._heads[section] if is_head else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, sorts by, or says."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == PICTURE:
            return row.thumbnail
        if role == SORT_ROLE:
            return self._key(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (NAME, TEXT, NOTE):
            return plain_tip(self._text(row, index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == PICTURE:
            return row.name
        return self._text(row, index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, row: FolderRow, column: int) -> str:
        has_digits = row.verdict not in (FAILED, Verdict.EMPTY)
        confidence = percent(row.confidence) if has_digits else ""
        return ("", row.name, row.text, confidence, self._words[row.verdict], row.note)[column]

    def _key(self, row: FolderRow, column: int) -> Any:
        return (row.name, row.name, row.text, row.confidence, _ORDER[row.verdict], row.note)[column]


class FolderFilter(QSortFilterProxyModel):
    """Sort the table, and show only what a person should look at where that is asked for."""

    def __init__(self, source: FolderModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = source
        self._is_unsure_only = False
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(source)

    def show_unsure_only(self, is_unsure_only: bool) -> None:
        """Show only pictures that are not sure, or all."""
        self.beginFilterChange()
        self._is_unsure_only = is_unsure_only
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, _parent: Index) -> bool:
        """Say whether a picture is shown."""
        return not self._is_unsure_only or self._rows.rows[source_row].verdict != Verdict.DIGIT

    def shown_rows(self) -> list[FolderRow]:
        """Return the rows that are shown, in their order."""
        return [self._rows.rows[self.mapToSource(self.index(row, 0)).row()] for row in range(self.rowCount())]
