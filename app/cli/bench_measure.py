"""One line of the bench: a value, what it is compared with, and what it may cost."""

import math
import statistics
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

_SURENESS = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value and its baseline from the same run; less is better, unless the unit counts work per second.

    ``budget`` bounds the value, ``budget_ratio`` bounds value / baseline, from below for work per second. Both hold,
    unless ``is_either``: a budget in milliseconds says nothing on a computer several times slower than the one it was
    set on, where the same distance from the baseline does. ``error`` says why something is missing.
    ``left_out`` is the most that a value does not count, because the machine's host took it.
    Where both were measured in pairs, ``ratios`` are those of the pairs, and their median is what counts.
    """

    name: str
    title: str
    unit: str
    value: float | None
    baseline: float | None
    baseline_name: str
    budget: float | None = None
    budget_ratio: float | None = None
    is_either: bool = False
    left_out: float | None = None
    error: str | None = None
    ratios: tuple[float, ...] = ()

    @property
    def ratio(self) -> float | None:
        """Return the median of the ratios, else value / baseline; None where one of them is missing."""
        if self.ratios:
            return statistics.median(self.ratios)
        if self.value is None or not self.baseline:
            return None
        return self.value / self.baseline

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return where the true median of the ratios is, as far as they tell; None where there are none."""
        return median_interval(self.ratios) if self.ratios else None

    @property
    def is_ok(self) -> bool:
        """Say whether everything was measured and is within its budgets."""
        if self.error is not None or self.value is None:
            return False
        if self.is_pace and self.budget_ratio is not None:
            return _fits(self.value, self.budget) and self.ratio is not None and self.ratio >= self.budget_ratio
        fits = (_fits(self.value, self.budget), _fits(self.ratio, self.budget_ratio))
        return any(fits) if self.is_either else all(fits)

    @property
    def is_pace(self) -> bool:
        """Say whether more is better."""
        return self.unit.endswith("/s")

    def fields(self) -> dict[str, Any]:
        """Return the JSON object of this measure."""
        return {
            "name": self.name,
            "value": _rounded(self.value),
            "unit": self.unit,
            "baseline": _rounded(self.baseline),
            "baseline_name": self.baseline_name,
            "ratio": _rounded(self.ratio),
            "interval": None if self.interval is None else [_rounded(end) for end in self.interval],
            "budget": _rounded(self.budget),
            "budget_ratio": _rounded(self.budget_ratio),
            "left_out": _rounded(self.left_out),
            "either": self.is_either,
            "ok": self.is_ok,
            "error": self.error,
        }


def median_interval(values: tuple[float, ...]) -> tuple[float, float]:
    """Return the bounds that hold the true median with a probability of 0.95 or more, whatever the distribution.

    A value is as likely below the true median as above it, so that the bounds are two of the values; where they are
    too few (five or fewer) the outermost, without that promise.
    """
    ordered, count = sorted(values), len(values)
    outside = accumulate(math.comb(count, below) / 2**count for below in range(count))
    at = max(0, sum(chance <= (1 - _SURENESS) / 2 for chance in outside) - 1)
    return ordered[at], ordered[-1 - at]


def _fits(value: float | None, bound: float | None) -> bool:
    return bound is None or (value is not None and value <= bound)


def _rounded(value: float | None) -> float | None:
    """Keep four significant digits: more would only be noise."""
    return None if value is None else float(f"{value:.4g}")
