"""One line of the bench: a value, what it is compared with, and what it may cost."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value and its baseline from the same run; less is better, unless the unit counts work per second.

    ``budget`` bounds the value, ``budget_ratio`` bounds value / baseline. ``error`` says why something is missing.
    """

    name: str
    title: str
    unit: str
    value: float | None
    baseline: float | None
    baseline_name: str
    budget: float | None = None
    budget_ratio: float | None = None
    error: str | None = None

    @property
    def ratio(self) -> float | None:
        """Return value / baseline, None where one of them is missing."""
        if self.value is None or not self.baseline:
            return None
        return self.value / self.baseline

    @property
    def is_ok(self) -> bool:
        """Say whether everything was measured and is within its budgets."""
        if self.error is not None or self.value is None:
            return False
        return _fits(self.value, self.budget) and _fits(self.ratio, self.budget_ratio)

    def fields(self) -> dict[str, Any]:
        """Return the JSON object of this measure."""
        return {
            "name": self.name,
            "value": _rounded(self.value),
            "unit": self.unit,
            "baseline": _rounded(self.baseline),
            "baseline_name": self.baseline_name,
            "ratio": _rounded(self.ratio),
            "budget": _rounded(self.budget),
            "budget_ratio": _rounded(self.budget_ratio),
            "ok": self.is_ok,
            "error": self.error,
        }


def _fits(value: float | None, bound: float | None) -> bool:
    return bound is None or (value is not None and value <= bound)


def _rounded(value: float | None) -> float | None:
    """Keep four significant digits: more would only be noise."""
    return None if value is None else float(f"{value:.4g}")
