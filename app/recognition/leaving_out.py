"""What a digit is read as by all steps of the framing, by some of them, and without each."""

from dataclasses import dataclass

import numpy as np

from app.core.prediction import Prediction
from app.core.raster import FULL, Framing
from app.core.stages import STEPS, Stages, Subject, raster_of, stages_of, without
from app.core.verdict import predictions_of
from app.recognition.classifier import Classifier


@dataclass(frozen=True, slots=True, eq=False)
class StagesReading:
    """A digit's picture after each of the chosen steps, and what is read.

    ``full`` by all steps, ``chosen`` by those of ``framing``, ``without`` by all but the one that it is named by.
    """

    framing: Framing
    stages: Stages
    full: Prediction
    chosen: Prediction
    without: dict[str, Prediction]


def read_stages(subject: Subject, framing: Framing, classifier: Classifier) -> StagesReading:
    """Read a digit by the chosen steps, by all of them, and without each; one batch for the classifier."""
    stages = stages_of(subject, framing)
    others = [raster_of(subject, without(step)) for step in STEPS]
    rasters = np.stack([stages.raster, raster_of(subject, FULL), *others])
    chosen, full, *rest = predictions_of(rasters, classifier.logits(rasters), classifier.card)
    return StagesReading(framing, stages, full, chosen, dict(zip(STEPS, rest, strict=True)))
