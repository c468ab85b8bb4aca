"""What every classifier can do, and how logits become a prediction."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from app.core.bundle import Card
from app.core.errors import ClassifierError
from app.core.prediction import Prediction, Verdict, empty_prediction
from app.core.raster import SIDE, Raster

Logits = npt.NDArray[np.float32]
MIN_INK_SIDE = 12
"""A digit fills 20 pixels of its raster; ink whose longer side is shorter than this is a dot."""


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


def predictions_of(rasters: npt.NDArray[np.uint8], logits: Logits, card: Card) -> list[Prediction]:
    """Turn logits (n, classes) of ``rasters`` (n, 28, 28) into calibrated predictions with verdicts."""
    energies = energy_of(logits)
    probabilities = softmax(logits / card.temperature)
    return [
        _prediction(raster, float(energy), row, card)
        for raster, energy, row in zip(rasters, energies, probabilities, strict=True)
    ]


def energy_of(logits: Logits) -> npt.NDArray[np.float32]:
    """Return logsumexp of each row: the evidence that the raster is a digit at all (Liu et al. 2020)."""
    top = logits.max(axis=1)
    energies: npt.NDArray[np.float32] = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    return energies


def softmax(logits: Logits) -> npt.NDArray[np.float64]:
    """Return probabilities per row, float64, each row summing to 1."""
    shifted = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True))
    probabilities: npt.NDArray[np.float64] = shifted / shifted.sum(axis=1, keepdims=True)
    return probabilities


def checked_rasters(rasters: object) -> npt.NDArray[np.uint8]:
    """Return ``rasters`` if they are uint8 (n, 28, 28).

    Raises:
        ClassifierError: another dtype or shape; a float raster in 0-1 would be answered wrongly in silence.
    """
    if not isinstance(rasters, np.ndarray) or rasters.dtype != np.uint8:
        raise ClassifierError(
            f"A raster must be uint8 with values 0-255, not {getattr(rasters, 'dtype', type(rasters))}."
        )
    if rasters.ndim != 3 or rasters.shape[1:] != (SIDE, SIDE):
        raise ClassifierError(f"Rasters must have the shape (n, 28, 28), not {rasters.shape}.")
    return rasters


def _prediction(raster: Raster, energy: float, probabilities: npt.NDArray[np.float64], card: Card) -> Prediction:
    if not raster.any():
        return empty_prediction(card.class_names)
    named = dict(zip(card.class_names, probabilities.tolist(), strict=True))
    return Prediction(named, _verdict(raster, energy, float(probabilities.max()), card))


def _verdict(raster: Raster, energy: float, confidence: float, card: Card) -> Verdict:
    thresholds = card.thresholds
    if _ink_side(raster) < MIN_INK_SIDE or energy < thresholds.reject_energy:
        return Verdict.NOT_A_DIGIT
    if energy < thresholds.unsure_energy or confidence < thresholds.unsure_confidence:
        return Verdict.UNSURE
    return Verdict.DIGIT


def _ink_side(raster: Raster) -> int:
    """Return the longer side of the ink's box in pixels."""
    return max(int(np.ptp(np.flatnonzero((raster > 0).any(axis=axis)))) + 1 for axis in (0, 1))
