"""What happens inside a bundle's LiteRT model: the answer of each of its layers, and their weights. No Keras."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from ai_edge_litert.interpreter import Interpreter, OpResolverType

from app.core.bundle import Bundle
from app.core.errors import BundleError, said
from app.core.raster import SIDE, Raster
from app.recognition.classifier import checked_rasters

Values = npt.NDArray[np.float32]
_WEIGHTED = ("CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED")
_MOVES = ("RESHAPE", "PAD", "EXPAND_DIMS", "SQUEEZE")
"""Operations after which the numbers are what they were; a layer of nothing else has no row."""
_BINS = 41
_NUMBER = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True, eq=False)
class WeightArray:
    """One array that a layer has learned, as LiteRT keeps it: ``values`` float32, their first axis counts the units."""

    name: str
    values: Values

    def histogram(self) -> tuple[npt.NDArray[np.int64], float]:
        """Return how many values fall into each of 41 bins from -r to r, and r: the largest size of any value."""
        reach = float(np.abs(self.values).max(initial=0.0)) or 1.0
        counts, _ = np.histogram(self.values, bins=_BINS, range=(-reach, reach))
        return counts, reach


@dataclass(frozen=True, slots=True, eq=False)
class InsideLayer:
    """A layer with those that LiteRT has merged into it.

    ``names`` are the layers' own, in the order of work. ``operation`` is LiteRT's name of the main one ("CONV_2D"),
    ``window`` (height, width) of a convolution, ``shape`` that of the answer without the batch: (height, width,
    channels), (height, width) or (units,). ``filters`` are float32 (n, height, width) where the layer looks at the
    picture itself, else None.
    """

    names: tuple[str, ...]
    operation: str
    window: tuple[int, int] | None
    shape: tuple[int, ...]
    weights: tuple[WeightArray, ...]
    filters: Values | None = None

    @property
    def parameters(self) -> int:
        """Return how many numbers the layer has learned, batch normalisation being part of its convolution."""
        return sum(array.values.size for array in self.weights)


class LayerReader:
    """Run a bundle's ``model.tflite`` and keep what every layer answers. Not thread-safe: each thread makes its own."""

    def __init__(self, bundle: Bundle) -> None:
        """Load the model.

        Raises:
            BundleError: it has no LiteRT copy, or LiteRT cannot run it layer by layer.
        """
        self.card = bundle.card
        if not bundle.has_litert:
            raise BundleError(
                said(
                    "The model “{name}” runs in Keras, where its layers cannot be looked at from here.",
                    name=bundle.card.name,
                ),
                "Choose another model.",
            )
        try:
            self._interpreter = Interpreter(
                model_path=str(bundle.litert_path),
                num_threads=1,
                experimental_op_resolver_type=OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES,
                experimental_preserve_all_tensors=True,
            )
            self._input = self._interpreter.get_input_details()[0]
            self._interpreter.resize_tensor_input(self._input["index"], (1, SIDE, SIDE), strict=True)
            self._interpreter.allocate_tensors()
            self._run(np.zeros((SIDE, SIDE), np.uint8))
            groups = list(_groups(self._interpreter))
        except (ValueError, RuntimeError, IndexError, AttributeError, KeyError) as error:
            raise BundleError(
                said("The layers of the model “{name}” cannot be looked at here.", name=bundle.card.name),
                "Choose another model.",
            ) from error
        self._indices = tuple(group.output for group in groups)
        self.layers = tuple(_layers_of(self._interpreter, groups))

    def answers(self, raster: Raster) -> tuple[Values, ...]:
        """Return what each of ``layers`` answers to a raster, uint8 (28, 28): float32 of the layer's shape."""
        self._run(checked_rasters(np.asarray(raster)[None])[0])
        return tuple(self._interpreter.get_tensor(index)[0] for index in self._indices)

    def _run(self, raster: Raster) -> None:
        self._interpreter.set_tensor(self._input["index"], raster[None].astype(self._input["dtype"]))
        self._interpreter.invoke()


def classes_of(path: Path) -> int:
    """Return how many numbers a LiteRT file answers.

    Raises:
        BundleError: LiteRT cannot read it.
    """
    try:
        output = Interpreter(model_path=str(path)).get_output_details()[0]
        return int(output["shape"][-1])
    except (ValueError, RuntimeError, IndexError) as error:
        raise BundleError("The model's LiteRT copy cannot be read.", "Choose another model.") from error


