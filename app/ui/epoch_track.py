"""What each epoch reads, side by side: a cell an epoch, from the first to the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.prediction import Prediction, Verdict
from app.ui.theme import Theme, mixed, sized_font

_HEIGHT = 46
_PALEST = 0.5
"""The share of the text colour that the least sure answer keeps."""


class EpochTrack(QWidget):
    """Paint the answer of each epoch, paler the less sure it is. ``clicked`` carries a place in the list of epochs."""

    clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._epochs: Sequence[int] = ()
        self._predictions: Mapping[int, Prediction] = {}
        self._current = 0
        self.setObjectName("epochs_track")
        self.setAccessibleName(self.tr("The answer of each epoch"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_answers(self, epochs: Sequence[int], predictions: Mapping[int, Prediction], current: int) -> None:
        """Show the answers of ``epochs``; the one at place ``current`` is marked."""
        self._epochs, self._predictions, self._current = epochs, predictions, current
        words = (f"{epoch}: {self._label(epoch)}" for epoch in epochs)
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a large figure in each cell."""
        return QSize(560, _HEIGHT)

    def rect_of(self, place: int) -> QRectF:
        """Return where the cell of an epoch is painted."""
        width = self.width() / max(len(self._epochs), 1)
        return QRectF(place * width, 0, width, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the epoch under the mouse."""
        if self._epochs and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(min(int(event.position().x() * len(self._epochs) / self.width()), len(self._epochs) - 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, epoch in enumerate(self._epochs):
            self._paint_cell(
                painter, self.rect_of(place).adjusted(1, 1, -1, -1), epoch, is_current=place == self._current
            )
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: QRectF, epoch: int, *, is_current: bool) -> None:
        colours = self._theme.colours
        prediction = self._predictions.get(epoch)
        painter.setPen(QPen(QColor(colours.accent if is_current else colours.border), 2 if is_current else 1))
        painter.setBrush(QColor(colours.accent_soft if is_current else colours.surface))
        painter.drawRoundedRect(cell, 5, 5)
        share = max(prediction.confidence, _PALEST) if prediction is not None and prediction.label is not None else 1.0
        is_digit = prediction is not None and prediction.verdict is not Verdict.NOT_A_DIGIT
        painter.setPen(mixed(colours.text if is_digit else colours.muted, colours.surface, share))
        painter.setFont(sized_font(self.font(), 1.35, bold=True))
        text = painter.fontMetrics().elidedText(self._label(epoch), Qt.TextElideMode.ElideRight, int(cell.width()))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _label(self, epoch: int) -> str:
        prediction = self._predictions.get(epoch)
        if prediction is None:
            return "…"
        if prediction.label is None:
            return "–"
        return "?" if prediction.verdict is Verdict.NOT_A_DIGIT else prediction.label
