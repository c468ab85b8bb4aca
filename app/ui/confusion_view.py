"""The confusion matrix as something to point at: rows what a picture is, columns what was answered."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.confusion import strengths
from app.core.evaluation import Report
from app.ui.confusion_colours import cell_colour, ink_on
from app.ui.evaluation_words import cell_text
from app.ui.theme import Theme, sized_font
from app.ui.tips import plain_tip

Cell = tuple[int, int]
_LEAST, _BEST, _MOST = 26, 44, 52
_MAX_NAME = 116
_AXIS, _PAD = 22, 8
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ConfusionView(QWidget):
    """Show a matrix; arrows move the marked cell, Enter or a click chooses it."""

    cell_chosen = Signal(int, int)
    """The class and the answer of the cell."""
    marked_moved = Signal(object)
    """The QRect of the marked cell, to be kept in sight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self._strengths: list[list[float]] = []
        self._marked: Cell = (0, 0)
        self._hovered: Cell | None = None
        self._take_font()
        self.setObjectName("confusion_view")
        self.setAccessibleName(self.tr("Confusion matrix"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    @property
    def marked(self) -> Cell:
        """Return the class and the answer of the cell that Enter chooses."""
        return self._marked

    def show_report(self, report: Report) -> None:
        """Show the matrix of a report, its largest mistake marked."""
        self._report = report
        self._strengths = strengths(report.confusion).tolist()
        self._take_font()
        self._hovered = None
        self._mark(report.worst_cell)
        self.updateGeometry()
        self.update()

    def picture(self, *, scale: int = 2) -> QImage:
        """Return the matrix as it is on show, ``scale`` pixels for one, without the mark."""
        size = self._size(_BEST)
        image = QImage(size * scale, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(QColor(self._theme.colours.surface))
        painter = QPainter(image)
        self._paint(painter, QRect(QPoint(), size), _BEST, is_plain=True)
        painter.end()
        return image

    def cell_rect(self, label: int, answer: int) -> QRect:
        """Return where a cell is."""
        return self._rect_of((label, answer), self._cell_side())

    def sizeHint(self) -> QSize:
        """Return cells of a comfortable size."""
        return self._size(_BEST)

    def minimumSizeHint(self) -> QSize:
        """Return the smallest cells that can be read."""
        return self._size(_LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names and the cells that are in sight."""
        if self._report is None:
            return
        painter = QPainter(self)
        self._paint(painter, event.rect(), self._cell_side(), is_plain=False)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what the cell below the pointer counts; take over another font."""
        if event.type() == QEvent.Type.FontChange:
            self._take_font()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell_at(event.pos())
            if cell is None or self._report is None:
                QToolTip.hideText()
            else:
                words = plain_tip(cell_text(self._report, *cell))
                QToolTip.showText(event.globalPos(), words, self, self.cell_rect(*cell))
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the names of the cell below the pointer."""
        self._hover(self._cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Stop marking."""
        self._hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell."""
        cell = self._cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._mark(cell)
            self.cell_chosen.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the marked cell, or choose it."""
        key = Qt.Key(event.key())
        if self._report is None:
            super().keyPressEvent(event)
        elif key in _STEPS:
            down, right = _STEPS[key]
            label, answer = self._marked[0] + down, self._marked[1] + right
            self._move((min(max(label, 0), self._count - 1), min(max(answer, 0), self._count - 1)))
        elif key == Qt.Key.Key_Home:
            self._move((0, 0))
        elif key == Qt.Key.Key_End:
            self._move((self._count - 1, self._count - 1))
        elif key in _ENTER:
            self.cell_chosen.emit(*self._marked)
        else:
            super().keyPressEvent(event)

    @property
    def _names(self) -> tuple[str, ...]:
        return self._report.class_names if self._report else ()

    @property
    def _count(self) -> int:
        return len(self._names)

    def _take_font(self) -> None:
        """Measure the names once: they are asked for with every cell."""
        metrics = QFontMetrics(sized_font(self.font(), 1.0, bold=True))
        widest = max(map(metrics.horizontalAdvance, self._names), default=0)
        self._name_room, self._line = min(widest, _MAX_NAME) + _PAD, metrics.height()
        self._fonts = [sized_font(self.font(), factor) for factor in (0.95, 0.85, 0.75, 0.65, 0.55)]
        self._font_metrics = [QFontMetrics(font) for font in self._fonts]

    def _are_names_upright(self, side: int) -> bool:
        return self._name_room > side

    def _origin(self, side: int) -> QPoint:
        top = self._name_room if self._are_names_upright(side) else self._line + _PAD
        return QPoint(_AXIS + self._name_room, _AXIS + top)

    def _size(self, side: int) -> QSize:
        origin = self._origin(side)
        return QSize(origin.x() + side * self._count + 2, origin.y() + side * self._count + 2)

    def _cell_side(self) -> int:
        """Return the largest cells that fit, at least the smallest that can be read."""
        for side in range(_MOST, _LEAST, -1):
            size = self._size(side)
            if size.width() <= self.width() and size.height() <= self.height():
                return side
        return _LEAST

    def _rect_of(self, cell: Cell, side: int) -> QRect:
        origin = self._origin(side)
        return QRect(origin.x() + cell[1] * side, origin.y() + cell[0] * side, side - 2, side - 2)

    def _cell_at(self, place: QPoint) -> Cell | None:
        side = self._cell_side()
        away = place - self._origin(side)
        label, answer = away.y() // side, away.x() // side
        return (label, answer) if 0 <= label < self._count and 0 <= answer < self._count else None

    def _move(self, cell: Cell) -> None:
        self._mark(cell)
        origin = self._origin(self._cell_side())
        rect = self.cell_rect(*cell)
        # The names stay at the edge of what is in sight, so the cell needs their room before it.
        self.marked_moved.emit(rect.adjusted(-origin.x(), -origin.y(), 2, 2))

    def _mark(self, cell: Cell) -> None:
        self._marked = cell
        if self._report is not None:
            self.setAccessibleDescription(cell_text(self._report, *cell))
        self.update()

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.setCursor(Qt.CursorShape.ArrowCursor if cell is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def _paint(self, painter: QPainter, exposed: QRect, side: int, *, is_plain: bool) -> None:
        """Paint the cells, and over them the names at the edges of what is in sight."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        origin = self._origin(side)
        rows = _in_sight(exposed.top() - origin.y(), exposed.bottom() - origin.y(), side, self._count)
        columns = _in_sight(exposed.left() - origin.x(), exposed.right() - origin.x(), side, self._count)
        for row in rows:
            for column in columns:
                self._paint_cell(painter, (row, column), side)
        if not is_plain:
            self._paint_marks(painter, side)
        seen = exposed if is_plain else self.visibleRegion().boundingRect()
        self._paint_names(painter, seen, origin, side, is_plain=is_plain)

    def _paint_names(self, painter: QPainter, seen: QRect, origin: QPoint, side: int, *, is_plain: bool) -> None:
        ground = self._theme.colours.surface if is_plain else self._theme.colours.window
        left, top = QRect(seen), QRect(seen)
        left.setWidth(origin.x() - 1)
        top.setHeight(origin.y() - 1)
        length = side * self._count
        rows = _in_sight(seen.top() - origin.y(), seen.bottom() - origin.y(), side, self._count)
        columns = _in_sight(seen.left() - origin.x(), seen.right() - origin.x(), side, self._count)
        painter.save()
        painter.translate(seen.x(), 0)
        painter.fillRect(left.translated(-seen.x(), 0), QColor(ground))
        for row in rows:
            self._paint_row_name(painter, row, side, is_plain=is_plain)
        self._paint_axis(painter, self.tr("What it is"), QPoint(0, origin.y() + length), length, is_upright=True)
        painter.restore()
        painter.save()
        painter.translate(0, seen.y())
        painter.fillRect(top.translated(0, -seen.y()), QColor(ground))
        for column in columns:
            self._paint_column_name(painter, column, side, is_plain=is_plain)
        self._paint_axis(painter, self.tr("Read as"), QPoint(origin.x(), 0), length, is_upright=False)
        painter.restore()
        painter.fillRect(QRect(seen.topLeft(), QSize(origin.x() - 1, origin.y() - 1)), QColor(ground))

    def _paint_axis(self, painter: QPainter, text: str, start: QPoint, length: int, *, is_upright: bool) -> None:
        painter.save()
        painter.translate(start)
        painter.rotate(-90 if is_upright else 0)
        painter.setPen(QColor(self._theme.colours.muted))
        painter.setFont(self.font())
        painter.drawText(QRect(0, 0, length, _AXIS - 2), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
        painter.restore()

    def _paint_row_name(self, painter: QPainter, row: int, side: int, *, is_plain: bool) -> None:
        rect = self._rect_of((row, 0), side)
        room = QRect(_AXIS, rect.y(), self._name_room - _PAD, rect.height())
        name = self._take_pen(painter, row, is_marked=not is_plain and row == self._pointed()[0])
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)

    def _paint_column_name(self, painter: QPainter, column: int, side: int, *, is_plain: bool) -> None:
        rect = self._rect_of((0, column), side)
        name = self._take_pen(painter, column, is_marked=not is_plain and column == self._pointed()[1])
        if not self._are_names_upright(side):
            room = QRect(rect.x(), _AXIS, rect.width(), rect.y() - _AXIS - _PAD // 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
            return
        painter.save()
        painter.translate(rect.x(), rect.y() - _PAD)
        painter.rotate(-90)
        room = QRect(0, 0, rect.y() - _AXIS - _PAD, rect.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def _take_pen(self, painter: QPainter, at: int, *, is_marked: bool) -> str:
        """Set font and colour for a class name and return it, shortened to its room."""
        colours = self._theme.colours
        font = sized_font(self.font(), 1.0, bold=is_marked)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if is_marked else colours.muted))
        return QFontMetrics(font).elidedText(self._names[at], Qt.TextElideMode.ElideRight, self._name_room - _PAD)

    def _paint_cell(self, painter: QPainter, cell: Cell, side: int) -> None:
        assert self._report is not None
        row, column = cell
        rect, count = self._rect_of(cell, side), self._report.confusion[row][column]
        fill = cell_colour(self._theme, self._strengths[row][column], is_right=row == column)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(rect), 3, 3)
        if count:
            text = str(count)
            painter.setPen(ink_on(fill))
            painter.setFont(self._fitting_font(text, rect.width() - 4))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _fitting_font(self, text: str, room: int) -> QFont:
        """Return the largest of a few sizes at which a count fits its cell."""
        for font, metrics in zip(self._fonts, self._font_metrics, strict=True):
            if metrics.horizontalAdvance(text) <= room:
                return font
        return self._fonts[-1]

    def _paint_marks(self, painter: QPainter, side: int) -> None:
        colours = self._theme.colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._hovered is not None:
            painter.setPen(QPen(QColor(colours.muted), 1.5))
            painter.drawRoundedRect(QRectF(self._rect_of(self._hovered, side)), 3, 3)
        painter.setPen(QPen(QColor(colours.text), 2.5 if self.hasFocus() else 1.5))
        painter.drawRoundedRect(QRectF(self._rect_of(self._marked, side)).adjusted(-1, -1, 1, 1), 4, 4)

    def _pointed(self) -> Cell:
        return self._hovered or self._marked


def _in_sight(low: int, high: int, side: int, count: int) -> range:
    return range(max(low // side, 0), min(high // side + 1, count))