@dataclass(slots=True)
class _Group:
    """Operations of one layer, or of several that were merged: their names, constants and last answer."""

    names: list[str]
    operations: list[str]
    constants: list[int]
    output: int
    shape: tuple[int, ...]

    def takes(self, names: Sequence[str]) -> bool:
        return any(name in self.names for name in names)

    def add(self, names: Sequence[str], operation: str, constants: Sequence[int]) -> None:
        self.names.extend(name for name in names if name not in self.names)
        self.operations.append(operation)
        self.constants.extend(index for index in constants if index not in self.constants)


def _groups(interpreter: Any) -> Iterator[_Group]:
    """Yield the layers that change the numbers, in the order of work.

    LiteRT's own list of operations is private to its interpreter; the version of the package is pinned exactly.
    """
    tensors = {detail["index"]: detail for detail in interpreter.get_tensor_details()}
    operations = interpreter._get_ops_details()
    made = {int(index) for operation in operations for index in operation["outputs"]}
    made.update(int(detail["index"]) for detail in interpreter.get_input_details())
    group: _Group | None = None
    for operation in operations:
        output = tensors[int(operation["outputs"][0])]
        shape = tuple(map(int, output["shape"]))
        if output["dtype"] is not np.float32 or not shape:
            continue
        constants = [int(index) for index in operation["inputs"] if _is_learned(int(index), tensors, made)]
        names = _names_of(output["name"], [tensors[index]["name"] for index in constants])
        names = names or [str(operation["op_name"]).lower()]
        if group is None or not group.takes(names):
            yield from _shown(group)
            group = _Group([], [], [], -1, ())
        group.add(names, str(operation["op_name"]), constants)
        group.output, group.shape = int(output["index"]), shape
    yield from _shown(group)


def _is_learned(index: int, tensors: Mapping[int, Any], made: set[int]) -> bool:
    """Say whether a tensor is an array of the file, and no single number or list of sizes."""
    detail = tensors.get(index)
    return detail is not None and index not in made and detail["dtype"] is np.float32 and len(detail["shape"]) > 0


def _shown(group: _Group | None) -> Iterator[_Group]:
    if group is not None and group.shape[0] == 1 and not all(name in _MOVES for name in group.operations):
        yield group


def _names_of(output: str, constants: Sequence[str]) -> list[str]:
    """Return the layers that a tensor's name speaks of, first to last; else those of the arrays that were used.

    The converter joins the names of merged operations by ";", the last one first, and numbers each once more.
    """
    for texts in ([output], constants):
        found = [_NUMBER.sub("", part.split("/")[1]) for text in texts for part in text.split(";") if "/" in part]
        names = list(dict.fromkeys(reversed(found)))
        if names:
            return sorted(names, key=lambda name: not _is_weighted_name(name))
    return []


def _is_weighted_name(name: str) -> bool:
    return "conv" in name or "dense" in name


def _layers_of(interpreter: Any, groups: Sequence[_Group]) -> Iterator[InsideLayer]:
    is_first = True
    for group in groups:
        arrays = [np.array(interpreter.get_tensor(index), np.float32) for index in group.constants]
        weights = tuple(WeightArray(_word_of(array), array) for array in arrays)
        main = next((name for name in group.operations if name in _WEIGHTED), group.operations[-1])
        has_kernel = main in _WEIGHTED and bool(arrays)
        kernel = max(arrays, key=np.size) if has_kernel else None
        window = (int(kernel.shape[1]), int(kernel.shape[2])) if kernel is not None and kernel.ndim == 4 else None
        filters = _filters(main, kernel) if is_first and kernel is not None else None
        is_first = is_first and kernel is None
        yield InsideLayer(tuple(group.names), main, window, group.shape[1:], weights, filters)


def _word_of(array: Values) -> str:
    return "kernel" if array.ndim > 1 and array.size > max(array.shape) else "bias"


def _filters(operation: str, kernel: Values) -> Values | None:
    """Return filters (n, height, width) of a layer that reads the one grey channel; None where they are no pictures."""
    if operation == "FULLY_CONNECTED":
        return kernel.reshape(-1, SIDE, SIDE) if kernel.shape[1] == SIDE * SIDE else None
    if operation == "DEPTHWISE_CONV_2D":
        each: Values = np.moveaxis(kernel[0], -1, 0)
        return each
    grey: Values = kernel[..., 0]
    return grey if kernel.shape[-1] == 1 else None
