"""Report cards whose figures a test decides."""

from app.core.evaluation import Report, Samples
from app.core.report import Figure, Group, ReportCard, counted
from tests.ui.reports import DIGITS, report_of


def report_card_of(
    model: str = "tiny", *, names: tuple[str, ...] = DIGITS, data: str = "meadow", missing: tuple[str, ...] = ()
) -> ReportCard:
    """Return a card with every kind of thing on it: a hundred mistakes, a grid with a gap, aims met and missed."""
    pairs = [(at % len(names), (at + at // 100) % len(names)) for at in range(200)]
    report = report_of(pairs, names=names, model=model)
    headline = Group(
        "headline", "At a glance", "What to read first.",
        (
            counted(f"{data}: right", 9_970, 10_000, at_least=0.995),
            Figure(f"{data}: calibration error", 0.0071234, 10_000, at_most=0.005),
            Figure("without an aim", 0.5, 10),
        ),
    )  # fmt: skip
    cells = (("upper", "15%", 9), ("upper", "90%", 10), ("lower", "15%", 8))
    in_grid = tuple(counted(row, right, 10, column=column) for row, column, right in cells)
    grid = Group("strokes", "Drawn elsewhere", "Ten digits each.", in_grid)
    plain = Group("no-digits", "What is no digit", "Called a digit.", (counted("Scribbles", 0, 1000, at_most=0.0),))
    return ReportCard(model, "1.0", names, 7, headline, (report,), (grid, plain), worst_of(report), missing)


def worst_of(report: Report) -> Samples:
    """Return the first hundred mistakes."""
    return report.mistakes.take(range(min(100, len(report.mistakes))))  # type: ignore[arg-type]
