"""Why a drawing is read as it is: the ink that matters, and the reading without each stroke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui.heat_view import HeatLegend, HeatView
from app.ui.inside_words import saliency_words, stroke_words
from app.ui.naming import named
from app.ui.theme import Theme, sized_font

if TYPE_CHECKING:
    from app.ui.inside_work import Reasons


class ReasonsPage(QWidget):
    """The coloured drawing on the left, the strokes on the right; a stroke under the mouse is marked in the drawing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heat = HeatView(theme)
        self.strokes = named(QListWidget(), "inside_strokes")
        self._legend = HeatLegend(theme)
        self._sentence = named(QLabel(), "inside_sentence")
        self._note = named(QLabel(), "muted")
        self._build()

    @property
    def sentence(self) -> str:
        """Return the sentence below the picture."""
        return self._sentence.text()

    def show_reasons(self, reasons: Reasons) -> None:
        """Show why another drawing is read as it is."""
        self.heat.show_reasons(reasons)
        self._sentence.setText(saliency_words(reasons.saliency))
        self.heat.setAccessibleDescription(self.sentence)
        words = [stroke_words(each.index + 1, each.without) for each in reasons.strokes]
        if len(words) != self.strokes.count():
            self.strokes.clear()
            for _ in words:
                self.strokes.addItem(QListWidgetItem())
        for row, text in enumerate(words):
            self.strokes.item(row).setText(text)
        self._note.setText(
            ""
            if words
            else self.tr("A picture has no strokes.")
            if reasons.raster.any()
            else self.tr("There are no strokes yet.")
        )
        self._note.setVisible(not words)
        self.strokes.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go back to the chosen stroke when the mouse leaves the list."""
        if event.type() == QEvent.Type.Leave:
            self._on_row_changed(self.strokes.currentRow())
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        title = QLabel(self.tr("Without one of the strokes"))
        title.setFont(sized_font(title.font(), 1.0, bold=True))
        self.strokes.setAccessibleName(title.text())
        self.strokes.setMouseTracking(True)
        self.strokes.setSpacing(4)
        self.strokes.viewport().installEventFilter(self)
        self.strokes.itemEntered.connect(self._on_entered)
        self.strokes.currentRowChanged.connect(self._on_row_changed)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(10)
        for widget in (self.heat, self._legend, self._sentence):
            left.addWidget(widget)
        left.addStretch(1)
        right.addWidget(title)
        right.addWidget(self._note)
        right.addWidget(self.strokes, stretch=1)
        right.addStretch(0)
        self._legend.setFixedWidth(self.heat.sizeHint().width())
        self._sentence.setFixedWidth(self.heat.sizeHint().width())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 14, 0, 0)
        row.setSpacing(28)
        row.addLayout(left)
        row.addLayout(right, stretch=1)

    @Slot(QListWidgetItem)
    def _on_entered(self, item: QListWidgetItem) -> None:
        self.heat.mark_stroke(self.strokes.row(item))

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        self.heat.mark_stroke(row)
