"""The data that pages are made of."""

from tests.unit.learning.conftest import data_folder, pen_strokes

__all__ = ["data_folder", "pen_strokes"]
