"""The few values that the window needs before NumPy is there, apart so that it can paint first."""

CANVAS_SIDE = 280.0
"""The window's canvas in canvas units: 28 cells of 10."""
NUMBER_SIZE = (3 * CANVAS_SIDE, CANVAS_SIDE)
"""The canvas for a whole number, (width, height) in canvas units."""
DEFAULT_PEN = 20.0
"""The pen's width in canvas units."""
DEFAULT_MODEL = "digits"
NUMBER_PEN = 12.0
"""The pen's width for a whole number, whose digits are smaller."""
_NUMBER_ASPECT = 2.5


def is_number_size(size: tuple[float, float]) -> bool:
    """Say whether a canvas of ``size`` (width, height) is for a whole number: at least 2.5 times as wide as high."""
    return size[0] >= _NUMBER_ASPECT * size[1]
