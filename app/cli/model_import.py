"""Bring in model files of others: each is checked and built anew in a process of its own; nothing of it is run."""

import argparse
from pathlib import Path
from typing import cast

from app.cli.output import print_json, say
from app.cli.progress import run_shown
from app.core.errors import InkdigitError
from app.core.files import shown
from app.core.imported import Imported, ImportWish
from app.core.training import PRESETS


def add_import_options(parser: argparse.ArgumentParser) -> None:
    """Register the arguments of ``models import``."""
    add = parser.add_argument
    add("paths", nargs="+", metavar="PATH", help="a .keras, .h5, .weights.h5 or .tflite file, or a model's folder")
    add("--name", default="", metavar="N", help="the model's name (default: the file's)")
    add("--preset", default="", choices=("", *PRESETS), metavar="P", help="the network of a file of weights alone")
    add("--classes", default="", metavar="A,B,…", help="the names of the answers, in order (default: 0, 1, …)")
    add("--range", choices=("0-255", "0-1"), help="the numbers that the model is fed (default: found out)")
    add("--ink", choices=("bright", "dark"), help="its ink: bright on dark, or dark on bright (default: found out)")
    parser.set_defaults(run=run_import, parser=parser)


def run_import(args: argparse.Namespace) -> int:
    """Check model files, build them anew and keep them among your models; 1 if one is refused."""
    if args.name and len(args.paths) > 1:
        args.parser.error("--name goes with one file")
    names = tuple(name.strip() for name in args.classes.split(",")) if args.classes else ()
    wish = ImportWish(args.name, args.preset, names, args.range, args.ink)
    failed = 0
    for path in args.paths:
        try:
            imported = _import(path, wish)
        except InkdigitError as error:
            failed += 1
            _print_refusal(path, error, as_json=args.json)
        else:
            _print_imported(path, imported, as_json=args.json)
    return 1 if failed else 0


def _import(path: str, wish: ImportWish) -> Imported:
    from app.compute.import_job import import_job

    return cast(Imported, run_shown(import_job(Path(path), wish)))


def _print_imported(path: str, imported: Imported, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "path": path,
                "ok": True,
                "name": imported.key,
                "description": imported.description,
                "parameters": imported.parameters,
                "verified": imported.is_verified,
                "input": {"range": imported.range, "ink": imported.ink, "found": imported.found},
                "note": imported.note or None,
                "error": None,
            }
        )
        return
    print(f"{shown(path)}: {imported.key}. {imported.description}.", flush=True)
    if imported.note:
        say(imported.note)


def _print_refusal(path: str, error: InkdigitError, *, as_json: bool) -> None:
    if as_json:
        print_json({"path": path, "ok": False, "error": str(error)})
    else:
        say(f"{shown(path)}: {error}")
