"""``inkdigit bench train``: what our training takes over a bare ``model.fit`` of the same network."""

import numpy as np

from app.cli.bench_measure import Measure
from app.cli.bench_probes import ProbeError, probe_fit

BUDGET = 1.03
_WORK = {"keras-convnet": (30_000, 1), "mlp-128x3": (60_000, 5)}
"""Pictures and epochs of a fit: a usual network, and one of the smallest, where everything beside it shows most."""


def training_measures(rounds: int) -> list[Measure]:
    """Fit each network in turn with a bare fit, ``rounds`` times, and compare the shortest times.

    The shortest is what the work takes; longer ones tell of whatever else the machine was doing.
    """
    return [_measure(preset, pictures, epochs, rounds) for preset, (pictures, epochs) in _WORK.items()]


def _measure(preset: str, pictures: int, epochs: int, rounds: int) -> Measure:
    ours = bare = error = None
    try:
        answer = probe_fit(preset, pictures, epochs, rounds)
        ours, bare = float(np.min(answer["ours_s"])), float(np.min(answer["bare_s"]))
    except ProbeError as problem:
        error = str(problem)
    return Measure(
        name=f"training_{preset}",
        title=f"training {preset}",
        unit="s",
        value=ours,
        baseline=bare,
        baseline_name="a bare model.fit",
        budget_ratio=BUDGET,
        error=error,
    )
