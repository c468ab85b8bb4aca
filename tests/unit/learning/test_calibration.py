import numpy as np
import pytest

from app.core.measures import expected_calibration_error
from app.core.verdict import energy_of, probabilities_of, softmax
from app.learning.calibration import calibrate, fit_temperature


def _overconfident(count: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Logits that are twice as sure as they are right."""
    rng = np.random.default_rng(0)
    honest = rng.normal(8, 2, (count, 10)).astype(np.float32)
    labels = np.array([rng.choice(10, p=row) for row in softmax(honest)], dtype=np.uint8)
    return 2 * honest, labels


def test_the_temperature_undoes_overconfidence() -> None:
    logits, labels = _overconfident()
    assert fit_temperature(logits, labels) == pytest.approx(2, abs=0.15)


def test_calibration_lowers_the_calibration_error() -> None:
    logits, labels = _overconfident()
    before = expected_calibration_error(softmax(logits), labels)
    after = expected_calibration_error(softmax(logits / fit_temperature(logits, labels)), labels)
    assert before > 0.1
    assert after < 0.03


def test_thresholds_flag_no_more_right_answers_than_allowed() -> None:
    rng = np.random.default_rng(1)
    labels = rng.integers(10, size=5000).astype(np.uint8)
    logits = rng.normal(0, 1, (5000, 10)).astype(np.float32)
    logits[np.arange(5000), labels] += rng.gamma(6, 2, 5000).astype(np.float32)
    calibration = calibrate(logits, labels)
    thresholds = calibration.thresholds
    confidence = probabilities_of(logits, calibration.temperature).max(axis=1)
    is_right = logits.argmax(axis=1) == labels
    is_flagged = (energy_of(logits) < thresholds.unsure_energy) | (confidence < thresholds.unsure_confidence)
    assert (energy_of(logits) < thresholds.reject_energy).sum() == 15  # of 5,000: more than 0.5 % of all is unlikely
    assert 0.005 <= is_flagged[is_right].mean() <= 0.01
    assert is_flagged[~is_right].mean() > 0.2


@pytest.mark.parametrize(("count", "most"), [(20_000, 0.0091), (6_000, 0.0079), (300, 0.007)])
def test_fewer_held_back_digits_flag_a_smaller_share(count: int, most: float) -> None:
    logits = np.zeros((count, 10), dtype=np.float32)
    logits[:, 3] = np.linspace(1, 12, count)
    calibration = calibrate(logits, np.full(count, 3, dtype=np.uint8))
    sure = calibration.thresholds.unsure_confidence
    flagged = (probabilities_of(logits, calibration.temperature).max(axis=1) < sure).mean()
    assert most - 0.0045 <= flagged <= most
