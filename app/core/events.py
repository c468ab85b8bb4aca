"""What a training run tells while it runs: frozen values, the same for the command line and the window."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Started:
    """A run begins, or goes on after ``epochs_done``; ``parameters`` counts weights, ``steps`` the batches of an epoch.

    ``device`` is what computes ("CPU", "GPU", "2 GPUs"); ``device_note`` says in a sentence why it is not a GPU, and
    is empty where there is nothing to say.
    """

    event: ClassVar[str] = "started"
    preset: str
    data: tuple[str, ...]
    epochs: int
    steps: int
    parameters: int
    seed: int
    device: str = "CPU"
    device_note: str = ""
    epochs_done: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Work of one kind (``loading``, ``downloading`` …) is ``done`` of ``total``; a total of 0 is not known."""

    event: ClassVar[str] = "progress"
    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class BatchDone:
    """Some batches of an epoch (counted from 1) are done; ``loss`` and ``accuracy`` are the epoch's running means."""

    event: ClassVar[str] = "batch"
    epoch: int
    step: int
    steps: int
    loss: float
    accuracy: float
    seconds: float
    eta: float


@dataclass(frozen=True, slots=True)
class EpochDone:
    """A whole epoch is done; one row of ``history.csv``. Without held-back pictures the ``val_`` figures are None."""

    event: ClassVar[str] = "epoch"
    epoch: int
    loss: float
    accuracy: float
    val_loss: float | None
    val_accuracy: float | None
    learning_rate: float
    seconds: float
    eta: float


@dataclass(frozen=True, slots=True)
class CheckpointSaved:
    """The weights after ``epoch`` are on disk at ``path``."""

    event: ClassVar[str] = "checkpoint"
    epoch: int
    path: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The run ended well: its bundle is at ``bundle``; ``metrics`` are those of its card."""

    event: ClassVar[str] = "finished"
    bundle: str
    seconds: float
    metrics: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """The run ended with an error that a person can read."""

    event: ClassVar[str] = "failed"
    error: str


Event = Started | Progress | BatchDone | EpochDone | CheckpointSaved | Finished | Failed


def event_to_dict(event: Event) -> dict[str, Any]:
    """Return an event as the object that ``train --json`` prints, ``"event"`` first."""
    return {"event": event.event, **asdict(event)}
