"""Answered pictures side by side, each in whole screen pixels for one of its own; one can be chosen."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.evaluation import Samples
from app.core.raster import SIDE
from app.ui.theme import Theme, sized_font
from app.ui.tips import plain_tip
from app.ui.wording import share_text

_SHOWN = 3 * SIDE
_SHORT_NAME = 4
_TILE_WIDTH, _LINE, _AROUND = _SHOWN + 20, 18, 16
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, eq=False)
class ChosenImage:
    """A picture uint8 (28, 28), bright on black, and what is to be said of it."""

    image: npt.NDArray[np.uint8]
    caption: str


class SampleModel(QAbstractListModel):
    """The pictures of a grid, with a text each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples: Samples | None = None
        self._names: tuple[str, ...] = ()

    def show_samples(self, samples: Samples, names: tuple[str, ...]) -> None:
        """Hold other pictures."""
        self.beginResetModel()
        self._samples, self._names = samples, names
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of pictures."""
        return len(self._samples) if self._samples is not None and not (parent and parent.isValid()) else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a picture."""
        if not index.isValid() or self._samples is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.caption(index.row()))
        return self.caption(index.row()) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def image(self, row: int) -> npt.NDArray[np.uint8]:
        """Return a picture, uint8 (28, 28)."""
        assert self._samples is not None
        image: npt.NDArray[np.uint8] = self._samples.images[row]
        return image

    def lines(self, row: int) -> list[str]:
        """Return what is written below a picture: what it is, what it was read as, and how surely."""
        label, answer = self._classes(row)
        share = share_text(self._confidence(row), 1)
        if self.has_long_names:
            return [label, self.tr("as {answer}").format(answer=answer), share]
        words = label if label == answer else self.tr("{label} as {answer}").format(label=label, answer=answer)
        return [words, share]

    @property
    def has_long_names(self) -> bool:
        """Say whether a class and an answer need a line each."""
        return max(map(len, self._names), default=0) > _SHORT_NAME

    def caption(self, row: int) -> str:
        """Return a sentence on a picture."""
        assert self._samples is not None
        label, answer = self._classes(row)
        words = self.tr("Picture {number}: {label} read as {answer} ({share})")
        return words.format(
            number=f"{int(self._samples.indices[row]):,}",
            label=label,
            answer=answer,
            share=share_text(self._confidence(row), 1),
        )

    def _classes(self, row: int) -> tuple[str, str]:
        assert self._samples is not None
        return self._names[int(self._samples.labels[row])], self._names[int(self._samples.answers[row])]

    def _confidence(self, row: int) -> float:
        assert self._samples is not None
        return float(self._samples.confidences[row])


class SampleGrid(QListView):
    """Show pictures in rows; a click or Enter chooses one."""

    image_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = SampleModel(self)
        self.setObjectName("sample_grid")
        self.setAccessibleName(self.tr("Pictures"))
        self.setModel(self._pictures)
        self.setItemDelegate(SampleDelegate(theme, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(self.tile_size())
        self.setSpacing(0)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setMinimumWidth(3 * _TILE_WIDTH + 24)
        self.clicked.connect(self._choose)
        theme.changed.connect(self.viewport().update)

    @property
    def pictures(self) -> SampleModel:
        """Return what is on show."""
        return self._pictures

    def tile_size(self) -> QSize:
        """Return the size of a picture with the lines below it."""
        return QSize(_TILE_WIDTH, _SHOWN + _AROUND + (3 if self._pictures.has_long_names else 2) * _LINE)

    def show_samples(self, samples: Samples, names: tuple[str, ...]) -> None:
        """Show other pictures, from the first."""
        self._pictures.show_samples(samples, names)
        self.setGridSize(self.tile_size())
        self.scrollToTop()
        if len(samples):
            self.setCurrentIndex(self._pictures.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the current picture with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = index.row()
        self.image_chosen.emit(ChosenImage(self._pictures.image(row), self._pictures.caption(row)))


class SampleDelegate(QStyledItemDelegate):
    """Paint one picture without smoothing, with two lines below it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a tile."""
        grid = self.parent()
        assert isinstance(grid, SampleGrid)
        return grid.tile_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a tile."""
        model = index.model()
        assert isinstance(model, SampleModel)
        tile: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setFont(sized_font(option.font, 0.95))
        self._paint_ground(painter, tile, state)
        pixmap = crisp_pixmap(model.image(index.row()), _SHOWN, painter.device().devicePixelRatioF())
        side = pixmap.width() / pixmap.devicePixelRatio()
        left, top = tile.x() + (tile.width() - round(side)) // 2, tile.y() + 6
        painter.drawPixmap(left, top, pixmap)
        self._paint_lines(painter, QRect(tile.x() + 4, top + round(side) + 3, tile.width() - 8, _LINE), model, index)
        painter.restore()

    def _paint_lines(self, painter: QPainter, line: QRect, model: SampleModel, index: Index) -> None:
        """Paint the texts from ``line`` downwards, the last one muted."""
        colours, texts = self._theme.colours, model.lines(index.row())
        for at, text in enumerate(texts):
            painter.setPen(QColor(colours.muted if at == len(texts) - 1 else colours.text))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line.translated(0, at * _LINE), Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_ground(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        colours = self._theme.colours
        place = QRectF(tile).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(place, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(QColor(colours.accent_soft))
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRoundedRect(place, 6, 6)


def crisp_pixmap(image: npt.NDArray[np.uint8], shown: int, ratio: float) -> QPixmap:
    """Return a raster as whole screen pixels for each of its own, about ``shown`` units wide at ``ratio``."""
    zoom = max(1, int(shown * ratio / SIDE))
    pixels = np.ascontiguousarray(image)
    grey = QImage(pixels.data, SIDE, SIDE, SIDE, QImage.Format.Format_Grayscale8)
    pixmap = QPixmap.fromImage(grey.scaled(SIDE * zoom, SIDE * zoom))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
