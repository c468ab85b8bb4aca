"""A part of a page that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.naming import named


def scrolled(content: QWidget, name: str, title: str, *, is_column: bool = False) -> QScrollArea:
    """Return a frameless area, called ``title`` by a screen reader, that holds ``content`` as wide as itself.

    ``is_column``: it scrolls up and down alone, on the ground of the window.
    """
    area = named(QScrollArea(), name)
    area.setAccessibleName(title)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    if is_column:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
    return area
