"""The figures of one evaluation in words and numbers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.evaluation import Report
from app.ui.evaluation_words import accuracy_text, titled
from app.ui.naming import named
from app.ui.theme import sized_font
from app.ui.wording import share_text


class ReportCard(QFrame):
    """Show the accuracy large, what it is worth in a sentence, and four more figures with their meaning as a tip."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = named(QLabel(), "muted")
        self._accuracy = named(QLabel(), f"{name}_accuracy")
        self._sentence = named(QLabel(), "muted")
        self._values: list[QLabel] = []
        self._build_layout()

    def show_report(self, report: Report) -> None:
        """Show the figures of a report."""
        self._title.setText(titled(report))
        self._accuracy.setText(share_text(report.accuracy))
        self._sentence.setText(accuracy_text(report))
        figures = (
            f"{report.loss:.4f}",
            share_text(report.ece),
            share_text(report.wrong_flagged, 1) if report.wrong else "–",
            share_text(report.right_flagged, 1) if report.wrong < report.n else "–",
        )
        for label, figure in zip(self._values, figures, strict=True):
            label.setText(figure)
        self.setAccessibleName(f"{titled(report)}: {share_text(report.accuracy)}")
        self.setAccessibleDescription(accuracy_text(report))

    def _build_layout(self) -> None:
        for label in (self._title, self._accuracy, self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._accuracy.setFont(sized_font(self.font(), 2.2, bold=True))
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._title, self._accuracy, self._sentence):
            texts.addWidget(label)
        texts.addStretch()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(24)
        layout.addLayout(texts, 0, 0)
        layout.addLayout(self._build_figures(), 0, 1)
        layout.setColumnStretch(0, 1)

    def _build_figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        rows = (
            (self.tr("Loss"), self.tr("How improbable the right answers were to the model: lower is better")),
            (self.tr("Calibration error"), self.tr("How far the model's confidence is from how often it is right")),
            (self.tr("Mistakes doubted"), self.tr("The share of wrong answers that are shown as unsure or no digit")),
            (self.tr("Right answers doubted"), self.tr("The share of right answers shown as unsure or no digit")),
        )
        for row, (text, tip) in enumerate(rows):
            name, value = named(QLabel(text), "muted"), QLabel()
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for column, label in enumerate((name, value)):
                label.setToolTip(tip)
                grid.addWidget(label, row, column)
            self._values.append(value)
        grid.setRowStretch(len(rows), 1)
        return grid
