"""One drawing through several models at once: their bars side by side, following the pen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.errors import InkdigitError
from app.ui.naming import named
from app.ui.probability_chart import ProbabilityChart
from app.ui.recognizer import Answer, ClassifierFactory, ModelFailure, Recognizer
from app.ui.scrolling import scrolled
from app.ui.sentences import spoken
from app.ui.theme import Theme, sized_font
from app.ui.wording import short_words

if TYPE_CHECKING:
    from app.core.raster import Raster
    from app.ui.sketch import Sketch

MOST_COMPARED = 8
"""Each model reads in a thread of its own."""


class CompareDialog(QDialog):
    """A column for each model. ``ask`` has all of them read; a model that cannot be loaded says why in its column."""

    def __init__(
        self,
        keys: Sequence[str],
        theme: Theme,
        parent: QWidget | None = None,
        classifier_factory: ClassifierFactory | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle(self.tr("Models side by side"))
        self.setAccessibleName(self.windowTitle())
        self.setWindowFlags(Qt.WindowType.Window)
        self.columns = [ModelColumn(key, theme, classifier_factory) for key in keys[:MOST_COMPARED]]
        self._build(len(keys) - len(self.columns))

    def ask(self, source: Sketch | Raster) -> None:
        """Have a sketch or a raster read by all models."""
        for column in self.columns:
            column.recognizer.ask(source)

    def start(self) -> None:
        """Load the models."""
        for column in self.columns:
            column.recognizer.start()

    def done(self, code: int) -> None:
        """End all threads with the dialog."""
        for column in self.columns:
            column.recognizer.stop()
        super().done(code)

    def _build(self, left_out: int) -> None:
        row = QWidget()
        columns = QHBoxLayout(row)
        columns.setSpacing(14)
        for column in self.columns:
            columns.addWidget(column)
        layout = QVBoxLayout(self)
        if left_out > 0:
            note = QLabel(self.tr("The first {count} models are shown.").format(count=MOST_COMPARED))
            layout.addWidget(named(note, "compare_note"))
        layout.addWidget(scrolled(row, "compare_area", self.windowTitle()))
        self.resize(min(1280, 60 + 270 * max(len(self.columns), 1)), 470)


class ModelColumn(QFrame):
    """One model: its name, its answer, its bars."""

    def __init__(self, key: str, theme: Theme, classifier_factory: ClassifierFactory | None) -> None:
        super().__init__()
        self.key = key
        self.setObjectName(f"compare_{key}")
        self.setAccessibleName(key)
        self._title, self._answer = QLabel(key), QLabel("–")
        self.chart = ProbabilityChart(theme)
        self.recognizer = Recognizer(classifier_factory, self)
        self._build()
        self.recognizer.answered.connect(self._on_answered)
        self.recognizer.model_failed.connect(self._on_model_failed)
        self.recognizer.failed.connect(partial(self._say_error))
        self.recognizer.use_model(key)
        self.destroyed.connect(self.recognizer.stop)

    @property
    def answer(self) -> str:
        """Return the answer as it is shown."""
        return self._answer.text()

    def _build(self) -> None:
        self._title.setFont(sized_font(self._title.font(), 1.1, bold=True))
        self._answer.setFont(sized_font(self._answer.font(), 1.6, bold=True))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._answer.setTextFormat(Qt.TextFormat.PlainText)
        self._answer.setWordWrap(True)
        self.chart.setObjectName(f"compare_chart_{self.key}")
        layout = QVBoxLayout(self)
        for widget in (self._title, self._answer):
            layout.addWidget(widget)
        layout.addWidget(self.chart, stretch=1)
        self.setMinimumWidth(240)

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        self.chart.show_prediction(answer.prediction)
        self._answer.setText(short_words(answer.prediction))

    @Slot(object)
    def _on_model_failed(self, failure: ModelFailure) -> None:
        self._say_error(failure.error)

    def _say_error(self, error: Exception) -> None:
        self._answer.setFont(self.font())
        self._answer.setText(spoken(error.sentence) if isinstance(error, InkdigitError) else str(error))
