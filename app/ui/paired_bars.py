"""Two thin bars a class: what is read by all steps, and below it what is read by some of them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.prediction import Prediction, Verdict
from app.ui.theme import Theme, sized_font
from app.ui.wording import percent

_ROW, _MIN_ROW = 24, 18
_LEGEND = 26
_GAP = 12
_VISIBLE = 0.0005


class PairedBars(QWidget):
    """Show two predictions of the same classes, each in its colour, with a legend above them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pair: tuple[Prediction, Prediction] | None = None
        self._names: tuple[str, ...] = tuple("0123456789")
        self.setObjectName("paired_bars")
        self.setAccessibleName(self.tr("Probability of each digit, with all steps and with those that are ticked"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def show_pair(self, full: Prediction, chosen: Prediction) -> None:
        """Show a prediction by all steps and one by some."""
        self._pair, self._names = (full, chosen), tuple(full.probabilities)
        self.setAccessibleDescription("" if full.verdict is Verdict.EMPTY else self._description(full, chosen))
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Show no answers."""
        self._pair = None
        self.setAccessibleDescription("")
        self.update()

    def sizeHint(self) -> QSize:
        """Return comfortable rows."""
        return QSize(380, _LEGEND + _ROW * len(self._names))

    def minimumSizeHint(self) -> QSize:
        """Return the lowest rows that can be read."""
        return QSize(300, _LEGEND + _MIN_ROW * len(self._names))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the legend and a row for each class."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = sized_font(self.font(), 1.0, bold=True)
        metrics = QFontMetrics(bold)
        value = metrics.horizontalAdvance("100\N{NO-BREAK SPACE}%") + 6
        left = min(max(map(metrics.horizontalAdvance, self._names)), self.width() // 3) + _GAP
        self._paint_legend(painter, left)
        height = (self.height() - _LEGEND) / len(self._names)
        for row, name in enumerate(self._names):
            place = QRectF(left, _LEGEND + row * height, self.width() - left - 2 * value - _GAP, height)
            self._paint_row(painter, name, place, value)
        painter.end()

    def _paint_legend(self, painter: QPainter, left: float) -> None:
        colours, middle = self._theme.colours, (_LEGEND - 10) / 2
        for colour, words in ((colours.muted, self.tr("all steps")), (colours.accent, self.tr("ticked steps"))):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(left, middle - 2.5, 18, 5), 2.5, 2.5)
            painter.setPen(QColor(colours.muted))
            width = painter.fontMetrics().horizontalAdvance(words) + 4
            left += 26
            painter.drawText(QRectF(left, 0, width, _LEGEND - 10), Qt.AlignmentFlag.AlignVCenter, words)
            left += width + 18

    def _paint_row(self, painter: QPainter, name: str, place: QRectF, value: float) -> None:
        colours = self._theme.colours
        thickness = min(5.0, place.height() * 0.28)
        at = place.center().y() - thickness - 1
        right = place.right() + _GAP
        for number, colour in enumerate((colours.muted, colours.accent)):
            prediction = self._pair[number] if self._pair and self._pair[0].verdict is not Verdict.EMPTY else None
            share = prediction.probabilities.get(name, 0.0) if prediction else 0.0
            bar = QRectF(place.x(), at + number * (thickness + 2), place.width(), thickness)
            self._paint_bar(painter, bar, share, colour)
            is_best = prediction is not None and _best_of(prediction) == name
            painter.setFont(sized_font(self.font(), 1.0, bold=is_best))
            painter.setPen(QColor(colour if is_best else colours.muted))
            if prediction is not None:
                text = QRectF(right + number * value, place.y(), value, place.height())
                painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, percent(share))
        painter.setFont(self.font())
        painter.setPen(QColor(colours.text))
        painter.drawText(QRectF(0, place.y(), place.x() - _GAP, place.height()), Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_bar(self, painter: QPainter, bar: QRectF, share: float, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.track))
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        if share < _VISIBLE:
            return
        bar.setWidth(max(share * bar.width(), 2.0))
        radius = min(bar.height(), bar.width()) / 2
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(bar, radius, radius)

    def _description(self, full: Prediction, chosen: Prediction) -> str:
        words = self.tr("{name}: {full} with all steps, {chosen} with those that are ticked")
        return "; ".join(
            words.format(name=name, full=percent(share), chosen=percent(chosen.probabilities.get(name, 0.0)))
            for name, share in full.probabilities.items()
        )


def _best_of(prediction: Prediction) -> str | None:
    """Return the winner; none where the answer is that there is no digit."""
    return None if prediction.verdict is Verdict.NOT_A_DIGIT else prediction.label
