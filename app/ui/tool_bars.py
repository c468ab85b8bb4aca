"""The tools below the square: the pen's for the canvas, the way back for a picture."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSlider, QToolButton, QWidget

from app.core.defaults import DEFAULT_PEN
from app.core.settings import MAX_PEN, MIN_PEN
from app.ui.desk import TOOLS_OVERHANG
from app.ui.icons import svg_icon
from app.ui.naming import named
from app.ui.opening import OpenedPicture
from app.ui.theme import Theme

_ICON = QSize(22, 22)


class PenBar(QWidget):
    """Pen width, eraser, undo, redo, clear."""

    def __init__(self, theme: Theme, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pen"))
        self.slider = named(QSlider(Qt.Orientation.Horizontal), "pen_width")
        self._theme = theme
        self._picture = QLabel()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)
        self._build_slider()
        self._build_layout(actions)

    def _build_slider(self) -> None:
        self.slider.setRange(round(MIN_PEN), round(MAX_PEN))
        self.slider.setPageStep(4)
        self.slider.setValue(round(DEFAULT_PEN))
        self.slider.setMinimumWidth(70)
        self.slider.setMaximumWidth(190)
        self.slider.setAccessibleName(self.tr("Pen width"))
        self.slider.setToolTip(self.tr("Pen width ([ and ]); the answer does not depend on it"))

    def _build_layout(self, actions: dict[str, QAction]) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._picture.setToolTip(self.slider.toolTip())
        layout.addWidget(self._picture)
        layout.addSpacing(4)
        layout.addWidget(self.slider, stretch=1)
        layout.addSpacing(10)
        layout.addWidget(tool_button(actions["action_eraser"]))
        layout.addStretch(1)
        for name in ("action_undo", "action_redo", "action_clear"):
            layout.addWidget(tool_button(actions[name]))

    def _on_theme_changed(self) -> None:
        self._picture.setPixmap(svg_icon("pen", self._theme).pixmap(_ICON))


class PictureBar(QWidget):
    """The way back to the canvas, and the picture's name."""

    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Picture"))
        self._full_name = ""
        self.back = named(QPushButton(self.tr("Back to the canvas")), "back_button")
        self.back.setIcon(svg_icon("back", theme))
        self.back.setToolTip(self.tr("Back to the canvas (Esc)"))
        self.back.setAccessibleName(self.back.text())
        self.back.clicked.connect(self.back_requested)
        self._name = named(QLabel(), "muted")
        self._name.setTextFormat(Qt.TextFormat.PlainText)  # a file's name comes from outside
        self._name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, TOOLS_OVERHANG, 0)
        layout.setSpacing(16)
        layout.addWidget(self.back)
        layout.addWidget(self._name, stretch=1)

    def show_picture(self, opened: OpenedPicture) -> None:
        """Name a picture, and say what of it was left out."""
        self._full_name = f"{opened.name} · {opened.note}" if opened.note else opened.name
        self._name.setToolTip(self._full_name)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name in its middle to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self.width() - self.back.sizeHint().width() - 20, 40)
        self._name.setText(self._name.fontMetrics().elidedText(self._full_name, Qt.TextElideMode.ElideMiddle, room))


def tool_button(action: QAction) -> QToolButton:
    """Return an icon button for an action."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(_ICON)
    button.setAccessibleName(action.text().replace("&", ""))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
