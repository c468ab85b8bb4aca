"""Run folders as the trainer leaves them, written without it."""

import json
import os
from pathlib import Path
from typing import Any

import psutil

from app.core.runs import runs_dir
from app.core.training import config_for
from tests.unit.core.bundles import write_bundle

HEAD = "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds"
ROWS = ("1,0.5,0.85,0.3,0.91,0.001,2.5", "2,0.25,0.93,0.2,0.95,0.001,2.4", "3,0.2,0.94,0.21,0.945,0.001,2.4")
GONE = {"pid": 2**22 + 1, "pid_started": 1.0}


def myself() -> dict[str, Any]:
    """Return what the state says of a process that runs: this one."""
    return {"pid": os.getpid(), "pid_started": psutil.Process().create_time()}


def write_run(
    name: str, state: str | None = "finished", *, rows: tuple[str, ...] = ROWS, has_bundle: bool = False, **fields: Any
) -> Path:
    """Write a run of the preset "digits"; ``fields`` go into its state."""
    folder = runs_dir() / name
    (folder / "checkpoints").mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(config_for("digits", epochs=5).to_dict()))
    (folder / "checkpoints" / "last.keras").write_bytes(b"weights")
    (folder / "history.csv").write_text("\n".join((HEAD, *rows)) + "\n")
    if state is not None:
        made = {"made": "2026-03-01T12:00:00+00:00", "error": ""}
        (folder / "state.json").write_text(json.dumps({"state": state, **GONE, **made, **fields}))
    if has_bundle:
        write_bundle(folder / "bundle")
    return folder
