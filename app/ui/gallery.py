"""What a data set looks like: pictures with their classes, forty a page, and how many there are of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.ui.icons import svg_icon
from app.ui.naming import named
from app.ui.theme import Theme, sized_font

if TYPE_CHECKING:
    from app.core.errors import InkdigitError
    from app.core.preview import Preview

ROWS, COLUMNS = 4, 10
PAGE = ROWS * COLUMNS
_SIDE = 28
_GAP = 8.0


class PictureGrid(QWidget):
    """Paint one page of pictures, each pixel a whole number of the screen's, with the class below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._images: np.ndarray = np.zeros((0, _SIDE, _SIDE), np.uint8)
        self._names: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_pictures(self, images: np.ndarray, names: tuple[str, ...]) -> None:
        """Show pictures uint8 (n, 28, 28), n at most ``PAGE``, and the class of each."""
        self._images, self._names = images, names
        self.setAccessibleDescription(", ".join(names))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for two screen pixels a pixel."""
        return QSize(int(COLUMNS * (2 * _SIDE + _GAP)), ROWS * (2 * _SIDE + 30))

    def minimumSizeHint(self) -> QSize:
        """Return room for one screen pixel a pixel."""
        return QSize(int(COLUMNS * (_SIDE + _GAP)), ROWS * (_SIDE + 22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint picture by picture."""
        painter = QPainter(self)
        painter.setFont(sized_font(self.font(), 0.85))
        metrics = painter.fontMetrics()
        ratio = self.devicePixelRatioF()
        width = self.width() / COLUMNS
        height = min(self.height() / ROWS, width + metrics.height() + _GAP)
        side = self._side(width, height, metrics, ratio)
        for index, (image, name) in enumerate(zip(self._images, self._names, strict=True)):
            row, column = divmod(index, COLUMNS)
            left, top = column * width + (width - side) / 2, row * height + 2
            self._paint_picture(painter, image, QRectF(_on_pixel(left, ratio), _on_pixel(top, ratio), side, side))
            words = QRectF(column * width + 2, top + side + 2, width - 4, metrics.height() + 2)
            painter.setPen(QColor(self._theme.colours.muted))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(words.width()))
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()

    @staticmethod
    def _side(width: float, height: float, metrics: QFontMetrics, ratio: float) -> float:
        room = min(width - _GAP, height - metrics.height() - _GAP)
        return max(int(room * ratio / _SIDE), 1) * _SIDE / ratio

    def _paint_picture(self, painter: QPainter, image: np.ndarray, place: QRectF) -> None:
        pixels = np.ascontiguousarray(image)
        picture = QImage(pixels.data, _SIDE, _SIDE, _SIDE, QImage.Format.Format_Grayscale8)
        painter.drawImage(place, picture)
        painter.setPen(QColor(self._theme.colours.border))
        painter.drawRect(place.adjusted(-0.5, -0.5, 0, 0))


