"""Build a checked network with Keras: layer by layer from our own table, with weights that were checked before."""

from dataclasses import replace
from typing import Any

from app.core.raster import SIDE
from app.learning.backend import keras
from app.learning.foreign.forms import InputForm
from app.learning.foreign.plan import Layer, Network
from app.learning.foreign.weights import Weights

_FINAL = {"softmax": "linear", "log_softmax": "linear", "sigmoid": "log_sigmoid"}
"""What takes the place of a last activation, so that the answers are logits: softmax of them gives what the file's own
network gives (for sigmoids: its answers, made to sum to 1)."""


def with_logits(network: Network) -> Network:
    """Return the network without its last activation, so that it answers logits."""
    last = network.last
    if last.kind == "Softmax":
        last = replace(last, kind="Activation", settings={"activation": "linear"})
    activation = last.settings.get("activation")
    if activation in _FINAL:
        last = replace(last, settings={**last.settings, "activation": _FINAL[activation]})
    return replace(network, layers=(*network.layers[:-1], last))


def build(network: Network, weights: Weights) -> Any:
    """Return the network as a Keras model that reads what the file's own does."""
    source = keras.Input(network.input_shape, name="given")
    return keras.Model(source, _answer(network, weights, source), name="network")


def for_rasters(network: Network, weights: Weights, form: InputForm) -> Any:
    """Return a Keras model of rasters, float32 (n, 28, 28) 0-255, to logits (n, classes)."""
    scale, offset = form.scale_and_offset
    source = keras.Input((SIDE, SIDE), name="raster")
    x = source
    if (scale, offset) != (1.0, 0.0):
        x = keras.layers.Rescaling(scale, offset, name="form")(x)
    if network.input_shape != (SIDE, SIDE):
        x = keras.layers.Reshape(network.input_shape, name="shape")(x)
    return keras.Model(source, _answer(network, weights, x), name="model")


def _answer(network: Network, weights: Weights, given: Any) -> Any:
    tensors = {network.layers[0].name: given}
    for number, layer in enumerate(network.layers[1:], 1):
        built = _layer_of(layer, number)
        inputs = [tensors[name] for name in layer.inputs]
        tensors[layer.name] = built(inputs[0] if len(inputs) == 1 else inputs)
        if layer.weights:
            built.set_weights(weights[layer.name])
    return tensors[network.output]


def _layer_of(layer: Layer, number: int) -> Any:
    """Return one layer, named by us: names from a file may hold what Keras refuses."""
    return getattr(keras.layers, layer.kind)(name=f"{layer.kind.lower()}_{number}", **layer.settings)
