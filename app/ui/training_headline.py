"""What the training dialog says above its pages: what will happen, what happens, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.core.events import BatchDone, EpochDone, Finished, Started
from app.ui.sentences import spoken
from app.ui.training_words import duration, time_left
from app.ui.wording import share_text

if TYPE_CHECKING:
    from app.core.training import NetworkDescription, TrainingConfig
    from app.ui.training_session import Snapshot

translate = QCoreApplication.translate
SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Headline:
    """A line in large letters, and one below it."""

    title: str
    details: str = ""


def plan_headline(config: TrainingConfig, description: NetworkDescription | None) -> Headline:
    """Return what a start would do; ``description`` is None while it is still being worked out."""
    data = data_name(config.data)
    epochs = count_words(config.epochs, translate("Training", "epoch"), translate("Training", "epochs"))
    if description is None:
        text = translate("Training", "{preset}, {epochs} on {data}")
        return Headline(
            text.format(preset=config.preset, epochs=epochs, data=data),
            _start_words(config) + translate("Training", "Working out how long it takes…"),
        )
    text = translate("Training", "{preset}, {parameters} weights, {epochs} of {steps} on {data}: about {time}")
    return Headline(
        text.format(
            preset=config.preset,
            parameters=f"{description.parameters:,}",
            epochs=epochs,
            steps=count_words(description.steps, translate("Training", "step"), translate("Training", "steps")),
            data=data,
            time=duration(description.seconds_per_epoch * config.epochs),
        ),
        _start_words(config) + translate("Training", "The time is an estimate from a few steps on this computer."),
    )


def _start_words(config: TrainingConfig) -> str:
    if not config.begin_with:
        return ""
    return (
        translate("Training", "It begins with what “{model}” knows.").format(model=data_name(config.begin_with)) + " "
    )


def run_headline(snapshot: Snapshot) -> Headline:
    """Return how a run stands, or how it ended."""
    match snapshot.state:
        case "loading":
            return Headline(translate("Training", "Getting ready"), _preparation(snapshot))
        case "running":
            return Headline(_place(snapshot), _outlook(snapshot))
        case "paused":
            return Headline(
                translate("Training", "Paused: {place}").format(place=_place(snapshot)),
                translate("Training", "Nothing is computed until you resume."),
            )
        case "stopping":
            return Headline(
                translate("Training", "Ending"), translate("Training", "The step under way is finished first.")
            )
        case "finished" | "stopped":
            return Headline(_outcome(snapshot), _effort(snapshot))
        case "failed":
            return Headline(translate("Training", "The training failed"), _effort(snapshot))
        case "damaged":
            return Headline(translate("Training", "The settings of this run are damaged"), _effort(snapshot))
        case "interrupted":
            return Headline(translate("Training", "The training was cut off"), _effort(snapshot))
    return Headline(translate("Training", "The training was cancelled"), translate("Training", "Nothing was kept."))


def data_name(data: str) -> str:
    """Return a data set's name, or the last part of its path."""
    return Path(data).name or data


def count_words(count: int, one: str, many: str) -> str:
    """Return a count with its noun."""
    return f"{count:,}{SPACE}{one if count == 1 else many}"


def test_metrics(snapshot: Snapshot) -> tuple[float, int] | None:
    """Return (accuracy, pictures) on the test part as the run's end told them; None where it did not."""
    finished = next((event for event in snapshot.events if isinstance(event, Finished)), None)
    test = finished.metrics.get("test") if finished is not None else None
    if not isinstance(test, dict) or not isinstance(test.get("accuracy"), float):
        return None
    return test["accuracy"], int(test.get("n", 0))


def _place(snapshot: Snapshot) -> str:
    planned = snapshot.config.epochs if snapshot.config is not None else 0
    last = next((e for e in reversed(snapshot.events) if isinstance(e, BatchDone | EpochDone)), None)
    if last is None:
        return translate("Training", "The first epoch begins")
    epoch = last.epoch if isinstance(last, BatchDone) else min(last.epoch + 1, planned)
    text = translate("Training", "Epoch {epoch} of {planned}").format(epoch=epoch, planned=planned)
    if isinstance(last, BatchDone):
        text += translate("Training", ", step {step} of {steps}").format(step=f"{last.step:,}", steps=f"{last.steps:,}")
    return text


def _outlook(snapshot: Snapshot) -> str:
    started = next((event for event in snapshot.events if isinstance(event, Started)), None)
    parts = [] if snapshot.eta is None else [time_left(snapshot.eta)]
    if snapshot.progress is not None:
        parts.append(_preparation(snapshot))
    if started is not None:
        parts.append(started.device)
        parts.append(spoken(started.device_note))
    return " · ".join(part for part in parts if part)


def _preparation(snapshot: Snapshot) -> str:
    progress = snapshot.progress
    known = {
        "loading": translate("Training", "Loading the data"),
        "downloading": translate("Training", "Downloading the data"),
        "tracing": translate("Training", "Preparing the network"),
        "evaluating": translate("Training", "Measuring"),
    }
    what = known.get(progress.what, "") if progress is not None else ""
    what = what or translate("Training", "Starting the background process")
    if progress is None or progress.total <= 0:
        return f"{what}…"
    return f"{what}: {progress.done / progress.total * 100:.0f}{SPACE}%"


def _outcome(snapshot: Snapshot) -> str:
    measured = test_metrics(snapshot)
    if measured is None:
        return translate("Training", "The training has finished")
    share, count = measured
    text = translate("Training", "{share} of {count} test pictures are read right")
    return text.format(share=share_text(share), count=f"{count:,}")


def _effort(snapshot: Snapshot) -> str:
    """Return how much was done, and which epoch was the best."""
    epochs = snapshot.epochs
    if not epochs:
        return translate("Training", "No epoch was finished.")
    text = translate("Training", "{epochs} in {time}").format(
        epochs=count_words(len(epochs), translate("Training", "epoch"), translate("Training", "epochs")),
        time=duration(sum(epoch.seconds for epoch in epochs)),
    )
    held = [(epoch.val_loss, epoch.epoch) for epoch in epochs if epoch.val_loss is not None]
    if held:
        text += " · " + translate("Training", "best after epoch {epoch}").format(epoch=min(held)[1])
    return text
