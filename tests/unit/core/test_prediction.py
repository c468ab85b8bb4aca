from dataclasses import replace

import numpy as np
import pytest

from app.core.bundle import Card, Thresholds
from app.core.prediction import Prediction, Verdict, empty_prediction
from app.core.raster import empty_raster
from app.core.verdict import energy_of, predictions_of, softmax

NAMES = ("0", "1", "2")
CARD = Card("test", "1", NAMES, 2.0, Thresholds(reject_energy=2.0, unsure_energy=4.0, unsure_confidence=0.6), {})


def raster(side: int = 20) -> np.ndarray:
    image = empty_raster()
    image[4 : 4 + side, 13:15] = 255
    return image


def verdict_of(logits: list[float], image: np.ndarray) -> Prediction:
    return predictions_of(image[None], np.array([logits], dtype=np.float32), CARD)[0]


def test_the_label_is_the_most_probable_class() -> None:
    prediction = Prediction({"0": 0.1, "1": 0.7, "2": 0.2}, Verdict.DIGIT)
    assert prediction.label == "1"
    assert prediction.confidence == 0.7
    assert prediction.top(2) == [("1", 0.7), ("2", 0.2)]
    assert len(prediction.top(99)) == 3


def test_an_empty_drawing_has_no_label() -> None:
    prediction = empty_prediction(NAMES)
    assert prediction.label is None
    assert prediction.confidence == 0
    assert sum(prediction.probabilities.values()) == pytest.approx(1)
    assert verdict_of([9, 0, 0], empty_raster()) == prediction


def test_probabilities_sum_to_one_and_are_softened_by_the_temperature() -> None:
    prediction = verdict_of([36, 32, 30], raster())
    assert sum(prediction.probabilities.values()) == pytest.approx(1, abs=1e-12)
    assert prediction.probabilities["0"] == pytest.approx(np.exp(3) / (np.exp(3) + np.exp(1) + 1))


def test_what_is_no_digit_is_no_digit_in_particular() -> None:
    prediction = verdict_of([-6, -12, -12], raster())
    assert prediction.verdict is Verdict.NOT_A_DIGIT
    assert prediction.label == "0"
    assert prediction.confidence == pytest.approx(1 / 3, abs=0.01)
    assert sum(prediction.probabilities.values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("logits", "side", "verdict"),
    [
        ([9, 0, 0], 20, Verdict.DIGIT),
        ([3, 0, 0], 20, Verdict.UNSURE),  # little evidence that it is a digit
        ([9, 8.9, 0], 20, Verdict.UNSURE),  # two answers compete
        ([0.5, 0, 0], 20, Verdict.NOT_A_DIGIT),
        ([9, 0, 0], 6, Verdict.NOT_A_DIGIT),  # a dot
    ],
)
def test_verdicts(logits: list[float], side: int, verdict: Verdict) -> None:
    assert verdict_of(logits, raster(side)).verdict is verdict


def test_softmax_and_energy_survive_large_logits() -> None:
    logits = np.array([[1000.0, 0.0, -1000.0]], dtype=np.float32)
    assert softmax(logits).tolist() == [[1, 0, 0]]
    assert energy_of(logits).tolist() == [1000]


def test_a_network_that_learned_no_further_answer_keeps_its_plain_softmax() -> None:
    plain = replace(CARD, rejection="energy")
    logits = np.array([[-3, -5, -6]], dtype=np.float32)
    (prediction,) = predictions_of(raster()[None], logits, plain)
    assert list(prediction.probabilities.values()) == pytest.approx(softmax(logits / CARD.temperature)[0].tolist())
    assert prediction.verdict is Verdict.NOT_A_DIGIT, "its energy is still judged"
    assert predictions_of(raster()[None], logits, CARD)[0].confidence < prediction.confidence
