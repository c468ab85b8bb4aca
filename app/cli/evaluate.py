"""``inkdigit evaluate``: how good a model is on the test part of a data set."""

import argparse
from typing import Any

from app.cli.output import print_json
from app.core.bundle import DEFAULT_MODEL, read_bundle


def add_parser(subparsers: Any) -> None:
    """Register the command."""
    parser = subparsers.add_parser("evaluate", help="measure a model on the test part of a data set")
    parser.add_argument(
        "--model", default=DEFAULT_MODEL, metavar="M", help="a model's name or folder (default: digits)"
    )
    parser.add_argument("--data", default="mnist", metavar="D", help="mnist, fashion-mnist, pen-strokes, or a folder")
    parser.add_argument("--grid", action="store_true", help="with pen-strokes: also by place, size and brush")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Evaluate and print; return the exit code."""
    from app.learning.datasets import load_dataset
    from app.learning.evaluation import evaluate
    from app.recognition.litert import LiteRTClassifier

    classifier = LiteRTClassifier(read_bundle(args.model))
    dataset = load_dataset(args.data)
    figures = evaluate(classifier.card, dataset.test, classifier.logits).to_dict()
    answer = {"model": classifier.card.name, "data": dataset.name, **figures}
    if args.grid:
        answer |= _grid(args.data, classifier)
    if args.json:
        print_json(answer)
    else:
        _print_table(answer, dataset.class_names)
    return 0


def _grid(data: str, classifier: Any) -> dict[str, Any]:
    from app.core.errors import DataSetError
    from app.learning.placement import accuracy_by_placement
    from app.learning.strokes import pen_strokes_path, read_unipen, split_writers

    if data != "pen-strokes":
        raise DataSetError("Only strokes can be drawn anew in other places.", "Use --grid with --data pen-strokes.")
    samples = split_writers(read_unipen(pen_strokes_path())).test
    rows = accuracy_by_placement(samples, classifier.logits)
    spread = {way: _spread([row["accuracy"] for row in rows if row["way"] == way]) for way in ("strokes", "picture")}
    return {"grid": rows, "spread": spread}


def _spread(values: list[float]) -> float:
    return round(max(values) - min(values), 6)


def _print_table(answer: dict[str, Any], class_names: tuple[str, ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(
        f"[bold]{answer['model']}[/bold] on {answer['data']}: {answer['accuracy']:.2%} of {answer['n']:,} right"
    )
    console.print(f"loss {answer['loss']:.4f}, calibration error {answer['ece']:.2%}, {answer['seconds']:.1f} s")
    console.print(", ".join(f"{verdict}: {count:,}" for verdict, count in answer["verdicts"].items()))
    table = Table(title="rows: what it is; columns: what was answered", title_justify="left")
    table.add_column("")
    for name in class_names:
        table.add_column(name, justify="right")
    for name, row in zip(class_names, answer["confusion"], strict=True):
        table.add_row(name, *(str(count) if count else "·" for count in row))
    console.print(table)
    for row in answer.get("grid", []):
        console.print(
            f"{row['way']:8} {row['place']:12} size {row['size']:.0%} brush {row['brush']:>4} {row['accuracy']:.2%}"
        )
    if "spread" in answer:
        console.print(
            ", ".join(f"spread by {way}: {100 * value:.2f} points" for way, value in answer["spread"].items())
        )
