"""What is said of an evaluation: shares with their decimals, sentences for cells, comparisons."""

from PySide6.QtCore import QCoreApplication

from app.core.evaluation import Report
from app.core.measures import ReliabilityBin
from app.ui.wording import share_text

translate = QCoreApplication.translate


def count_text(count: int) -> str:
    """Return a count with thousands apart."""
    return f"{count:,}"


def cell_text(report: Report, label: int, answer: int) -> str:
    """Return one line about a cell: "9 read as 4: 7 of 1,009 (0.69 %)"."""
    row = report.confusion[label]
    share = row[answer] / max(sum(row), 1)
    if label == answer:
        words = translate("Evaluation", "{label} read right: {count} of {total} ({share})")
    else:
        words = translate("Evaluation", "{label} read as {answer}: {count} of {total} ({share})")
    return words.format(
        label=report.class_names[label],
        answer=report.class_names[answer],
        count=count_text(row[answer]),
        total=count_text(sum(row)),
        share=share_text(share),
    )


def accuracy_text(report: Report) -> str:
    """Return how many were right, and what that lets expect of others of the kind."""
    low, high = report.interval
    return translate(
        "Evaluation",
        "{right} of {n} pictures of {data} are read right. Expect {low} to {high} of others (95 % interval).",
    ).format(
        right=count_text(report.n - report.wrong),
        n=count_text(report.n),
        data=report.data,
        low=share_text(low),
        high=share_text(high),
    )


def comparison_text(report: Report, other: Report) -> str:
    """Return which of two models is better, and whether that may be chance."""
    better, worse = (report, other) if report.accuracy >= other.accuracy else (other, report)
    names = {"better": titled(better), "worse": titled(worse)}
    if better.accuracy == worse.accuracy:
        return translate("Evaluation", "Both are right equally often.")
    words = translate("Evaluation", "{better} is right more often, by {points} points.")
    if better.interval[0] < worse.interval[1]:
        words = translate("Evaluation", "{better} is right more often, by {points} points. It may be chance.")
    return words.format(points=f"{100 * (better.accuracy - worse.accuracy):.2f}", **names)


def titled(report: Report) -> str:
    """Return a model's name with its version."""
    return f"{report.model} {report.version}".strip()


def bin_text(each: ReliabilityBin) -> str:
    """Return one line about a bin of confidence."""
    words = translate("Evaluation", "{low} to {high} sure: {count} pictures, {right} right; {sure} sure on average")
    return words.format(
        low=share_text(each.low, 0),
        high=share_text(each.high, 0),
        count=count_text(each.n),
        right=share_text(each.accuracy, 1),
        sure=share_text(each.confidence, 1),
    )
