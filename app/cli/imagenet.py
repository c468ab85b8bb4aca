"""``classify --model resnet50``: name what is in photos, with networks that know ImageNet's thousand kinds."""

import argparse
from pathlib import Path
from typing import Any, cast

from app.cli.output import percent, plural, print_json, say
from app.cli.progress import run_shown
from app.core.errors import ImageError
from app.core.files import shown
from app.core.found import found_pictures
from app.core.imagenet import ImageNetAnswer, ImageNetFailure

_TOP = 5


def add_options(parser: argparse.ArgumentParser) -> None:
    """Register what only these networks take."""
    add = parser.add_argument
    add("--weights", metavar="FILE", help="with resnet50, vgg16 or vgg19: the file of weights that you have")
    add("--fetch", action="store_true", help="with these: fetch the weights if they are missing (103, 553, 575 MB)")


def classify_photos(args: argparse.Namespace) -> int:
    """Classify and return the exit code."""
    _check(args)
    found = list(found_pictures(args.paths))
    for one in found:
        if one.error is not None:
            _print_failure(one.path, one.error, as_json=args.json)
    paths = [one.path for one in found if one.error is None]
    answers = _answers(args, paths) if paths else ()
    failed = len(found) - len(paths) + sum(isinstance(answer, ImageNetFailure) for answer in answers)
    if failed and len(found) > 1:
        say(f"{failed:,} of {plural(len(found), 'picture')} could not be read.")
    return 1 if failed else 0


def _check(args: argparse.Namespace) -> None:
    others = (args.strokes, args.csv, args.cluster)
    if any(other is not None for other in others) or args.resume or not args.paths:
        args.parser.error(
            f"--model {args.model} names what is in pictures; --strokes, --csv and --cluster do not go with it"
        )


def _answers(args: argparse.Namespace, paths: list[str]) -> tuple[ImageNetAnswer | ImageNetFailure, ...]:
    from app.compute.process import remote_job

    job = remote_job(
        "app.learning.imagenet:classify_images",
        model=args.model, paths=tuple(paths), top=args.top or _TOP, may_fetch=args.fetch,
        weights=str(Path(args.weights).absolute()) if args.weights else None,
    )  # fmt: skip

    def take(event: object) -> bool:
        if not isinstance(event, ImageNetAnswer | ImageNetFailure):
            return False
        _print(event, as_json=args.json)
        return True

    return cast(tuple[ImageNetAnswer | ImageNetFailure, ...], run_shown(job, take))


def _print(answer: ImageNetAnswer | ImageNetFailure, *, as_json: bool) -> None:
    if isinstance(answer, ImageNetFailure):
        _print_failure(answer.path, ImageError(answer.message, answer.hint), as_json=as_json)
    elif as_json:
        print_json(_fields(answer))
    else:
        print(f"{shown(answer.path)}  ({answer.classifying_s:.2f} s; loading {answer.loading_s:.1f} s)")
        for named in answer.top:
            print(f"  {percent(named.probability):>7}  {named.label}", flush=True)


def _fields(answer: ImageNetAnswer) -> dict[str, Any]:
    best = answer.top[0]
    return {
        "path": answer.path,
        "model": answer.model,
        "label": best.label,
        "confidence": best.probability,
        "top": [{"label": one.label, "id": one.id, "probability": one.probability} for one in answer.top],
        "seconds": {"loading": answer.loading_s, "classifying": answer.classifying_s},
        "error": None,
    }


def _print_failure(path: str, error: ImageError, *, as_json: bool) -> None:
    if as_json:
        print_json({"path": path, "label": None, "top": [], "error": str(error)})
    else:
        say(f"{shown(path)}: {error}")
