"""Ten bars, one for each class, painted by a single widget."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.prediction import Prediction, Verdict
from app.ui.theme import Colours, Theme, sized_font
from app.ui.wording import percent

DIGITS = tuple("0123456789")
_MIN_ROW, _BEST_ROW = 16, 28
_GAP = 12


class ProbabilityChart(QWidget):
    """Show how probable each class is; the winner in the accent colour, nothing at all for an empty drawing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: Sequence[str] = DIGITS
        self._prediction: Prediction | None = None
        self.setObjectName("probability_chart")
        self.setAccessibleName(self.tr("Probability of each digit"))
        self.setAccessibleDescription(self.tr("No drawing yet"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def prediction(self) -> Prediction | None:
        """Return what the bars show; None before the first answer."""
        return self._prediction

    def show_prediction(self, prediction: Prediction) -> None:
        """Show the probabilities of a prediction."""
        self._prediction = prediction
        self._names = tuple(prediction.probabilities)
        self.setAccessibleDescription(self._description(prediction))
        self.update()

    def clear(self) -> None:
        """Show no probabilities."""
        self._prediction = None
        self.setAccessibleDescription(self.tr("No drawing yet"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return comfortable rows."""
        return QSize(300, _BEST_ROW * len(self._names))

    def minimumSizeHint(self) -> QSize:
        """Return the lowest rows that can be read."""
        return QSize(220, _MIN_ROW * len(self._names))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name, bar and percentage of each class."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(sized_font(self.font(), 1.0, bold=True))
        name_width = min(max(metrics.horizontalAdvance(name) for name in self._names), self.width() // 3)
        value_width = metrics.horizontalAdvance("100\N{NO-BREAK SPACE}%")
        bars = QRectF(name_width + _GAP, 0, self.width() - name_width - value_width - 2 * _GAP, self.height())
        best = self._prediction.label if self._prediction else None
        height = self.height() / len(self._names)
        for row, name in enumerate(self._names):
            self._paint_row(painter, name, QRectF(bars.x(), row * height, bars.width(), height), is_best=name == best)
        painter.end()

    def _paint_row(self, painter: QPainter, name: str, bar: QRectF, *, is_best: bool) -> None:
        colours = self._theme.colours
        is_known = self._prediction is not None and self._prediction.verdict is not Verdict.EMPTY
        value = self._prediction.probabilities[name] if self._prediction and is_known else 0.0
        thickness = min(10.0, bar.height() * 0.5)
        track = QRectF(bar.x(), bar.center().y() - thickness / 2, bar.width(), thickness)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.track))
        painter.drawRoundedRect(track, thickness / 2, thickness / 2)
        if value > 0.0005:
            track.setWidth(max(value * bar.width(), min(thickness, 2 + value * 100)))
            painter.setBrush(QColor(self._bar_colour(colours) if is_best else colours.muted))
            painter.drawRoundedRect(track, min(thickness, track.width()) / 2, thickness / 2)
        painter.setPen(QColor(colours.text if is_best else colours.muted))
        painter.setFont(sized_font(self.font(), 1.0, bold=is_best))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, bar.y(), bar.x() - _GAP, bar.height()), centre | Qt.AlignmentFlag.AlignLeft, name)
        if is_known:
            rest = QRectF(bar.right(), bar.y(), self.width() - bar.right(), bar.height())
            painter.drawText(rest, centre | Qt.AlignmentFlag.AlignRight, percent(value))

    def _bar_colour(self, colours: Colours) -> str:
        assert self._prediction is not None
        by_verdict = {Verdict.UNSURE: colours.caution, Verdict.NOT_A_DIGIT: colours.muted}
        return by_verdict.get(self._prediction.verdict, colours.accent)

    def _description(self, prediction: Prediction) -> str:
        if prediction.verdict is Verdict.EMPTY:
            return self.tr("No drawing yet")
        return ", ".join(f"{name}: {percent(value)}" for name, value in prediction.probabilities.items())
