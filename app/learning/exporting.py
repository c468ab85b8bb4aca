"""Write a model for another program: written beside its place, loaded again, compared, then moved there. A job."""

import contextlib
import io
import logging
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from app.core.bundle import read_bundle
from app.core.errors import InkdigitError, said
from app.core.events import Progress
from app.core.exported import FORMATS, Exported
from app.core.files import exists, is_folder, replaced_folder, sha256_of, shown, write_atomic_with, write_json
from app.core.imported import ImportWish
from app.core.job import Report, Token
from app.core.startup import is_frozen
from app.core.verdict import Logits, softmax
from app.learning.foreign.forms import drawn_digits
from app.learning.foreign.plan import Layer, Network
from app.learning.foreign.reading import read_foreign
from app.learning.foreign.weights import Weights

CHECKED_ON = 1000
MAX_DIFFERENCE = 1e-4
MAX_INT8_DIFFERENCE = 0.3
"""Weights of 8 bits move a probability by a tenth where the model is not sure, as on noise."""
Answer = Callable[[Any], Logits]


def export_model(
    model: str, form: str, out: str, *, softmax_last: bool = False, report: Report, token: Token
) -> Exported:
    """Write a model, by its name or folder, in a form of ``FORMATS`` to ``out``, and a card beside it.

    The file reads rasters, float32 (n, 28, 28) 0-255, and answers logits, or probabilities with ``softmax_last``.

    Raises:
        InkdigitError: model, form or path will not do, a package is missing, or the file does not answer as it should.
        Cancelled: ``token`` was cancelled.
    """
    path = _checked_path(form, Path(out))
    if form == "onnx":
        _import_onnxruntime()
    bundle = read_bundle(model)
    foreign = read_foreign(bundle.folder, ImportWish())
    network = _with_softmax(foreign.network) if softmax_last else foreign.network
    report(Progress("building", 0, 0))
    token.raise_if_cancelled()
    keras_model, expected = _built(network, foreign.weights, softmax_last=softmax_last)
    report(Progress("writing", 0, 0))
    make = _Maker(network, foreign.weights, keras_model)
    difference = _write(path, form, make, expected, softmax_last=softmax_last, token=token)
    card = _write_card(path, bundle.card.fields, form, difference, softmax_last=softmax_last)
    return Exported(str(path), form, _size(path), difference, CHECKED_ON, str(card))


def _checked_path(form: str, path: Path) -> Path:
    if form not in FORMATS:
        raise InkdigitError(
            said("There is no form “{form}”.", form=form), said("Choose one of: {names}.", names=", ".join(FORMATS))
        )
    ending = FORMATS[form]
    if not path.name.endswith(ending) or path.name == ending:
        raise InkdigitError(
            said(
                "A file of the form {form} ends in {ending}, and “{name}” does not.",
                form=form,
                ending=ending,
                name=shown(path.name),
            ),
            "Give another name.",
        )
    if is_folder(path) != (form == "saved_model") and exists(path):
        what = said("“{name}” is a folder already.", name=shown(path))
        if form == "saved_model":
            what = said("“{name}” is a file already.", name=shown(path))
        raise InkdigitError(what, "Give another name.")
    if is_folder(path) and any(path.iterdir()) and not (path / "saved_model.pb").is_file():
        raise InkdigitError(said("The folder “{name}” holds other things.", name=shown(path)), "Give a new folder.")
    return path


def _with_softmax(network: Network) -> Network:
    last = network.last
    extra = Layer("Softmax", "probabilities", (last.name,), last.shape)
    return replace(network, layers=(*network.layers, extra), output=extra.name)


def _built(network: Network, weights: Weights, *, softmax_last: bool) -> tuple[Any, Any]:
    """Return the Keras model and its probabilities for the pictures."""
    from app.learning.export import keras_logits
    from app.learning.foreign.build import build

    model = build(network, weights)
    return model, _probabilities(keras_logits(model, pictures()), softmax_last=softmax_last)


