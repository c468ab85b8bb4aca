"""Classify photos with VGG16, VGG19 or ResNet50. Jobs; weights come from a file, or are fetched on request."""

import json
import mmap
import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.errors import BundleError, DataSetError, InkdigitError, NotHereError, said
from app.core.events import Progress
from app.core.files import shown
from app.core.imagenet import CLASSES, IMAGENET, SIDE, ImageNetAnswer, ImageNetFailure, ImageNetModel, Named
from app.core.images import Picture, read_picture
from app.core.job import Report, Token
from app.core.paths import data_dirs, user_cache_dir
from app.learning.foreign.hdf5 import Hdf5File
from app.learning.foreign.plan import Layer
from app.learning.foreign.weights import iter_weights
from app.learning.sources.download import RemoteFile, fetch
from app.learning.sources.watch import Watch

INDEX = RemoteFile(
    "imagenet_class_index.json", 35_363, "a1e7a966a1f601d39e4b43e119b3e7dd4a2ad3ea08cf69847cbaf021013767bc"
)
INDEX_URL = "https://storage.googleapis.com/download.tensorflow.org/data/"
MEAN_BGR = (103.939, 116.779, 123.68)
"""The mean of ImageNet's pixels in blue, green and red: what all three networks were trained to subtract."""
_MAX_WEIGHTS_BYTES = 800_000_000


def classify_images(
    model: str,
    paths: Sequence[str],
    *,
    top: int = 5,
    weights: str | None = None,
    may_fetch: bool = False,
    report: Report,
    token: Token,
) -> tuple[ImageNetAnswer | ImageNetFailure, ...]:
    """Name what is in each picture, and report each answer as it comes. A job.

    ``weights`` is a file that the user has; else the one in the cache is used, and fetched first where ``may_fetch``.

    Raises:
        InkdigitError: there is no such network, or its weights or names are missing, damaged or another's.
        Cancelled: ``token`` was cancelled.
    """
    known = known_network(model)
    watch = Watch(report, token)
    names = read_index(_index_path(watch, may_fetch=may_fetch))
    file = Path(weights) if weights else weights_path(known, watch, may_fetch=may_fetch)
    report(Progress("loading", 0, 0))
    began = time.monotonic()
    network = load_network(known, file, token)
    loading_s = time.monotonic() - began
    answers: list[ImageNetAnswer | ImageNetFailure] = []
    for path in paths:
        token.raise_if_cancelled()
        answers.append(_answer(network, model, path, names, top, loading_s))
        report(answers[-1])
    return tuple(answers)


def _answer(
    network: Any, model: str, path: str, names: Sequence[tuple[str, str]], top: int, loading_s: float
) -> ImageNetAnswer | ImageNetFailure:
    began = time.monotonic()
    try:
        pixels = prepared(read_picture(Path(path)))
    except InkdigitError as error:
        return ImageNetFailure(path, error.message, error.hint)
    probabilities = np.asarray(network(pixels[None], training=False))[0]
    best = np.argsort(probabilities)[::-1][:top]
    return ImageNetAnswer(
        path,
        model,
        tuple(Named(names[number][0], names[number][1], float(probabilities[number])) for number in best),
        loading_s,
        time.monotonic() - began,
    )


def prepared(picture: Picture) -> npt.NDArray[np.float32]:
    """Return a picture as the networks read it: float32 (224, 224, 3), blue-green-red, the mean subtracted."""
    image = Image.fromarray(picture.pixels).resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    return np.asarray(image, np.float32)[..., ::-1] - np.array(MEAN_BGR, np.float32)


def load_network(known: ImageNetModel, file: Path, token: Token) -> Any:
    """Build a network and give it the weights of a file, each array checked by shape and finiteness.

    Raises:
        BundleError: the file is damaged, or belongs to another network.
    """
    with ExitStack() as stack:
        weights = Hdf5File(_mapped(file, stack))
        from app.learning.backend import keras

        network = getattr(keras.applications, known.builder)(weights=None)
        for plan, arrays in iter_weights(weights, [_plan_of(layer) for layer in network.layers]):
            token.raise_if_cancelled()
            network.get_layer(plan.name).set_weights(arrays)
    return network


def _plan_of(layer: Any) -> Layer:
    weights = tuple((variable.name, tuple(variable.shape)) for variable in layer.weights)
    return Layer(type(layer).__name__, layer.name, (), (), weights=weights)


def _mapped(path: Path, stack: ExitStack) -> mmap.mmap:
    try:
        if not path.is_file():
            raise BundleError(
                said("“{name}” is no file.", name=shown(path)), "Choose the file of weights, which ends in .h5."
            )
        size = path.stat().st_size
        if not 0 < size <= _MAX_WEIGHTS_BYTES:
            raise BundleError(
                said("“{name}” is empty or far too large.", name=shown(path.name)), "Choose the file of weights."
            )
        file = stack.enter_context(path.open("rb"))
        return stack.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or said("its name is impossible")
        raise BundleError(
            said("“{name}” cannot be read ({reason}).", name=shown(path.name), reason=reason), "Check the file."
        ) from None


