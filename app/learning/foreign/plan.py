"""A network as plain checked values: what is going to be built, and how much of it there is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.errors import BundleError
from app.core.files import shown

Shape = tuple[int, ...]
"""Sizes of one example, without the batch."""
MAX_LAYERS = 300
MAX_PARAMETERS = 30_000_000
MAX_VALUES = 8_000_000
"""Numbers that one layer may answer for one picture."""
MAX_OPERATIONS = 4_000_000_000
"""Multiplications for one picture, over all layers."""
_MAX_SHOWN = 60


class ModelRefused(BundleError):  # noqa: N818 - a verdict on a file
    """A model is not built, because of what its file asks for."""

    def __init__(
        self, reason: str, hint: str = "Inkdigit builds only layers that it knows; nothing else is run."
    ) -> None:
        super().__init__(reason, hint)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a closed list: ``settings`` are those of its Keras class, ``weights`` its arrays in their order.

    ``operations`` counts its multiplications for one picture.
    """

    kind: str
    name: str
    inputs: tuple[str, ...]
    shape: Shape
    settings: Mapping[str, Any] = field(default_factory=dict)
    weights: tuple[tuple[str, Shape], ...] = ()
    operations: int = 0

    @property
    def parameters(self) -> int:
        """Return how many numbers the layer has learned."""
        return sum(math.prod(shape) for _, shape in self.weights)


@dataclass(frozen=True, slots=True)
class Network:
    """Layers in an order in which each comes after what it reads; the first is the input, ``output`` names the last.

    ``kind`` is what the file called the whole: "Sequential" or "Functional".
    """

    kind: str
    layers: tuple[Layer, ...]
    output: str

    @property
    def parameters(self) -> int:
        """Return how many numbers the network has learned."""
        return sum(layer.parameters for layer in self.layers)

    @property
    def input_shape(self) -> Shape:
        """Return the shape of one example."""
        return self.layers[0].shape

    @property
    def last(self) -> Layer:
        """Return the layer that answers."""
        return next(layer for layer in self.layers if layer.name == self.output)

    @property
    def classes(self) -> int:
        """Return how many numbers it answers."""
        return self.last.shape[-1]

    def describe(self) -> str:
        """Return the network in a line: "Sequential, 4 layers, 407,050 weights, reads 28×28 grey, 10 classes"."""
        sides = "×".join(map(str, self.input_shape[:2])) if len(self.input_shape) > 1 else str(self.input_shape[0])
        reads = f"{sides} grey" if len(self.input_shape) > 1 else f"{sides} numbers"
        return (
            f"{self.kind}, {len(self.layers) - 1} layers, {self.parameters:,} weights, reads {reads}, "
            f"{self.classes} classes"
        )


def brief(value: object) -> str:
    """Return something from a file for a message, cut to a length."""
    text = shown(str(value)[: _MAX_SHOWN + 1])
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
