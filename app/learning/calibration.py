"""From validation data to a temperature and the thresholds of the verdicts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.core.bundle import NONE_LOGIT, Thresholds
from app.core.measures import negative_log_likelihood
from app.core.verdict import Logits, energy_of, probabilities_of

MAX_REFUSED = 0.004
"""At most this share of held-back digits may be called "not a digit"."""
MAX_FLAGGED = 0.01
"""At most this share of right answers may be called unsure or not a digit."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A temperature that divides the logits, the thresholds, and the card's ``rejection`` that they belong to."""

    temperature: float
    thresholds: Thresholds
    rejection: str = NONE_LOGIT


def calibrate(logits: Logits, labels: npt.NDArray[np.uint8], *, rejection: str = NONE_LOGIT) -> Calibration:
    """Choose by logits (n, classes) of held-back digits with their labels (n,)."""
    temperature = fit_temperature(logits, labels, rejection=rejection)
    energies = energy_of(logits)
    is_right = logits.argmax(axis=1) == labels
    if not is_right.any():
        is_right[:] = True  # a network that has learned nothing yet still gets thresholds
    confidence = probabilities_of(logits, temperature, rejection=rejection).max(axis=1)
    right_energies, right_confidence = energies[is_right], confidence[is_right]
    reject = float(np.quantile(energies, MAX_REFUSED))
    unsure_energy = max(reject, float(np.quantile(right_energies, MAX_FLAGGED * 0.6)))
    unsure_confidence = float(np.quantile(right_confidence, MAX_FLAGGED * 0.7))
    return Calibration(temperature, Thresholds(reject, unsure_energy, unsure_confidence), rejection)


def fit_temperature(logits: Logits, labels: npt.NDArray[np.uint8], *, rejection: str = NONE_LOGIT) -> float:
    """Return the temperature with the least negative log-likelihood (Guo et al. 2017), found on a fine grid."""
    grid = np.geomspace(0.3, 5, 200)
    losses = [
        negative_log_likelihood(probabilities_of(logits, temperature, rejection=rejection), labels)
        for temperature in grid
    ]
    return float(grid[int(np.argmin(losses))])
