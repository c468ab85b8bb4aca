"""What happens to a digit before it is read: a strip of pictures, a switch for each step, the bars with and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.errors import InkdigitError
from app.core.raster import Framing
from app.core.stages import STEPS
from app.ui.naming import named
from app.ui.newest import Newest
from app.ui.opening import image_of
from app.ui.paired_bars import PairedBars
from app.ui.scrolling import scrolled
from app.ui.sentences import spoken
from app.ui.sketch import Sketch
from app.ui.stage_card import StageCard, build_cards
from app.ui.stages_words import note_of, sentence_of
from app.ui.stages_work import Region, StagesQuestion, StagesWork
from app.ui.theme import Theme, sized_font
from app.ui.timers import make_timer

if TYPE_CHECKING:
    from app.recognition.classifier import Classifier
    from app.recognition.leaving_out import StagesReading

_PAUSE_MS = 50
"""Between two questions while the pen moves: the answer in the window comes first."""


class StagesDialog(QDialog):
    """Follow a drawing, or the selected digit of a picture; ``show_source`` tells of each."""

    failed = Signal(object)
    """An exception that nothing should cause."""
    answered = Signal(object)

    def __init__(
        self, key: str, load: Callable[[str], Classifier], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stages_dialog")
        self.setWindowTitle(self.tr("Steps before reading"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowFlag(Qt.WindowType.Window)
        self._key = key
        self._source: Sketch | Region | None = None
        self._work = StagesWork(load)
        self._reader = Newest(self._work, self)
        self._pause = make_timer(self, _PAUSE_MS, is_single=True)
        self.reading: StagesReading | None = None
        self.cards = build_cards(STEPS, theme, self.tr("As it is seen"))
        self.sentence = named(QLabel(), "stages_sentence")
        self._note = named(QLabel(note_of(())), "muted")
        self.bars = PairedBars(theme)
        self._all = named(QPushButton(self.tr("All steps")), "all_steps")
        self._build()
        self._connect()

    @property
    def framing(self) -> Framing:
        """Return the steps that are ticked."""
        return Framing(**{card.step: card.is_on for card in self.cards if card.step})

    def show_source(self, source: Sketch | Region | None) -> None:
        """Show another drawing or digit; None where it is read pixel for pixel, without any steps."""
        self._source = source
        if source is None:
            words = self.tr("This picture has 28 × 28 pixels already and is read just as it is.")
            self._show_nothing(self.tr("No steps here"), words)
        elif not self._pause.isActive():
            self._pause.start()

    def leave_out(self, *steps: str) -> None:
        """Take all steps but these."""
        for card in self.cards:
            if card.switch is not None:
                card.switch.setChecked(card.step not in steps)

    def use_model(self, key: str) -> None:
        """Read with another model."""
        self._key = key
        self._ask()

    def start(self) -> None:
        """Begin to answer."""
        self._reader.start()

    def done(self, code: int) -> None:
        """End the thread with the dialog."""
        self._pause.stop()
        self._reader.stop()
        self._work.close()
        super().done(code)

    def _build(self) -> None:
        self.sentence.setFont(sized_font(self.sentence.font(), 1.25, bold=True))
        self.sentence.setWordWrap(True)
        self._note.setWordWrap(True)
        words = self.tr("Untick a step to see the digit, and the answer, without it.")
        hint = named(QLabel(words), "muted")
        hint.setWordWrap(True)
        strip = QHBoxLayout()
        strip.setSpacing(10)
        for number, card in enumerate(self.cards):
            if number:
                strip.addWidget(self._arrow(card), alignment=Qt.AlignmentFlag.AlignVCenter)
            strip.addWidget(card)
        strip.addStretch()
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(24, 20, 24, 8)
        layout.setSpacing(16)
        layout.addWidget(hint)
        layout.addLayout(strip)
        layout.addLayout(self._build_answer(), stretch=1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 16)
        outer.addWidget(scrolled(body, "stages_area", self.windowTitle()))
        outer.addLayout(self._build_buttons())
        self.resize(920, 640)

    def _build_answer(self) -> QHBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.sentence)
        column.addWidget(self._note)
        column.addStretch()
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addLayout(column, stretch=2)
        row.addWidget(self.bars, stretch=3)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        close = named(QPushButton(self.tr("Close")), "dialog_close")
        close.clicked.connect(self.reject)
        self._all.setEnabled(False)
        for button in (self._all, close):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self._all)
        row.addStretch()
        row.addWidget(close)
        return row

    @staticmethod
    def _arrow(card: StageCard) -> QLabel:
        arrow = named(QLabel("›"), "muted")
        arrow.setFont(sized_font(arrow.font(), 1.6))
        arrow.setAccessibleName(card.picture.accessibleName())
        return arrow

    def _connect(self) -> None:
        for card in self.cards:
            card.switched.connect(self._on_switched)
        self._all.clicked.connect(self._on_all)
        self._pause.timeout.connect(self._ask)
        self._reader.answered.connect(self._on_answered)
        self._reader.failed.connect(self._on_failed)
        self.destroyed.connect(self._reader.stop)

    def _show_nothing(self, words: str, note: str) -> None:
        self.reading = None
        self._pause.stop()
        for card in self.cards:
            card.clear()
        self.bars.clear()
        self.sentence.setText(words)
        self._note.setText(note)

    @Slot()
    def _ask(self) -> None:
        if self._source is not None:
            self._reader.ask(StagesQuestion(self._key, self._source, self.framing))

    @Slot()
    def _on_switched(self) -> None:
        self._all.setEnabled(self.framing != Framing())
        self._ask()

    @Slot()
    def _on_all(self) -> None:
        self.leave_out()

    @Slot(object)
    def _on_answered(self, reading: StagesReading) -> None:
        if self._source is None:
            return
        self.reading = reading
        stages = reading.stages
        pictures = (stages.seen, stages.cropped, stages.inked, stages.fitted, stages.drawn, stages.raster)
        for card, pixels in zip(self.cards, pictures, strict=True):
            card.picture.show_image(image_of(pixels))
            if card.step:
                card.show_answers(reading.without[card.step], reading.full)
        self.bars.show_pair(reading.full, reading.chosen)
        left_out = tuple(step for step in STEPS if not getattr(reading.framing, step))
        self.sentence.setText(sentence_of(left_out, reading.chosen))
        self._note.setText(note_of(left_out))
        self.answered.emit(reading)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InkdigitError):
            self._show_nothing(spoken(error.message), spoken(error.hint))
        else:
            self.failed.emit(error)
