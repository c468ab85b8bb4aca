"""How the pictures of a model are prepared: the ids that cards name, and which data need which. No NumPy at import."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.ink import Drawing
    from app.core.raster import Raster

INK_28 = "mnist-28"
"""Ink in a box of 20 pixels, centred by its mass: ``core.raster``."""
GARMENT_28 = "fashion-mnist-28"
"""A thing on a plain ground that fills all 28 pixels, with its grey values: ``core.garment``."""
PREPROCESSINGS = (INK_28, GARMENT_28)
FASHION_NAMES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)


def preprocessing_for(class_names: tuple[str, ...]) -> str:
    """Return the id of the preprocessing for a model that answers ``class_names``."""
    return GARMENT_28 if class_names == FASHION_NAMES else INK_28


def usual_data(preprocessing: str) -> str:
    """Return the data set that a model of that preprocessing is measured on, unless another is asked for."""
    return "fashion-mnist" if preprocessing == GARMENT_28 else "mnist"


def raster_for(drawing: Drawing, preprocessing: str) -> Raster:
    """Return a drawing as a model of that preprocessing sees it, uint8 (28, 28)."""
    if preprocessing == GARMENT_28:
        from app.core.garment import raster_of_outline

        return raster_of_outline(drawing)
    from app.core.raster import raster_of_drawing

    return raster_of_drawing(drawing)
