"""The training runs on this computer: a folder each, read whatever state a kill has left it in."""

import contextlib
import csv
import json
import math
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.core.bundle import is_bundle
from app.core.errors import InkdigitError, said
from app.core.events import EpochDone
from app.core.files import shown
from app.core.paths import user_data_dir
from app.core.sentences import sentence_of_plain
from app.core.training import TrainingConfig, config_from_dict

RUNNING, FINISHED, STOPPED, INTERRUPTED, FAILED = "running", "finished", "stopped", "interrupted", "failed"
DAMAGED = "damaged"
"""The state of a run whose settings cannot be read."""
_MAX_BYTES = 10_000_000
_SAME_START_S = 2.0
"""Two readings of one process's start differ by less: the system's clock is not exact."""
_LEFT_ALONE_S = 3600


class RunError(InkdigitError):
    """A run cannot be read, made or removed."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its folder shows it. ``made`` is None where nothing tells; ``size_bytes`` counts everything in it."""

    folder: Path
    config: TrainingConfig | None
    state: str
    history: tuple[EpochDone, ...]
    bundle: Path | None
    made: datetime | None
    error: str
    size_bytes: int

    @property
    def best_accuracy(self) -> float | None:
        """Return the best validation accuracy, 0 to 1; None where nothing was held back, or no epoch is done."""
        found = [row.val_accuracy for row in self.history if row.val_accuracy is not None]
        return max(filter(math.isfinite, found), default=None)

    @property
    def can_resume(self) -> bool:
        """Say whether training can go on: from the last checkpoint, or from the beginning."""
        return self.config is not None and self.state in (INTERRUPTED, FAILED, STOPPED)


def runs_dir() -> Path:
    """Return the folder of the runs."""
    return user_data_dir() / "runs"


def list_runs(folder: Path | None = None) -> list[Run]:
    """Return the runs in a folder (default: ``runs_dir``), the newest first."""
    folder = folder or runs_dir()
    try:
        entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".") and not entry.is_symlink()]
        runs = [read_run(entry) for entry in entries if _is_run(entry)]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RunError(
            said("The runs in “{folder}” cannot be read ({reason}).", folder=shown(folder), reason=error.strerror),
            "See who owns it.",
        ) from None
    return sorted(runs, key=lambda run: run.made.timestamp() if run.made else 0.0, reverse=True)


def read_run(folder: Path) -> Run:
    """Return a run; whatever of it is missing or damaged is left out."""
    config = _config(folder)
    state = _json_object(folder / "state.json")
    bundle = folder / "bundle"
    has_bundle = is_bundle(bundle)
    return Run(
        folder,
        config,
        DAMAGED if config is None else _state(state, has_bundle=has_bundle),
        tuple(_history(folder / "history.csv")),
        bundle if has_bundle else None,
        _made(state, folder),
        _error(state),
        _size(folder),
    )


def _error(state: Mapping[str, object]) -> str:
    """Return why a run failed, as a sentence that can be translated where the file tells how it was made."""
    error = state.get("error")
    if not isinstance(error, str):
        return ""
    try:
        return sentence_of_plain(state.get("said"))
    except ValueError:
        return error


def new_run_folder(preset: str) -> Path:
    """Make a folder for a run, named by the preset and the time, and return it.

    Raises:
        RunError: it cannot be made.
    """
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    _forget_stillborn(runs_dir())
    for number in range(1, 1000):
        folder = runs_dir() / (f"{preset}-{stamp}" if number == 1 else f"{preset}-{stamp}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise RunError(
                said("The folder “{folder}” cannot be made ({reason}).", folder=shown(folder), reason=error.strerror),
                "Free some space or see who owns it.",
            ) from None
        return folder
    raise RunError(said("There are too many runs of “{preset}” at this second.", preset=preset), "Try again.")


def delete_run(run: Run) -> None:
    """Remove a run with everything in it.

    Raises:
        RunError: it is running, or cannot be removed.
    """
    if read_run(run.folder).state == RUNNING:
        raise RunError(said("“{name}” is still running.", name=shown(run.folder.name)), "Stop it first.")
    remove_folder(run.folder)


