"""Train the networks of the presets and keep them among your models, to compare; what is there is left alone."""

import argparse
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.cli.output import print_json, say
from app.cli.train import listening_to_ctrl_c
from app.core.bundle import is_bundle, read_bundle
from app.core.errors import Cancelled, InkdigitError, TrainingError
from app.core.job import Report, Token, ignore
from app.core.model_store import install_bundle
from app.core.paths import user_models_dir
from app.core.presets import PRESETS
from app.core.runs import FINISHED, RUNNING, read_run, remove_folder, runs_dir
from app.core.training import TrainingConfig, config_for

DEFAULT_PRESETS = ("mlp-128x3", "dense-512", "succinctly-cnn", "keras-convnet", "fashion-mlp")
"""The networks of the tutorials; the others take an hour or are shipped."""
_HEADS = ("model", "learned from", "weights", "right", "of", "seconds", "")


@dataclass(frozen=True, slots=True)
class _Made:
    """One line of the table: a model, or why there is none."""

    name: str
    is_new: bool = False
    fields: dict[str, Any] | None = None
    path: str = ""
    error: InkdigitError | None = None


def add_make_options(parser: argparse.ArgumentParser) -> None:
    """Register the arguments of ``models make``."""
    add = parser.add_argument
    add("presets", nargs="*", metavar="PRESET", help=f"the networks (default: {', '.join(DEFAULT_PRESETS)})")
    add("--again", action="store_true", help="also train those anew that are there")
    add("--seed", type=int, default=1, metavar="N", help="same seed, same models (default: 1)")
    add("--epochs", type=int, metavar="N", help="shorter or longer trainings than the presets'")
    add("--limit", type=int, metavar="N", help="learn from only so many pictures")
    add("--data", metavar="D", help="learn from other data than the presets'")
    parser.set_defaults(run=run_make, parser=parser)


def run_make(args: argparse.Namespace) -> int:
    """Train each network that is not there yet, or go on with it; 1 if one cannot be made, 130 if it was stopped."""
    unknown = [name for name in args.presets if name not in PRESETS]
    if unknown:
        args.parser.error(f"there is no preset “{unknown[0]}”; there are {', '.join(PRESETS)}")
    lines: list[_Made] = []
    try:
        for made in _all_made(args):
            lines.append(made)
            if made.error is not None:
                say(f"{made.name}: {made.error}")
            if args.json:
                print_json(_fields_of(made))
    except Cancelled:
        say("Stopped. The same command goes on where it was.")
        return 130
    finally:
        if not args.json:
            _print_table(lines)
    return 1 if any(made.error is not None for made in lines) else 0


def _all_made(args: argparse.Namespace) -> Iterator[_Made]:
    changes = {key: getattr(args, key) for key in ("seed", "epochs", "limit", "data")}
    changes = {key: value for key, value in changes.items() if value is not None}
    for name in dict.fromkeys(args.presets or DEFAULT_PRESETS):
        try:
            yield _made(config_for(name, **changes), again=args.again, as_json=args.json)
        except InkdigitError as error:
            yield _Made(name, error=error)


def _made(config: TrainingConfig, *, again: bool, as_json: bool) -> _Made:
    """Return the model of a preset, after training it where it is missing."""
    place = user_models_dir() / config.name
    if is_bundle(place) and not again:
        return _described(place, is_new=False)
    token = Token()
    with listening_to_ctrl_c(token):
        if as_json:
            bundle = _trained(config, report=ignore, token=token)
        else:
            from app.cli.training_progress import shown_training

            with shown_training() as report:
                bundle = _trained(config, report=report, token=token)
    read_bundle(bundle)
    if is_bundle(place):
        shutil.rmtree(place)
    return _described(user_models_dir() / install_bundle(bundle, config.name), is_new=True)


def _trained(config: TrainingConfig, *, report: Report, token: Token) -> Path:
    """Train in a folder that the preset always has, or go on with what is there; return the bundle.

    Raises:
        Cancelled: the training was stopped; its folder holds what there is.
        InkdigitError: the data cannot be had, or the folder is in use.
    """
    from app.compute.process import remote_job

    folder = runs_dir() / f"made-{config.name}"
    run = read_run(folder)
    if run.state == RUNNING:
        raise TrainingError(f"“{config.name}” is being trained already.", "Wait for that, or stop it.")
    is_same = run.config == config
    if is_same and run.state == FINISHED and run.bundle is not None and not is_bundle(user_models_dir() / config.name):
        return run.bundle  # it was finished, and its copy was not made or was deleted
    target = "app.learning.trainer"
    if is_same and run.can_resume:
        remote_job(f"{target}:resume", folder=folder)(report, token)
    else:
        remove_folder(folder)
        remote_job(f"{target}:train", config=config, folder=folder)(report, token)
    run = read_run(folder)
    if run.state != FINISHED or run.bundle is None:
        raise Cancelled
    return run.bundle


def _described(folder: Path, *, is_new: bool) -> _Made:
    return _Made(folder.name, is_new, read_bundle(folder).card.fields, str(folder))


def _fields_of(made: _Made) -> dict[str, Any]:
    fields = made.fields or {}
    test = (fields.get("metrics") or {}).get("test") or {}
    return {
        "name": made.name,
        "ok": made.error is None,
        "new": made.is_new,
        "path": made.path or None,
        "data": [source.get("name") for source in fields.get("data", [])],
        "parameters": fields.get("parameters"),
        "accuracy": test.get("accuracy"),
        "n": test.get("n"),
        "seconds": fields.get("training_seconds"),
        "error": None if made.error is None else str(made.error),
    }


def _print_table(lines: list[_Made]) -> None:
    rows = [_HEADS, *(_row(made) for made in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    for row in rows if lines else []:
        cells = (
            f"{cell:{'<' if column in (0, 1, 6) else '>'}{width}}"
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join(cells).rstrip(), flush=True)


def _row(made: _Made) -> tuple[str, ...]:
    if made.error is not None:
        return made.name, "", "", "", "", "", "not made"
    fields = _fields_of(made)
    accuracy = fields["accuracy"]
    return (
        made.name,
        ", ".join(map(str, fields["data"])),
        f"{fields['parameters']:,}" if isinstance(fields["parameters"], int) else "",
        f"{accuracy:.2%}" if isinstance(accuracy, float) else "",
        f"{fields['n']:,}" if isinstance(fields["n"], int) else "",
        f"{fields['seconds']:,}" if isinstance(fields["seconds"], int) else "",
        "new" if made.is_new else "was there",
    )
