"""The processes that the bench starts: the real window, the bare ones, and TensorFlow. Each answers one JSON line."""

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from app.core.errors import InkdigitError
from app.core.startup import module_command

_TIMEOUT_S = 180
_FIT_TIMEOUT_S = 60
"""For one fit, on a slow computer."""
_TRAINED = 10_000
Answer = dict[str, Any]


class ProbeError(InkdigitError):
    """A process of the bench did not answer."""


def probe_window(env: dict[str, str]) -> Answer:
    """Start Inkdigit's own window, draw in it, and return what it measured of itself.

    It reads with the model that the prototype reads with, whatever the user has chosen.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        return _ask("app.ui.probe", env={**env, "INKDIGIT_HOME": home})


def probe_start(env: dict[str, str]) -> Answer:
    """Start Inkdigit's own window and close it: ``window_s``, ``first_prediction_s``."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        return _ask("app.ui.probe", "start", env={**env, "INKDIGIT_HOME": home})


def probe_bare_window(env: dict[str, str]) -> Answer:
    """Start a bare PySide6 window: ``window_s``, ``rss_mb``."""
    return _ask("app.ui.baselines", "window", env=env)


def probe_prototype(env: dict[str, str]) -> Answer:
    """Draw on the bare prototype: ``stroke_ms``, ``max_gap_drawing_ms``."""
    return _ask("app.ui.baselines", "pen", env=env)


def probe_training(env: dict[str, str]) -> Answer:
    """Draw in Inkdigit's own window while it trains: ``stroke_ms``, ``max_gap_start_ms``, ``max_gap_drawing_ms``."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "noise.npz"
        _write_noise(data)
        return _ask("app.ui.probe", "training", str(data), env={**env, "INKDIGIT_HOME": str(Path(folder) / "home")})


def probe_tensorflow(model: Path, pause_s: float) -> Answer:
    """Load and predict in a fresh TensorFlow process: ``first_prediction_s``, ``predict_ms``, ``images_per_s``.

    ``predict_ms`` are single predictions, a pause of so many seconds before each.
    """
    return _ask("app.learning.baselines", str(model), str(pause_s), env={"CUDA_VISIBLE_DEVICES": "-1"})


def probe_fit(preset: str, pictures: int, epochs: int, pairs: int) -> Answer:
    """Train with and without Inkdigit, in turn, in a fresh process.

    ``ours_s`` and ``bare_s`` are seconds, ``ours_cpu_s`` and ``bare_cpu_s`` those of processor time, a number a pair.
    """
    arguments = (preset, str(pictures), str(epochs), str(pairs))
    return _ask("app.learning.fit_bench", *arguments, env={}, timeout_s=_FIT_TIMEOUT_S * (2 * pairs + 3))


def probe_batch(folder: Path, table: Path) -> Answer:
    """Read a folder of pictures into a table: ``pictures``, ``seconds``, ``cpu_s``, ``rss_mb``."""
    return _ask("app.recognition.batch_bench", str(folder), str(table), env={})


def probe_plain_batch(model: Path, folder: Path) -> Answer:
    """Read it with Pillow and ``model.predict``: the same figures."""
    return _ask("app.learning.batch_baseline", str(model), str(folder), env={"CUDA_VISIBLE_DEVICES": "-1"})


def _write_noise(path: Path) -> None:
    """Write pictures of noise with labels by lot: as much work as digits, and everybody has them."""
    lot = np.random.default_rng(1)
    arrays = {}
    for part, count in (("train", _TRAINED), ("test", _TRAINED // 10)):
        arrays[f"x_{part}"] = lot.integers(0, 256, (count, 28, 28), dtype=np.uint8)
        arrays[f"y_{part}"] = lot.integers(0, 10, count, dtype=np.uint8)
    np.savez(path, **arrays)  # type: ignore[arg-type]


def _ask(module: str, *arguments: str, env: dict[str, str], timeout_s: float = _TIMEOUT_S) -> Answer:
    """Run a module in a fresh process, with the time of its start in ``INKDIGIT_T0``; return its answer."""
    command = [*module_command(module), *arguments]
    try:
        environment = {**os.environ, **env, "INKDIGIT_T0": repr(time.time())}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program keeps its bytecode
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout_s
        )
    except subprocess.TimeoutExpired:
        raise ProbeError(f"“{module}” did not answer within {timeout_s:.0f} seconds.") from None
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        raise ProbeError(f"“{module}” failed: {_last_line(done.stderr)}")
    answer: Answer = json.loads(lines[-1])
    return answer


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it said nothing."
