"""How logits become a calibrated prediction with a verdict."""

import numpy as np
import numpy.typing as npt

from app.core.bundle import NONE_LOGIT, Card
from app.core.prediction import Prediction, Verdict, empty_prediction
from app.core.raster import Raster

Logits = npt.NDArray[np.float32]
MIN_INK_SIDE = 12
"""A digit fills 20 pixels of its raster; ink whose longer side is shorter than this is a dot."""


def predictions_of(rasters: npt.NDArray[np.uint8], logits: Logits, card: Card) -> list[Prediction]:
    """Turn logits (n, classes) of ``rasters`` (n, 28, 28) into calibrated predictions with verdicts."""
    energies = energy_of(logits)
    probabilities = probabilities_of(logits, card.temperature, rejection=card.rejection)
    return [
        _prediction(raster, float(energy), row, card)
        for raster, energy, row in zip(rasters, energies, probabilities, strict=True)
    ]


def probabilities_of(logits: Logits, temperature: float, *, rejection: str = NONE_LOGIT) -> npt.NDArray[np.float64]:
    """Return calibrated probabilities (n, classes), float64, each row summing to 1.

    Some networks learn a further answer, "none of these", whose logit is fixed at 0. Its share is spread evenly
    over the classes: what is no digit at all is no digit in particular, so a scribble is never an "8" at 95 %.
    """
    shares = softmax(logits / temperature)
    return _spread_over(shares, energy_of(logits)) if rejection == NONE_LOGIT else shares


def _spread_over(shares: npt.NDArray[np.float64], energies: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    none = (0.5 - 0.5 * np.tanh(energies.astype(np.float64) / 2))[:, None]  # the logistic function of -energy
    probabilities: npt.NDArray[np.float64] = shares * (1 - none) + none / shares.shape[1]
    return probabilities


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
    rows, columns = (np.flatnonzero(raster.any(axis=axis)) for axis in (1, 0))
    return 1 + max(int(rows[-1] - rows[0]), int(columns[-1] - columns[0]))
