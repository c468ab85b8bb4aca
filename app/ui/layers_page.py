"""A row for each layer: its name, what it is, and its answer to the drawing; the chosen tile large at the side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.inside_words import layer_words, number_words, shape_words
from app.ui.map_strip import MapStrip
from app.ui.naming import named
from app.ui.scrolling import scrolled
from app.ui.theme import Theme, sized_font

if TYPE_CHECKING:
    from app.recognition.inside import InsideLayer
    from app.ui.inside_work import InsideAnswer, InsideModel, Maps

_LARGE = 224


class LayersPage(QWidget):
    """Show what each layer answers; rows are made anew when the model changes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model: InsideModel | None = None
        self._answer: InsideAnswer | None = None
        self._chosen = (-1, -1)
        self.rows: list[LayerRow] = []
        self._column = QVBoxLayout()
        self._large = MapView(theme)
        self._build()

    def show_answer(self, answer: InsideAnswer) -> None:
        """Show the answers of a model's layers."""
        self._answer = answer
        if self._model is not answer.model:
            self._model = answer.model
            self._make_rows(answer)
        for row, maps in zip(self.rows, answer.maps, strict=True):
            row.show_maps(maps)
        self._show_large()

    def _build(self) -> None:
        content = QWidget()
        self._column.setSpacing(18)
        self._column.setContentsMargins(0, 0, 12, 0)
        content.setLayout(self._column)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 14, 0, 0)
        row.setSpacing(18)
        row.addWidget(scrolled(content, "inside_layers", self.tr("Layers"), is_column=True), stretch=1)
        row.addWidget(self._large, alignment=Qt.AlignmentFlag.AlignTop)

    def _make_rows(self, answer: InsideAnswer) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            row = item.widget() if item is not None else None
            if row is not None:
                row.deleteLater()
        last = len(answer.model.layers) - 1
        self.rows = [
            LayerRow(layer, self._theme, answer.model.class_names if index == last else ())
            for index, layer in enumerate(answer.model.layers)
        ]
        for index, row in enumerate(self.rows):
            row.setObjectName(f"inside_layer_{index}")
            row.strip.chosen.connect(partial(self._on_chosen, index))
            self._column.addWidget(row)
        self._column.addStretch(1)
        self._chosen = (-1, -1)
        for index, maps in enumerate(answer.maps):
            if maps is not None and maps.is_pictures and maps.total > 1:
                self._on_chosen(index, 0)
                break

    @Slot(int, int)
    def _on_chosen(self, layer: int, tile: int) -> None:
        self._chosen = (layer, tile)
        for index, row in enumerate(self.rows):
            row.strip.choose(tile if index == layer else -1)
        self._show_large()

    def _show_large(self) -> None:
        layer, tile = self._chosen
        maps = self._answer.maps[layer] if self._answer is not None and layer >= 0 else None
        if maps is not None and tile < len(maps.values):
            self._large.show_tile(self.rows[layer].layer, maps, tile, self.rows[layer].names)


class LayerRow(QWidget):
    """One layer: a line of words above its tiles."""

    def __init__(self, layer: InsideLayer, theme: Theme, names: Sequence[str]) -> None:
        super().__init__()
        self.layer, self.names = layer, names
        self.strip = MapStrip(theme)
        self._title, self._words = QLabel(layer.names[0]), named(QLabel(), "muted")
        self._nothing = named(QLabel(self.tr("An answer of this shape has no picture.")), "muted")
        self._build()

    def show_maps(self, maps: Maps | None) -> None:
        """Show the layer's answer; None where it has no picture."""
        self.strip.setVisible(maps is not None)
        self._nothing.setVisible(maps is None)
        shown, total = (len(maps.values), maps.total) if maps is not None else (0, 0)
        self._words.setText(layer_words(self.layer, shown, total))
        if maps is not None:
            self.strip.show_maps(maps, self.names)

    def _build(self) -> None:
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(sized_font(self._title.font(), 1.0, bold=True))
        self._words.setWordWrap(True)
        self.strip.setAccessibleName(self.tr("Answer of {layer}").format(layer=self.layer.names[0]))
        words = QHBoxLayout()
        words.setSpacing(10)
        words.addWidget(self._title, alignment=Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._words, stretch=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(words)
        column.addWidget(self.strip)
        column.addWidget(self._nothing)


class MapView(QWidget):
    """One tile large, with what its numbers are."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = _LargePicture(theme)
        self._title, self._words = named(QLabel(), "inside_tile"), named(QLabel(), "muted")
        self.setObjectName("inside_large")
        self.setAccessibleName(self.tr("The chosen picture, large"))
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._title.setFont(sized_font(self._title.font(), 1.0, bold=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._picture, self._title, self._words):
            column.addWidget(widget)
        self.setFixedWidth(_LARGE)

    @property
    def text(self) -> str:
        """Return the words below the picture."""
        return f"{self._title.text()}: {self._words.text()}"

    def show_tile(self, layer: InsideLayer, maps: Maps, tile: int, names: Sequence[str] = ()) -> None:
        """Show one tile of a layer's answer."""
        self._picture.show_tile(maps, tile)
        values = maps.values[tile]
        name = layer.names[0]
        if maps.is_pictures:
            self._title.setText(self.tr("{layer}, map {number}").format(layer=name, number=tile + 1))
            low, high = number_words(float(values.min())), number_words(float(values.max()))
            self._words.setText(f"{shape_words(values.shape)}\n{low} … {high}")
        else:
            number = names[tile] if len(names) == len(maps.values) else str(tile + 1)
            self._title.setText(self.tr("{layer}, unit {number}").format(layer=name, number=number))
            self._words.setText(number_words(float(values[0, 0])))
        self.setAccessibleDescription(self.text)


class _LargePicture(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._maps: Maps | None = None
        self._tile = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_tile(self, maps: Maps, tile: int) -> None:
        """Show another tile."""
        self._maps, self._tile = maps, tile
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square of whole pixels for each of 28."""
        return QSize(_LARGE, _LARGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile pixel by pixel, its sides in proportion."""
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._maps is not None:
            height, width = self._maps.values.shape[1:]
            scale = _LARGE / max(height, width)
            place = QRectF(0, 0, width * scale, height * scale)
            source = QRectF(0, self._tile * height, width, height)
            painter.drawImage(place, self._maps.atlas, source)
            frame = place.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(self._theme.colours.border), 1))
        painter.drawRect(frame)
        painter.end()
