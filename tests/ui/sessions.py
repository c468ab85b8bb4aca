"""Trainings whose course a test decides, in the place of the compute process."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.errors import Cancelled
from app.core.events import BatchDone, EpochDone, Started
from app.core.job import Report, Token

STARTED = Started("digits", ("mnist",), 5, 100, 34_826, 1)
WAIT_S = 300


def batch(epoch: int, step: int, *, eta: float = 200.0) -> BatchDone:
    """Return the running means of step ``step`` of 100."""
    return BatchDone(epoch, step, 100, 0.5, 0.9, 1.0, eta)


def epoch(number: int) -> EpochDone:
    """Return the row of an epoch."""
    return EpochDone(number, 0.5 / number, 0.9, 0.4, 0.91, 0.001, 2.0, 60.0)


@dataclass
class FakeTraining:
    """Be ``make_job``: report ``events``, then wait for ``finish`` or the token; ``orders`` keeps what was asked for.

    ``ending`` is returned, or raised where it is an exception.
    """

    events: tuple[object, ...] = (STARTED, batch(1, 50))
    ending: object = Path("bundle")
    orders: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    is_killed: bool = False

    def __post_init__(self) -> None:
        self._woken = threading.Event()

    def __call__(self, target: str, **arguments: Any) -> "FakeTraining":
        self.orders.append((target, arguments))
        return _Run(self)  # type: ignore[return-value]

    def finish(self) -> None:
        """Let the job come to its ending."""
        self._woken.set()


class _Run:
    def __init__(self, training: FakeTraining) -> None:
        self._training = training

    def __call__(self, report: Report, token: Token) -> object:
        token.raise_if_cancelled()
        for event in self._training.events:
            report(event)
        woken = self._training._woken
        end_watch = token.watch(lambda: woken.set() if token.is_stopped else None)
        assert woken.wait(WAIT_S)
        end_watch()
        woken.clear()
        if token.is_cancelled:
            raise Cancelled
        if isinstance(self._training.ending, Exception):
            raise self._training.ending
        return self._training.ending

    def kill(self) -> None:
        self._training.is_killed = True
        self._training.finish()
