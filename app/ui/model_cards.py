"""The models as a list of cards, each painted from what is known of it."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.library import ModelInfo
from app.ui.sentences import spoken
from app.ui.theme import Theme, sized_font
from app.ui.tips import plain_tip
from app.ui.wording import share_text

MODEL = Qt.ItemDataRole.UserRole
_SAMPLE, _MARGIN, _PADDING = 56, 5, 14
Index = QModelIndex | QPersistentModelIndex


class ModelCards(QListWidget):
    """A card for each model; ``current_model`` is the chosen one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("library_list")
        self.setAccessibleName(self.tr("Models"))
        self.setItemDelegate(_CardPainter(theme, self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setMinimumSize(560, 300)
        theme.changed.connect(self.viewport().update)

    @property
    def current_model(self) -> ModelInfo | None:
        """Return the model of the card with the focus; None where there is none."""
        item = self.currentItem()
        model: ModelInfo | None = None if item is None else item.data(MODEL)
        return model

    @property
    def selected_models(self) -> list[ModelInfo]:
        """Return the models of all selected cards."""
        return [item.data(MODEL) for item in self.selectedItems()]

    def show_models(self, models: list[ModelInfo], in_use: str) -> None:
        """Show a card for each model; the one in use comes to the fore."""
        self.clear()
        for model in models:
            item = QListWidgetItem(self)
            item.setData(MODEL, model)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, ", ".join(self.lines_of(model, in_use=model.key == in_use))
            )
            item.setToolTip(plain_tip(spoken(model.error) or model.folder))
            item.setData(MODEL + 1, model.key == in_use)
        self.choose(in_use)

    def choose(self, key: str) -> None:
        """Choose the card of one model alone; the first where there is none of that key."""
        rows = [row for row in range(self.count()) if self.item(row).data(MODEL).key == key] or [0]
        if self.count():
            self.setCurrentRow(rows[0], QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def lines_of(self, model: ModelInfo, *, in_use: bool) -> list[str]:
        """Return what a card says: name, how good and how large, what it reads."""
        title = f"{model.key} {model.version}".strip()
        if in_use:
            title = self.tr("{name} (in use)").format(name=title)
        if model.error:
            return [title, spoken(model.error)]
        return [title, self._facts(model), self._reads(model)]

    def _facts(self, model: ModelInfo) -> str:
        facts = []
        if model.accuracy is not None:
            accuracy = share_text(model.accuracy)
            facts.append(
                self.tr("{accuracy} of {count} test pictures").format(accuracy=accuracy, count=f"{model.tested_on:,}")
            )
        else:
            facts.append(self.tr("not measured"))
        if model.aims:
            facts.append(self.tr("{met} of {count} aims met").format(met=model.aims_met, count=model.aims))
        facts.append(f"{model.size_bytes / 1e6:.1f}\N{NO-BREAK SPACE}MB")
        if model.made:
            facts.append(model.made)
        if not model.is_verified:
            facts.append(self.tr("not verified"))
        return " · ".join(facts)

    def _reads(self, model: ModelInfo) -> str:
        names = ", ".join(model.class_names[:10]) + ("…" if len(model.class_names) > 10 else "")
        return f"{names} · {model.description}" if model.description else names


class _CardPainter(QStyledItemDelegate):
    """Paint a card: a square with the classes, three lines, a frame in the accent colour where it is selected."""

    def __init__(self, theme: Theme, cards: ModelCards) -> None:
        super().__init__(cards)
        self._theme, self._cards = theme, cards

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of every card."""
        lines = 3 * QFontMetrics(option.font).lineSpacing() + 14
        return QSize(300, max(_SAMPLE, lines) + 2 * (_PADDING + _MARGIN) - 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        model, in_use = index.data(MODEL), index.data(MODEL + 1)
        colours, font = self._theme.colours, option.font
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        card = QRectF(option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent if is_selected else colours.border), 2 if is_selected else 1))
        painter.setBrush(QColor(colours.accent_soft if is_selected else colours.surface))
        painter.drawRoundedRect(card, 10, 10)
        square = QRectF(card.x() + _PADDING, card.center().y() - _SAMPLE / 2, _SAMPLE, _SAMPLE)
        self._paint_sample(painter, square, model, font)
        left = int(square.right()) + _PADDING
        text = QRect(left, int(card.y()) + 8, int(card.right()) - _PADDING - left, int(card.height()) - 16)
        self._paint_lines(painter, text, self._cards.lines_of(model, in_use=in_use), model, font)
        painter.restore()

    def _paint_sample(self, painter: QPainter, square: QRectF, model: ModelInfo, font: object) -> None:
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.paper))
        painter.drawRoundedRect(square, 6, 6)
        for at in range(1, 4):
            step = square.width() * at / 4
            painter.setPen(QColor(colours.cells))
            painter.drawLine(square.topLeft() + QPointF(step, 1), square.bottomLeft() + QPointF(step, -1))
            painter.drawLine(square.topLeft() + QPointF(1, step), square.topRight() + QPointF(-1, step))
        names = model.class_names
        sample = f"{names[0][:1]}–{names[-1][:1]}" if names else "?"
        painter.setPen(QColor(colours.ink if names else colours.danger))
        painter.setFont(sized_font(font, 1.35, bold=True))  # type: ignore[arg-type]
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, sample)

    def _paint_lines(self, painter: QPainter, area: QRect, lines: list[str], model: ModelInfo, font: object) -> None:
        colours = self._theme.colours
        height = area.height() // 3
        looks = [
            (sized_font(font, 1.1, bold=True), colours.text),  # type: ignore[arg-type]
            (font, colours.danger if model.error else colours.caution if not model.is_verified else colours.text),
            (font, colours.muted),
        ]
        for row, (line, (look, colour)) in enumerate(zip(lines, looks, strict=False)):
            painter.setFont(look)  # type: ignore[arg-type]
            painter.setPen(QColor(colour))
            place = QRect(area.x(), area.y() + row * height, area.width(), height)
            shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
