"""A training in the terminal: a bar for the epoch and a line for each finished one, on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.core.events import BatchDone, EpochDone, Finished, Progress, Started
from app.core.job import Report


@contextmanager
def shown_training() -> Iterator[Report]:
    """Yield a report that shows a training's events; the bar is gone when the block ends."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Loading…", total=None, note="")

        def report(event: object) -> None:
            changes = _bar_of(event)
            if changes:
                bar.update(task, **changes)
            for line in _lines_of(event):
                bar.console.print(line, highlight=False, markup=False)

        yield report


def _bar_of(event: object) -> dict[str, Any]:
    """Return what an event changes of the bar."""
    if isinstance(event, Progress):
        label = f"{event.what.capitalize()}…"
        return {"description": label, "completed": event.done, "total": event.total or None, "note": ""}
    if isinstance(event, BatchDone):
        note = f"loss {event.loss:.4f}  accuracy {event.accuracy:.2%}  {_duration(event.eta)} left"
        return {"description": f"epoch {event.epoch}", "completed": event.step, "total": event.steps, "note": note}
    return {}


def _lines_of(event: object) -> list[str]:
    """Return the lines that stay."""
    if isinstance(event, Started):
        learning = f"{event.preset}: {event.parameters:,} weights, {event.epochs} epochs of {event.steps} steps"
        lines = [f"{learning}, learning from {', '.join(event.data)}, on the {event.device}"]
        if event.epochs_done:
            lines.append(f"Going on after epoch {event.epochs_done}.")
        return [*lines, event.device_note] if event.device_note else lines
    if isinstance(event, EpochDone):
        return [_epoch_line(event)]
    if isinstance(event, Finished):
        shown = [
            f"{name.replace('_', ' ')}: {figures['accuracy']:.2%} of {figures['n']:,} right"
            for name, figures in event.metrics.items()
            if "accuracy" in figures
        ]
        return [*shown, f"Done, after {_duration(event.seconds)} of training. The model is in {event.bundle}"]
    return []


def _epoch_line(event: EpochDone) -> str:
    line = f"epoch {event.epoch}: loss {event.loss:.4f}, accuracy {event.accuracy:.2%}"
    if event.val_loss is not None and event.val_accuracy is not None:
        line += f"; on held-back pictures {event.val_loss:.4f}, {event.val_accuracy:.2%}"
    return f"{line}; {_duration(event.seconds)}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
