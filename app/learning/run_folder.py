"""A run on disk: ``config.json``, ``history.csv``, ``events.ndjson``, ``checkpoints/``, ``bundle/``."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from app.core.errors import TrainingError
from app.core.events import EpochDone, Event, event_to_dict
from app.core.files import write_atomic, write_atomic_with
from app.core.training import TrainingConfig

_HISTORY = ("epoch", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds")


class RunFolder:
    """Keep a run's record; after a kill it holds everything up to the last whole epoch."""

    def __init__(self, folder: Path, config: TrainingConfig) -> None:
        """Make the folder.

        Raises:
            TrainingError: it cannot be made, or holds another run.
        """
        self.folder = folder
        self._rows: list[EpochDone] = []
        if (folder / "config.json").exists():
            raise TrainingError(f"The folder “{folder}” already holds a run.", "Give another folder with --out.")
        try:
            (folder / "checkpoints").mkdir(parents=True, exist_ok=True)
            write_atomic(folder / "config.json", json.dumps(config.to_dict(), indent=2) + "\n")
        except OSError as error:
            raise TrainingError(
                f"The folder “{folder}” cannot be written ({error.strerror}).", "Choose another."
            ) from None

    @property
    def bundle(self) -> Path:
        """Return where the run's bundle is put at its end."""
        return self.folder / "bundle"

    @property
    def checkpoint(self) -> Path:
        """Return the path of the latest model."""
        return self.folder / "checkpoints" / "last.keras"

    def record(self, event: Event) -> None:
        """Append an event to ``events.ndjson``, and an epoch to ``history.csv``."""
        line = json.dumps(event_to_dict(event), ensure_ascii=False)
        with (self.folder / "events.ndjson").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        if isinstance(event, EpochDone):
            self._rows.append(event)
            self._write_history()

    def save_checkpoint(self, model: Any) -> Path:
        """Replace the latest model in one step, so that a kill leaves the one before."""
        write_atomic_with(self.checkpoint, model.save)
        return self.checkpoint

    def _write_history(self) -> None:
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(_HISTORY)
        writer.writerows([[getattr(row, column) for column in _HISTORY] for row in self._rows])
        write_atomic(self.folder / "history.csv", table.getvalue())
