"""The answer, large: the digit in a tile, and how sure it is."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.core.prediction import Verdict
from app.ui.icons import svg_pixmap
from app.ui.theme import Theme, sized_font
from app.ui.wording import Words

TILE = 92
_GAP = 18
_NUMBER_SIZE, _LEAST_NUMBER_SIZE, _NUMBER_MARGIN = 64, 20, 22
_TITLE_ROOM = 96
Signs = tuple[tuple[str, Verdict], ...]
"""The digits of a number, each with its verdict."""
_ICONS = {Verdict.EMPTY: "pen", Verdict.NOT_A_DIGIT: "not-a-digit"}


class AnswerLabel(QLabel):
    """A label whose text is the answer as it is read aloud; painted as a tile and a title."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = Words("", "", "", "")
        self._verdict = Verdict.EMPTY
        self._signs: Signs = ()
        self.setObjectName("answer_label")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_words(self, words: Words, verdict: Verdict, signs: Signs = ()) -> None:
        """Show the answer, as ``signs`` where it is a number; words that are shown already cost nothing."""
        if (words, verdict, signs) == (self._words, self._verdict, self._signs):
            return
        is_new = words.answer != self._words.answer
        self._words, self._verdict, self._signs = words, verdict, signs
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
        if self._signs:
            font, width = self._number_font()
            tile.setWidth(max(TILE, width))
        colour, soft = self._tints()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(soft))
        painter.drawRoundedRect(QRectF(tile), 18, 18)
        if self._signs:
            self._paint_number(painter, font, tile.width())
        elif self._words.glyph:
            self._paint_glyph(painter, tile, colour)
        else:
            self._paint_icon(painter, tile, colour)
        self._paint_title(painter, self.rect().adjusted(tile.width() + _GAP, 0, 0, 0), colour)
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

    def _number_font(self) -> tuple[QFont, int]:
        """Return the largest font that lets a number fit beside its title, and the tile's width with it."""
        font = sized_font(self.font(), 1.0, bold=True)
        font.setPixelSize(_NUMBER_SIZE)
        room = self.width() - 2 * _NUMBER_MARGIN - ((_TITLE_ROOM + _GAP) if self._words.title else 0)
        share = min(room / max(_width_of(self._signs, font), 1), 1.0)
        font.setPixelSize(max(int(_NUMBER_SIZE * share), _LEAST_NUMBER_SIZE))
        return font, 2 * _NUMBER_MARGIN + min(_width_of(self._signs, font), room)

    def _paint_number(self, painter: QPainter, font: QFont, width: int) -> None:
        """Paint the signs of a number beside each other, each in the colour of its verdict; of a long one, the end."""
        from app.ui.number_marks import colour_of

        room, signs = width - 2 * _NUMBER_MARGIN, self._signs
        while _width_of(signs, font) > room and len(signs) > 1:
            signs = (("…", signs[1][1]), *signs[2:])
        painter.setFont(font)
        metrics = QFontMetrics(font)
        left = (width - _width_of(signs, font)) // 2
        for sign, verdict in signs:
            advance = metrics.horizontalAdvance(sign)
            painter.setPen(QColor(colour_of(verdict, self._theme.colours)))
            painter.drawText(QRect(left, 0, advance, TILE), Qt.AlignmentFlag.AlignCenter, sign)
            left += advance

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


def _width_of(signs: Signs, font: QFont) -> int:
    metrics = QFontMetrics(font)
    return sum(metrics.horizontalAdvance(sign) for sign, _ in signs)
