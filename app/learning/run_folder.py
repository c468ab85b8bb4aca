"""A run on disk: ``config.json``, ``state.json``, ``history.csv``, ``events.ndjson``, ``checkpoints/``, ``bundle/``."""

import csv
import datetime
import io
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import psutil

from app.core.errors import InkdigitError, TrainingError, said
from app.core.events import EpochDone, Event, event_to_dict
from app.core.files import exists, shown, write_atomic, write_json
from app.core.runs import FINISHED, RUNNING, read_run
from app.core.sentences import plain_of
from app.core.training import TrainingConfig

CANCELLED = "cancelled"
"""The state of a run that went on and was then cancelled: it is as its last checkpoint left it."""
_HISTORY = ("epoch", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds")
_FILES = ("config.json", "state.json", "history.csv", "events.ndjson", "console.log")


class RunFolder:
    """Keep a run's record; after a kill it holds everything up to the last whole epoch.

    ``is_begun`` says whether this process has made it its own.
    """

    def __init__(self, folder: Path, config: TrainingConfig, *, made: str) -> None:
        self.folder = folder
        self.config = config
        self.rows: list[EpochDone] = []
        self.is_begun = False
        self._made = made

    @classmethod
    def create(cls, folder: Path, config: TrainingConfig) -> "RunFolder":
        """Make the folder, or take an empty one.

        Raises:
            TrainingError: it cannot be made, or holds another run.
        """
        if exists(folder / "config.json"):
            raise TrainingError(
                said("The folder “{folder}” already holds a run.", folder=shown(folder)),
                "Give another folder with --out.",
            )
        run = cls(folder, config, made=datetime.datetime.now().astimezone().isoformat(timespec="seconds"))
        try:
            run.checkpoints.mkdir(parents=True, exist_ok=True)
            run.set_state(RUNNING)
            write_json(folder / "config.json", config.to_dict())
        except OSError as error:
            raise unwritable(folder, error) from None
        return run

    @classmethod
    def reopen(cls, folder: Path) -> "RunFolder":
        """Return the run in a folder, to go on with it.

        Raises:
            TrainingError: there is none, its settings are damaged, or it is running or complete.
        """
        run = read_run(folder)
        if run.config is None:
            raise TrainingError(
                said("The folder “{folder}” holds no run, or a damaged one.", folder=shown(folder)), "Start a new run."
            )
        if run.state == RUNNING:
            raise TrainingError(
                said("The run in “{folder}” is still going on.", folder=shown(folder)), "Stop it first."
            )
        if run.state == FINISHED:
            raise TrainingError(
                said("The run in “{folder}” is complete.", folder=shown(folder)), "Start a new run to train more."
            )
        made = run.made.isoformat(timespec="seconds") if run.made is not None else ""
        return cls(folder, run.config, made=made)

    @property
    def bundle(self) -> Path:
        """Return where the run's bundle is put at its end."""
        return self.folder / "bundle"

    @property
    def checkpoints(self) -> Path:
        """Return the folder of the checkpoints."""
        return self.folder / "checkpoints"

    def set_state(self, state: str, *, error: str = "") -> None:
        """Write ``state.json``: a state of ``core.runs``, and the process that it is true of."""
        pid = os.getpid()
        fields = {
            "state": state,
            "pid": pid,
            "pid_started": psutil.Process(pid).create_time(),
            "made": self._made,
            "error": error,
            "said": plain_of(error),
        }
        self.is_begun = True
        write_json(self.folder / "state.json", fields)

    def record(self, event: Event) -> None:
        """Append an event to ``events.ndjson``, and an epoch to ``history.csv``.

        Raises:
            TrainingError: the disk is full, or the folder has gone.
        """
        line = json.dumps(event_to_dict(event), ensure_ascii=False)
        try:
            with (self.folder / "events.ndjson").open("a", encoding="utf-8") as file:
                file.write(line + "\n")
            if isinstance(event, EpochDone):
                self.set_history([*self.rows, event])
        except OSError as error:
            raise unwritable(self.folder, error) from None

    def set_history(self, rows: Sequence[EpochDone]) -> None:
        """Replace the rows of ``history.csv``."""
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(_HISTORY)
        writer.writerows([[getattr(row, column) for column in _HISTORY] for row in rows])
        write_atomic(self.folder / "history.csv", table.getvalue())
        self.rows = list(rows)

    def fail(self, error: BaseException) -> None:
        """Note how the run ended, if it was begun and the disk still takes it."""
        if not self.is_begun:
            return
        words = error.sentence if isinstance(error, InkdigitError) else said("A bug ended the run.")
        try:
            self.set_state("failed", error=words)
        except OSError:
            return

    def remove(self) -> None:
        """Remove what a run writes, and the folder if nothing else is in it."""
        for name in ("checkpoints", "epochs", "bundle"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        try:
            for name in _FILES:
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()
        except OSError:
            return  # someone else's files stay


def unwritable(folder: Path, error: OSError) -> TrainingError:
    """Return the sentence for a file of the run that could not be written."""
    return TrainingError(
        said("The folder “{folder}” cannot be written ({reason}).", folder=shown(folder), reason=error.strerror),
        "Free some space, or choose another.",
    )
