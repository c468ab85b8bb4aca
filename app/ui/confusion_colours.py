"""The colours of an evaluation: blue for right, orange for wrong, a pair that every eye tells apart."""

from PySide6.QtGui import QColor

from app.ui.theme import Theme, mixed

_DARK_INK, _LIGHT_INK = "#000000", "#ffffff"


def right_colour(theme: Theme) -> str:
    """Return the colour of right answers."""
    return "#6ea8ff" if theme.is_dark else "#0a56a8"


def wrong_colour(theme: Theme) -> str:
    """Return the colour of mistakes."""
    return "#f2994a" if theme.is_dark else "#c75300"


def cell_colour(theme: Theme, strength: float, *, is_right: bool) -> QColor:
    """Return the colour of a cell; a ``strength`` of 0 is an empty one."""
    colours = theme.colours
    if not strength:
        return QColor(colours.raised)
    return mixed(right_colour(theme) if is_right else wrong_colour(theme), colours.surface, strength)


def ink_on(colour: QColor) -> QColor:
    """Return dark or light text, whichever is read better; one of the two reaches 4.5:1 on any colour."""
    light = luminance(colour)
    dark_contrast = (light + 0.05) / (luminance(QColor(_DARK_INK)) + 0.05)
    return QColor(_DARK_INK if dark_contrast >= 1.05 / (light + 0.05) else _LIGHT_INK)


def luminance(colour: QColor) -> float:
    """Return the relative luminance, 0-1 (WCAG 2)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
