"""The words and numbers of a report card, the same on its page and in its picture."""

import unicodedata

from app.core.evaluation import Report
from app.core.report import ReportCard

SPACE = "\N{NARROW NO-BREAK SPACE}"


def title_of(card: ReportCard) -> str:
    """Return the model's name and version."""
    return f"{card.model} {card.version}"


def intro_of(card: ReportCard) -> str:
    """Return the sentence below the title."""
    return f"Report card. What is random comes from seed {card.seed}; intervals hold 95 % (Wilson)."


def visible(text: str) -> str:
    """Return text in which control and formatting characters, which could hide or turn what stands there, show."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c)[0] == "C" else c for c in text)


def percent(share: float, space: str = SPACE) -> str:
    """Return a share, 0-1, in percent with two decimals."""
    return f"{100 * share:.2f}{space}%"


def note_of(report: Report, space: str = SPACE) -> str:
    """Return the line on one evaluation: how many are right, loss, calibration, verdicts."""
    right = report.n - report.wrong
    verdicts = ", ".join(f"{verdict}: {count:,}" for verdict, count in report.verdicts.items())
    return (
        f"{right:,} of {report.n:,} right, loss {report.loss:.4f}, "
        f"calibration error {percent(report.ece, space)}; {verdicts}"
    )


CONFUSION_NOTE = "Rows: what it is. Columns: what was answered."
WORST_NOTE = "What it is, what was answered, and how sure; the surest first."
