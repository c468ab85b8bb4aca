"""A classifier for tests that run no network."""

import numpy as np
import numpy.typing as npt

from app.core.bundle import Card, Thresholds
from app.core.prediction import Prediction
from app.core.raster import Raster
from app.core.verdict import Logits, predictions_of

NAMES = tuple("0123456789")


class FakeClassifier:
    """Answer every raster with one label, surely, on as much ``evidence`` (a logit) as asked."""

    device = "nothing"

    def __init__(self, label: str = "5", *, evidence: float = 12.0) -> None:
        self.card = Card("fake", "1", NAMES, 1.0, Thresholds(0.0, 1.0, 0.5), {})
        self.asked: list[Raster] = []
        self._label = label
        self._evidence = evidence

    def logits(self, rasters: npt.NDArray[np.uint8]) -> Logits:
        self.asked.extend(rasters)
        row = [self._evidence if name == self._label else self._evidence - 12 for name in NAMES]
        return np.tile(np.array(row, dtype=np.float32), (len(rasters), 1))

    def classify(self, raster: Raster) -> Prediction:
        return predictions_of(raster[None], self.logits(raster[None]), self.card)[0]
