"""Reading one drawing through the kept epochs of a run, off the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.compute.process import remote_job
from app.core.bundle import Bundle, Card
from app.core.epochs import EpochReady, KeptEpoch, card_of_run, copy_folder, has_copy, kept_epochs
from app.core.errors import InkdigitError, said
from app.core.job import Job, Report, Token
from app.core.prediction import Prediction
from app.core.preprocessing import raster_for
from app.recognition.inside import classes_of
from app.recognition.litert import LiteRTClassifier
from app.ui.newest import IsOvertaken
from app.ui.sketch import Sketch

if TYPE_CHECKING:
    from app.core.raster import Raster
    from app.core.runs import Run


@dataclass(frozen=True, slots=True)
class EpochList:
    """What of a run is there to be read with; the first event of ``preparing``."""

    kept: tuple[KeptEpoch, ...]
    card: Card


@dataclass(frozen=True, slots=True, eq=False)
class EpochAnswers:
    """The prediction of each epoch that is ready; ``error`` says why a new one cannot be read with."""

    predictions: dict[int, Prediction]
    error: InkdigitError | None = None


def preparing(run: Run) -> Job:
    """Return the job that reports an ``EpochList``, then an ``EpochReady`` for each epoch, known copies first."""

    def job(report: Report, token: Token) -> None:
        kept = kept_epochs(run.folder)
        report(EpochList(kept, card_of_run(run)))
        missing = []
        for each in kept:
            token.raise_if_cancelled()
            try:
                folder = copy_folder(each.path)
            except OSError as error:
                report(
                    EpochReady(each.epoch, "", said("The checkpoint cannot be read ({reason}).", reason=error.strerror))
                )
                continue
            if has_copy(folder):
                report(EpochReady(each.epoch, str(folder)))
            else:
                missing.append(each)
        if missing:
            remote_job("app.learning.epoch_copies:copy_epochs", kept=_spread(missing))(report, token)

    return job


def _spread(kept: Sequence[KeptEpoch]) -> tuple[KeptEpoch, ...]:
    """Return the last, the first, and then always the middle of the widest gap: what is ready early covers the run."""
    order = [len(kept) - 1] if kept else []
    while len(order) < len(kept):
        rest = [index for index in range(len(kept)) if index not in order]
        order.append(max(rest, key=lambda index: min(abs(index - taken) for taken in order)))
    return tuple(kept[index] for index in order)


class EpochWork:
    """Answer a sketch or a raster with ``EpochAnswers``. ``add`` may be called in any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[int, Bundle] = {}
        self._classifiers: dict[int, LiteRTClassifier] = {}

    def add(self, epoch: int, folder: str, card: Card) -> None:
        """Read with another epoch from the next question on."""
        with self._lock:
            self._waiting[epoch] = Bundle(Path(folder), card)

    def __call__(self, source: Sketch | Raster, is_overtaken: IsOvertaken) -> EpochAnswers | None:
        """Read a drawing by all epochs that are ready, loading those that are new; one that fails is left out."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        error: InkdigitError | None = None
        for epoch, bundle in waiting.items():
            try:
                self._classifiers[epoch] = LiteRTClassifier(_fitting(bundle))
            except InkdigitError as failure:
                error = failure
        found: dict[int, Prediction] = {}
        first = next(iter(self._classifiers.values()), None)
        if first is None:
            return EpochAnswers(found, error)
        raster = raster_for(source.complete(), first.card.preprocessing) if isinstance(source, Sketch) else source
        for epoch, classifier in self._classifiers.items():
            if is_overtaken() and error is None:
                return None
            found[epoch] = classifier.classify(raster)
        return EpochAnswers(found, error)


def _fitting(bundle: Bundle) -> Bundle:
    """Return a bundle whose card has as many classes as its model: a run that was cut off has no names for them."""
    classes = classes_of(bundle.litert_path)
    if classes == len(bundle.card.class_names):
        return bundle
    return replace(bundle, card=replace(bundle.card, class_names=tuple(map(str, range(classes)))))
