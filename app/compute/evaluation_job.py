"""Measuring a model, as a job: LiteRT answers, so that it takes a second and no TensorFlow."""

from app.core.bundle import read_bundle
from app.core.evaluation import Material, Report, measure
from app.core.events import Progress
from app.core.job import Report as ReportTo
from app.core.job import Token
from app.learning.datasets import load_dataset
from app.recognition.litert import LiteRTClassifier


def evaluate_model(model: str, data: str, *, report: ReportTo, token: Token) -> Report:
    """Measure a model, by its name or folder, on the test part of a data set, or on all of one that has no parts.

    Raises:
        InkdigitError: model or data are missing or damaged, or their classes do not fit each other.
        Cancelled: ``token`` was cancelled.
    """
    report(Progress("loading", 0, 0))
    classifier = LiteRTClassifier(read_bundle(model))
    token.raise_if_cancelled()
    dataset = load_dataset(data, report=report, token=token)
    part = dataset.measured
    material = Material(dataset.name, dataset.class_names, part.images, part.labels)
    return measure(classifier.card, material, classifier.logits, report=report, token=token)
