"""Inkdigit reads handwritten digits: drawn, photographed, or a whole folder of them."""

__version__ = "0.1.0"
