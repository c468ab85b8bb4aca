"""A model's report card, as a job: LiteRT answers, so that it takes half a minute and no TensorFlow."""

from pathlib import Path

from app.compute.loading import opened
from app.core.bundle import Bundle, read_bundle
from app.core.job import Report as ReportTo
from app.core.job import Token
from app.core.report import ReportCard
from app.core.report_files import PICTURE, check_places, write_report_files
from app.learning.report import report_card


def measure_bundle(bundle: Bundle, *, share: float = 1.0, report: ReportTo, token: Token) -> ReportCard:
    """Measure a model on all that this computer has; ``share`` (0-1] of each count.

    Raises:
        InkdigitError: it cannot be run, or nothing here can measure it.
        Cancelled: ``token`` was cancelled.
    """
    with opened(bundle) as classifier:
        return report_card(classifier.card, classifier.logits, share=share, report=report, token=token)


def write_report(model: str, path: str, *, report: ReportTo, token: Token) -> str:
    """Measure a model; write its page to ``path`` and its picture beside it, each whole or not at all; return the path.

    Raises:
        InkdigitError: the model is missing or damaged, nothing here can measure it, or a file cannot be written.
        Cancelled: ``token`` was cancelled.
    """
    page = Path(path)
    paths = (page, page.with_suffix(PICTURE))
    check_places(paths)
    card = measure_bundle(read_bundle(model), report=report, token=token)
    token.raise_if_cancelled()
    write_report_files(card, paths)
    return path
