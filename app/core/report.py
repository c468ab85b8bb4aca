"""What a report card says of a model: figures with their interval and target, each from plain counts."""

from dataclasses import asdict, dataclass
from typing import Any

from app.core.evaluation import Report, Samples
from app.core.measures import wilson_interval

MAX_WORST = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A share, 0-1, of ``n`` pictures, with its 95 % interval where it is a count; ``column`` is for tables.

    ``at_least`` or ``at_most`` is what is aimed at, if anything is.
    """

    name: str
    share: float
    n: int
    interval: tuple[float, float] | None = None
    column: str = ""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Say whether the share is what is aimed at; None where nothing is."""
        if self.at_least is not None:
            return self.share >= self.at_least
        return None if self.at_most is None else self.share <= self.at_most

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as plain values."""
        return {**asdict(self), "met": self.is_met}


def counted(
    name: str, count: int, n: int, *, column: str = "", at_least: float | None = None, at_most: float | None = None
) -> Figure:
    """Return the figure of ``count`` among ``n`` pictures, ``n`` at least 1."""
    return Figure(name, count / n, n, wilson_interval(count, n), column, at_least, at_most)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that belong together: ``name`` for programs, ``title`` and ``note`` for people."""

    name: str
    title: str
    note: str
    figures: tuple[Figure, ...]

    @property
    def spread(self) -> float:
        """Return the largest share less the smallest, 0-1."""
        shares = [figure.share for figure in self.figures]
        return max(shares, default=0.0) - min(shares, default=0.0)

    def to_dict(self) -> dict[str, Any]:
        """Return the group as plain values."""
        figures = [figure.to_dict() for figure in self.figures]
        return {"name": self.name, "title": self.title, "note": self.note, "spread": self.spread, "figures": figures}


@dataclass(frozen=True, slots=True, eq=False)
class ReportCard:
    """A model's figures: the table to read first, evaluations by data set, and groups by kind of change.

    ``missing`` names what could not be measured and why. ``worst`` are the surest wrong answers of all evaluations.
    """

    model: str
    version: str
    class_names: tuple[str, ...]
    seed: int
    headline: Group
    evaluations: tuple[Report, ...]
    groups: tuple[Group, ...]
    worst: Samples | None
    missing: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return all figures without pictures as plain values."""
        return {
            "model": self.model,
            "version": self.version,
            "seed": self.seed,
            "headline": self.headline.to_dict(),
            "evaluations": [{"data": each.data, **each.to_dict(), **each.details()} for each in self.evaluations],
            "groups": [group.to_dict() for group in self.groups],
            "missing": list(self.missing),
        }
