"""The middle of the window: a square as large as it fits, its tools below, the panel beside it; or wide, over it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

MARGIN, NARROW_MARGIN = 28, 14
GAP = 36
TOOLS_OVERHANG = 7
"""The tools reach this far beyond the square: so the last icon, not its button's padding, lines up with the edge."""
_TOOLS_GAP = 12
_MIN_SIDE = 300
_MIN_PANEL, _MAX_PANEL = 290, 400
_PANEL_SHARE = 0.33
_ASPECT = 3.0
_MIN_WIDE_HEIGHT = 110
_PANEL_GAP = 22
_BEST_WIDTH = 760
_BEST_WIDE_PANEL = 300
"""Pixels that a panel below takes before the paper above it grows."""


class Desk(QWidget):
    """Place three widgets so that edges line up: ``square`` over ``tools`` at the left, ``panel`` at the right."""

    def __init__(self, square: QStackedWidget, tools: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.square, self._tools, self._panel = square, tools, panel
        self._is_wide = False
        square.setMinimumSize(1, 1)  # what is in it may be wide and low, or square
        for widget in (square, tools, panel):
            widget.setParent(self)

    def set_wide(self, is_wide: bool) -> None:
        """Place the panel below a wide paper, or beside a square one."""
        self._is_wide = is_wide
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Return the size at which nothing is cut."""
        tools = self._tools.minimumSizeHint()
        column = max(_MIN_SIDE, tools.width())
        height = max(_MIN_SIDE + _TOOLS_GAP + tools.height(), self._panel.minimumSizeHint().height())
        return QSize(2 * NARROW_MARGIN + column + GAP + _MIN_PANEL, 2 * NARROW_MARGIN + height)

    def sizeHint(self) -> QSize:
        """Return a comfortable size: cells of 20 pixels."""
        return QSize(2 * MARGIN + 560 + GAP + 330, 2 * MARGIN + 560 + _TOOLS_GAP + self._tools.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the paper as large as possible and keep the whole in the middle."""
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        if self._is_wide:
            self._place_wide()
        else:
            self._place_square()

    def _place_square(self) -> None:
        width, height = self.width(), self.height()
        margin = MARGIN if height > 600 else NARROW_MARGIN
        panel = min(max(round(width * _PANEL_SHARE), _MIN_PANEL), _MAX_PANEL)
        tools = self._tools.sizeHint().height()
        side = max(min(height - 2 * margin - _TOOLS_GAP - tools, width - 2 * margin - GAP - panel), 1)
        left = (width - side - GAP - panel) // 2
        column = side + _TOOLS_GAP + tools
        total = max(column, self._panel.minimumSizeHint().height())
        top = max((height - total) // 2, 0)
        self.square.setGeometry(left, top, side, side)
        least = min(self._tools.minimumSizeHint().width(), side + GAP)
        self._tools.setGeometry(left, top + side + _TOOLS_GAP, max(side + TOOLS_OVERHANG, least), tools)
        self._panel.setGeometry(left + side + GAP, top, panel, total)

    def _place_wide(self) -> None:
        width, height = self.width(), self.height()
        margin = MARGIN if height > 600 else NARROW_MARGIN
        tools, panel = self._tools.sizeHint().height(), self._panel.minimumSizeHint().height()
        room = height - 2 * margin - _TOOLS_GAP - tools - _PANEL_GAP
        wanted = min(round((width - 2 * margin) / _ASPECT), room - panel)
        paper = max(min(wanted, max(room - _BEST_WIDE_PANEL, round(0.55 * room))), min(_MIN_WIDE_HEIGHT, wanted), 1)
        side = round(paper * _ASPECT)
        left = (width - side) // 2
        column = max(side, min(width - 2 * margin, _BEST_WIDTH))
        panel = min(room - paper, _BEST_WIDE_PANEL + 60)
        top = max((height - paper - _TOOLS_GAP - tools - _PANEL_GAP - panel) // 2, 0)
        self.square.setGeometry(left, top, side, paper)
        self._tools.setGeometry(left, top + paper + _TOOLS_GAP, side + TOOLS_OVERHANG, tools)
        below = top + paper + _TOOLS_GAP + tools + _PANEL_GAP
        self._panel.setGeometry((width - column) // 2, below, column, panel)
