"""``inkdigit classify --data`` and ``--array``: pictures of 28×28 that are read exactly as they are."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from app.cli.output import Table, print_json, say
from app.core.errors import DataSetError, InkdigitError
from app.core.files import shown
from app.core.number_pictures import read_number_pictures
from app.core.prediction import Prediction
from app.core.verdict import predictions_of
from app.recognition.classifier import Classifier
from app.recognition.results import answer_fields

if TYPE_CHECKING:
    from app.core.bundle import Card
    from app.learning.dataset import DataSet

_SHADES = " .:-=+*#%@"
PARTS = ("test", "train")


@dataclass(frozen=True, slots=True, eq=False)
class _Sample:
    """A picture uint8 (28, 28), what to call it, and what is known of it for the JSON answer."""

    image: npt.NDArray[np.uint8]
    title: str
    fields: dict[str, object]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Register the options of both commands."""
    add = parser.add_argument
    add("--data", metavar="D", help="read pictures of a data set as they are; with --index")
    add("--index", nargs="+", type=_index, metavar="N", help="their numbers, counted from 0; also ranges such as 0-9")
    add("--part", choices=PARTS, default="test", help="the part that they are counted in (default: %(default)s)")
    add("--array", nargs="+", type=Path, metavar="FILE", help="read 28×28 numbers in a text, CSV or .npy as they are")
    add("--show", action="store_true", help="with --index or --array: print each picture, too")


def is_asked(args: argparse.Namespace) -> bool:
    """Say whether pictures are to be read as they are."""
    return args.data is not None or args.array is not None


def check(args: argparse.Namespace) -> None:
    """End with a usage error where the options do not fit together."""
    if (args.index is None) != (args.data is None):
        args.parser.error("--data and --index go together")
    if args.show and not is_asked(args):
        args.parser.error("--show goes with --index or --array")
    if is_asked(args) and (args.paths or args.strokes or args.csv or args.whole):
        args.parser.error("--data and --array stand alone, without pictures, --strokes, --csv and --whole")
    if args.data is not None and args.array is not None:
        args.parser.error("give either --data or --array")


def classify_samples(args: argparse.Namespace, classifier: Classifier) -> int:
    """Answer each picture; return the exit code: 1 if a file or a number was refused, the rest is still answered."""
    table = None if args.json else Table(classifier.card.class_names, top=args.top)
    failed = 0
    for sample in _samples(args, classifier.card):
        if isinstance(sample, InkdigitError):
            failed += 1
            say(str(sample))
            continue
        (answer,) = predictions_of(sample.image[None], classifier.logits(sample.image[None]), classifier.card)
        _print(sample, answer, table, args)
    return 1 if failed else 0


def _print(sample: _Sample, answer: Prediction, table: Table | None, args: argparse.Namespace) -> None:
    if table is None:
        print_json({**sample.fields, **answer_fields(answer, args.top)})
        return
    table.print(answer, sample.title)
    if args.show:
        print(drawn_as_text(sample.image), flush=True)


def drawn_as_text(image: npt.NDArray[np.uint8]) -> str:
    """Return a picture, uint8 (28, 28), as 28 lines of characters, two a pixel."""
    return "\n".join("".join(2 * _SHADES[value * len(_SHADES) // 256] for value in row.tolist()) for row in image)


def _samples(args: argparse.Namespace, card: "Card") -> "list[_Sample | InkdigitError]":
    if args.data is not None:
        return _of_data(args.data, args.part, [index for indices in args.index for index in indices], card)
    return [sample for path in args.array for sample in _of_file(path)]


def _of_file(path: Path) -> "list[_Sample | InkdigitError]":
    name = shown(path)
    try:
        images = read_number_pictures(path)
    except InkdigitError as error:
        return [error]
    titles = [name] if len(images) == 1 else [f"{name}, picture {number}" for number in range(len(images))]
    return [
        _Sample(image, title, {"path": str(path), "index": number})
        for number, (image, title) in enumerate(zip(images, titles, strict=True))
    ]


def _of_data(data: str, part: str, indices: list[int], card: "Card") -> "list[_Sample | InkdigitError]":
    from app.cli.progress import shown_progress
    from app.learning.datasets import load_dataset

    with shown_progress() as report:
        dataset = load_dataset(data, report=report)
    return [_of_index(dataset, part, index, card) for index in indices]


def _of_index(dataset: "DataSet", part: str, index: int, card: "Card") -> "_Sample | InkdigitError":
    samples = dataset.test if part == "test" else dataset.train
    if index >= len(samples):
        last = f"The last one has the number {len(samples) - 1:,}." if len(samples) else "It holds none."
        return DataSetError(f"The {part} part of “{dataset.name}” has no picture {index:,}.", last)
    name = dataset.class_names[int(samples.labels[index])]
    fields = {"data": dataset.name, "part": part, "index": index, "class": name}
    if name not in card.class_names:
        return DataSetError(
            f"The model “{card.name}” knows no “{name}”, which picture {index:,} of “{dataset.name}” shows.",
            "Choose the model that was made for these data (--model).",
        )
    return _Sample(samples.images[index], f"{dataset.name}, {part} picture {index:,}: {name}", fields)


def _index(text: str) -> list[int]:
    first, dash, last = text.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in ((first, last) if dash else (first,))):
        raise argparse.ArgumentTypeError(f"“{shown(text)}” is not a whole number from 0 up, or a range such as 0-9")
    low, high = int(first), int(last if dash else first)
    if not low <= high < low + 100_000:
        raise argparse.ArgumentTypeError(f"“{shown(text)}” is not a range")
    return list(range(low, high + 1))
