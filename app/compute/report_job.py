"""A model's report card, as a job: LiteRT answers, so that it takes half a minute and no TensorFlow."""

from app.core.bundle import read_bundle
from app.core.job import Report as ReportTo
from app.core.job import Token
from app.core.report import ReportCard
from app.learning.report import report_card
from app.recognition.litert import LiteRTClassifier


def measure_model(model: str, *, share: float = 1.0, report: ReportTo, token: Token) -> ReportCard:
    """Measure a model, by its name or folder, on all that this computer has; ``share`` (0-1] of each count.

    Raises:
        InkdigitError: the model is missing or damaged, or nothing here can measure it.
        Cancelled: ``token`` was cancelled.
    """
    classifier = LiteRTClassifier(read_bundle(model))
    return report_card(classifier.card, classifier.logits, share=share, report=report, token=token)
