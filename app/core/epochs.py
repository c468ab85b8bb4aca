"""The checkpoints of a run that are kept for good, ``epochs/0007.keras`` and so on, and their LiteRT copies."""

import contextlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from app.core.bundle import ENERGY, LITERT_NAME, NONE_LOGIT, Card, Thresholds, read_bundle
from app.core.errors import InkdigitError
from app.core.files import sha256_of
from app.core.paths import user_cache_dir
from app.core.preprocessing import FASHION_NAMES, preprocessing_for
from app.core.presets import PRESETS
from app.core.runs import Run

MOST_KEPT = 32
"""Epochs of one run; a longer run keeps every second, third … of its checkpoints."""
_MOST_CACHED = 200
_NAME = re.compile(r"(\d{1,6})\.keras")
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class KeptEpoch:
    """A checkpoint after so many whole epochs."""

    epoch: int
    path: Path


@dataclass(frozen=True, slots=True)
class EpochReady:
    """A kept epoch has its LiteRT copy in ``folder``; or ``error`` says why it has none."""

    epoch: int
    folder: str
    error: str = ""


def epochs_dir(run: Path) -> Path:
    """Return where a run's folder keeps epochs."""
    return run / "epochs"


def kept_path(run: Path, epoch: int) -> Path:
    """Return the path of a kept epoch."""
    return epochs_dir(run) / f"{epoch:04}.keras"


def is_kept(epoch: int, *, epochs: int, every: int) -> bool:
    """Say whether a checkpoint after ``epoch`` is kept, in a run of ``epochs`` that saves after ``every`` of them."""
    step = every * max(1, -(-epochs // (every * MOST_KEPT)))
    return epoch % step == 0


def kept_epochs(run: Path) -> tuple[KeptEpoch, ...]:
    """Return a run's kept epochs, the first first; none where there are none."""
    found = []
    with contextlib.suppress(OSError):
        for path in epochs_dir(run).iterdir():
            match = _NAME.fullmatch(path.name)
            if match and path.is_file() and not path.is_symlink():
                found.append(KeptEpoch(int(match[1]), path))
    return tuple(sorted(found, key=lambda kept: kept.epoch))


def copy_folder(path: Path) -> Path:
    """Return where the LiteRT copy of a Keras file belongs: a folder named by the file's SHA-256.

    Raises:
        OSError: the file cannot be read.
    """
    return user_cache_dir() / "litert" / sha256_of(path)


def has_copy(folder: Path) -> bool:
    """Say whether a copy is there."""
    return (folder / LITERT_NAME).is_file()


def forget_old_copies() -> None:
    """Remove the copies that were made longest ago, where there are very many."""
    with contextlib.suppress(OSError):
        folders = [folder for folder in (user_cache_dir() / "litert").iterdir() if folder.is_dir()]
        folders.sort(key=lambda folder: folder.stat().st_mtime, reverse=True)
        for folder in folders[_MOST_CACHED:]:
            shutil.rmtree(folder, ignore_errors=True)


def card_of_run(run: Run) -> Card:
    """Return the card of a run's checkpoints: its bundle's, else one that takes the answers as they come."""
    if run.bundle is not None:
        with contextlib.suppress(InkdigitError):
            return read_bundle(run.bundle).card
    preset, data = (run.config.preset, run.config.data) if run.config is not None else ("", "")
    rejection = NONE_LOGIT if preset in PRESETS and PRESETS[preset].learns_none else ENERGY
    names = FASHION_NAMES if data == "fashion-mnist" else tuple("0123456789")
    thresholds = Thresholds(_NEVER, _NEVER, 0.0)
    return Card(run.folder.name, "", names, 1.0, thresholds, {}, rejection, preprocessing_for(names))
