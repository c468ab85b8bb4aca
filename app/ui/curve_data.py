"""Curves as plain numbers: series, their smoothing and best point, ticks of an axis, a table of all. No Qt."""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

LOWEST, HIGHEST = "lowest", "highest"
_MEMORY = 0.6
"""How much of a smoothed value comes from the epochs before."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One curve: ``epochs`` ascending and ``values``, float64 of one length, all finite; ``#rrggbb`` or "" for any."""

    name: str
    epochs: np.ndarray
    values: np.ndarray
    colour: str = ""
    has_best: bool = True

    def at(self, epoch: float) -> float | None:
        """Return the value at the point nearest to ``epoch``; None where there is none within half an epoch."""
        if not self.epochs.size:
            return None
        nearest = int(np.abs(self.epochs - epoch).argmin())
        return float(self.values[nearest]) if abs(self.epochs[nearest] - epoch) <= 0.5 else None

    def best(self, kind: str) -> tuple[float, float] | None:
        """Return (epoch, value) of the lowest or highest point, the first of equals."""
        if not kind or not self.has_best or not self.values.size:
            return None
        index = int(self.values.argmin() if kind == LOWEST else self.values.argmax())
        return float(self.epochs[index]), float(self.values[index])


def series_of(
    name: str, epochs: Iterable[float], values: Iterable[float], colour: str = "", *, has_best: bool = True
) -> Series:
    """Return a series of the points that are finite, in the order of their epochs."""
    points = np.array(list(zip(epochs, values, strict=True)), np.float64).reshape(-1, 2)
    points = points[np.isfinite(points).all(axis=1)]
    points = points[points[:, 0].argsort(kind="stable")]
    return Series(name, points[:, 0].copy(), points[:, 1].copy(), colour, has_best)


def smoothed(values: np.ndarray) -> np.ndarray:
    """Return running means that weigh older values less and less, unbiased from the first one on."""
    means, total, weight = np.empty_like(values), 0.0, 0.0
    for index, value in enumerate(values):
        total = _MEMORY * total + (1 - _MEMORY) * value
        weight = _MEMORY * weight + (1 - _MEMORY)
        means[index] = total / weight
    return means


def thinned(x: np.ndarray, y: np.ndarray, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Return at most ``2 * columns`` points that look the same: the lowest and highest of each stretch."""
    if x.size <= 2 * columns:
        return x, y
    edges = np.linspace(0, x.size, columns + 1).astype(int)
    kept = {0, x.size - 1}
    for start, end in pairwise(edges.tolist()):
        kept.update((start + int(y[start:end].argmin()), start + int(y[start:end].argmax())))
    chosen = sorted(kept)
    return x[chosen], y[chosen]


def ticks(low: float, high: float, count: int) -> list[float]:
    """Return about ``count`` round values from ``low`` to ``high``."""
    span = high - low
    if span <= 0 or not math.isfinite(span):
        return [low]
    rough = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(size for size in _STEPS if size * power >= rough * (1 - 1e-9))
    return _multiples(low, high, step)


def epoch_ticks(low: float, high: float, count: int) -> list[float]:
    """Return about ``count`` whole epochs."""
    rough = max((high - low) / max(count, 1), 1e-9)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(size for size in (1.0, 2.0, 5.0, 10.0) if size * power >= rough * (1 - 1e-9)) * power
    return _multiples(low, high, max(round(step), 1))


def log_ticks(low: float, high: float, count: int) -> list[float]:
    """Return round values between two positive ones, evenly spread on a logarithmic axis."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for digits in ((1, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        found = [digit * 10.0**power for power in range(first, last + 1) for digit in digits]
        found = [value for value in found if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)]
        if len(found) <= count + 2:
            break
    if len(found) < 2:
        return ticks(low, high, count)
    return found[:: math.ceil(len(found) / (count + 2))]


def tick_text(value: float, step: float) -> str:
    """Return a tick with as many decimals as its neighbours need."""
    if value and (abs(value) >= 1e6 or abs(value) < 1e-4):
        return f"{value:.0e}".replace("e-0", "e-").replace("e+0", "e")
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 2
    if decimals and round(step * 10**decimals) != round(step * 10**decimals, 6):
        decimals += 1
    return f"{value:.{min(decimals, 6)}f}"


def value_text(value: float) -> str:
    """Return a value for people: four digits that count."""
    if value and abs(value) < 1e-3:
        return f"{value:.2e}"
    return f"{value:.4f}" if abs(value) < 10 else f"{value:.4g}"


def table_of(series: Sequence[Series]) -> str:
    """Return all points as CSV: a row an epoch, a column a series, empty where a series has no point."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(["epoch", *(item.name for item in series)])
    columns = [dict(zip(item.epochs.tolist(), item.values.tolist(), strict=True)) for item in series]
    for epoch in sorted(set().union(*columns)):
        rows.writerow([f"{epoch:g}", *(_cell(column.get(epoch)) for column in columns)])
    return written.getvalue()


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [index * step for index in range(first, last + 1)]
