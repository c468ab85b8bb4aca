"""How far a command is, on standard error: a bar in a terminal, a line for each kind of work anywhere else."""

from types import TracebackType
from typing import Any

from app.cli.output import say
from app.core.events import Progress

_WORDS = {
    "loading": "Loading",
    "downloading": "Downloading",
    "evaluating": "Measuring",
}


class ProgressBar:
    """Be the ``Report`` of a job inside a ``with`` block; any other event is passed over."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as RichProgress

        console = Console(stderr=True)
        self._is_terminal = console.is_terminal
        self._said = ""
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"))
        self._bar = RichProgress(*columns, console=console, transient=True, disable=not self._is_terminal)
        self._task = self._bar.add_task("", total=None, note="")

    def __enter__(self) -> "ProgressBar":
        self._bar.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, event: object) -> None:
        """Show an event of the job."""
        if isinstance(event, Progress):
            words = _WORDS.get(event.what, event.what.capitalize())
            if self._is_terminal:
                self._bar.update(self._task, description=words, **_share(event))
            elif words != self._said:
                self._said = words
                say(f"{words}…")


def _share(event: Progress) -> dict[str, Any]:
    if not event.total:
        return {"total": None, "note": ""}
    if event.what == "downloading":
        note = f"{event.done / 1e6:.1f} of {event.total / 1e6:.1f} MB"
    else:
        note = f"{event.done:,} of {event.total:,}"
    return {"completed": event.done, "total": event.total, "note": note}
