"""A classifier whose answers a test decides."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from app.compute.pictures import PictureProcesses
from app.core.bundle import Card, Thresholds
from app.core.prediction import Prediction, Verdict, empty_prediction
from app.core.raster import Raster

DIGITS = tuple("0123456789")
CARD = Card("fake", "0.0", DIGITS, 1.0, Thresholds(0.0, 0.0, 0.0), {})


def prediction_of(
    label: str, confidence: float = 0.9, *, verdict: Verdict = Verdict.DIGIT, rival: str = ""
) -> Prediction:
    """Return a prediction; what is left of 1 goes to ``rival``, or is spread over the rest."""
    rest = 1 - confidence
    if rival:
        probabilities = {name: confidence if name == label else rest if name == rival else 0.0 for name in DIGITS}
    else:
        probabilities = {name: confidence if name == label else rest / 9 for name in DIGITS}
    return Prediction(probabilities, verdict)


def _three(_raster: Raster) -> Prediction:
    return prediction_of("3", 0.97)


@dataclass
class FakeClassifier:
    """Answer ``answer(raster)`` for ink and "empty" for none; ``seen`` keeps the rasters in order."""

    answer: Callable[[Raster], Prediction] = _three
    card: Card = CARD
    device: str = "CPU (fake)"
    seen: list[Raster] = field(default_factory=list)

    def classify(self, raster: Raster) -> Prediction:
        self.seen.append(raster)
        return self.answer(raster) if raster.any() else empty_prediction(DIGITS)

    def logits(self, rasters: np.ndarray) -> np.ndarray:
        """Return logits from which the same answers come out, as digits or, by little evidence, as none."""
        self.seen.extend(rasters)
        rows = []
        for prediction in map(self.answer, rasters):
            evidence = -5.0 if prediction.verdict is Verdict.NOT_A_DIGIT else 12.0
            rows.append(np.log(np.maximum(list(prediction.probabilities.values()), 1e-9)) + evidence)
        return np.array(rows, dtype=np.float32).reshape(len(rasters), len(DIGITS))


class KeptPictures(PictureProcesses):
    """Keep the processes warm when a window closes."""

    def close(self) -> None:
        pass
