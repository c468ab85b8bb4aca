"""From a checked network to an ONNX graph, operator by operator (opset 17). Pictures keep their channels last."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from app import __version__
from app.learning.foreign.plan import Layer, Network
from app.learning.foreign.weights import Weights
from app.learning.onnx_messages import Attribute, model, node, tensor

Arrays = list[npt.NDArray[np.float32]]
_CHANNELS_FIRST, _CHANNELS_LAST = [0, 3, 1, 2], [0, 2, 3, 1]
_SINGLE = {
    "relu": "Relu", "sigmoid": "Sigmoid", "tanh": "Tanh", "elu": "Elu", "selu": "Selu", "softplus": "Softplus",
    "softsign": "Softsign", "exponential": "Exp",
}  # fmt: skip
_JOINS = {"Add": "Sum", "Average": "Mean", "Maximum": "Max", "Minimum": "Min", "Concatenate": "Concat"}
_STILL = ("Dropout", "SpatialDropout2D", "GaussianDropout", "AlphaDropout", "GaussianNoise", "Identity")


def onnx_of(network: Network, weights: Weights) -> bytes:
    """Return an ONNX file: float32 "raster" (batch, 28, 28), 0-255, to "answer" (batch, classes)."""
    graph = _Graph(network, weights)
    return graph.content()


class _Graph:
    def __init__(self, network: Network, weights: Weights) -> None:
        self._network = network
        self._weights = weights
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []
        self._count = 0
        self._names: dict[str, str] = {network.layers[0].name: "raster"}
        self._shapes = {layer.name: layer.shape for layer in network.layers}

    def content(self) -> bytes:
        """Return the file."""
        for layer in self._network.layers[1:]:
            inputs = [self._names[name] for name in layer.inputs]
            self._names[layer.name] = self._layer(layer, inputs, self._weights.get(layer.name, []))
        self._nodes.append(node("Identity", [self._names[self._network.output]], ["answer"]))
        return model(
            self._nodes,
            self._constants,
            given=("raster", self._network.input_shape),
            answer=("answer", self._network.last.shape),
            producer=f"inkdigit {__version__}",
        )

    def _layer(self, layer: Layer, inputs: list[str], arrays: Arrays) -> str:
        if layer.kind in _STILL:
            return inputs[0]
        if layer.kind in _JOINS:
            extra: dict[str, Attribute] = {"axis": -1} if layer.kind == "Concatenate" else {}
            return self._add(_JOINS[layer.kind], inputs, **extra)
        return _WRITERS[layer.kind](self, layer, inputs, arrays)

    def _dense(self, layer: Layer, inputs: list[str], arrays: Arrays) -> str:
        x = self._add("MatMul", [inputs[0], self._keep(arrays[0])])
        return self._ended(layer, x, arrays[1:])

    def _convolution(self, layer: Layer, inputs: list[str], arrays: Arrays) -> str:
        kernel = arrays[0].transpose(3, 2, 0, 1)
        x = self._convolved(layer, inputs[0], kernel, layer.settings["groups"])
        return self._ended(layer, x, arrays[1:])

    def _depthwise(self, layer: Layer, inputs: list[str], arrays: Arrays) -> str:
        x = self._convolved(layer, inputs[0], _by_channel(arrays[0]), arrays[0].shape[2])
        return self._ended(layer, x, arrays[1:])

    def _separable(self, layer: Layer, inputs: list[str], arrays: Arrays) -> str:
        x = self._convolved(layer, inputs[0], _by_channel(arrays[0]), arrays[0].shape[2])
        x = self._add("MatMul", [x, self._keep(arrays[1][0, 0])])
        return self._ended(layer, x, arrays[2:])

    def _convolved(self, layer: Layer, x: str, kernel: npt.NDArray[np.float32], groups: int) -> str:
        settings = layer.settings
        window = [d * (k - 1) + 1 for d, k in zip(settings["dilation_rate"], settings["kernel_size"], strict=True)]
        attributes: dict[str, Attribute] = {
            "strides": list(settings["strides"]),
            "dilations": list(settings["dilation_rate"]),
            "group": groups,
            "pads": self._pads(layer, window),
        }
        return self._around("Conv", x, [self._keep(kernel)], attributes)

    def _pooling(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        window = list(layer.settings["pool_size"])
        attributes: dict[str, Attribute] = {
            "kernel_shape": window,
            "strides": list(layer.settings["strides"]),
            "pads": self._pads(layer, window),
        }
        operator = "MaxPool" if layer.kind == "MaxPooling2D" else "AveragePool"
        return self._around(operator, inputs[0], [], attributes)

    def _pads(self, layer: Layer, window: list[int]) -> list[int]:
        """Return the padding at top, left, bottom and right as TensorFlow counts it."""
        if layer.settings["padding"] == "valid":
            return [0, 0, 0, 0]
        sides = self._shapes[layer.inputs[0]][:2]
        totals = [
            max((math.ceil(side / stride) - 1) * stride + size - side, 0)
            for side, stride, size in zip(sides, layer.settings["strides"], window, strict=True)
        ]
        before = [total // 2 for total in totals]
        return before + [total - half for total, half in zip(totals, before, strict=True)]

    def _around(self, operator: str, x: str, constants: list[str], attributes: dict[str, Attribute]) -> str:
        """Apply an operator that wants the channels first."""
        x = self._add("Transpose", [x], perm=_CHANNELS_FIRST)
        x = self._add(operator, [x, *constants], **attributes)
        return self._add("Transpose", [x], perm=_CHANNELS_LAST)

    def _global(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        operator = "ReduceMean" if layer.kind == "GlobalAveragePooling2D" else "ReduceMax"
        return self._add(operator, inputs, axes=[1, 2], keepdims=int(layer.settings["keepdims"]))

    def _reshape(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        return self._add("Reshape", [inputs[0], self._keep(np.array([-1, *layer.shape]))])

    def _rescaling(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        x = self._add("Mul", [inputs[0], self._number(layer.settings["scale"])])
        return self._add("Add", [x, self._number(layer.settings["offset"])])

    def _batch_normalization(self, layer: Layer, inputs: list[str], arrays: Arrays) -> str:
        named = dict(zip((name for name, _ in layer.weights), arrays, strict=True))
        scale = 1 / np.sqrt(named["moving_variance"].astype(np.float64) + layer.settings["epsilon"])
        scale = scale * named.get("gamma", np.float32(1))
        shift = named.get("beta", np.float32(0)) - named["moving_mean"] * scale
        x = self._add("Mul", [inputs[0], self._keep(scale.astype(np.float32))])
        return self._add("Add", [x, self._keep(np.asarray(shift, np.float32))])

    def _layer_normalization(self, layer: Layer, inputs: list[str], arrays: Arrays) -> str:
        named = dict(zip((name for name, _ in layer.weights), arrays, strict=True))
        size = layer.shape[-1:]
        gamma, beta = named.get("gamma", np.ones(size, np.float32)), named.get("beta", np.zeros(size, np.float32))
        parts = [inputs[0], self._keep(gamma), self._keep(beta)]
        return self._add("LayerNormalization", parts, axis=-1, epsilon=float(layer.settings["epsilon"]))

    def _zero_padding(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        (top, bottom), (left, right) = layer.settings["padding"]
        sides = self._keep(np.array([0, top, left, 0, 0, bottom, right, 0]))
        return self._add("Pad", [inputs[0], sides, self._number(0.0)])

    def _up_sampling(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        is_nearest = layer.settings["interpolation"] == "nearest"
        scales = self._keep(np.array([1, 1, *layer.settings["size"]], np.float32))
        attributes: dict[str, Attribute] = (
            {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
            if is_nearest
            else {"mode": "linear", "coordinate_transformation_mode": "half_pixel"}
        )
        return self._around("Resize", inputs[0], ["", scales], attributes)

    def _relu(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        slope, threshold, ceiling = (layer.settings[key] for key in ("negative_slope", "threshold", "max_value"))
        x = self._add("Sub", [inputs[0], self._number(threshold)])
        below = self._add("Mul", [x, self._number(slope)])
        is_above = self._add("GreaterOrEqual", [inputs[0], self._number(threshold)])
        x = self._add("Where", [is_above, inputs[0], below])
        return x if ceiling is None else self._add("Min", [x, self._number(ceiling)])

    def _leaky_relu(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        return self._add("LeakyRelu", inputs, alpha=float(layer.settings["negative_slope"]))

    def _elu(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        return self._add("Elu", inputs, alpha=float(layer.settings["alpha"]))

    def _prelu(self, _layer: Layer, inputs: list[str], arrays: Arrays) -> str:
        return self._add("PRelu", [inputs[0], self._keep(arrays[0])])

    def _softmax(self, _layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        return self._add("Softmax", inputs, axis=-1)

    def _activation(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        return self._ended(layer, inputs[0], [])

    def _multiply(self, layer: Layer, inputs: list[str], _arrays: Arrays) -> str:
        operator, x = "Sub" if layer.kind == "Subtract" else "Mul", inputs[0]
        for other in inputs[1:]:
            x = self._add(operator, [x, other])
        return x

    def _ended(self, layer: Layer, x: str, bias: Arrays) -> str:
        """Add a bias and the activation that a layer brings along."""
        if bias:
            x = self._add("Add", [x, self._keep(bias[0])])
        name = layer.settings["activation"]
        if name in _SINGLE:
            return self._add(_SINGLE[name], [x])
        return x if name == "linear" else _ACTIVATIONS[name](self, x)

    def _gelu(self, x: str) -> str:
        y = self._add("Mul", [x, self._number(math.sqrt(0.5))])
        y = self._add("Add", [self._add("Erf", [y]), self._number(1.0)])
        return self._add("Mul", [self._add("Mul", [x, y]), self._number(0.5)])

    def _log_sigmoid(self, x: str) -> str:
        return self._add("Neg", [self._add("Softplus", [self._add("Neg", [x])])])

    def _silu(self, x: str) -> str:
        return self._add("Mul", [x, self._add("Sigmoid", [x])])

    def _relu6(self, x: str) -> str:
        return self._add("Clip", [x, self._number(0.0), self._number(6.0)])

    def _number(self, value: float) -> str:
        return self._keep(np.array(value, np.float32))

    def _keep(self, value: npt.NDArray[Any]) -> str:
        name = self._name("constant")
        self._constants.append(tensor(name, value))
        return name

    def _add(self, operator: str, inputs: list[str], **attributes: Attribute) -> str:
        name = self._name(operator.lower())
        self._nodes.append(node(operator, inputs, [name], attributes))
        return name

    def _name(self, what: str) -> str:
        self._count += 1
        return f"{what}_{self._count}"


def _by_channel(kernel: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return a depthwise kernel (height, width, channels, multiplier) in ONNX's form (outputs, 1, height, width)."""
    height, width, channels, multiplier = kernel.shape
    return kernel.transpose(2, 3, 0, 1).reshape(channels * multiplier, 1, height, width)


