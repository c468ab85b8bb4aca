"""List the models that can be used, say what one is, and bring in those that others made."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.model_compare import add_compare_options, run_compare
from app.cli.model_import import add_import_options, run_import
from app.cli.model_layers import add_layer_options, show_layers
from app.cli.model_make import add_make_options, run_make
from app.cli.output import print_json, say
from app.core.bundle import Bundle, bundle_names, find_bundle, read_bundle
from app.core.errors import BundleError
from app.core.files import shown
from app.core.report_rows import FIELD as REPORT
from app.core.report_rows import line_of, rows_in


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = subparsers.add_parser("models", help="list, describe and bring in models", description=__doc__)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list the models by name", description="List the models by name.")
    listing.set_defaults(run=run_list)
    info = actions.add_parser("info", help="say what a model is", description="Say what a model is.")
    info.add_argument("model", metavar="M", help="a model's name or folder")
    add_layer_options(info)
    info.set_defaults(run=run_info)
    bring = actions.add_parser("import", help="bring in model files", description=run_import.__doc__)
    add_import_options(bring)
    compare = actions.add_parser("compare", help="set models side by side", description=run_compare.__doc__)
    add_compare_options(compare)
    make = actions.add_parser("make", help="train the presets' networks to compare", description=run_make.__doc__)
    add_make_options(make)
    for action in (listing, info, bring, compare, make):
        action.add_argument("--json", action="store_true", help="print one JSON object a line")


def run_list(args: argparse.Namespace) -> int:
    """List every model; 1 if one of them is damaged."""
    names = bundle_names()
    failed = 0
    for name in names:
        folder = find_bundle(name)
        try:
            fields = _summary(read_bundle(folder))
        except BundleError as error:
            failed += 1
            fields = {"name": name, "path": str(folder), "ok": False, "error": str(error)}
        _print_listed(fields, width=max(map(len, names)), as_json=args.json)
    if not names:
        say("There is no model. Train one: inkdigit train --preset digits --data mnist")
    return 1 if failed else 0


def run_info(args: argparse.Namespace) -> int:
    """Print a model's card, or its layers."""
    if args.layers or args.filters is not None:
        return show_layers(args)
    bundle = read_bundle(args.model)
    if args.json:
        print_json({"path": str(bundle.folder), **bundle.card.fields})
        return 0
    print(f"{bundle.card.name} {bundle.card.version}, in {shown(bundle.folder)}")
    rows = rows_in(bundle.card.fields)
    for key, value in bundle.card.fields.items():
        if key == REPORT and rows:
            print(f"{key}:", *(f"  {shown(line_of(row))}" for row in rows), sep="\n")
        elif key not in ("name", "version"):
            _print_field(key, value, indent=0)
    return 0


def _summary(bundle: Bundle) -> dict[str, Any]:
    """Return the fields of ``models list`` for a model that is well."""
    card = bundle.card
    return {
        "name": Path(bundle.folder).name,
        "path": str(bundle.folder),
        "ok": True,
        "version": card.version,
        "classes": list(card.class_names),
        "metrics": card.fields.get("metrics"),
        "error": None,
    }


def _print_listed(fields: dict[str, Any], *, width: int, as_json: bool) -> None:
    if as_json:
        print_json(fields)
    elif fields["ok"]:
        print(f"{fields['name']:<{width}}  {fields['version']:<8}  {shown(fields['path'])}")
    else:
        say(f"{fields['name']:<{width}}  {fields['error']}")


def _print_field(key: str, value: object, *, indent: int) -> None:
    """Print a value of a card, with what it holds on lines of their own below it."""
    space = " " * indent
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        value = {str(number): item for number, item in enumerate(value, 1)}
    if isinstance(value, dict) and value:
        print(f"{space}{shown(key)}:")
        for inner, inside in value.items():
            _print_field(str(inner), inside, indent=indent + 2)
    else:
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        print(f"{space}{shown(key)}: {shown(text)}")
