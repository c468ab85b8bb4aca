"""All that a run needs to go on as if it had never been interrupted, in one file, written beside the training."""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from app.core.epochs import is_kept, kept_path
from app.core.errors import TrainingError, said
from app.core.events import CheckpointSaved, EpochDone, Event
from app.core.files import shown, write_atomic, write_atomic_with
from app.learning.backend import keras
from app.learning.export import plain_copy
from app.learning.run_folder import RunFolder, unwritable

STATE_NAME = "state.npz"
MODEL_NAME = "last.keras"
H5_NAME = "last.h5"
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a run stands after ``epoch`` whole epochs, beside its weights.

    ``best_epoch`` (from 1; 0 for none) had the least validation loss, ``best_loss``, and the weights ``best``.
    ``data`` names the files of the data set by their hashes.
    """

    epoch: int = 0
    best_epoch: int = 0
    best_loss: float | None = None
    rows: tuple[EpochDone, ...] = ()
    best: tuple[Array, ...] = field(default=(), repr=False)
    data: str = ""


class Checkpoints:
    """Write checkpoints and events in a thread of their own, in the order in which they are given.

    A disk takes its time to confirm; the training waits for it only before the next checkpoint.
    """

    def __init__(self, run: RunFolder, model: Any) -> None:
        self._run, self._model = run, model
        self._copy = plain_copy(model)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="checkpoint")
        self._pending: list[Future[CheckpointSaved | None]] = []
        self._writing: Future[CheckpointSaved | None] | None = None
        self._saved: list[CheckpointSaved] = []

    def record(self, event: Event) -> None:
        """Have an event written to the run's folder soon."""
        self._pending.append(self._thread.submit(self._run.record, event))

    def save(self, standing: Standing, *, is_last: bool = False) -> None:
        """Take the weights as they are now, and begin to write them once the checkpoint before is done.

        Some checkpoints, and the last one, are kept under the number of their epoch too.
        """
        if self._writing is not None:
            wait([self._writing])
        arrays = _arrays_of(self._model, standing)
        weights = [np.array(value) for value in self._model.get_weights()]
        config = self._run.config
        keeps = is_last or is_kept(standing.epoch, epochs=config.epochs, every=config.checkpoint_every)
        self._writing = self._thread.submit(self._write, standing.epoch, arrays, weights, keeps=keeps)
        self._pending.append(self._writing)

    def take_saved(self) -> list[CheckpointSaved]:
        """Return the checkpoints that have reached the disk since the last call.

        Raises:
            TrainingError: something could not be written.
        """
        while self._pending and self._pending[0].done():
            self._collect()
        saved, self._saved = self._saved, []
        return saved

    def wait(self) -> None:
        """Return when everything is on the disk, or raise as ``take_saved`` does."""
        while self._pending:
            self._collect()

    def close(self) -> None:
        """End the thread, after what it is writing."""
        self._thread.shutdown(wait=True)

    def _collect(self) -> None:
        try:
            event = self._pending.pop(0).result()
        except OSError as error:
            raise unwritable(self._run.folder, error) from None
        if event is not None:
            self._saved.append(event)

    def _write(self, epoch: int, arrays: dict[str, Array], weights: Sequence[Array], *, keeps: bool) -> CheckpointSaved:
        folder = self._run.checkpoints
        self._copy.set_weights(weights)
        write_atomic_with(folder / MODEL_NAME, self._copy.save)
        if self._run.config.keeps_h5:
            write_atomic_with(folder / H5_NAME, self._copy.save)
        content = io.BytesIO()
        np.savez(content, **arrays)  # type: ignore[arg-type]
        write_atomic(folder / STATE_NAME, content.getvalue())
        if keeps:
            kept = kept_path(self._run.folder, epoch)
            write_atomic_with(kept, lambda part: _share(folder / MODEL_NAME, part))
            if self._run.config.keeps_h5:
                write_atomic_with(kept.with_suffix(".h5"), lambda part: _share(folder / H5_NAME, part))
        event = CheckpointSaved(epoch, str(folder / MODEL_NAME))
        self._run.record(event)
        return event


def _share(file: Path, other: Path) -> None:
    """Give a file, which is only ever replaced as a whole, another name; copy it where the disk has one name a file."""
    try:
        os.link(file, other)
    except OSError:
        shutil.copyfile(file, other)


def restore(run: RunFolder, model: Any) -> Standing:
    """Put the last checkpoint of a run into a freshly compiled model; return where the run stands.

    Without a checkpoint the run stands at its beginning.

    Raises:
        TrainingError: the checkpoint is damaged or of another network.
    """
    path = run.checkpoints / STATE_NAME
    if not path.exists():
        return Standing()
    model.optimizer.build(model.trainable_variables)
    try:
        arrays = _read(path)
        standing = _standing_of(arrays, weights=len(model.weights))
        pairs = [(each, arrays[name]) for name, each in _variables_of(model).items()]
        if any(tuple(each.shape) != value.shape or not _is_finite(value) for each, value in pairs):
            raise ValueError("the weights do not fit")
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise TrainingError(
            said(
                "The checkpoint “{name}” is damaged or of another network ({reason}).", name=shown(path), reason=error
            ),
            "Start a new run.",
        ) from None
    for variable, value in pairs:
        variable.assign(value)
    return standing


def read_standing(run: RunFolder) -> Standing:
    """Return where the last checkpoint stands, without its weights; the beginning where none can be read."""
    try:
        return _standing_of(_read(run.checkpoints / STATE_NAME), weights=0)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        return Standing()


def _variables_of(model: Any) -> dict[str, Any]:
    """Return weights, the states of random layers, and the optimizer's memory, by the names they are stored under."""
    counted = {id(variable) for metric in model.metrics for variable in metric.variables}
    own = [variable for variable in model.variables if id(variable) not in counted]
    named = {f"model_{at}": variable for at, variable in enumerate(own)}
    return {**named, **{f"optimizer_{at}": variable for at, variable in enumerate(model.optimizer.variables)}}


def _arrays_of(model: Any, standing: Standing) -> dict[str, Array]:
    fields = {
        "epoch": standing.epoch,
        "best_epoch": standing.best_epoch,
        "best_loss": standing.best_loss,
        "rows": [asdict(row) for row in standing.rows],
        "data": standing.data,
    }
    arrays = {name: np.array(keras.ops.convert_to_numpy(each)) for name, each in _variables_of(model).items()}
    best = {f"best_{at}": value for at, value in enumerate(standing.best)}
    return {**arrays, **best, "standing": np.frombuffer(json.dumps(fields).encode(), dtype=np.uint8)}


def _read(path: Path) -> dict[str, Array]:
    """Read the arrays; never unpickles, and never takes more memory than the file is large."""
    with zipfile.ZipFile(path) as archive:
        if any(item.compress_type != zipfile.ZIP_STORED for item in archive.infolist()):
            raise ValueError("it is compressed")
        if sum(item.file_size for item in archive.infolist()) > path.stat().st_size:
            raise ValueError("its sizes are wrong")
    with np.load(path, allow_pickle=False) as content:
        return {name: content[name] for name in content.files}


def _standing_of(arrays: dict[str, Array], *, weights: int) -> Standing:
    fields = json.loads(arrays["standing"].tobytes())
    rows = tuple(EpochDone(**row) for row in fields["rows"])
    best = tuple(arrays[f"best_{at}"] for at in range(weights)) if "best_0" in arrays else ()
    return Standing(int(fields["epoch"]), int(fields["best_epoch"]), fields["best_loss"], rows, best, fields["data"])


def _is_finite(value: Array) -> bool:
    return bool(np.isfinite(value).all())
