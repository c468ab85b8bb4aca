"""How often answers of each confidence are right, beside how often they should be."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.evaluation import Report
from app.core.measures import ReliabilityBin, wilson_interval
from app.ui.confusion_colours import right_colour
from app.ui.evaluation_words import bin_text
from app.ui.theme import Theme, mixed, sized_font
from app.ui.wording import share_text

_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 12, 10, 46
_COUNTS, _GAP = 44, 14
"""Height of the strip that tells how many answers are in each bin, and the space above it."""


class ReliabilityPlot(QWidget):
    """Bars of accuracy by confidence; on the dashed line the model is exactly as sure as it is right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bins: tuple[ReliabilityBin, ...] = ()
        self.setObjectName("reliability_plot")
        self.setAccessibleName(self.tr("Accuracy by confidence"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def show_report(self, report: Report) -> None:
        """Show the bins of a report."""
        self._bins = report.bins
        self.setAccessibleDescription("; ".join(bin_text(each) for each in report.bins if each.n))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(480, 380)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest plot that can be read."""
        return QSize(300, 240)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what the bin below the pointer holds."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._bins:
            area = self._area()
            at = int((event.pos().x() - area.left()) / area.width() * len(self._bins))
            if 0 <= at < len(self._bins) and self._bins[at].n:
                QToolTip.showText(event.globalPos(), bin_text(self._bins[at]), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint grid, bars with their uncertainty, the line, and the counts below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._paint_grid(painter, area)
        for each in self._bins:
            if each.n:
                self._paint_bar(painter, area, each)
        painter.setPen(QPen(QColor(self._theme.colours.muted), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(area.bottomLeft(), area.topRight())
        self._paint_counts(painter, area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colours.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -(_BOTTOM + _COUNTS + _GAP))

    def _paint_grid(self, painter: QPainter, area: QRectF) -> None:
        colours = self._theme.colours
        painter.setFont(sized_font(self.font(), 0.9))
        for step in range(6):
            share = step / 5
            y, x = area.bottom() - share * area.height(), area.left() + share * area.width()
            painter.setPen(QPen(QColor(colours.border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.muted))
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(0, y - 10, _LEFT - 8, 20), middle, share_text(share, 0))
            below = QRectF(x - 30, area.bottom() + _COUNTS + _GAP + 4, 60, 18)
            if step == 5:
                below.moveRight(area.right() + _RIGHT - 2)
            side = Qt.AlignmentFlag.AlignRight if step == 5 else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(below, side, share_text(share, 0))
        axis = QRectF(area.left(), self.height() - 22, area.width(), 20)
        painter.drawText(axis, Qt.AlignmentFlag.AlignCenter, self.tr("How sure the model is"))

    def _paint_bar(self, painter: QPainter, area: QRectF, each: ReliabilityBin) -> None:
        colour = QColor(right_colour(self._theme))
        bar = self._bar_rect(area, each, each.accuracy * area.height(), area.bottom())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(colour.name(), self._theme.colours.surface, 0.55))
        painter.drawRect(bar)
        low, high = wilson_interval(round(each.accuracy * each.n), each.n)
        middle = bar.center().x()
        painter.setPen(QPen(QColor(self._theme.colours.text), 1.5))
        ends = [QPointF(middle, area.bottom() - share * area.height()) for share in (low, high)]
        painter.drawLine(*ends)
        for end in ends:
            painter.drawLine(end - QPointF(3, 0), end + QPointF(3, 0))

    def _paint_counts(self, painter: QPainter, area: QRectF) -> None:
        """Paint how many answers each bin holds; the root of the count, so that few are seen beside many."""
        most = max((each.n for each in self._bins), default=0)
        bottom = area.bottom() + _GAP + _COUNTS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.muted))
        for each in self._bins:
            if each.n:
                height = max((each.n / most) ** 0.5 * (_COUNTS - 4), 1.5)
                painter.drawRect(self._bar_rect(area, each, height, bottom))
        painter.setPen(QPen(QColor(self._theme.colours.border), 1))
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom))
        painter.setPen(QColor(self._theme.colours.muted))
        painter.setFont(sized_font(self.font(), 0.9))
        place = QRectF(0, area.bottom() + _GAP, _LEFT - 8, _COUNTS)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.tr("Count"))

    @staticmethod
    def _bar_rect(area: QRectF, each: ReliabilityBin, height: float, bottom: float) -> QRectF:
        left, right = (area.left() + edge * area.width() for edge in (each.low, each.high))
        return QRectF(left + 1, bottom - height, right - left - 2, height)
