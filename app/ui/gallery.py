"""What a data set looks like: pictures with their classes, forty a page, and how many there are of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.core.preview import TEST, TRAIN
from app.ui.icons import svg_icon
from app.ui.naming import named
from app.ui.picture_grid import PAGE, PictureGrid
from app.ui.picture_number import PictureNumber
from app.ui.sample_grid import ChosenImage
from app.ui.sentences import spoken_error
from app.ui.theme import Theme, sized_font
from app.ui.tips import plain_tip

if TYPE_CHECKING:
    from app.core.errors import InkdigitError
    from app.core.preview import NumberedPicture, Preview


class Gallery(QWidget):
    """Show a data set's sample, or a word on why there is none yet; PageUp and PageDown turn the pages."""

    image_chosen = Signal(object)
    """A ChosenImage, to be read."""

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
        self.number = named(PictureNumber(), "gallery_picture_number")
        self._place = named(QLabel(), "gallery_page")
        self._previous = self._turning_button("gallery_previous", "‹", self.tr("Pictures before (PageUp)"))
        self._next = self._turning_button("gallery_next", "›", self.tr("More pictures (PageDown)"))
        self._stack = QStackedWidget()
        self._build_layout(theme)
        self._previous.clicked.connect(self.turn_back)
        self._next.clicked.connect(self.turn_forth)
        self._grid.chosen.connect(self._on_chosen)
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
        self.show_words(spoken_error(error), action=action)

    def show_preview(self, preview: Preview) -> None:
        """Show the first page of a sample."""
        if not len(preview.images):
            self.show_words(self.tr("There are no pictures in these data."))
            return
        self._preview = preview
        train, test = sum(preview.counts_train), sum(preview.counts_test)
        words = (
            self.tr("{name}: {train} pictures to learn from, {test} to test with")
            if test
            else self.tr("{name}: {train} pictures; a training leaves out a sixth of them to test with")
        )
        self._heading.setText(words.format(name=preview.name, train=f"{train:,}", test=f"{test:,}"))
        self.number.show_counts(train=train, test=test)
        self._counts.setText(_counts_text(preview))
        self._counts.setToolTip(plain_tip(_counts_text(preview)))
        self._stack.setCurrentIndex(1)
        self._show_page(0)

    def choose(self, picture: NumberedPicture) -> None:
        """Have a picture read that was asked for by its number."""
        self.image_chosen.emit(
            ChosenImage(picture.image, self._caption(picture.part, picture.index, picture.class_name))
        )

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

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        preview, at = self._preview, self._page * PAGE + place
        if preview is None:
            return
        name = preview.class_names[int(preview.labels[at])]
        index = None if preview.indices is None else int(preview.indices[at])
        self.image_chosen.emit(ChosenImage(preview.images[at], self._caption(TRAIN, index, name)))

    def _caption(self, part: str, index: int | None, class_name: str) -> str:
        data = "" if self._preview is None else self._preview.name
        if index is None:
            return self.tr("{data}: {label}").format(data=data, label=class_name)
        words = self.tr("{data}, test picture {number}: {label}")
        if part != TEST:
            words = self.tr("{data}, training picture {number}: {label}")
        return words.format(data=data, number=f"{index:,}", label=class_name)

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
        turning.addWidget(self.number)
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


def _counts_text(preview: Preview) -> str:
    """Return how many pictures of each class there are to learn from."""
    counts = zip(preview.class_names, preview.counts_train, strict=True)
    return "  ".join(f"{name}:\N{NO-BREAK SPACE}{count:,}" for name, count in counts)