_Writer = Callable[[_Graph, Layer, list[str], Arrays], str]
_WRITERS: dict[str, _Writer] = {
    "Dense": _Graph._dense,
    "Conv2D": _Graph._convolution,
    "DepthwiseConv2D": _Graph._depthwise,
    "SeparableConv2D": _Graph._separable,
    "MaxPooling2D": _Graph._pooling,
    "AveragePooling2D": _Graph._pooling,
    "GlobalAveragePooling2D": _Graph._global,
    "GlobalMaxPooling2D": _Graph._global,
    "Flatten": _Graph._reshape,
    "Reshape": _Graph._reshape,
    "Rescaling": _Graph._rescaling,
    "BatchNormalization": _Graph._batch_normalization,
    "LayerNormalization": _Graph._layer_normalization,
    "ZeroPadding2D": _Graph._zero_padding,
    "UpSampling2D": _Graph._up_sampling,
    "ReLU": _Graph._relu,
    "LeakyReLU": _Graph._leaky_relu,
    "ELU": _Graph._elu,
    "PReLU": _Graph._prelu,
    "Softmax": _Graph._softmax,
    "Activation": _Graph._activation,
    "Multiply": _Graph._multiply,
    "Subtract": _Graph._multiply,
}
_ACTIVATIONS: dict[str, Callable[[_Graph, str], str]] = {
    "softmax": lambda graph, x: graph._add("Softmax", [x], axis=-1),
    "log_softmax": lambda graph, x: graph._add("LogSoftmax", [x], axis=-1),
    "log_sigmoid": _Graph._log_sigmoid,
    "relu6": _Graph._relu6,
    "silu": _Graph._silu,
    "gelu": _Graph._gelu,
    "hard_sigmoid": lambda graph, x: graph._add("HardSigmoid", [x], alpha=1 / 6, beta=0.5),
    "leaky_relu": lambda graph, x: graph._add("LeakyRelu", [x], alpha=0.2),
}
