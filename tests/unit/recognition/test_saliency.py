"""What an answer rests on: classifiers of our own whose reasons are known, and the shipped model."""

from collections.abc import Callable

import numpy as np
import pytest

from app.core.bundle import Card, Thresholds, read_bundle
from app.core.ink import Drawing
from app.core.prediction import Prediction
from app.core.raster import raster_of_drawing
from app.core.verdict import predictions_of
from app.recognition.litert import LiteRTClassifier
from app.recognition.saliency import MOST_STROKES, Overtaken, saliency_of, without_each_stroke
from app.recognition.self_check import built_in_drawing

CARD = Card("fake", "1", ("a", "b"), 1.0, Thresholds(-9e9, -9e9, 0.0), {}, "energy")
FOUR = (
    Drawing()
    .with_stroke([(80, 40), (60, 150), (190, 150)])
    .with_stroke([(150, 60), (150, 150), (148, 240)])
)  # fmt: skip


class Asks:
    """Two classes; the evidence for the first is what ``evidence`` finds in a raster."""

    device = "test"
    card = CARD

    def __init__(self, evidence: Callable[[np.ndarray], float]) -> None:
        self.evidence = evidence
        self.batches: list[int] = []

    def logits(self, rasters: np.ndarray) -> np.ndarray:
        self.batches.append(len(rasters))
        return np.array([[self.evidence(raster / 255), 0.0] for raster in rasters], np.float32)

    def classify(self, raster: np.ndarray) -> Prediction:
        return predictions_of(raster[None], self.logits(raster[None]), self.card)[0]


def test_what_the_answer_rests_on_is_where_the_map_is_high() -> None:
    raster = np.zeros((28, 28), np.uint8)
    raster[4:24, 6:9] = raster[4:24, 19:22] = 255
    found = saliency_of(raster, Asks(lambda picture: 2 + float(picture[4:10, 6:9].sum())))
    assert found.prediction.label == "a"
    assert found.weight[7, 7] > 1
    assert np.abs(found.weight[:, 15:]).max() < 1e-6  # the other bar does not matter
    assert found.weight.shape == (28, 28)
    left, top, right, bottom = found.strongest or (0, 0, 0, 0)
    assert left < 9 < 10 > right - 5
    assert top < 10 <= bottom + 5


def test_what_speaks_against_the_answer_is_negative() -> None:
    raster = np.zeros((28, 28), np.uint8)
    raster[4:24, 6:9] = raster[4:24, 19:22] = 255
    found = saliency_of(raster, Asks(lambda picture: 12 - 0.1 * float(picture[:, 19:22].sum())))
    assert found.prediction.label == "a"
    assert found.weight[14, 20] < 0
    assert abs(found.weight[14, 7]) < 1e-6


def test_the_shipped_model_says_what_is_left_without_the_strongest_part() -> None:
    classifier = LiteRTClassifier(read_bundle("digits"))
    found = saliency_of(raster_of_drawing(built_in_drawing()), classifier)
    assert found.prediction.label == "3"
    assert found.weight.max() > 1
    assert found.without is not None
    assert found.without.probabilities["3"] < found.prediction.probabilities["3"]


def test_no_ink_has_no_reasons() -> None:
    found = saliency_of(np.zeros((28, 28), np.uint8), Asks(lambda _picture: 1))
    assert found.strongest is None
    assert found.without is None
    assert not found.weight.any()
    assert without_each_stroke(Drawing(), Asks(lambda _picture: 1)) == []


def test_each_stroke_is_left_out_once() -> None:
    classifier = LiteRTClassifier(read_bundle("digits"))
    assert classifier.classify(raster_of_drawing(FOUR)).label == "4"
    found = without_each_stroke(FOUR, classifier)
    assert [each.index for each in found] == [0, 1]
    alone = classifier.classify(raster_of_drawing(Drawing(strokes=FOUR.strokes[1:])))
    assert found[0].without.label == alone.label
    assert found[0].without.confidence == pytest.approx(alone.confidence, abs=1e-3)


def test_a_tangle_of_strokes_is_cut_at_a_number() -> None:
    drawing = Drawing(strokes=built_in_drawing().strokes * (MOST_STROKES + 5))
    assert len(without_each_stroke(drawing, Asks(lambda _picture: 1))) == MOST_STROKES


def test_an_overtaken_question_ends_between_two_batches() -> None:
    classifier = Asks(lambda _picture: 1)
    with pytest.raises(Overtaken):
        saliency_of(
            raster_of_drawing(built_in_drawing()), classifier, is_overtaken=lambda: len(classifier.batches) == 1
        )
    assert len(classifier.batches) == 1
