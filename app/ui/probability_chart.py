"""Ten bars, one for each class, painted by a single widget."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.prediction import Prediction, Verdict
from app.ui.theme import Colours, Theme, sized_font
from app.ui.wording import percent

DIGITS = tuple("0123456789")
_MIN_ROW, _BEST_ROW = 16, 28
_GAP = 12
_VISIBLE = 0.0005
"""Below this probability, called 0 %, there is no bar at all."""


class ProbabilityChart(QWidget):
    """Show how probable each class is; the winner in the accent colour, nothing at all for an empty drawing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names: Sequence[str] = DIGITS
        self._prediction: Prediction | None = None
        self._texts: list[str] = []
        self._looks: list[tuple[object, ...]] = []
        """The percentages on show, and for each row all that decides how it is painted; none for an empty drawing."""
        self._take_font()
        self.setObjectName("probability_chart")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the widgets below need not be painted with it
        self.setAccessibleName(self.tr("Probability of each digit"))
        self.setAccessibleDescription(self.tr("No drawing yet"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def prediction(self) -> Prediction | None:
        """Return what the bars show; None before the first answer."""
        return self._prediction

    def show_prediction(self, prediction: Prediction) -> None:
        """Show the probabilities of a prediction; only the rows that look different are painted anew."""
        before = self._looks
        self._prediction = prediction
        names = tuple(prediction.probabilities)
        if names != self._names:
            self._names, self._name_width, before = names, -1, []
        self._texts = (
            [] if prediction.verdict is Verdict.EMPTY else [percent(p) for p in prediction.probabilities.values()]
        )
        self._looks = self._looks_of(prediction)
        self.setAccessibleDescription(self._description())
        if not before or not self._looks:
            self.update()
            return
        for row, name in enumerate(names):
            if before[row] != self._looks[row] or name == prediction.label:
                self.update(self._row_rect(row))

    def clear(self) -> None:
        """Show no probabilities."""
        self._prediction, self._texts, self._looks = None, [], []
        self.setAccessibleDescription(self._description())
        self.update()

    def sizeHint(self) -> QSize:
        """Return comfortable rows."""
        return QSize(300, _BEST_ROW * len(self._names))

    def minimumSizeHint(self) -> QSize:
        """Return the lowest rows that can be read."""
        return QSize(220, _MIN_ROW * len(self._names))

    def changeEvent(self, event: QEvent) -> None:
        """Take over another font."""
        if event.type() == QEvent.Type.FontChange:
            self._take_font()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, bar and percentage of each class whose row is to be painted."""
        painter = QPainter(self)
        painter.eraseRect(event.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, height = self._left(), self.height() / len(self._names)
        width = self.width() - left - _GAP - self._value_width
        best = self._best()
        for row in self._rows_in(event.region()):
            bar = QRectF(left, row * height, width, height)
            self._paint_row(painter, row, bar, is_best=self._names[row] == best)
        painter.end()

    def _left(self) -> int:
        """Return where the bars begin."""
        if self._name_width < 0:
            self._name_width = max(map(self._metrics.horizontalAdvance, self._names))
        return min(self._name_width, self.width() // 3) + _GAP

    def _rows_in(self, region: QRegion) -> list[int]:
        """Return the rows that a region to be painted touches."""
        height = self.height() / len(self._names)
        rows: set[int] = set()
        for rect in region:  # type: ignore[attr-defined]  # the stubs miss the iterator
            rows.update(range(int(rect.top() / height), min(int(rect.bottom() / height) + 1, len(self._names))))
        return sorted(rows)

    def _row_rect(self, row: int) -> QRect:
        """Return the whole pixels inside a row, so that none of a neighbour's are painted with it."""
        height = self.height() / len(self._names)
        top, bottom = ceil(row * height), int((row + 1) * height)
        return QRect(0, top, self.width(), bottom - top)

    def _looks_of(self, prediction: Prediction) -> list[tuple[object, ...]]:
        best, half_pixels = self._best(), 2 * self.width()
        rows = zip(self._texts, prediction.probabilities.items(), strict=False)
        return [
            (text, round(value * half_pixels), prediction.verdict if name == best else "")
            for text, (name, value) in rows
        ]

    def _take_font(self) -> None:
        """Make the fonts once: the bars are painted with every move of the pen."""
        self._plain, self._bold = self.font(), sized_font(self.font(), 1.0, bold=True)
        self._metrics = QFontMetrics(self._bold)
        self._name_width = -1
        self._value_width = self._metrics.horizontalAdvance("100\N{NO-BREAK SPACE}%")

    def _best(self) -> str | None:
        """Return the winner; none where the answer is that there is no digit."""
        if self._prediction is None or self._prediction.verdict is Verdict.NOT_A_DIGIT:
            return None
        return self._prediction.label

    def _paint_row(self, painter: QPainter, row: int, bar: QRectF, *, is_best: bool) -> None:
        colours, name = self._theme.colours, self._names[row]
        value = self._prediction.probabilities[name] if self._prediction and self._texts else 0.0
        self._paint_bar(painter, bar, value, is_best=is_best)
        painter.setPen(QColor(colours.text if is_best else colours.muted))
        painter.setFont(self._bold if is_best else self._plain)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, bar.y(), bar.x() - _GAP, bar.height()), middle | Qt.AlignmentFlag.AlignLeft, name)
        if self._texts:
            rest = QRectF(bar.right(), bar.y(), self.width() - bar.right(), bar.height())
            painter.drawText(rest, middle | Qt.AlignmentFlag.AlignRight, self._texts[row])

    def _paint_bar(self, painter: QPainter, row: QRectF, value: float, *, is_best: bool) -> None:
        colours = self._theme.colours
        thickness = min(10.0, row.height() * 0.5)
        track = QRectF(row.x(), row.center().y() - thickness / 2, row.width(), thickness)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.track))
        painter.drawRoundedRect(track, thickness / 2, thickness / 2)
        if value < _VISIBLE:
            return
        track.setWidth(max(value * row.width(), 2.0))
        painter.setBrush(QColor(self._best_colour(colours) if is_best else colours.muted))
        radius = min(thickness, track.width()) / 2
        painter.drawRoundedRect(track, radius, radius)

    def _best_colour(self, colours: Colours) -> str:
        assert self._prediction is not None
        return colours.caution if self._prediction.verdict is Verdict.UNSURE else colours.accent

    def _description(self) -> str:
        if not self._texts:
            return self.tr("No drawing yet")
        return ", ".join(f"{name}: {text}" for name, text in zip(self._names, self._texts, strict=True))
