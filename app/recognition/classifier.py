"""What every classifier can do, and what it accepts."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from app.core.bundle import Card
from app.core.errors import ClassifierError, said
from app.core.prediction import Prediction
from app.core.raster import SIDE, Raster
from app.core.verdict import Logits


class Classifier(Protocol):
    """Answer rasters. ``device`` is a short text for people, such as "CPU (LiteRT)"."""

    @property
    def card(self) -> Card:
        """Return the card of the model in use."""
        ...

    @property
    def device(self) -> str:
        """Say where and by what the model runs."""
        ...

    def logits(self, rasters: npt.NDArray[np.uint8]) -> Logits:
        """Return float32 (n, classes) for uint8 (n, 28, 28), 0-255, ink bright on black."""
        ...

    def classify(self, raster: Raster) -> Prediction:
        """Return the prediction for one raster, uint8 (28, 28)."""
        ...


def checked_rasters(rasters: object) -> npt.NDArray[np.uint8]:
    """Return ``rasters`` if they are uint8 (n, 28, 28).

    Raises:
        ClassifierError: another dtype or shape; a float raster in 0-1 would be answered wrongly in silence.
    """
    if not isinstance(rasters, np.ndarray) or rasters.dtype != np.uint8:
        raise ClassifierError(
            said(
                "A raster must be uint8 with values 0-255, not {dtype}.", dtype=getattr(rasters, "dtype", type(rasters))
            )
        )
    if rasters.ndim != 3 or rasters.shape[1:] != (SIDE, SIDE):
        raise ClassifierError(said("Rasters must have the shape (n, 28, 28), not {shape}.", shape=rasters.shape))
    return rasters
