"""The right side of the window: the answer, the bars, and what the network saw."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.prediction import Prediction, Verdict
from app.ui.answer_label import AnswerLabel
from app.ui.naming import named
from app.ui.network_view import SIDE, NetworkView
from app.ui.probability_chart import ProbabilityChart
from app.ui.theme import Theme, sized_font
from app.ui.wording import Words, words_of

WIDTH = 320


class PredictionPanel(QWidget):
    """Show one answer; until the next one comes it stays, so that nothing flickers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = AnswerLabel(theme)
        self.sentence = named(QLabel(), "sentence_label")
        self.chart = ProbabilityChart(theme)
        self.network_view = NetworkView(theme)
        self._build_layout()

    def show_prediction(self, prediction: Prediction, pixels: bytes, *, is_picture: bool = False) -> None:
        """Show a prediction and the 784 grey values that it was made from."""
        self.chart.show_prediction(prediction)
        self.network_view.show_pixels(pixels)
        self.show_words(words_of(prediction, is_picture=is_picture), prediction.verdict)

    def show_nothing(self, words: Words) -> None:
        """Show a state without an answer, in words."""
        self.chart.clear()
        self.network_view.show_pixels(bytes(SIDE * SIDE))
        self.show_words(words)

    def show_words(self, words: Words, verdict: Verdict = Verdict.EMPTY) -> None:
        """Show an answer or a state in words."""
        self.answer.show_words(words, verdict)
        if words.sentence != self.sentence.text():
            self.sentence.setText(words.sentence)

    def _build_layout(self) -> None:
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # The height of two lines whatever is said, so that nothing below moves with the answer.
        self.sentence.setFixedHeight(2 * self.sentence.fontMetrics().lineSpacing() + 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.answer)
        layout.addWidget(self.sentence)
        layout.addWidget(self.chart, stretch=1)
        layout.addLayout(self._build_network_row())

    def _build_network_row(self) -> QHBoxLayout:
        title = QLabel(self.tr("What the network sees"))
        title.setFont(sized_font(title.font(), 1.0, bold=True))
        caption = named(QLabel(self.tr("28 × 28 pixels, framed and centred: this is what is read.")), "network_caption")
        caption.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch()
        for label in (title, caption):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            texts.addWidget(label)
        texts.addStretch()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.network_view)
        row.addLayout(texts, stretch=1)
        self.network_view.setFixedSize(3 * SIDE, 3 * SIDE)
        return row
