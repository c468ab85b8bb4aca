"""A model's report card, as a job: LiteRT answers, so that it takes half a minute and no TensorFlow."""

from pathlib import Path

from app.compute.loading import opened
from app.core.bundle import read_bundle
from app.core.errors import InkdigitError
from app.core.files import shown, write_atomic
from app.core.job import Report as ReportTo
from app.core.job import Token
from app.core.report import ReportCard
from app.core.report_page import report_page
from app.learning.report import report_card


def measure_model(model: str, *, share: float = 1.0, report: ReportTo, token: Token) -> ReportCard:
    """Measure a model, by its name or folder, on all that this computer has; ``share`` (0-1] of each count.

    Raises:
        InkdigitError: the model is missing or damaged, or nothing here can measure it.
        Cancelled: ``token`` was cancelled.
    """
    with opened(read_bundle(model)) as classifier:
        return report_card(classifier.card, classifier.logits, share=share, report=report, token=token)


def write_report(model: str, path: str, *, report: ReportTo, token: Token) -> str:
    """Measure a model and write its page to ``path``, whole or not at all; return the path.

    Raises:
        InkdigitError: as ``measure_model``, or the page cannot be written.
        Cancelled: ``token`` was cancelled.
    """
    page = report_page(measure_model(model, report=report, token=token))
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(Path(path), page)
    except OSError as error:
        raise InkdigitError(
            f"“{shown(path)}” cannot be written ({error.strerror or error}).", "Make room, then try again."
        ) from error
    return path