class Gallery(QWidget):
    """Show a data set's sample, or a word on why there is none yet; PageUp and PageDown turn the pages."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train_gallery")
        self.setAccessibleName(self.tr("Pictures of the data set"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._preview: Preview | None = None
        self._page = 0
        self._heading, self._counts = QLabel(), named(QLabel(), "muted")
        self._words = named(QLabel(), "gallery_words")
        self.action = named(QPushButton(), "gallery_action")
        self._grid = named(PictureGrid(theme), "gallery_grid")
        self._place = named(QLabel(), "gallery_page")
        self._previous = self._turning_button("gallery_previous", "‹", self.tr("Pictures before (PageUp)"))
        self._next = self._turning_button("gallery_next", "›", self.tr("More pictures (PageDown)"))
        self._stack = QStackedWidget()
        self._build_layout(theme)
        self._previous.clicked.connect(self.turn_back)
        self._next.clicked.connect(self.turn_forth)
        self.show_words(self.tr("Loading…"))

    @property
    def page(self) -> int:
        """Return the page on show, from 0."""
        return self._page

    @property
    def text(self) -> str:
        """Return the words in the place of pictures; empty while there are pictures."""
        return self._words.text() if self._stack.currentIndex() == 0 else ""

    def show_words(self, words: str, *, action: str = "") -> None:
        """Show words in the place of pictures, and a button below them if it has a text."""
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self._stack.setCurrentIndex(0)

    def show_error(self, error: InkdigitError, *, action: str = "") -> None:
        """Say why there are no pictures, with a button below if it has a text."""
        self.show_words(f"{error.message}\n{error.hint}".strip(), action=action)

    def show_preview(self, preview: Preview) -> None:
        """Show the first page of a sample."""
        if not len(preview.images):
            self.show_words(self.tr("There are no pictures in these data."))
            return
        self._preview = preview
        train, test = sum(preview.counts_train), sum(preview.counts_test)
        self._heading.setText(
            self.tr("{name}: {train} pictures to learn from, {test} to test with").format(
                name=preview.name, train=f"{train:,}", test=f"{test:,}"
            )
        )
        self._counts.setText(_counts_text(preview))
        self._counts.setToolTip(_counts_text(preview))
        self._stack.setCurrentIndex(1)
        self._show_page(0)

    @Slot()
    def turn_back(self) -> None:
        """Show the page before."""
        self._show_page(self._page - 1)

    @Slot()
    def turn_forth(self) -> None:
        """Show the next page."""
        self._show_page(self._page + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages."""
        if event.key() == Qt.Key.Key_PageUp:
            self.turn_back()
        elif event.key() == Qt.Key.Key_PageDown:
            self.turn_forth()
        else:
            super().keyPressEvent(event)

    def _turning_button(self, name: str, text: str, tip: str) -> QPushButton:
        button = named(QPushButton(text), name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoDefault(False)
        button.setStyleSheet("QPushButton { padding: 2px 12px; }")
        return button

    def _build_layout(self, theme: Theme) -> None:
        self._heading.setFont(sized_font(self._heading.font(), 1.0, bold=True))
        for label in (self._heading, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)  # names come from files
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._counts.setWordWrap(True)
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.action.setIcon(svg_icon("open", theme))
        self.action.setAutoDefault(False)
        self._grid.setAccessibleName(self.tr("Pictures"))
        waiting, pictures = QWidget(), QWidget()
        lines = QVBoxLayout(waiting)
        lines.addStretch()
        lines.addWidget(self._words)
        lines.addWidget(self.action, alignment=Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch()
        turning = QHBoxLayout()
        turning.addStretch()
        for widget in (self._place, self._previous, self._next):
            turning.addWidget(widget)
        rows = QVBoxLayout(pictures)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self._heading)
        rows.addWidget(self._counts)
        rows.addWidget(self._grid, stretch=1)
        rows.addLayout(turning)
        self._stack.addWidget(waiting)
        self._stack.addWidget(pictures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _show_page(self, page: int) -> None:
        if self._preview is None:
            return
        pages = -(-len(self._preview.images) // PAGE)
        self._page = min(max(page, 0), pages - 1)
        part = slice(self._page * PAGE, (self._page + 1) * PAGE)
        names = self._preview.class_names
        labels = tuple(names[int(label)] for label in self._preview.labels[part])
        self._grid.show_pictures(self._preview.images[part], labels)
        self._place.setText(self.tr("Page {page} of {pages}").format(page=self._page + 1, pages=pages))
        self._previous.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < pages - 1)


def _on_pixel(value: float, ratio: float) -> float:
    """Return the nearest edge of a screen pixel."""
    return round(value * ratio) / ratio


def _counts_text(preview: Preview) -> str:
    """Return how many pictures of each class there are to learn from."""
    counts = zip(preview.class_names, preview.counts_train, strict=True)
    return "  ".join(f"{name}:\N{NO-BREAK SPACE}{count:,}" for name, count in counts)
