"""The right side of the window: the answer, the bars, and what the network saw."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.prediction import Prediction, Verdict
from app.ui.answer_label import AnswerLabel, Signs
from app.ui.naming import named
from app.ui.network_view import SIDE, NetworkView
from app.ui.probability_chart import ProbabilityChart
from app.ui.theme import Theme, sized_font
from app.ui.wording import Words, words_of

WIDTH = 320
_GAP = 14


class PredictionPanel(QWidget):
    """Show one answer; until the next one comes it stays, so that nothing flickers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = AnswerLabel(theme)
        self.sentence = named(QLabel(), "sentence_label")
        self.chart = ProbabilityChart(theme)
        self.network_view = NetworkView(theme)
        self._captions = QWidget()
        self._beside: QWidget | None = None
        self._build_captions()
        self._build_layout()
        self._arrange()

    def set_wide(self, beside: QWidget | None) -> None:
        """Put the bars beside the answer, which has ``beside`` below it; None: below it, as for a single digit."""
        if self._beside is not None and beside is None:
            self._beside.hide()
        self._beside = beside
        self._arrange()

    def show_prediction(self, prediction: Prediction, pixels: bytes, *, is_picture: bool = False) -> None:
        """Show a prediction and the 784 grey values that it was made from."""
        self.show_digit(prediction, pixels)
        self.show_words(words_of(prediction, is_picture=is_picture), prediction.verdict)

    def show_nothing(self, words: Words) -> None:
        """Show a state without an answer, in words."""
        self.chart.clear()
        self.network_view.show_pixels(bytes(SIDE * SIDE))
        self.show_words(words)

    def show_digit(self, prediction: Prediction, pixels: bytes) -> None:
        """Show the bars of one digit of a number and the 784 grey values that they were made from."""
        self.chart.show_prediction(prediction)
        self.network_view.show_pixels(pixels)

    def show_words(self, words: Words, verdict: Verdict = Verdict.EMPTY, signs: Signs = ()) -> None:
        """Show an answer or a state in words; a number as its signs."""
        self.answer.show_words(words, verdict, signs)
        if words.sentence != self.sentence.text():
            self.sentence.setText(words.sentence)

    def _build_layout(self) -> None:
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # The height of two lines whatever is said, so that nothing below moves with the answer.
        self.sentence.setFixedHeight(2 * self.sentence.fontMetrics().lineSpacing() + 2)
        self.network_view.setFixedSize(3 * SIDE, 3 * SIDE)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(_GAP)

    def _arrange(self) -> None:
        """Put each widget into its cell: (row, column, rows, columns)."""
        while self._grid.count():
            self._grid.takeAt(0)
        is_wide = self._beside is not None
        cells = self._wide_cells() if is_wide else self._tall_cells()
        for widget, cell in cells.items():
            self._grid.addWidget(widget, *cell)
        for column, stretch in enumerate((5, 0, 0, 4) if is_wide else (0, 1, 0, 0)):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setColumnMinimumWidth(1, _GAP if is_wide else 0)
        self._grid.setRowStretch(2, 1)
        self._grid.setAlignment(self.network_view, Qt.AlignmentFlag.AlignTop if is_wide else Qt.AlignmentFlag(0))
        self._captions.setVisible(not is_wide)
        if self._beside is not None:
            self._beside.show()

    def _tall_cells(self) -> dict[QWidget, tuple[int, int, int, int]]:
        return {
            self.answer: (0, 0, 1, 2),
            self.sentence: (1, 0, 1, 2),
            self.chart: (2, 0, 1, 2),
            self.network_view: (3, 0, 1, 1),
            self._captions: (3, 1, 1, 1),
        }

    def _wide_cells(self) -> dict[QWidget, tuple[int, int, int, int]]:
        assert self._beside is not None
        return {
            self.answer: (0, 0, 1, 1),
            self.sentence: (1, 0, 1, 1),
            self._beside: (2, 0, 1, 1),
            self.network_view: (0, 2, 3, 1),
            self.chart: (0, 3, 3, 1),
        }

    def _build_captions(self) -> None:
        title = QLabel(self.tr("What the network sees"))
        title.setFont(sized_font(title.font(), 1.0, bold=True))
        caption = named(QLabel(self.tr("28 × 28 pixels, framed and centred: this is what is read.")), "network_caption")
        caption.setWordWrap(True)
        texts = QVBoxLayout(self._captions)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        texts.addStretch()
        for label in (title, caption):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            texts.addWidget(label)
        texts.addStretch()