def find_weights(known: ImageNetModel) -> Path | None:
    """Return the file of weights if it is here: in a folder of data, or fetched before."""
    return _found(known.file_name)


def weights_path(known: ImageNetModel, watch: Watch, *, may_fetch: bool) -> Path:
    """Return the file of weights, fetched first where it is missing and ``may_fetch``.

    Raises:
        NotHereError: it is not here and may not be fetched.
        InkdigitError: it cannot be fetched.
    """
    found = find_weights(known)
    if found is not None:
        return found
    megabytes = f"{known.size / 1e6:,.0f} MB"
    if not may_fetch:
        raise NotHereError(
            said(
                "The weights of {title} are not on this computer ({megabytes}).", title=known.title, megabytes=megabytes
            ),
            "Fetch them (“--fetch” on the command line), or choose a file that you have (“--weights”).",
        )
    remote = RemoteFile(known.file_name, known.size, "", known.md5)
    return _fetched(remote, known.url, watch, said("The weights of {title}", title=known.title))


def _index_path(watch: Watch, *, may_fetch: bool) -> Path:
    found = _found(INDEX.name)
    if found is not None:
        return found
    if not may_fetch:
        raise NotHereError(
            "The names of ImageNet's classes are not on this computer.",
            said(
                "Fetch them (“--fetch” on the command line), or put “{name}” into {folder}.",
                name=INDEX.name,
                folder=_folder(),
            ),
        )
    return _fetched(INDEX, INDEX_URL, watch, said("The names of ImageNet's classes"))


def _folder() -> Path:
    return user_cache_dir() / "imagenet"


def _found(name: str) -> Path | None:
    folders = [_folder(), *(inner for folder in data_dirs() for inner in (folder, folder / "imagenet"))]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _fetched(file: RemoteFile, url: str, watch: Watch, what: str) -> Path:
    try:
        return fetch(file, (url,), _folder(), watch)
    except DataSetError as error:
        raise InkdigitError(
            said("{what} could not be fetched: {reason}.", what=what, reason=error.message),
            "Check the connection and try again; it goes on from there.",
        ) from None


def read_index(path: Path) -> tuple[tuple[str, str], ...]:
    """Return WordNet's id and the name of each class, in their order.

    Raises:
        BundleError: the file is not the list of the 1,000 classes.
    """
    try:
        if path.stat().st_size > 1_000_000:
            raise ValueError("far too large")
        fields = json.loads(path.read_text(encoding="utf-8"))
        names = [tuple(fields[str(number)]) for number in range(CLASSES)]
        if len(fields) != CLASSES or not all(len(name) == 2 and all(map(_is_text, name)) for name in names):
            raise ValueError("not 1,000 names")
    except OSError as error:
        raise BundleError(
            said("“{name}” cannot be read ({reason}).", name=shown(path), reason=error.strerror), "Check the file."
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BundleError(
            said("“{name}” is not the list of ImageNet's classes.", name=shown(path)), "Remove it and fetch it."
        ) from None
    return tuple((str(name[0]), str(name[1]).replace("_", " ")) for name in names)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) < 100 and value.isprintable()


def fetch_weights(model: str, *, report: Report, token: Token) -> str:
    """Fetch what a network needs and is missing here; return the path of its weights. A job.

    Raises:
        InkdigitError: it cannot be fetched; what came stays, and the next try goes on from there.
        Cancelled: ``token`` was cancelled; likewise.
    """
    watch = Watch(report, token)
    _index_path(watch, may_fetch=True)
    return str(weights_path(known_network(model), watch, may_fetch=True))


def known_network(model: str) -> ImageNetModel:
    """Return a network by its name; ``INKDIGIT_IMAGENET`` may name a file of other places to fetch weights from.

    The file is JSON: {"resnet50": {"url": "http://classroom/", "size": 102967424, "md5": "…"}}.

    Raises:
        InkdigitError: there is no such network, or the file makes no sense.
    """
    known = IMAGENET.get(model)
    if known is None:
        raise InkdigitError(
            said("There is no ImageNet network “{model}”.", model=model),
            said("Choose one of: {names}.", names=", ".join(IMAGENET)),
        )
    mirrors = os.environ.get("INKDIGIT_IMAGENET")
    if not mirrors:
        return known
    try:
        place = json.loads(Path(mirrors).read_text(encoding="utf-8")).get(model, {})
        return replace(known, url=str(place["url"]), size=int(place["size"]), md5=str(place["md5"])) if place else known
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise InkdigitError(
            said("The file of mirrors “{mirrors}” makes no sense.", mirrors=shown(mirrors)),
            "Check INKDIGIT_IMAGENET, or leave it out.",
        ) from None
