"""From a bundle to what reads with it on the processor: LiteRT in this process, or Keras in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from app.core.bundle import Bundle, Card
from app.core.errors import BundleError, ClassifierError, said
from app.core.job import Token
from app.core.prediction import Prediction
from app.core.raster import Raster
from app.core.variant import can_train
from app.core.verdict import Logits
from app.recognition.classifier import Classifier
from app.recognition.litert import LiteRTClassifier

if TYPE_CHECKING:
    from app.compute.remote_classifier import RemoteClassifier

    Start = Callable[[], RemoteClassifier]


def load_on_processor(bundle: Bundle, token: Token | None = None) -> Classifier:
    """Return LiteRT with a bundle, or Keras in a process of its own where LiteRT cannot run it; ``close`` the latter.

    Raises:
        InkdigitError: the model cannot be run; says why.
        Cancelled: ``token`` was cancelled while the process started.
    """
    if bundle.has_litert:
        return LiteRTClassifier(bundle)
    if not can_train():
        raise BundleError(
            said(
                "The model “{name}” needs Keras, and this Inkdigit is the small one without it.", name=bundle.card.name
            ),
            "Install the full one, or choose another model.",
        )
    from app.compute.remote_classifier import RemoteClassifier  # rarely needed: it brings sockets along

    return ServedClassifier(lambda: RemoteClassifier(bundle, "cpu", token=token))


@contextmanager
def opened(bundle: Bundle) -> Iterator[Classifier]:
    """Yield what ``load_on_processor`` returns, and end its process after the block."""
    classifier = load_on_processor(bundle)
    try:
        yield classifier
    finally:
        close = getattr(classifier, "close", None)
        if close is not None:
            close()


class ServedClassifier:
    """Keras in a process that is started anew, once for each question, where it has died."""

    def __init__(self, start: Start) -> None:
        """Start the process and wait until it answers; raise what ``start`` raises."""
        self._start = start
        self._remote = start()
        self.card: Card = self._remote.card
        self.device = self._remote.device

    def logits(self, rasters: npt.NDArray[np.uint8]) -> Logits:
        """Return float32 (n, classes) for uint8 (n, 28, 28), 0-255, ink bright on black."""
        try:
            return self._remote.logits(rasters)
        except ClassifierError:
            self._restart()
            return self._remote.logits(rasters)

    def classify(self, raster: Raster) -> Prediction:
        """Return the prediction for one raster, uint8 (28, 28)."""
        try:
            return self._remote.classify(raster)
        except ClassifierError:
            self._restart()
            return self._remote.classify(raster)

    def close(self) -> None:
        """End the process."""
        self._remote.close()

    def _restart(self) -> None:
        self._remote.close()
        self._remote = self._start()
