"""What a model has learned: each layer's arrays in numbers, their spread, and the first filters as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ui.inside_words import number_words, shape_words
from app.ui.map_strip import MapStrip
from app.ui.naming import named
from app.ui.scrolling import scrolled
from app.ui.theme import Theme, sized_font

if TYPE_CHECKING:
    from app.ui.inside_work import InsideModel, LayerStatistics

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WeightsPage(QWidget):
    """A table of the arrays; the chosen one's histogram, and the filters, below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: InsideModel | None = None
        self.table = named(QTreeWidget(), "inside_weights")
        self.histogram = Histogram(theme)
        self.filters = MapStrip(theme)
        self._filters_title = QLabel()
        self._build()

    def show_model(self, model: InsideModel) -> None:
        """Show the weights of a model, unless they are shown already."""
        if model is self._model:
            return
        self._model = model
        self.table.clear()
        self.table.addTopLevelItems([_item_of(each) for each in model.statistics])
        first = self.table.topLevelItem(0)
        if first is not None:
            self.table.setCurrentItem(first)
        self.filters.setVisible(model.filters is not None)
        if model.filters is None:
            self._filters_title.setText(self.tr("The first layer of this model has no filters that are pictures."))
            return
        text = self.tr("Filters of {layer}: bright adds to the answer, dark takes from it")
        self._filters_title.setText(text.format(layer=model.filters_of))
        self.filters.setAccessibleName(self._filters_title.text())
        self.filters.show_maps(model.filters)

    def _build(self) -> None:
        table = self.table
        table.setAccessibleName(self.tr("Weights"))
        table.setHeaderLabels(
            [
                self.tr("Layer"), self.tr("Array"), self.tr("Shape"), self.tr("Mean"), self.tr("Deviation"),
                self.tr("Lowest"), self.tr("Highest"),
            ]
        )  # fmt: skip
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.header().setStretchLastSection(False)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(3, 7):
            table.headerItem().setTextAlignment(column, _RIGHT)
        table.currentItemChanged.connect(self._on_current_changed)
        lower = QHBoxLayout()
        lower.setSpacing(24)
        lower.addWidget(self._filter_part(), stretch=1)
        lower.addWidget(self._histogram_part())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 14, 0, 0)
        page.setSpacing(16)
        page.addWidget(table, stretch=3)
        page.addLayout(lower, stretch=2)

    def _filter_part(self) -> QWidget:
        part, content = QWidget(), QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.filters)
        inner.addStretch(1)
        self.filters.setObjectName("inside_filters")
        self._filters_title.setWordWrap(True)
        self._filters_title.setTextFormat(Qt.TextFormat.PlainText)
        self._filters_title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._filters_title)
        column.addWidget(scrolled(content, "inside_filter_area", self.tr("Filters"), is_column=True), stretch=1)
        return part

    def _histogram_part(self) -> QWidget:
        part = QWidget()
        self._histogram_title = QLabel(self.tr("How often each weight occurs"))
        self._histogram_title.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._histogram_title)
        column.addWidget(self.histogram)
        column.addStretch(1)
        return part

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.histogram.show_statistics(item.data(0, Qt.ItemDataRole.UserRole))


class Histogram(QWidget):
    """Bars from the lowest to the highest weight, 0 in the middle."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._statistics: LayerStatistics | None = None
        self.setObjectName("inside_histogram")
        self.setAccessibleName(self.tr("Histogram of the weights"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_statistics(self, statistics: LayerStatistics) -> None:
        """Show another array."""
        self._statistics = statistics
        self.setAccessibleDescription(
            f"{statistics.layer}, {statistics.array}: {number_words(statistics.low)} … {number_words(statistics.high)}"
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for bars and the numbers below them."""
        return QSize(330, 120 + self.fontMetrics().height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars and the ends of the axis."""
        if self._statistics is None:
            return
        colours, counts = self._theme.colours, self._statistics.counts
        painter = QPainter(self)
        line = self.fontMetrics().height()
        height, step = self.height() - line - 6, self.width() / len(counts)
        for index, count in enumerate(counts):
            tall = height * count / max(int(counts.max()), 1)
            bar = QRectF(index * step, height - tall, step - 1, tall)
            painter.fillRect(bar, QColor(colours.accent))
        painter.fillRect(QRectF(0, height, self.width(), 1), QColor(colours.border))
        painter.setPen(QColor(colours.muted))
        painter.setFont(sized_font(self.font(), 0.9))
        below = QRectF(0, height + 4, self.width(), line)
        reach = number_words(self._statistics.reach)
        sides = ((Qt.AlignmentFlag.AlignLeft, f"\N{MINUS SIGN}{reach}"), (Qt.AlignmentFlag.AlignHCenter, "0"),
                 (Qt.AlignmentFlag.AlignRight, reach))  # fmt: skip
        for side, text in sides:
            painter.drawText(below, side, text)
        painter.end()


def _item_of(statistics: LayerStatistics) -> QTreeWidgetItem:
    words = map(number_words, (statistics.mean, statistics.std, statistics.low, statistics.high))
    item = QTreeWidgetItem([statistics.layer, statistics.array, shape_words(statistics.shape), *words])
    item.setData(0, Qt.ItemDataRole.UserRole, statistics)
    for column in range(3, 7):
        item.setTextAlignment(column, _RIGHT)
    return item
