"""``inkdigit train``: train a network and make its bundle."""

import argparse
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from app.cli.output import print_json
from app.core.events import Event, Failed, event_to_dict
from app.core.job import Token


def add_parser(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("train", help="train a network and make its bundle")
    parser.add_argument("--preset", default="digits", metavar="P", help="the network and its recipe (default: digits)")
    parser.add_argument("--data", default="mnist", metavar="D", help="mnist, fashion-mnist, or a folder of IDX files")
    parser.add_argument("--epochs", type=int, metavar="N", help="how often to go through the data")
    parser.add_argument("--batch-size", type=int, metavar="N", help="pictures a step")
    parser.add_argument("--learning-rate", type=float, metavar="R", help="the peak of its warm-up and decay")
    parser.add_argument("--limit", type=int, metavar="N", help="learn from only so many pictures")
    parser.add_argument("--name", metavar="NAME", help="the model's name (default: the preset's)")
    parser.add_argument("--seed", type=int, metavar="N", help="same seed, same run (default: 1)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="the run's folder (default: a new one in your data)")
    parser.add_argument("--json", action="store_true", help="print one JSON event a line")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Train; Ctrl+C stops and keeps the best, twice cancels. Return the exit code."""
    from app.core.errors import Cancelled, InkdigitError
    from app.core.training import config_for

    given = ("preset", "data", "epochs", "batch_size", "learning_rate", "limit", "name", "seed")
    config = config_for(**{key: getattr(args, key) for key in given if getattr(args, key) is not None})
    folder = args.out or _new_run_folder(config.preset)
    token = Token()
    show = _print_json if args.json else _Progress()
    previous = signal.signal(signal.SIGINT, _stop_then_cancel(token))
    try:
        from app.learning.trainer import train

        train(config, folder, report=show, token=token)
    except Cancelled:
        print("Cancelled; nothing was kept.", file=sys.stderr)
        return 130
    except InkdigitError as error:
        if args.json:
            _print_json(Failed(str(error)))
        raise
    finally:
        signal.signal(signal.SIGINT, previous)
        if isinstance(show, _Progress):
            show.close()
    return 0


def _new_run_folder(preset: str) -> Path:
    from datetime import datetime

    from app.core.paths import user_data_dir

    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    return user_data_dir() / "runs" / f"{preset}-{stamp}"


def _stop_then_cancel(token: Token) -> Any:
    asked = threading.Event()

    def on_interrupt(_signal: int, _frame: object) -> None:
        if asked.is_set():
            token.cancel()
            return
        asked.set()
        token.stop()
        print("Stopping after this step; the best so far is kept. Press Ctrl+C again to cancel.", file=sys.stderr)

    return on_interrupt


def _print_json(event: object) -> None:
    print_json(event_to_dict(event))  # type: ignore[arg-type]


class _Progress:
    """Show a bar for the epoch and a line for each finished one, on stderr."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[note]}"))
        self._progress = Progress(*columns, console=Console(stderr=True))
        self._task = self._progress.add_task("Loading…", total=None, note="")
        self._progress.start()

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._progress.stop()

    def __call__(self, event: Event | object) -> None:
        from app.core.events import BatchDone, EpochDone, Finished, Started

        if isinstance(event, Started):
            self._progress.console.print(
                f"{event.preset}: {event.parameters:,} weights, {event.epochs} epochs of {event.steps} steps,"
                f" learning from {', '.join(event.data)}"
            )
        elif isinstance(event, BatchDone):
            note = f"loss {event.loss:.4f}  accuracy {event.accuracy:.2%}  {_duration(event.eta)} left"
            label = f"epoch {event.epoch}"
            self._progress.update(self._task, description=label, completed=event.step, total=event.steps, note=note)
        elif isinstance(event, EpochDone):
            self._progress.console.print(
                f"epoch {event.epoch}: loss {event.loss:.4f}, accuracy {event.accuracy:.2%}; on held-back pictures"
                f" {event.val_loss:.4f}, {event.val_accuracy:.2%}; {_duration(event.seconds)}"
            )
        elif isinstance(event, Finished):
            self._finish(event.metrics, event.bundle, event.seconds)

    def _finish(self, metrics: dict[str, Any], bundle: str, seconds: float) -> None:
        for name, figures in metrics.items():
            if "accuracy" in figures:
                line = f"{name.replace('_', ' ')}: {figures['accuracy']:.2%} of {figures['n']:,} right"
                self._progress.console.print(line)
        self._progress.console.print(f"Done in {_duration(seconds)}. The model is in {bundle}")


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
