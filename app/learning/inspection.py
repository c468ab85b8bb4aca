"""What a model has learned, layer by layer: shapes, statistics, and the first filters as a picture. No Keras."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.core.bundle import read_bundle
from app.core.errors import BundleError
from app.core.imported import ImportWish
from app.learning.foreign.plan import Layer
from app.learning.foreign.reading import Foreign, read_foreign

_SCALE = 8
_GAP = 4


@dataclass(frozen=True, slots=True)
class WeightFacts:
    """One array of a layer."""

    name: str
    shape: tuple[int, ...]
    mean: float
    std: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """One layer: its kind, its answer's shape without the batch, and its arrays."""

    name: str
    kind: str
    shape: tuple[int, ...]
    parameters: int
    weights: tuple[WeightFacts, ...]


def read_layers(model: str) -> Foreign:
    """Return network and weights of a bundle, by its name or folder, checked as those of a stranger."""
    return read_foreign(read_bundle(model).folder, ImportWish())


def layer_facts(foreign: Foreign) -> list[LayerFacts]:
    """Return what is known of each layer, in order."""
    return [_facts(layer, foreign) for layer in foreign.network.layers]


def filters_picture(foreign: Foreign) -> npt.NDArray[np.uint8]:
    """Return the first layer's filters side by side, uint8 (height, width): grey is 0, bright positive, dark negative.

    Raises:
        BundleError: no layer of the network looks at the picture with filters.
    """
    for layer in foreign.network.layers:
        if layer.kind in ("Conv2D", "DepthwiseConv2D", "Dense") and layer.weights:
            tiles = _tiles(foreign.weights[layer.name][0], layer)
            if tiles is not None:
                return _grid(tiles)
            break
    raise BundleError("The first layer of this model has no filters that are pictures.", "Choose another model.")


def write_filters(foreign: Foreign, path: Path) -> None:
    """Write the picture of ``filters_picture`` as PNG."""
    from PIL import Image

    from app.core.files import write_atomic_with

    image = Image.fromarray(filters_picture(foreign))
    write_atomic_with(path, lambda part: image.save(part, format="PNG"))


def _facts(layer: Layer, foreign: Foreign) -> LayerFacts:
    arrays = foreign.weights.get(layer.name, [])
    weights = tuple(
        WeightFacts(name, shape, float(array.mean()), float(array.std()), float(array.min()), float(array.max()))
        for (name, shape), array in zip(layer.weights, arrays, strict=True)
    )
    return LayerFacts(layer.name, layer.kind, layer.shape, layer.parameters, weights)


def _tiles(kernel: npt.NDArray[np.float32], layer: Layer) -> npt.NDArray[np.float32] | None:
    """Return filters (n, height, width), each for one grey channel; None where they are no pictures."""
    if layer.kind == "Dense":
        return kernel.T.reshape(-1, 28, 28) if kernel.shape[0] == 784 else None
    if kernel.shape[2] != 1:
        return None
    return kernel[:, :, 0, :].transpose(2, 0, 1)


def _grid(tiles: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """Return tiles in rows; all share one scale, so that a filter that does little looks like little."""
    tiles = tiles[:256]
    top = float(np.abs(tiles).max()) or 1.0
    grey = np.clip(np.round(127.5 + 127.5 * tiles / top), 0, 255).astype(np.uint8)
    scale = _SCALE if tiles.shape[1] < 14 else 2
    large = grey.repeat(scale, axis=1).repeat(scale, axis=2)
    columns = math.ceil(math.sqrt(len(large)))
    rows = math.ceil(len(large) / columns)
    height, width = large.shape[1] + _GAP, large.shape[2] + _GAP
    picture = np.full((rows * height + _GAP, columns * width + _GAP), 255, np.uint8)
    for number, tile in enumerate(large):
        row, column = divmod(number, columns)
        y, x = _GAP + row * height, _GAP + column * width
        picture[y : y + tile.shape[0], x : x + tile.shape[1]] = tile
    return picture
