"""What reads with a bundle: LiteRT where it can, else a process that is started anew when it dies."""

from pathlib import Path

import numpy as np
import pytest

from app.compute import loading
from app.compute.loading import ServedClassifier, load_on_processor, opened
from app.core.bundle import Bundle, Card, Thresholds, read_bundle
from app.core.errors import BundleError, ClassifierError, ComputeError
from app.core.prediction import Prediction, empty_prediction
from app.recognition.litert import LiteRTClassifier

CARD = Card("heavy", "1", ("a", "b"), 1.0, Thresholds(0, 0, 0), {"runtime": "keras"})
RASTERS = np.zeros((2, 28, 28), np.uint8)


class Process:
    """Stands for a served model; it dies at the question number ``lives``."""

    device = "CPU (Keras)"
    card = CARD

    def __init__(self, lives: int) -> None:
        self.lives = lives
        self.is_closed = False

    def logits(self, rasters: np.ndarray) -> np.ndarray:
        self.lives -= 1
        if self.lives < 0:
            raise ClassifierError("The CPU (Keras) has stopped.")
        return np.zeros((len(rasters), 2), np.float32)

    def classify(self, raster: np.ndarray) -> Prediction:
        self.logits(raster[None])
        return empty_prediction(CARD.class_names)

    def close(self) -> None:
        self.is_closed = True


def test_a_bundle_with_a_litert_copy_is_read_by_litert() -> None:
    with opened(read_bundle("digits")) as classifier:
        assert isinstance(classifier, LiteRTClassifier)


def test_a_process_that_has_died_is_started_anew_and_asked_again() -> None:
    started: list[Process] = []

    def start() -> Process:
        started.append(Process(lives=1))
        return started[-1]

    served = ServedClassifier(start)  # type: ignore[arg-type]
    assert served.device == "CPU (Keras)"
    for _ in range(3):
        assert served.logits(RASTERS).shape == (2, 2)
    assert served.classify(RASTERS[0]).label is None
    assert [process.is_closed for process in started] == [True, True, True, False]
    served.close()
    assert started[-1].is_closed


def test_a_process_that_dies_each_time_is_a_sentence() -> None:
    served = ServedClassifier(lambda: Process(lives=0))  # type: ignore[arg-type, return-value]
    with pytest.raises(ClassifierError, match="has stopped"):
        served.logits(RASTERS)


def test_a_process_that_cannot_start_again_says_why() -> None:
    processes = iter([Process(lives=0)])

    def start() -> Process:
        try:
            return next(processes)
        except StopIteration:
            raise ComputeError("There is no memory left.") from None

    served = ServedClassifier(start)  # type: ignore[arg-type]
    with pytest.raises(ComputeError, match="no memory"):
        served.classify(RASTERS[0])
    served.close()


def test_the_small_program_says_that_it_lacks_keras(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "can_train", lambda: False)
    with pytest.raises(BundleError, match="needs Keras"):
        load_on_processor(Bundle(tmp_path, CARD))
