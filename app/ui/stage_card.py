"""One picture of the strip of steps: what a step leaves, its switch, and the answer without it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.prediction import Prediction
from app.ui.naming import named
from app.ui.stages_words import short_answer, tip_of, title_of
from app.ui.theme import Theme, sized_font

_SIDE = 112
_RADIUS = 6


class StagePicture(QWidget):
    """A small picture on a dark ground, its form kept; pixels of a raster stay pixels."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.image = QImage()
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage) -> None:
        """Show an image; an empty one shows the ground alone."""
        if image != self.image:
            self.image = image
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the picture in its middle, and an edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        corners = QPainterPath()
        corners.addRoundedRect(frame, _RADIUS, _RADIUS)
        painter.fillPath(corners, QColor(self._theme.colours.raised))
        if not self.image.isNull():
            painter.save()
            painter.setClipPath(corners)
            is_small = max(self.image.width(), self.image.height()) <= _SIDE // 2
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_small)
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)
            painter.restore()
        painter.setPen(QPen(QColor(self._theme.colours.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(corners)
        painter.end()


class StageCard(QWidget):
    """A step with a switch, or, where ``step`` is empty, the picture that everything begins with."""

    switched = Signal()

    def __init__(self, step: str, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._theme = theme
        self._answers: tuple[Prediction, Prediction] | None = None
        self.picture = StagePicture(theme)
        self.picture.setObjectName(f"stage_{step or 'seen'}")
        self.picture.setAccessibleName(title)
        self.switch = named(QCheckBox(title), f"step_{step}") if step else None
        self.answer = named(QLabel(" "), f"without_{step}" if step else "muted")
        self._build(title)
        theme.changed.connect(self._on_theme_changed)

    @property
    def is_on(self) -> bool:
        """Say whether the step is taken."""
        return self.switch is None or self.switch.isChecked()

    def show_answers(self, without: Prediction, full: Prediction) -> None:
        """Say what is read without this step alone; in colour where that is another answer than ``full``."""
        self._answers = (without, full)
        words = self.tr("without: {answer}").format(answer=short_answer(without)) if full.label is not None else " "
        self.answer.setText(words)
        if self.switch is not None:
            self.switch.setAccessibleDescription(words)
        self._on_theme_changed()

    def clear(self) -> None:
        """Show neither a picture nor an answer."""
        self._answers = None
        self.picture.show_image(QImage())
        self.answer.setText(" ")

    def _build(self, title: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        if self.switch is None:
            label = QLabel(title)
            label.setFont(sized_font(label.font(), 1.0, bold=True))
            layout.addWidget(label)
        else:
            self.switch.setChecked(True)
            self.switch.setToolTip(f"{title}: {tip_of(self.step)}")
            self.switch.toggled.connect(self.switched)
            layout.addWidget(self.switch)
        self.answer.setFont(sized_font(self.answer.font(), 0.9))
        self.answer.setWordWrap(True)
        self.answer.setFixedWidth(_SIDE + 10)
        self.answer.setFixedHeight(2 * self.answer.fontMetrics().lineSpacing() + 2)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.picture)
        layout.addWidget(self.answer)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        is_other = self._answers is not None and (
            (self._answers[0].label, self._answers[0].verdict) != (self._answers[1].label, self._answers[1].verdict)
        )
        self.answer.setStyleSheet(f"color: {colours.danger if is_other else colours.muted}")


def build_cards(steps: tuple[str, ...], theme: Theme, first: str) -> list[StageCard]:
    """Return a card for the picture as it is seen, called ``first``, and one for each step."""
    return [StageCard("", first, theme), *(StageCard(step, title_of(step), theme) for step in steps)]
