"""A bar on standard error for work that takes a while; nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.core.errors import Cancelled
from app.core.events import Progress
from app.core.job import Job, Report, Token, ignore


@dataclass(frozen=True, slots=True)
class Pictures:
    """So many pictures are read; of how many, and the seconds that they will take: None while they are counted."""

    done: int
    total: int | None
    seconds_left: float | None


@contextmanager
def shown_progress() -> Iterator[Report]:
    """Yield a report that shows ``Progress`` and ``Pictures`` as a bar, which is gone when the block ends."""
    if not sys.stderr.isatty():
        yield ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"))
    is_one_screen = sys.stdout.isatty()  # only then may results pass through the bar on their way
    with Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=is_one_screen) as bar:
        task = bar.add_task("", total=None, note="")

        def report(event: object) -> None:
            if isinstance(event, Pictures):
                bar.update(
                    task, description="Reading…", completed=event.done, total=event.total, note=_pictures_note(event)
                )
            elif isinstance(event, Progress):
                bar.update(
                    task,
                    description=f"{event.what.capitalize()}…",
                    completed=event.done,
                    total=event.total or None,
                    note=_note(event),
                )

        yield report


def run_shown(job: Job, take: Callable[[object], bool] = lambda _event: False) -> object:
    """Run a job with its progress on show and return its result; Ctrl+C cancels it.

    ``take`` is asked first about each event, and says whether it has dealt with it.

    Raises:
        Cancelled: after Ctrl+C.
    """
    token = Token()
    with shown_progress() as show:

        def report(event: object) -> None:
            if not take(event):
                show(event)

        try:
            return job(report, token)
        except KeyboardInterrupt:
            token.cancel()
            raise Cancelled from None


def _note(event: Progress) -> str:
    if event.what != "downloading":
        return ""
    return f"{event.done / 1e6:.1f} of {event.total / 1e6:.1f} MB"


def _pictures_note(event: Pictures) -> str:
    if event.total is None or event.seconds_left is None:
        return f"{event.done:,}"
    return f"{event.done:,} of {event.total:,}, {_duration(event.seconds_left)} left"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(seconds, 0):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
