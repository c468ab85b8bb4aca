"""List the data sets, say what is in one, and write one in another form."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.output import plural, print_json
from app.cli.progress import shown_progress
from app.core.files import check_free, shown

FORMATS = ("idx", "npz", "csv", "text")
_HELP = "mnist, fashion-mnist, synthetic-strokes, my-drawings, pen-strokes, a file, or a folder"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = subparsers.add_parser("data", help="list, describe and convert data sets", description=__doc__)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = _action(actions, "list", "list the data sets that have a name, and where they are", run_list)
    info = _action(actions, "info", "count the pictures of each class", run_info)
    convert = _action(actions, "convert", "write a data set in another form", run_convert)
    for action in (info, convert):
        action.add_argument("data", metavar="D", help=_HELP)
    convert.add_argument("out", type=Path, metavar="OUT", help="a new file for npz, a new folder for the others")
    convert.add_argument("--format", choices=FORMATS, required=True, help="the form to write")
    for action in (listing, info, convert):
        action.add_argument("--json", action="store_true", help="print one JSON object a line")


def run_list(args: argparse.Namespace) -> int:
    """List the named data sets."""
    from app.learning.listing import listed_sets

    for entry in listed_sets():
        if args.json:
            print_json(entry.to_dict())
        else:
            print(f"{entry.name:18} {entry.about}")
            print(f"{'':18} {shown(entry.source) if entry.is_here else entry.how_to_get}")
    return 0


def run_info(args: argparse.Namespace) -> int:
    """Describe a data set."""
    from app.learning.datasets import load_dataset

    with shown_progress() as report:
        dataset = load_dataset(args.data, report=report)
    parts = {"train": _part_fields(dataset.train, dataset.class_names)}
    parts["test"] = _part_fields(dataset.test, dataset.class_names)
    fields = {
        "name": dataset.name,
        "source": dataset.source,
        "class_names": list(dataset.class_names),
        "shape": [28, 28],
        "dtype": "uint8",
        **parts,
        "sha256": dataset.sha256,
    }
    if args.json:
        print_json(fields)
    else:
        _print_info(fields)
    return 0


def run_convert(args: argparse.Namespace) -> int:
    """Write a data set in another form."""
    from app.learning.datasets import load_dataset
    from app.learning.sources.watch import Watch
    from app.learning.sources.writing import write_dataset

    check_free(args.out)
    with shown_progress() as report:
        dataset = load_dataset(args.data, report=report)
        write_dataset(dataset, args.out, args.format, Watch(report))
    if args.json:
        counts = {"train": len(dataset.train), "test": len(dataset.test)}
        print_json({"name": dataset.name, "format": args.format, "path": str(args.out), **counts})
    else:
        both = f"{plural(len(dataset.train), 'picture')} to learn from, {len(dataset.test):,} to measure on"
        print(f"{shown(args.out)}: {both}")
    return 0


def _action(actions: Any, name: str, text: str, run: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _part_fields(part: Any, class_names: tuple[str, ...]) -> dict[str, Any]:
    counts = [0] * len(class_names)
    for label, count in enumerate(_bincount(part.labels, len(class_names))):
        counts[label] = count
    mean = round(float(part.images.mean()), 4) if len(part) else None
    return {"n": len(part), "mean": mean, "counts": dict(zip(class_names, counts, strict=True))}


def _bincount(labels: Any, classes: int) -> list[int]:
    import numpy as np

    counts: list[int] = np.bincount(labels, minlength=classes).tolist()
    return counts


def _print_info(fields: dict[str, Any]) -> None:
    train, test = fields["train"], fields["test"]
    print(f"{fields['name']}, from {shown(fields['source'])}")
    print(f"{'class':<20} {'train':>9} {'test':>9}")
    for name in fields["class_names"]:
        print(f"{shown(name):<20} {train['counts'][name]:>9,} {test['counts'][name]:>9,}")
    print(f"{'all':<20} {train['n']:>9,} {test['n']:>9,}")
    means = [f"{part['mean']:.3f}" if part["n"] else "–" for part in (train, test)]
    print(f"{'mean grey value':<20} {means[0]:>9} {means[1]:>9}")
    print("28×28 pixels, 0 to 255")
    for name, value in fields["sha256"].items():
        print(f"sha256 {value}  {shown(name)}")
