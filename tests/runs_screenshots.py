"""States of the training runs for ``tests.screenshots``: runs of different luck, and one that was cut off."""

from collections.abc import Callable
from typing import Any

from tests.unit.core.run_folders import write_run

Wait = Callable[[Callable[[], bool], str], None]


def show_runs(window: Any, wait: Wait) -> Any:
    """Show three runs and their curves."""
    _write_runs()
    window.dialogs.show_runs()
    dialog = _dialog_of(window)
    table = dialog.table
    wait(lambda: table.topLevelItemCount() == 3, "the runs")
    for row in range(3):
        table.topLevelItem(row).setSelected(True)
    return dialog


def show_runs_dark(window: Any, wait: Wait) -> Any:
    """Show them in the dark theme."""
    window.themes.use_dark()
    return show_runs(window, wait)


def show_cut_off(window: Any, wait: Wait) -> None:
    """Show the offer to go on with a run."""
    _write_runs()
    window.training_watch.look_for_interrupted()
    wait(lambda: bool(window.message_bar.text), "the offer")


def _dialog_of(window: Any) -> Any:
    from app.ui.runs_dialog import RunsDialog

    return next(dialog for dialog in window.findChildren(RunsDialog) if dialog.isVisible())


def _write_runs() -> None:
    write_run("first", rows=_rows(5, 1.15), has_bundle=True, made="2026-03-01T12:00:00+00:00")
    write_run("second", "failed", rows=_rows(2, 0.7), made="2026-03-02T09:30:00+00:00")
    write_run("third", "running", rows=_rows(4, 0.95), made="2026-03-03T17:45:00+00:00")


def _rows(count: int, power: float) -> tuple[str, ...]:
    """Return epochs whose loss falls by a power."""
    values = ((epoch, 1.2 / epoch**power, 0.4 / epoch**power) for epoch in range(1, count + 1))
    return tuple(
        f"{e},{loss:.4f},{1 - wrong:.4f},{loss * 0.9:.4f},{1.005 - wrong:.4f},0.001,3" for e, loss, wrong in values
    )
