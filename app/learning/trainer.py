"""Train a network and make its bundle: one job, ``train(config, folder, report, token)``, and ``resume(folder, …)``."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from app.core.errors import Cancelled, TrainingError
from app.core.events import Event, Finished, Progress, Started
from app.core.job import Report, Token
from app.core.runs import FINISHED, RUNNING, STOPPED
from app.core.training import TrainingConfig
from app.learning.backend import keras
from app.learning.bundling import make_bundle
from app.learning.checkpoints import Checkpoints, Standing, read_standing, restore
from app.learning.compiling import compiled
from app.learning.datasets import Part
from app.learning.devices import Device, computing_on, find_device
from app.learning.export import plain_copy
from app.learning.feeding import class_weights, feed, steps_of
from app.learning.material import Material, gather
from app.learning.reporter import Reporter
from app.learning.run_folder import CANCELLED, RunFolder, unwritable
from app.learning.starting import Start, begin_with, blend_with, start_of

VALIDATION_BATCH = 500
"""Held-back pictures a step."""


def train(config: TrainingConfig, folder: Path, *, report: Report, token: Token) -> Path:
    """Train as ``config`` says and return the path of the bundle.

    ``token.stop()`` ends after the batch in flight and keeps the best epoch; ``token.cancel()`` raises ``Cancelled``
    and leaves nothing behind.

    Raises:
        InkdigitError: the data is missing or damaged, the folder is taken, or the loss became NaN.
    """
    material = gather(config, report=report, token=token)
    start = start_of(config, material.sources)
    token.raise_if_cancelled()
    run = RunFolder.create(folder, config)
    return _guarded(run, _Training(run, material, start, report, token).bundle, undo=run.remove)


def resume(folder: Path, *, report: Report, token: Token) -> Path:
    """Go on with the run in ``folder`` from its last checkpoint, or from its beginning; return the path of the bundle.

    What comes out is what would have come out without the interruption. ``token.cancel()`` raises ``Cancelled`` and
    leaves the run as its last checkpoint does.

    Raises:
        InkdigitError: there is no such run, it is running or complete, it is damaged, or its data have changed.
    """
    run = RunFolder.reopen(folder)
    material = gather(run.config, report=report, token=token)
    start = start_of(run.config, material.sources)
    token.raise_if_cancelled()

    def go_back() -> None:
        run.set_history(read_standing(run).rows)
        run.set_state(CANCELLED)

    return _guarded(run, _Training(run, material, start, report, token).bundle, undo=go_back)


def fitted(
    run: RunFolder, model: Any, material: Material, standing: Standing, *, report: Report, token: Token
) -> tuple[Standing, bool]:
    """Train a compiled model to the run's end and put the best weights into it.

    Return where the run then stands, and whether ``token`` stopped it.
    """
    config = run.config
    pictures, order = feed(material, config, epoch=standing.epoch)
    with contextlib.closing(Checkpoints(run, model)) as checkpoints:
        reporter = Reporter(run, standing, order, checkpoints=checkpoints, report=report, token=token)
        reporter.set_model(model)
        if standing.epoch < config.epochs and not reporter.has_lost_patience():
            model.fit(
                pictures,
                epochs=config.epochs,
                initial_epoch=standing.epoch,
                validation_data=_arrays(material.chosen_by),
                validation_batch_size=VALIDATION_BATCH,
                class_weight=class_weights(material) if config.has_class_weights else None,
                callbacks=[reporter],
                shuffle=False,
                verbose=0,
            )
    reporter.restore_best()
    return reporter.standing, reporter.is_stopped


def _guarded(run: RunFolder, work: Callable[[], Path], *, undo: Callable[[], None]) -> Path:
    """Do the work; note in the run's folder how it ended, unless it never began."""
    try:
        return work()
    except (Cancelled, KeyboardInterrupt):
        if run.is_begun:
            undo()
        raise
    except OSError as error:
        run.fail(unwritable(run.folder, error))
        raise unwritable(run.folder, error) from None
    except BaseException as error:
        run.fail(error)
        raise


class _Training:
    """One fit with all that it needs; ``bundle`` runs it to its end."""

    def __init__(self, run: RunFolder, material: Material, start: Start | None, report: Report, token: Token) -> None:
        self._run, self._material, self._config = run, material, run.config
        self._report, self._token = report, token
        self._steps = steps_of(material, run.config)
        self._start = start

    def bundle(self) -> Path:
        """Make the network, fit it, measure it, and write the bundle; return its path."""
        device = find_device(self._config.device)
        self._report(Progress("tracing", 0, 0))
        keras.utils.set_random_seed(self._config.seed)
        with computing_on(device):
            classes = len(self._material.class_names)
            model = compiled(self._config, classes=classes, steps=self._steps, device=device)
            standing = self._restored(model)
            if self._start is not None and not standing.epoch:
                begin_with(self._start, model)
            self._begin(model, device, standing)
            standing, is_stopped = fitted(
                self._run, model, self._material, standing, report=self._report, token=self._token
            )
            if self._start is not None and self._config.blend:
                blend_with(self._start, model, self._config.blend)
        self._token.raise_if_cancelled()
        facts = {
            "best_epoch": standing.best_epoch or standing.epoch,
            "training_seconds": round(sum(row.seconds for row in standing.rows)),
            "device": device.name,
        }
        metrics = make_bundle(
            self._run.bundle,
            plain_copy(model),
            self._material,
            self._config,
            facts=facts,
            start=self._start,
            report=self._report,
            token=self._token,
        )
        self._token.raise_if_cancelled()
        self._run.set_state(STOPPED if is_stopped else FINISHED)
        self._tell(Finished(str(self._run.bundle), sum(row.seconds for row in standing.rows), metrics))
        return self._run.bundle

    def _restored(self, model: Any) -> Standing:
        from_where = [self._start.fields] if self._start is not None else []
        data = json.dumps([*self._material.sources, *from_where], sort_keys=True)
        standing = restore(self._run, model)
        if standing.data not in ("", data):
            raise TrainingError(
                "The data, or the model that it began with, have changed since this run began.", "Start a new run."
            )
        return Standing(data=data) if not standing.data else standing

    def _begin(self, model: Any, device: Device, standing: Standing) -> None:
        self._run.set_state(RUNNING)
        self._run.set_history(standing.rows)
        self._tell(
            Started(
                self._config.preset,
                tuple(source["name"] for source in self._material.sources),
                self._config.epochs,
                self._steps,
                model.count_params(),
                self._config.seed,
                device.name,
                device.note,
                standing.epoch,
            )
        )

    def _tell(self, event: Event) -> None:
        self._run.record(event)
        self._report(event)


def _arrays(part: Part) -> tuple[Any, Any] | None:
    return (part.images, part.labels.astype(np.int32)) if len(part) else None
