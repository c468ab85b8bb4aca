"""The tools below the square: the pen's for the canvas, the way back for a picture."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QToolButton,
    QWidget,
)

from app.core.defaults import DEFAULT_PEN
from app.core.settings import MAX_PEN, MIN_PEN
from app.ui.canvas import Canvas
from app.ui.desk import TOOLS_OVERHANG
from app.ui.icons import svg_icon
from app.ui.naming import named
from app.ui.opening import OpenedPicture
from app.ui.theme import Theme
from app.ui.tips import plain_tip

_ICON = QSize(22, 22)
_TEXT_WIDTH = 110
"""Pixels in which the text of a picture can be read."""


class PenBar(QWidget):
    """Pen width, eraser, undo, redo, clear."""

    def __init__(self, theme: Theme, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pen"))
        self.slider = named(QSlider(Qt.Orientation.Horizontal), "pen_width")
        self._theme = theme
        self._canvas: Canvas | None = None
        self._picture = QLabel()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)
        self._build_slider()
        self._build_layout(actions)

    def follow(self, canvas: Canvas) -> None:
        """Show and set the pen of a canvas."""
        self._canvas = canvas
        canvas.pen_width_changed.connect(self._on_pen_width_changed)
        self.slider.valueChanged.connect(self._on_slider_moved)

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

    @Slot(float)
    def _on_pen_width_changed(self, width: float) -> None:
        self.slider.setValue(round(width))

    @Slot(int)
    def _on_slider_moved(self, width: int) -> None:
        if self._canvas is not None and width != round(self._canvas.pen_width):
            self._canvas.set_pen_width(float(width))

    def _on_theme_changed(self) -> None:
        self._picture.setPixmap(svg_icon("pen", self._theme).pixmap(_ICON))


class PictureBar(QWidget):
    """The way back to the canvas, the text that was read, and what can be done with it."""

    back_requested = Signal()
    copy_requested = Signal()
    correct_requested = Signal()
    save_requested = Signal()
    whole_switched = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Picture"))
        self.back = named(QPushButton(self.tr("Back")), "back_button")
        self.back.setIcon(svg_icon("back", theme))
        self.back.setToolTip(self.tr("Back to the canvas (Esc)"))
        self.back.setAccessibleName(self.tr("Back to the canvas"))
        self.back.clicked.connect(self.back_requested)
        self.text = named(QLineEdit(), "reading_text")
        self.text.setReadOnly(True)
        self.text.setMinimumWidth(_TEXT_WIDTH // 2)
        self.text.setAccessibleName(self.tr("Text of the picture"))
        self._copy = self._button("copy_text_button", "copy", self.tr("Copy the text"), theme)
        self._copy.clicked.connect(self.copy_requested)
        self._correct = self._button("correct_button", "keep", self.tr("Correct the selected digit…"), theme)
        self._correct.setToolTip(self.tr("Say what the selected digit is, and keep it as an example (or type it)"))
        self._correct.clicked.connect(self.correct_requested)
        self._save = self._button("save_picture_button", "save", self.tr("Save the picture with its boxes…"), theme)
        self._save.clicked.connect(self.save_requested)
        self._whole = named(QCheckBox(self.tr("One digit")), "whole_switch")
        self._whole.setAccessibleName(self.tr("The whole picture is one digit"))
        self._whole.setToolTip(self._whole.accessibleName())
        self._whole.toggled.connect(self.whole_switched)
        self._build_layout()
        self.show_text("", has_digits=False)

    def show_picture(self, opened: OpenedPicture, *, can_be_page: bool) -> None:
        """Name a picture, and say what of it was left out."""
        self.text.setToolTip(plain_tip(f"{opened.name} · {opened.note}" if opened.note else opened.name))
        self._whole.setEnabled(can_be_page)
        self.show_text("", has_digits=False)

    def show_whole(self, *, is_whole: bool) -> None:
        """Show whether the picture is read as one digit."""
        self._whole.blockSignals(True)
        self._whole.setChecked(is_whole)
        self._whole.blockSignals(False)

    def show_text(self, text: str, *, has_digits: bool) -> None:
        """Show what a picture says, its rows beside each other."""
        self.text.setText(text.replace("\n", " / "))
        self.text.setCursorPosition(0)
        self._copy.setEnabled(bool(text))
        self._correct.setEnabled(has_digits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the word beside the arrow out where the text of the picture would have no room."""
        self.back.setText(self._word if event.size().width() >= self._roomy else "")
        super().resizeEvent(event)

    def _button(self, name: str, icon: str, text: str, theme: Theme) -> QToolButton:
        button = named(QToolButton(), name)
        button.setIcon(svg_icon(icon, theme))
        button.setIconSize(_ICON)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build_layout(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, TOOLS_OVERHANG, 0)
        layout.setSpacing(6)
        layout.addWidget(self.back)
        layout.addWidget(self.text, stretch=1)
        for widget in (self._copy, self._correct, self._save, self._whole):
            layout.addWidget(widget)
        self._word = self.back.text()
        self._roomy = self.sizeHint().width() - self.text.sizeHint().width() + _TEXT_WIDTH
        self.back.setText("")


def tool_button(action: QAction) -> QToolButton:
    """Return an icon button for an action."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(_ICON)
    button.setAccessibleName(action.text().replace("&", ""))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
