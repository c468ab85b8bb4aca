"""Set models side by side: what each of them reads in the same pictures."""

import argparse
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from app.cli.output import percent, plural, print_json, say
from app.compute.loading import opened
from app.core.bundle import bundle_names, read_bundle
from app.core.errors import InkdigitError
from app.core.files import shown
from app.core.found import found_pictures
from app.core.images import read_picture
from app.core.prediction import Prediction, Verdict
from app.recognition.classifier import Classifier
from app.recognition.framing import read_whole
from app.recognition.results import answer_fields


def add_compare_options(parser: argparse.ArgumentParser) -> None:
    """Register the arguments of ``models compare``."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="pictures of one digit each, or folders of them")
    parser.add_argument("--models", default="", metavar="M,N,…", help="names or folders of models (default: all)")
    parser.set_defaults(run=run_compare, parser=parser)


def run_compare(args: argparse.Namespace) -> int:
    """Read each picture as one digit with several models; 1 if a picture or a model cannot be read."""
    wanted = [name.strip() for name in args.models.split(",") if name.strip()] or bundle_names()
    with ExitStack() as ready:
        models, failed = _loaded(wanted, ready)
        failed += _compared(args, models)
    if failed:
        say(f"{plural(failed, 'picture or model')} could not be read.")
    return 1 if failed else 0


def _compared(args: argparse.Namespace, models: dict[str, Classifier]) -> int:
    """Print what each model says of each picture; return how many pictures cannot be read."""
    failed = 0
    for found in found_pictures(args.paths):
        try:
            if found.error is not None:
                raise found.error
            picture = read_picture(Path(found.path))
            answers = {name: _answer(picture, classifier) for name, classifier in models.items()}
        except InkdigitError as error:
            failed += 1
            _print_error(found.path, error, as_json=args.json)
        else:
            _print(found.path, answers, as_json=args.json)
    return failed


def _loaded(names: list[str], ready: ExitStack) -> tuple[dict[str, Classifier], int]:
    """Return the models that can be read with, open as long as ``ready`` is, and the number of the others."""
    models: dict[str, Classifier] = {}
    failed = 0
    for name in names:
        try:
            models[name] = ready.enter_context(opened(read_bundle(name)))
        except InkdigitError as error:
            failed += 1
            say(f"{shown(name)}: {error}")
    if not models:
        raise InkdigitError("There is no model to compare.", "Name one with --models.")
    return models, failed


def _answer(picture: Any, classifier: Classifier) -> Prediction | None:
    digits = read_whole(picture, classifier).digits
    return digits[0].prediction if digits else None


def _print(path: str, answers: dict[str, Prediction | None], *, as_json: bool) -> None:
    if as_json:
        print_json({"path": path, "answers": {name: _fields(one) for name, one in answers.items()}, "error": None})
        return
    print(shown(path))
    width = max(map(len, answers))
    for name, one in answers.items():
        said = "–" if one is None or one.label is None else f"{one.label}  {percent(one.confidence):>7}  {one.verdict}"
        print(f"  {name:<{width}}  {said}", flush=True)


def _fields(prediction: Prediction | None) -> dict[str, Any]:
    if prediction is None:
        return {"label": None, "verdict": str(Verdict.EMPTY), "confidence": 0.0}
    return answer_fields(prediction, None)


def _print_error(path: str, error: InkdigitError, *, as_json: bool) -> None:
    if as_json:
        print_json({"path": path, "answers": None, "error": str(error)})
    else:
        say(f"{shown(path)}: {error}")
