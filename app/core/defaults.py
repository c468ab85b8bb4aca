"""The few values that the window needs before NumPy is there, apart so that it can paint first."""

CANVAS_SIDE = 280.0
"""The window's canvas in canvas units: 28 cells of 10."""
DEFAULT_PEN = 20.0
"""The pen's width in canvas units."""
DEFAULT_MODEL = "digits"
