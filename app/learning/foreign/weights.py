"""From a file's arrays to the weights of a checked network: by name, shape, kind and finiteness."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from app.core.errors import said
from app.learning.foreign.hdf5 import Hdf5File
from app.learning.foreign.plan import Layer, ModelRefused, Network, brief

Arrays = list[npt.NDArray[np.float32]]
Weights = dict[str, Arrays]
"""The arrays of each layer that has any, by the layer's name."""
_MAX_PIECES = 100
_WEIGHT_NAMES = frozenset(
    ("kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance", "alpha", "depthwise_kernel",
     "pointwise_kernel")
)  # fmt: skip
_ROOTS = ("/layers", "/_layer_checkpoint_dependencies")


def weights_of(file: Hdf5File, network: Network) -> Weights:
    """Return the weights of ``network`` from a file of weights, in the form of Keras 3 or of Keras 2.

    Raises:
        BundleError: one is missing, has another shape, or holds what is no finite number.
    """
    return {layer.name: arrays for layer, arrays in iter_weights(file, network.layers)}


def old_weights_of(file: Hdf5File, network: Network, root: str) -> Weights:
    """Return the weights from the group of an ``.h5`` file that lists them by the layers' names."""
    return {layer.name: arrays for layer, arrays in _iter_old(file, network.layers, root)}


def iter_weights(file: Hdf5File, layers: Sequence[Layer]) -> Iterator[tuple[Layer, Arrays]]:
    """Yield each layer that has weights with its arrays, checked, one after the other, to spare memory.

    Raises:
        BundleError: as ``weights_of``.
    """
    members = file.group()
    for root in _ROOTS:
        if root.strip("/") in members:
            return _iter_new(file, layers, root)
    return _iter_old(file, layers, "/")


def _iter_old(file: Hdf5File, layers: Sequence[Layer], root: str) -> Iterator[tuple[Layer, Arrays]]:
    names = _listed(file, root, "layer_names")
    if names is None:
        raise ModelRefused("The file holds no weights of a model.", "Choose a file that Keras has saved.")
    prefix = root.rstrip("/")
    kept = {name: _listed(file, f"{prefix}/{name}", "weight_names") or () for name in names}
    kept = {name: weights for name, weights in kept.items() if weights}
    learned = [layer for layer in layers if layer.weights]
    if len(kept) != len(learned):
        raise ModelRefused(
            said(
                "The file has weights for {count} layers, and the model has {needed} that need some.",
                count=len(kept),
                needed=len(learned),
            ),
            "Choose the file that belongs to the model.",
        )
    # Names are made up anew in every session; where they differ, the order decides and the shapes must agree.
    by_name = all(layer.name in kept for layer in learned)
    sources = [layer.name for layer in learned] if by_name else list(kept)
    for layer, source in zip(learned, sources, strict=True):
        paths = _ordered(layer, kept[source])
        yield layer, checked_weights(layer, [file.array(f"{prefix}/{source}/{path}") for path in paths])


def _iter_new(file: Hdf5File, layers: Sequence[Layer], root: str) -> Iterator[tuple[Layer, Arrays]]:
    present = file.group(root)
    for layer, key in zip(layers, _keys(layers), strict=True):
        if not layer.weights:
            continue
        if key not in present:
            raise ModelRefused(said("The weights of the layer “{name}” are missing.", name=brief(layer.name)), _OTHER)
        arrays = file.group(f"{root}/{key}/vars")
        if sorted(arrays) != sorted(map(str, range(len(layer.weights)))):
            raise ModelRefused(
                said(
                    "The layer “{name}” needs {needed} arrays, and the file has {count}.",
                    name=brief(layer.name),
                    needed=len(layer.weights),
                    count=len(arrays),
                ),
                _OTHER,
            )
        paths = [f"{root}/{key}/vars/{at}" for at in range(len(layer.weights))]
        yield layer, checked_weights(layer, [file.array(path) for path in paths])


_OTHER = said("Choose the file that belongs to the model.")


def _keys(layers: Sequence[Layer]) -> list[str]:
    """Return the groups of layers in a file of Keras 3: each kind in small letters, numbered from the second on."""
    counts: Counter[str] = Counter()
    keys = []
    for layer in layers:
        snake = re.sub(r"\W+", "", layer.kind)
        snake = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", snake)
        snake = re.sub("([a-z])([A-Z])", r"\1_\2", snake).lower()
        keys.append(f"{snake}_{counts[snake]}" if counts[snake] else snake)
        counts[snake] += 1
    return keys


def _listed(file: Hdf5File, path: str, attribute: str) -> tuple[str, ...] | None:
    """Return a list of names, which Keras cuts into numbered pieces where it is long."""
    whole = file.texts(path, attribute)
    if whole is not None:
        return whole
    pieces: list[str] = []
    for number in range(_MAX_PIECES):
        piece = file.texts(path, f"{attribute}{number}")
        if piece is None:
            break
        pieces.extend(piece)
    return tuple(pieces) or None


def _ordered(layer: Layer, paths: Sequence[str]) -> list[str]:
    """Return the paths of a layer's arrays in the order of the layer's weights."""
    by_name = {path.rpartition("/")[2].partition(":")[0]: path for path in paths}
    if layer.kind == "DepthwiseConv2D" and "kernel" in by_name:  # Keras 3's name of it
        by_name["depthwise_kernel"] = by_name.pop("kernel")
    wanted = [name for name, _ in layer.weights]
    if len(by_name) == len(paths) == len(wanted) and set(wanted) == set(by_name):
        return [by_name[name] for name in wanted]
    if len(paths) == len(wanted) and not set(by_name) & _WEIGHT_NAMES:  # "block1_conv1_W_1:0": the order must do
        return list(paths)
    raise ModelRefused(
        said(
            "The layer “{name}” needs {wanted}, and the file has {found}.",
            name=brief(layer.name),
            wanted=", ".join(wanted),
            found=brief(", ".join(by_name)),
        ),
        _OTHER,
    )


def checked_weights(layer: Layer, arrays: list[npt.NDArray[np.float32]]) -> list[npt.NDArray[np.float32]]:
    """Return ``arrays`` if they are what the layer needs: shapes, finite numbers, no negative variance."""
    if len(arrays) != len(layer.weights):
        raise ModelRefused(
            said("The layer “{name}” has {count} arrays.", name=brief(layer.name), count=len(arrays)), _OTHER
        )
    for (name, shape), array in zip(layer.weights, arrays, strict=True):
        if array.shape != shape:
            raise ModelRefused(
                said(
                    "The {part} of the layer “{name}” is {shape} instead of {wanted}.",
                    part=name,
                    name=brief(layer.name),
                    shape=_times(array.shape),
                    wanted=_times(shape),
                ),
                _OTHER,
            )
        if not np.isfinite(array).all():
            raise ModelRefused(
                said(
                    "The {part} of the layer “{name}” holds what is no number (NaN or infinite).",
                    part=name,
                    name=brief(layer.name),
                ),
                "The model is broken: train it again.",
            )
        if name == "moving_variance" and (array < 0).any():
            raise ModelRefused(
                said("The variance in the layer “{name}” is negative.", name=brief(layer.name)), "The file is damaged."
            )
    return arrays


def _times(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape)) or "a single number"
