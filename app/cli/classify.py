"""Read the handwritten digits in pictures, in folders of them, or in recorded strokes."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.cli import samples
from app.cli.imagenet import add_options, classify_photos
from app.cli.output import say
from app.cli.pictures import classify_pictures, classify_with
from app.compute.loading import opened
from app.core.bundle import DEFAULT_MODEL, read_bundle
from app.core.errors import InkdigitError
from app.core.files import is_folder, shown
from app.core.imagenet import IMAGENET
from app.recognition.classifier import Classifier

_MODEL_HELP = "a model's name or folder, or resnet50, vgg16, vgg19 for photos of anything (default: %(default)s)"


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = subparsers.add_parser("classify", help="read digits", description=__doc__)
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="pictures or folders; - reads paths from standard input, one a line")
    add("--strokes", metavar="FILE", help="a file of drawings, one JSON object a line; - reads standard input")
    add("--number", action="store_true", help="read each drawing of --strokes as a whole number")
    add("--model", default=DEFAULT_MODEL, metavar="M", help=_MODEL_HELP)
    add("--top", type=_positive, metavar="K", help="also give the K most probable digits")
    add("--whole", action="store_true", help="read each picture as one digit")
    add("--csv", type=Path, metavar="OUT", help="also write a table of the digits in the pictures, as they are read")
    add("--resume", action="store_true", help="go on with the table of --csv where a run was cut off")
    add("--cluster", metavar="ADDRESS", help="let the workers of a Dask cluster read, such as HOST:8786")
    add("--shared", action="store_true", help="with --cluster: its workers see the same folders, so send paths only")
    add("--json", action="store_true", help="print one JSON object a line")
    add(
        "--device",
        choices=("auto", "cpu", "gpu"),
        default="auto",
        help="where to compute (default: %(default)s, the processor)",
    )
    samples.add_options(parser)
    add_options(parser)
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Classify and return the exit code."""
    if args.model in IMAGENET:
        return classify_photos(args)
    _check(args)
    if args.cluster is not None:
        return _classify_on_cluster(args)
    with _classifier(args.model, args.device) as classifier:
        if samples.is_asked(args):
            return samples.classify_samples(args, classifier)
        if args.strokes is not None:
            from app.cli.strokes import classify_strokes

            return classify_strokes(args.strokes, classifier, top=args.top, as_json=args.json, is_number=args.number)
        return classify_pictures(args, classifier)


def _classify_on_cluster(args: argparse.Namespace) -> int:
    from app.compute.cluster import read_all_on_cluster

    bundle = read_bundle(args.model)
    return classify_with(
        args,
        bundle.card,
        lambda found: read_all_on_cluster(found, bundle, args.cluster, is_whole=args.whole, is_shared=args.shared),
    )


@contextmanager
def _classifier(model: str, device: str) -> Iterator[Classifier]:
    """Yield what reads: on the GPU where that was asked for and works, else on the processor, and why."""
    bundle = read_bundle(model)
    if device == "gpu":
        from app.compute.remote_classifier import RemoteClassifier

        try:
            remote = RemoteClassifier(bundle)
        except InkdigitError as error:
            say(f"{error.message} The processor reads.")
        else:
            with closing(remote):
                yield remote
            return
    with opened(bundle) as classifier:
        yield classifier


def _check(args: argparse.Namespace) -> None:
    """End with a usage error where the arguments do not fit together."""
    samples.check(args)
    if bool(args.paths) == (args.strokes is not None) and not samples.is_asked(args):
        args.parser.error("give either pictures and folders, or --strokes FILE")
    if args.number and args.strokes is None:
        args.parser.error("--number goes with --strokes; pages are read as numbers anyway")
    if args.strokes is not None and (args.csv or args.whole):
        args.parser.error("--csv and --whole go with pictures, not with --strokes")
    if args.resume and args.csv is None:
        args.parser.error("--resume goes on with a table: it goes with --csv")
    is_elsewhere = args.strokes is not None or args.device == "gpu" or samples.is_asked(args)
    if args.cluster is not None and is_elsewhere:
        args.parser.error("--cluster reads pictures, on the processors of its workers")
    if args.shared and args.cluster is None:
        args.parser.error("--shared goes with --cluster")
    if args.weights or args.fetch:
        args.parser.error(f"--weights and --fetch go with --model {', '.join(IMAGENET)}")
    if args.csv is not None and is_folder(args.csv):
        args.parser.error(f"--csv needs a file, and “{shown(args.csv)}” is a folder")


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise argparse.ArgumentTypeError(f"“{shown(text)}” is not a whole number from 1 up")
    return int(text)