def pictures() -> Any:
    """Return what files are compared on, uint8 (1000, 28, 28): drawn digits, spots and noise."""
    digits, _ = drawn_digits(CHECKED_ON // 2)
    rng = np.random.default_rng(7)
    noise = rng.integers(0, 256, (CHECKED_ON - len(digits), 28, 28))
    spots = np.where(rng.random(noise.shape) < np.linspace(0.05, 1, len(noise))[:, None, None], noise, 0)
    return np.concatenate([digits, spots.astype(np.uint8)])


def _probabilities(answers: Any, *, softmax_last: bool) -> Any:
    return np.asarray(answers, np.float64) if softmax_last else softmax(np.asarray(answers, np.float32))


class _Maker:
    """Write each form, and load it again."""

    def __init__(self, network: Network, weights: Weights, model: Any) -> None:
        self._network = network
        self._weights = weights
        self._model = model

    def litert(self, path: Path) -> Answer:
        from app.learning.export import export_litert, litert_answer

        try:
            export_litert(self._model, path)
        except Exception as error:  # the converter has many ways to refuse a network
            raise InkdigitError(
                said("LiteRT cannot run this model ({reason}).", reason=type(error).__name__), "Choose another form."
            ) from error
        return litert_answer(path)

    def litert_int8(self, path: Path) -> Answer:
        import tensorflow as tf

        from app.learning.export import litert_answer

        logging.getLogger("absl").setLevel(logging.ERROR)
        with contextlib.redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as folder:
            self._model.export(folder, format="tf_saved_model", verbose=False)
            converter = tf.lite.TFLiteConverter.from_saved_model(folder)
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            path.write_bytes(converter.convert())
        return litert_answer(path)

    def onnx(self, path: Path) -> Answer:
        from app.learning.onnx_graph import onnx_of

        path.write_bytes(onnx_of(self._network, self._weights))
        runtime = _import_onnxruntime()
        session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        return lambda rasters: session.run(None, {"raster": rasters.astype(np.float32)})[0]

    def saved_model(self, path: Path) -> Answer:
        import tensorflow as tf

        with contextlib.redirect_stdout(io.StringIO()):
            self._model.export(path, format="tf_saved_model", verbose=False)
        loaded = tf.saved_model.load(str(path))
        return lambda rasters: loaded.serve(rasters.astype(np.float32)).numpy()

    def keras(self, path: Path) -> Answer:
        self._model.save(path)
        return _own_answer(path)

    def h5(self, path: Path) -> Answer:
        logging.getLogger("absl").setLevel(logging.ERROR)
        self._model.save(path)
        return _own_answer(path)

    def weights(self, path: Path) -> Answer:
        from app.learning.foreign.build import build
        from app.learning.foreign.graph import network_of
        from app.learning.foreign.hdf5 import Hdf5File
        from app.learning.foreign.weights import weights_of

        self._model.save_weights(path)
        network = network_of(self._model.to_json().encode())
        return _keras_answer(build(network, weights_of(Hdf5File(path.read_bytes()), network)))


def _write(path: Path, form: str, make: _Maker, expected: Any, *, softmax_last: bool, token: Token) -> float:
    """Write, load and compare, and only then put the file in its place; return the largest difference."""
    written = getattr(make, form.replace("-", "_"))
    found: list[float] = []

    def produce(part: Path) -> None:
        answers = _probabilities(written(part)(pictures()), softmax_last=softmax_last)
        found.append(float(np.abs(answers - expected).max()))
        limit = MAX_INT8_DIFFERENCE if form == "litert-int8" else MAX_DIFFERENCE
        if not found[0] <= limit:
            raise InkdigitError(
                said("The file differs from the model by {difference:.2g}.", difference=found[0]),
                "Choose another form.",
            )
        token.raise_if_cancelled()

    def through_folder(part: Path) -> None:
        # Keras insists on endings, which the neighbour's name does not have.
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".inkdigit-") as folder:
            inner = Path(folder) / f"model{FORMATS[form]}"
            produce(inner)
            shutil.copyfile(inner, part)

    try:
        path.with_name(path.name + ".card.json").unlink(missing_ok=True)
        if form == "saved_model":
            with replaced_folder(path) as part:
                produce(part)
        else:
            write_atomic_with(path, through_folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InkdigitError(
            said("“{name}” cannot be written ({reason}).", name=shown(path), reason=reason), "Choose another folder."
        ) from None
    return found[0]


def _write_card(path: Path, fields: dict[str, Any], form: str, difference: float, *, softmax_last: bool) -> Path:
    """Put a card beside the file: what it reads and answers, how good it is, its hash."""
    kept = ("name", "version", "class_names", "training", "data", "metrics", "licence", "temperature",
            "thresholds", "rejection", "preprocessing")  # fmt: skip
    card: dict[str, Any] = {key: fields[key] for key in kept if key in fields}
    card |= {
        "form": form,
        "input": {"shape": [28, 28], "dtype": "float32", "range": [0, 255], "ink": "bright on black"},
        "output": "probabilities" if softmax_last else "logits",
        "largest_difference": difference,
        "compared_on": CHECKED_ON,
    }
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        card["files"] = {file.relative_to(path).as_posix(): {"sha256": sha256_of(file)} for file in files}
    else:
        card["file"] = {"name": path.name, "sha256": sha256_of(path), "bytes": path.stat().st_size}
    beside = path.with_name(path.name + ".card.json")
    write_json(beside, card)
    return beside


def _own_answer(path: Path) -> Answer:
    """Load a file by the reader that is used for everybody's files."""
    from app.learning.foreign.build import build

    foreign = read_foreign(path, ImportWish())
    return _keras_answer(build(foreign.network, foreign.weights))


def _keras_answer(model: Any) -> Answer:
    from app.learning.export import keras_logits

    return lambda rasters: keras_logits(model, rasters)


def _import_onnxruntime() -> Any:
    try:
        import onnxruntime
    except ImportError:
        way = said("Install it: pip install onnxruntime. Or choose another form.")
        if is_frozen():
            way = said("Run Inkdigit from a Python environment for this. Or choose another form.")
        raise InkdigitError(
            "An ONNX file can only be checked with the package onnxruntime, which is not installed.",
            way,
        ) from None
    return onnxruntime


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
