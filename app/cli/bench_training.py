"""``inkdigit bench train``: what our training takes over a bare ``model.fit`` of the same network."""

import statistics

from app.cli.bench_measure import Measure
from app.cli.bench_probes import Answer, ProbeError, probe_fit

BUDGET = 1.03
PAIRS_A_ROUND = 2
_WORK = {"keras-convnet": (30_000, 1), "mlp-128x3": (60_000, 10)}
"""Pictures and epochs of a fit: half an epoch of a usual network, and all of one of the smallest, where everything
beside it shows most."""
_KINDS = (("_cpu", "_cpu_s", ", CPU time"), ("", "_s", ""))


def training_measures(rounds: int) -> list[Measure]:
    """Fit each network in turn with a bare fit, and compare them pair by pair, two pairs a round.

    Time by the clock is what people wait; processor time tells the same where other work keeps the computer busy.
    """
    return [measure for preset in _WORK for measure in _measures(preset, rounds * PAIRS_A_ROUND)]


def _measures(preset: str, pairs: int) -> list[Measure]:
    answer: Answer = {}
    error = None
    try:
        answer = probe_fit(preset, *_WORK[preset], pairs)
    except ProbeError as problem:
        error = str(problem)
    return [
        _measure(
            f"training_{preset}{name}", f"{preset}{title}", answer.get(f"ours{key}"), answer.get(f"bare{key}"), error
        )
        for name, key, title in _KINDS
    ]


def _measure(name: str, title: str, ours: list[float] | None, bare: list[float] | None, error: str | None) -> Measure:
    return Measure(
        name=name,
        title=title,
        unit="s",
        value=statistics.median(ours) if ours else None,
        baseline=statistics.median(bare) if bare else None,
        baseline_name="a bare model.fit",
        budget_ratio=BUDGET,
        error=error,
        ratios=tuple(one / other for one, other in zip(ours or (), bare or (), strict=True)),
    )
