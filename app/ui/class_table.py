"""A line for each class: how often it is recognised, and how often an answer of it is right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.core.evaluation import Report
from app.core.measures import ClassFigures
from app.ui.evaluation_words import count_text, titled
from app.ui.wording import share_text

_MAX_NAME = 16
_VALUE = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ClassTable(QTreeWidget):
    """Sortable by every column; with a second report, each share stands beside the other's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("class_table")
        self.setAccessibleName(self.tr("Figures of each class"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setSortingEnabled(True)

    def show_reports(self, report: Report, other: Report | None) -> None:
        """Show the classes of a report, in their own order at first."""
        reports = [report] if other is None or other.class_names != report.class_names else [report, other]
        self.setSortingEnabled(False)
        self.clear()
        self.setHeaderLabels([self.tr("Class"), self.tr("Pictures"), *self._share_heads(reports)])
        for at, figures in enumerate(report.classes):
            self.addTopLevelItem(_row(at, figures, [each.classes[at] for each in reports]))
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        for column in range(1, self.columnCount()):
            self.headerItem().setTextAlignment(column, _RIGHT)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)

    def _share_heads(self, reports: list[Report]) -> list[str]:
        heads = [self.tr("Recognised"), self.tr("Answers right")]
        if len(reports) == 1:
            return [*heads, self.tr("F1")]
        names = _distinct_names(*reports)
        return [f"{head}\n{name}" for head in heads for name in names]


def _distinct_names(first: Report, second: Report) -> tuple[str, str]:
    """Return short names for two models that tell them apart."""
    if first.model != second.model:
        return _short(first.model), _short(second.model)
    return _short(titled(first)), _short(titled(second))


def _short(name: str) -> str:
    return name if len(name) <= _MAX_NAME else name[: _MAX_NAME - 1] + "…"


class _Row(QTreeWidgetItem):
    """A row that sorts by its numbers, not by their texts."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = max(tree.sortColumn(), 0) if tree else 0
        mine, theirs = self.data(column, _VALUE), other.data(column, _VALUE)
        return bool(mine < theirs)


def _row(at: int, figures: ClassFigures, all_figures: list[ClassFigures]) -> QTreeWidgetItem:
    kinds = ("recall", "precision", "f1") if len(all_figures) == 1 else ("recall", "precision")
    shares = [getattr(each, kind) for kind in kinds for each in all_figures]
    row = _Row([figures.name, count_text(figures.support), *map(share_text, shares)])
    for column, value in enumerate([at, figures.support, *shares]):
        row.setData(column, _VALUE, value)
        if column:
            row.setTextAlignment(column, _RIGHT)
    return row
