"""Stand-ins for the jobs of the compute process that the training dialog asks for."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.core.bundle import Card, Thresholds
from app.core.errors import Cancelled
from app.core.evaluation import Material, Report, measure
from app.core.job import Job, Token
from app.core.job import Report as ReportTo
from app.core.preview import Preview
from app.core.training import NetworkDescription

DIGITS = tuple("0123456789")
DESCRIPTION = NetworkDescription("Layer (type)   Output Shape\nconv  (26, 26, 32)", 34_826, 12.0, 430)
PREVIEW_JOB, DESCRIBE_JOB = "app.learning.preview:preview", "app.learning.summary:describe"
PICTURE_JOB = "app.learning.preview:numbered_picture"
EVALUATE_JOB, SCRIPT_JOB = "app.compute.evaluation_job:evaluate_model", "app.learning.script:script_of"


def preview_of(count: int = 95, names: tuple[str, ...] = DIGITS) -> Preview:
    """Return a sample of ``count`` pictures, each as bright as its number, of the classes in turn."""
    images = np.repeat(np.arange(count, dtype=np.uint8), 784).reshape(count, 28, 28)
    labels = (np.arange(count) % len(names)).astype(np.uint8)
    return Preview("mnist", names, (600,) * len(names), (100,) * len(names), images, labels)


def report_of(name: str, *, wrong: int = 2) -> Report:
    """Return the evaluation of a model that takes the first ``wrong`` of a hundred pictures for their neighbour."""
    labels = (np.arange(100) % 10).astype(np.uint8)
    answers = np.where(np.arange(100) < wrong, (labels + 1) % 10, labels)
    images = np.repeat(labels * 20 + 10, 784).reshape(100, 28, 28)
    logits = iter([np.eye(10)[answers] * 9])
    card = Card(name, "1.0", DIGITS, 1.0, Thresholds(0.0, 0.0, 0.0), {})
    return measure(card, Material("mnist", DIGITS, images, labels), lambda _images: next(logits))


@dataclass
class FakeJobs:
    """Be ``make_job``: ``answers`` maps a target to its result, an exception, or a function of the arguments.

    A target in ``held`` waits for ``release`` or for its token.
    """

    answers: dict[str, object] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    events: tuple[object, ...] = ()
    orders: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._go = threading.Event()
        defaults = {PREVIEW_JOB: preview_of(), DESCRIBE_JOB: DESCRIPTION, SCRIPT_JOB: "import keras\n"}
        self.answers = {**defaults, EVALUATE_JOB: lambda model, **_: report_of(model), **self.answers}

    def __call__(self, target: str, **arguments: Any) -> Job:
        self.orders.append((target, arguments))
        return lambda report, token: self._run(target, arguments, report, token)

    def release(self) -> None:
        """Let the held jobs end."""
        self._go.set()

    def count(self, target: str) -> int:
        """Return how often a target was asked for."""
        return [name for name, _ in self.orders].count(target)

    def _run(self, target: str, arguments: dict[str, Any], report: ReportTo, token: Token) -> object:
        for event in self.events:
            report(event)
        if target in self.held:
            end_watch = token.watch(lambda: self._go.set() if token.is_cancelled else None)
            if token.is_cancelled:
                self._go.set()
            assert self._go.wait(300)
            end_watch()
        if token.is_cancelled:
            self.cancelled.append(target)
            raise Cancelled
        answer = self.answers[target]
        if isinstance(answer, Exception):
            raise answer
        return answer(**arguments) if isinstance(answer, Callable) else answer  # type: ignore[arg-type]
