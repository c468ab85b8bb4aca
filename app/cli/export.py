"""Write a model in the form that another program wants, checked against the original, with a card beside it."""

import argparse
from pathlib import Path
from typing import cast

from app.cli.output import print_json, say
from app.cli.progress import run_shown
from app.core.bundle import DEFAULT_MODEL
from app.core.exported import FORMATS, Exported
from app.core.files import shown


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = subparsers.add_parser("export", help="write a model for another program", description=__doc__)
    add = parser.add_argument
    add("--model", default=DEFAULT_MODEL, metavar="M", help="a model's name or folder (default: %(default)s)")
    add("--format", required=True, choices=tuple(FORMATS), help="the form to write")
    add("--out", required=True, metavar="PATH", help="the file to write; for saved_model the folder")
    add("--softmax", action="store_true", help="let the file answer probabilities instead of logits")
    add("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Export and say what was written."""
    from app.compute.process import remote_job

    job = remote_job(
        "app.learning.exporting:export_model",
        model=args.model, form=args.format, out=str(Path(args.out).absolute()), softmax_last=args.softmax,
    )  # fmt: skip
    _print(cast(Exported, run_shown(job)), as_json=args.json)
    return 0


def _print(exported: Exported, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "path": exported.path,
                "format": exported.format,
                "bytes": exported.size_bytes,
                "largest_difference": exported.difference,
                "n": exported.n,
                "card": exported.card,
                "error": None,
            }
        )
        return
    print(f"{shown(exported.path)}  {exported.size_bytes / 1e6:,.2f} MB", flush=True)
    say(f"Loaded again: on {exported.n:,} pictures no probability differs by more than {exported.difference:.1g}.")