def remove_folder(folder: Path) -> None:
    """Remove a run's folder; renamed first, so that a half removed one never looks like a run.

    Raises:
        RunError: it cannot be removed.
    """
    aside = folder.with_name(f".{folder.name}.removed")
    try:
        folder.rename(aside)
        shutil.rmtree(aside)
    except FileNotFoundError:
        return
    except OSError as error:
        raise RunError(
            said("“{folder}” cannot be removed ({reason}).", folder=shown(folder), reason=error.strerror),
            "Close what uses it, then try again.",
        ) from None


def _is_run(folder: Path) -> bool:
    return any((folder / name).exists() for name in ("config.json", "state.json", "checkpoints", "bundle"))


def _forget_stillborn(folder: Path) -> None:
    """Remove folders of runs that were killed before they had begun, and what a removal has left."""
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            is_old = time.time() - entry.stat().st_mtime > _LEFT_ALONE_S
            if is_old and entry.is_dir() and not entry.is_symlink() and (entry.name[0] == "." or not _is_run(entry)):
                shutil.rmtree(entry, ignore_errors=True)


def _config(folder: Path) -> TrainingConfig | None:
    try:
        return config_from_dict(_json_object(folder / "config.json") or {"preset": ""})
    except InkdigitError:
        return None


def _state(fields: dict[str, Any], *, has_bundle: bool) -> str:
    """Return the state that the file claims, as far as the folder and the system's processes agree."""
    claimed = fields.get("state")
    if claimed == RUNNING:
        return RUNNING if _is_alive(fields.get("pid"), fields.get("pid_started")) else INTERRUPTED
    if claimed in (FINISHED, STOPPED) and has_bundle:
        return str(claimed)
    if claimed == FAILED:
        return FAILED
    return FINISHED if has_bundle else INTERRUPTED


def _is_alive(pid: object, started: object) -> bool:
    """Say whether the very process still runs that had this id, and not a later one."""
    if not isinstance(pid, int) or not isinstance(started, int | float) or not 0 < pid < 2**31:
        return False
    import psutil

    try:
        process = psutil.Process(pid)
        is_same = abs(process.create_time() - started) < _SAME_START_S
        return is_same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _history(path: Path) -> Iterator[EpochDone]:
    """Yield the rows that are whole."""
    try:
        for row in csv.DictReader(_text(path).splitlines()):
            with contextlib.suppress(KeyError, TypeError, ValueError):
                yield _epoch(row)
    except (OSError, ValueError, csv.Error):
        return


def _epoch(row: Mapping[str, str]) -> EpochDone:
    return EpochDone(
        int(row["epoch"]),
        float(row["loss"]),
        float(row["accuracy"]),
        float(row["val_loss"]) if row["val_loss"] else None,
        float(row["val_accuracy"]) if row["val_accuracy"] else None,
        float(row["learning_rate"]),
        float(row["seconds"]),
        eta=0.0,
    )


def _made(state: dict[str, Any], folder: Path) -> datetime | None:
    with contextlib.suppress(TypeError, ValueError, OSError, OverflowError):
        return datetime.fromisoformat(state.get("made", "")).astimezone()
    with contextlib.suppress(OSError):
        return datetime.fromtimestamp(folder.stat().st_mtime).astimezone()
    return None


def _json_object(path: Path) -> dict[str, Any]:
    """Return a file's JSON object; an empty one where it has none."""
    try:
        fields = json.loads(_text(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _text(path: Path) -> str:
    if path.stat().st_size > _MAX_BYTES:
        raise ValueError("far too large")
    return path.read_text(encoding="utf-8")


def _size(folder: Path) -> int:
    total = 0
    with contextlib.suppress(OSError):
        for path in folder.rglob("*"):
            with contextlib.suppress(OSError):
                if path.is_file() and not path.is_symlink():
                    total += path.stat().st_size
    return total
