"""From validation data to a temperature and the thresholds of the verdicts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.core.bundle import NONE_LOGIT, Thresholds
from app.core.measures import negative_log_likelihood, wilson_interval
from app.core.verdict import Logits, energy_of, probabilities_of

MAX_REFUSED = 0.005
"""At most this share of digits may be called "not a digit": of all digits, not just those held back."""
MAX_FLAGGED = 0.01
"""At most this share of right answers may be called unsure or not a digit, likewise."""
_FAINT = 0.006
"""The share of right answers that are unsure for want of evidence, where nothing but the energy tells of outsiders."""


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
    reject = float(np.sort(energies)[_few_of(len(energies), MAX_REFUSED)])
    # The confidence of a network that learned "none of these" holds the energy already, and tells wrong answers better.
    doubt = reject if rejection == NONE_LOGIT else max(reject, float(np.quantile(energies[is_right], _FAINT)))
    unsure = _unsure_below(confidence[is_right & (energies >= doubt)], int(is_right.sum()))
    return Calibration(temperature, Thresholds(reject, doubt, unsure), rejection)


def _unsure_below(confidence: npt.NDArray[np.float64], count: int) -> float:
    """Return the confidence below which an answer is unsure, by that of the right ones that are not doubted yet.

    As many of all ``count`` right ones are flagged as may be.
    """
    if not len(confidence):
        return 0.0
    doubted = count - len(confidence)
    ordered = np.sort(confidence)
    return float(ordered[min(max(_few_of(count, MAX_FLAGGED) - doubted, 0), len(ordered) - 1)])


def _few_of(count: int, share: float) -> int:
    """Return how many of ``count`` held-back pictures may be flagged: more than ``share`` of all are unlikely then.

    Of a few hundred that would be none, so half as large a share of them is allowed.
    """
    surely = [few for few in range(int(share * count)) if wilson_interval(few, count)[1] <= share]
    return max([int(share / 2 * count), *surely])


def fit_temperature(logits: Logits, labels: npt.NDArray[np.uint8], *, rejection: str = NONE_LOGIT) -> float:
    """Return the temperature with the least negative log-likelihood (Guo et al. 2017), found on a fine grid."""
    grid = np.geomspace(0.3, 5, 200)
    losses = [
        negative_log_likelihood(probabilities_of(logits, temperature, rejection=rejection), labels)
        for temperature in grid
    ]
    return float(grid[int(np.argmin(losses))])
