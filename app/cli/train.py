"""``inkdigit train``: train a network and make its bundle."""

import argparse
import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cli.output import print_json, say
from app.core.errors import Cancelled, InkdigitError, TrainingError
from app.core.events import Failed, Progress, event_to_dict
from app.core.job import Report, Token
from app.core.presets import PRESETS, Number
from app.core.training import (
    DEVICES,
    OPTIMIZERS,
    PRECISIONS,
    SCHEDULES,
    Augmentation,
    TrainingConfig,
    augmentation_for,
    config_for,
)

_CANCELLED = 130
_CHANGES = (
    "data",
    "epochs",
    "batch_size",
    "learning_rate",
    "optimizer",
    "schedule",
    "validation",
    "patience",
    "checkpoint_every",
    "keeps_h5",
    "has_class_weights",
    "device",
    "precision",
    "limit",
    "name",
    "seed",
    "begin_with",
    "blend",
)
"""Options that are settings of the same name; what is not given is the preset's."""


def add_parser(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("train", help="train a network and make its bundle")
    parser.add_argument("--preset", metavar="P", help="the network and its recipe (default: digits); see --list")
    parser.add_argument("--data", metavar="D", help="the name of a data set, a file, or a folder; see “inkdigit data”")
    parser.add_argument(
        "--from", dest="begin_with", metavar="M", help="begin with the weights of a model (name or folder)"
    )
    parser.add_argument("--blend", type=share, metavar="SHARE", help="mix this share of them into what comes out")
    parser.add_argument("--epochs", type=int, metavar="N", help="how often to go through the data")
    parser.add_argument("--batch-size", type=int, metavar="N", help="pictures a step")
    parser.add_argument("--learning-rate", type=float, metavar="R", help="the peak, where the schedule varies it")
    parser.add_argument("--optimizer", choices=OPTIMIZERS, help="how the weights follow the gradient")
    parser.add_argument("--schedule", choices=SCHEDULES, help="how the learning rate changes")
    parser.add_argument("--validation", type=int, metavar="N", help="training pictures to hold back to choose by")
    parser.add_argument("--patience", type=int, metavar="N", help="end after so many epochs that are no better")
    parser.add_argument("--checkpoint-every", type=int, metavar="N", help="epochs between checkpoints")
    parser.add_argument("--h5", dest="keeps_h5", action="store_true", default=None, help="also keep checkpoints as .h5")
    parser.add_argument("--device", choices=DEVICES, help="what computes (default: a GPU if there is one)")
    parser.add_argument("--precision", choices=PRECISIONS, help="of the multiplications (bfloat16: for new processors)")
    parser.add_argument("--augment", action=argparse.BooleanOptionalAction, help="vary the pictures at random, or not")
    parser.add_argument("--plain", type=share, metavar="SHARE", help="but leave this share of them as they are")
    parser.add_argument(
        "--class-weights", dest="has_class_weights", action="store_true", default=None, help="let rare classes count"
    )
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a number of the network")
    parser.add_argument("--limit", type=int, metavar="N", help="learn from only so many pictures")
    parser.add_argument("--name", metavar="NAME", help="the model's name (default: the preset's)")
    parser.add_argument("--seed", type=int, metavar="N", help="same seed, same run (default: 1)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="the run's folder (default: a new one in your data)")
    parser.add_argument("--resume", type=Path, metavar="DIR", help="go on with the run in this folder")
    parser.add_argument("--script", type=Path, metavar="FILE", help="write a Keras script of this training instead")
    parser.add_argument("--list", action="store_true", help="list the presets instead")
    parser.add_argument("--json", action="store_true", help="print one JSON event a line")
    parser.set_defaults(run=run, refuse=parser.error)


def run(args: argparse.Namespace) -> int:
    """Train; Ctrl+C stops and keeps the best, twice cancels. Return the exit code."""
    if args.list:
        return _list_presets(as_json=args.json)
    changes = _changes(args)
    if args.resume is not None:
        if changes or args.out or args.script or args.preset:
            args.refuse("--resume takes no other settings: they are those of the run")
        return _train(None, args.resume, as_json=args.json)
    config = config_for(args.preset or "digits", **changes)
    if args.script is not None:
        return _write_script(config, args.script)
    return _train(config, args.out, as_json=args.json)


def _changes(args: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that the command line changes."""
    changes = {key: getattr(args, key) for key in _CHANGES if getattr(args, key) is not None}
    if args.blend is not None and args.begin_with is None:
        args.refuse("--blend goes with --from")
    preset = args.preset or "digits"
    numbers = dict(_number(text, preset, args.refuse) for text in args.set)
    if numbers:
        changes["network"] = numbers
    if args.augment is not None:
        data = changes.get("data") or (config_for(preset).data if preset in PRESETS else "")
        changes["augmentation"] = augmentation_for(data) if args.augment else None
    if args.plain is not None:
        changes["augmentation"] = _leaving_plain(args, changes)
    return changes


def _leaving_plain(args: argparse.Namespace, changes: dict[str, Any]) -> Augmentation:
    preset = config_for(args.preset or "digits")
    how: Augmentation | None = changes.get("augmentation", preset.augmentation)
    return replace(how or args.refuse("--plain goes with pictures that are varied: add --augment"), plain=args.plain)


def share(text: str) -> float:
    """Return a share from 0 to 1, for argparse."""
    number = float(text)
    if not 0 <= number <= 1:
        raise ValueError
    return number


def _number(text: str, preset: str, refuse: Any) -> tuple[str, Number]:
    """Return the name and value of a ``--set``; several whole numbers have commas between them."""
    name, equals, value = text.partition("=")
    default = PRESETS[preset].network.get(name) if preset in PRESETS else None
    try:
        if not equals:
            raise ValueError
        if isinstance(default, tuple) or "," in value:
            return name, tuple(int(part) for part in value.split(","))
        return name, int(value) if isinstance(default, int) else float(value)
    except ValueError:
        refuse(f"--set {text}: give NAME=VALUE with a number, or whole numbers with commas between them")
        raise


def _train(config: TrainingConfig | None, folder: Path | None, *, as_json: bool) -> int:
    """Run a training, or go on with the one in ``folder`` where ``config`` is None; return the exit code."""
    token = Token()
    try:
        with _shown(as_json=as_json) as report, listening_to_ctrl_c(token):
            say("Starting TensorFlow …")
            _call_trainer(config, folder, report, token)
    except Cancelled:
        say(
            "Cancelled; nothing was kept." if config is not None else "Cancelled; the run is as its checkpoint left it."
        )
        return _CANCELLED
    except InkdigitError as error:
        if as_json:
            print_json(event_to_dict(Failed(str(error))))
        raise
    return 0


def _call_trainer(config: TrainingConfig | None, folder: Path | None, report: Report, token: Token) -> None:
    from app.core.runs import new_run_folder
    from app.learning.trainer import resume, train

    if config is None and folder is not None:
        resume(folder, report=report, token=token)
    elif config is not None:
        out = folder or new_run_folder(config.preset)
        try:
            train(config, out, report=report, token=token)
        finally:
            if folder is None:
                with contextlib.suppress(OSError):
                    out.rmdir()  # a run that could not begin leaves an empty folder, which is not kept


@contextlib.contextmanager
def _shown(*, as_json: bool) -> Iterator[Report]:
    if as_json:
        yield _print_event
        return
    from app.cli.training_progress import shown_training

    with shown_training() as report:
        yield report


def _print_event(event: Any) -> None:
    if not isinstance(event, Progress):
        print_json(event_to_dict(event))


@contextlib.contextmanager
def listening_to_ctrl_c(token: Token) -> Iterator[None]:
    """Let Ctrl+C stop the training of ``token``, and cancel it the second time."""
    asked = threading.Event()

    def on_interrupt(_signal: int, _frame: object) -> None:
        if asked.is_set():
            token.cancel()
            return
        asked.set()
        token.stop()
        print("Stopping after this step; the best so far is kept. Press Ctrl+C again to cancel.", file=sys.stderr)

    previous = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def _write_script(config: TrainingConfig, path: Path) -> int:
    from app.core.files import write_atomic
    from app.learning.script import script_of

    try:
        write_atomic(path, script_of(config))
    except OSError as error:
        raise TrainingError(f"“{path}” cannot be written ({error.strerror}).", "Choose another place.") from None
    say(f"The script is in {path}; run it with Python and Keras.")
    return 0


def _list_presets(*, as_json: bool) -> int:
    for name, preset in PRESETS.items():
        config = config_for(name)
        if as_json:
            fields = {"name": name, "title": preset.title, "about": preset.about, "weights": preset.weights}
            print_json({**fields, "network": dict(preset.network), "settings": config.to_dict()})
        else:
            numbers = ", ".join(f"{key}={_shown_number(value)}" for key, value in preset.network.items())
            print(f"{name:15} {preset.weights:>9,} weights  {config.epochs:>2} epochs  {preset.about}")
            print(f"{'':15} --set {numbers}")
    return 0


def _shown_number(value: Number) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
