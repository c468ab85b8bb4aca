"""An evaluation for people: sentences, a line for each class, the confusion."""

from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from app.core.evaluation import Report

_MAX_COLUMNS = 30
"""A terminal has no room for the confusion of more classes; ``--csv`` and ``--png`` do."""


def print_report(report: "Report", answer: dict[str, Any]) -> None:
    """Print a report to standard output; ``answer`` may hold the grid of places, sizes and brushes too."""
    console = Console(highlight=False)
    low, high = report.interval
    console.print(
        f"[bold]{escape(report.model)}[/bold] on {escape(report.data)}: "
        f"{report.accuracy:.2%} of {report.n:,} right (95 % interval {low:.2%} to {high:.2%})"
    )
    console.print(f"loss {report.loss:.4f}, calibration error {report.ece:.2%}, {report.seconds:.1f} s")
    console.print(", ".join(f"{verdict}: {count:,}" for verdict, count in report.verdicts.items()))
    console.print(_classes(report))
    if len(report.class_names) <= _MAX_COLUMNS:
        console.print(_confusion(report))
    for row in answer.get("grid", []):
        console.print(
            f"{row['way']:8} {row['place']:12} size {row['size']:.0%} brush {row['brush']:>4} {row['accuracy']:.2%}"
        )
    if "spread" in answer:
        console.print(
            ", ".join(f"spread by {way}: {100 * value:.2f} points" for way, value in answer["spread"].items())
        )


def _classes(report: "Report") -> Table:
    table = Table()
    table.add_column("class")
    for head in ("pictures", "precision", "recall", "F1"):
        table.add_column(head, justify="right")
    for each in report.classes:
        shares = (f"{share:.2%}" for share in (each.precision, each.recall, each.f1))
        table.add_row(escape(each.name), f"{each.support:,}", *shares)
    return table


def _confusion(report: "Report") -> Table:
    table = Table(title="rows: what it is; columns: what was answered", title_justify="left")
    table.add_column("")
    for name in report.class_names:
        table.add_column(escape(name), justify="right")
    for name, row in zip(report.class_names, report.confusion, strict=True):
        table.add_row(escape(name), *(str(count) if count else "·" for count in row))
    return table
