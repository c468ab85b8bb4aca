"""A message inside the window: what is wrong and what to do, until it is dismissed."""

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from app.core.errors import InkdigitError
from app.ui.icons import svg_icon, svg_pixmap
from app.ui.naming import named
from app.ui.sentences import spoken_error
from app.ui.theme import Theme

ERROR, NOTE = "error", "note"
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
_LONG_WORD = re.compile(r"\S{32}(?=\S)")
"""A long name would be cut at the window's edge unless its line may break in it."""


class MessageBar(QFrame):
    """Hidden until there is something to say."""

    visibility_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = ERROR
        self._said = ""
        self.setObjectName("message_bar")
        self.setAccessibleName(self.tr("Message"))
        self._icon = QLabel()
        self._text = named(QLabel(), "message_text")
        self._offer = named(QPushButton(), "message_action")
        self._take_offer: Callable[[], object] | None = None
        self._close = named(QToolButton(), "message_close")
        self._build_layout()
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    @property
    def text(self) -> str:
        """Return what the bar says; empty while it is hidden."""
        return "" if self.isHidden() else self._said

    def show_error(self, error: InkdigitError, offer: str = "", take_offer: Callable[[], object] | None = None) -> None:
        """Say what is wrong and what to do, with a button labelled ``offer`` that calls ``take_offer``."""
        self._set_offer(offer, take_offer)
        self._show(ERROR, spoken_error(error))

    def show_failure(self, error: Exception, report: Callable[[Exception], object]) -> None:
        """Say what is wrong; hand what is no message for people to ``report``."""
        if isinstance(error, InkdigitError):
            self.show_error(error)
        else:
            report(error)

    def show_note(self, text: str, offer: str = "", take_offer: Callable[[], object] | None = None) -> None:
        """Say something that is not wrong, with a button labelled ``offer`` that calls ``take_offer``."""
        self._set_offer(offer, take_offer)
        self._show(NOTE, text)

    def dismiss(self) -> None:
        """Hide the message."""
        if not self.isHidden():
            self.hide()
            self.visibility_changed.emit()

    def _set_offer(self, offer: str, take_offer: Callable[[], object] | None) -> None:
        self._take_offer = take_offer
        self._offer.setText(offer)
        self._offer.setAccessibleName(offer or self.tr("Nothing to do"))
        self._offer.setVisible(bool(offer))

    def _on_offer(self) -> None:
        take_offer = self._take_offer
        self.dismiss()
        if take_offer is not None:
            take_offer()

    def _show(self, kind: str, text: str) -> None:
        self._kind = kind
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._said = text
        self._text.setText(_LONG_WORD.sub(lambda part: part[0] + _MAY_BREAK, text))
        self.setAccessibleName(text.replace("\n", " "))
        self._on_theme_changed()
        self.show()
        self.visibility_changed.emit()
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # a millisecond and more of every start

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _build_layout(self) -> None:
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)  # names of files come from outside
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._set_offer("", None)
        self._close.setIcon(svg_icon("close", self._theme))
        self._close.setIconSize(QSize(16, 16))
        self._close.setToolTip(self.tr("Dismiss (Esc)"))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, stretch=1)
        self._offer.clicked.connect(self._on_offer)
        layout.addWidget(self._offer, alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignVCenter)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        name, colour = ("caution", colours.danger) if self._kind == ERROR else ("info", colours.accent)
        self._icon.setPixmap(svg_pixmap(name, colour, QSize(22, 22), self.devicePixelRatioF()))
