"""A bar on standard error for work that takes a while; nothing where nobody looks."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.events import Progress
from app.core.job import Report, ignore


@contextmanager
def shown_progress() -> Iterator[Report]:
    """Yield a report that shows ``Progress`` events as a bar, which is gone when the block ends."""
    if not sys.stderr.isatty():
        yield ignore
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, note="")

        def report(event: object) -> None:
            if isinstance(event, Progress):
                bar.update(
                    task,
                    description=f"{event.what.capitalize()}…",
                    completed=event.done,
                    total=event.total or None,
                    note=_note(event),
                )

        yield report


def _note(event: Progress) -> str:
    if event.what != "downloading":
        return ""
    return f"{event.done / 1e6:.1f} of {event.total / 1e6:.1f} MB"
