"""The answer, large: the digit in a tile, and how sure it is."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.core.prediction import Verdict
from app.ui.icons import svg_pixmap
from app.ui.theme import Theme, sized_font
from app.ui.wording import Words

TILE = 92
_GAP = 18
_ICONS = {Verdict.EMPTY: "pen", Verdict.NOT_A_DIGIT: "not-a-digit"}


class AnswerLabel(QLabel):
    """A label whose text is the answer as it is read aloud; painted as a tile and a title."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = Words("", "", "", "")
        self._verdict = Verdict.EMPTY
        self.setObjectName("answer_label")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_words(self, words: Words, verdict: Verdict) -> None:
        """Show the answer; words that are shown already cost nothing."""
        if words == self._words and verdict == self._verdict:
            return
        is_new = words.answer != self._words.answer
        self._words, self._verdict = words, verdict
        if is_new:
            self.setText(words.answer)
            self.setAccessibleName(words.answer)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the tile's height; the width is the panel's."""
        return QSize(3 * TILE, TILE)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the title would be cut."""
        return QSize(3 * TILE, TILE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint tile, digit or icon, and title."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRect(0, 0, TILE, TILE)
        colour, soft = self._tints()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(QRectF(tile), 18, 18)
        if self._words.glyph:
            self._paint_glyph(painter, tile, colour)
        else:
            self._paint_icon(painter, tile, colour)
        self._paint_title(painter, QRect(TILE + _GAP, 0, self.width() - TILE - _GAP, TILE), colour)
        painter.end()

    def _tints(self) -> tuple[str, str]:
        colours = self._theme.colours
        return {
            Verdict.DIGIT: (colours.accent, colours.accent_soft),
            Verdict.UNSURE: (colours.caution, colours.caution_soft),
            Verdict.NOT_A_DIGIT: (colours.danger, colours.danger_soft),
            Verdict.EMPTY: (colours.muted, colours.raised),
        }[self._verdict]

    def _paint_glyph(self, painter: QPainter, tile: QRect, colour: str) -> None:
        font = sized_font(self.font(), 1.0, bold=True)
        font.setPixelSize(64 if len(self._words.glyph) == 1 else max(12, 110 // len(self._words.glyph)))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, self._words.glyph)

    def _paint_icon(self, painter: QPainter, tile: QRect, colour: str) -> None:
        size = QSize(40, 40)
        pixmap = svg_pixmap(_ICONS.get(self._verdict, "info"), colour, size, self.devicePixelRatioF())
        painter.drawPixmap(tile.center().x() - 19, tile.center().y() - 19, pixmap)

    def _paint_title(self, painter: QPainter, area: QRect, colour: str) -> None:
        is_number = self._verdict is Verdict.DIGIT
        font = sized_font(self.font(), 2.6 if is_number else 1.75, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.text if self._verdict is not Verdict.UNSURE else colour))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), self._words.title)
