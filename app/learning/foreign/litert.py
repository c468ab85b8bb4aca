"""From a ``.tflite`` file to the same checked ``Network`` as from any other: its graph is read, never run.

The field numbers are those of TensorFlow Lite's schema, version 3.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.core.errors import said
from app.learning.foreign.flatbuffer import Flat, FlatError, Table
from app.learning.foreign.graph import bounded, input_layer
from app.learning.foreign.kinds import plan_layer
from app.learning.foreign.options import Options
from app.learning.foreign.plan import Layer, ModelRefused, Network, Shape
from app.learning.foreign.weights import Weights, checked_weights

Array = npt.NDArray[Any]
_DTYPES = {0: "<f4", 1: "<f2", 2: "<i4", 3: "u1", 4: "<i8", 7: "<i2", 9: "i1"}
_FLOAT, _UINT8 = 0, 3
_MAX_TENSORS, _MAX_OPERATORS = 4000, 1000
_ACTIVATIONS = {0: "linear", 1: "relu", 3: "relu6", 4: "tanh"}
_PADDINGS = ("same", "valid")
_EPSILON = 1e-12
"""So small that a normalisation with a variance of 1 only multiplies and adds."""
_SIMPLE = {
    14: ("Activation", {"activation": "sigmoid"}),
    19: ("ReLU", {}),
    21: ("Activation", {"activation": "relu6"}),
    28: ("Activation", {"activation": "tanh"}),
    47: ("Activation", {"activation": "exponential"}),
    50: ("Activation", {"activation": "log_softmax"}),
    111: ("ELU", {}),
}
_JOINS = {0: "Add", 18: "Multiply", 41: "Subtract", 55: "Maximum", 57: "Minimum"}
_RESHAPES = (22, 43, 70)
_SHAPE_MAKERS = (77, 45, 83, 36, 53)
"""SHAPE, STRIDED_SLICE, PACK, GATHER, CAST: allowed only to compute the shape that a RESHAPE has anyway."""
_KNOWN = {1, 2, 3, 4, 6, 9, 17, 25, 34, 40, 42, 82, 98, *_SIMPLE, *_JOINS, *_RESHAPES, *_SHAPE_MAKERS}
_HINT = said("Inkdigit builds only layers that it knows; nothing else is run.")


def network_of_litert(content: bytes) -> tuple[Network, Weights]:
    """Return network and weights of a float model, or of one whose weights alone are packed.

    Raises:
        BundleError: the file is damaged, or has an operator that is not on the list; says which.
    """
    return _Graph(Flat(content).root()).network()


@dataclass(frozen=True, slots=True)
class _Step:
    """One operator: its code, tensors by number, and options."""

    code: int
    name: str
    inputs: list[int]
    output: int
    options: Table | None


class _Graph:
    """Walk the operators in their order, each becoming a layer."""

    def __init__(self, model: Table) -> None:
        graphs = model.tables(2, 8)
        if len(graphs) != 1:
            raise ModelRefused(said("The .tflite file has {count} graphs instead of one.", count=len(graphs)), _HINT)
        self._codes = [_code_of(code) for code in model.tables(1, 200)]
        self._buffers = model.tables(4, _MAX_TENSORS)
        self._tensors = graphs[0].tables(0, _MAX_TENSORS)
        self._operators = graphs[0].tables(3, _MAX_OPERATORS)
        self._ends = [_numbers(graphs[0], 1), _numbers(graphs[0], 2)]
        self._layers: dict[str, Layer] = {}
        self._weights: Weights = {}
        self._names: dict[int, str] = {}
        self._dequantised: dict[int, int] = {}
        self._shapes: set[int] = set()

    def network(self) -> tuple[Network, Weights]:
        """Return what the graph says."""
        inputs, outputs = self._ends
        if len(inputs) != 1 or len(outputs) != 1:
            words = said("The model reads or answers more than one thing.")
            raise ModelRefused(words, "Choose one with one input and output.")
        source = self._tensor(inputs[0])
        if source.number(1, "<b") not in (_FLOAT, _UINT8) or (source.table(4) is not None and _scales(source).size):
            raise ModelRefused("The model computes in whole numbers throughout.", "Choose its form with floats.")
        first = input_layer("input", self._shape(inputs[0]))
        self._keep(first, inputs[0])
        for number, operator in enumerate(self._operators, 1):
            self._read(operator, f"operator {number}")
        if outputs[0] not in self._names:
            raise FlatError
        output = self._names[outputs[0]]
        used = self._used(output)
        layers = tuple(layer for layer in self._layers.values() if layer.name in used)
        return bounded(Network("LiteRT", layers, output)), {name: self._weights[name] for name in self._weights}

    def _used(self, output: str) -> set[str]:
        used, waiting = {"input"}, [output]
        while waiting:
            name = waiting.pop()
            if name not in used:
                used.add(name)
                waiting.extend(self._layers[name].inputs)
        if set(self._layers) - used:
            raise ModelRefused("A part of the model leads nowhere.", _HINT)
        return used

    def _read(self, operator: Table, name: str) -> None:
        index = operator.number(0, "<I")
        if index >= len(self._codes):
            raise FlatError
        code = self._codes[index]
        if code not in _KNOWN:
            words = said("The model has an operator that is not on the list: number {code}.", code=code)
            raise ModelRefused(words, _HINT)
        inputs, outputs = _numbers(operator, 1), _numbers(operator, 2)
        if not inputs or len(outputs) != 1:
            raise FlatError
        for one in (*inputs, *outputs):
            if one != -1:
                self._tensor(one)
        options = operator.table(4)
        if self._is_about_shapes(code, inputs):
            self._shapes.add(outputs[0])
        elif code == 6:
            self._dequantise(inputs[0], outputs[0])
        else:
            step = _Step(code, name, inputs, outputs[0], options)
            self._finish(name, outputs[0], _PLANS.get(code, _Graph._arithmetic)(self, step))

    def _is_about_shapes(self, code: int, inputs: list[int]) -> bool:
        return code in _SHAPE_MAKERS and (code == 77 or any(one in self._shapes for one in inputs))

    def _dequantise(self, given: int, made: int) -> None:
        if given in self._names:
            raise ModelRefused("The model computes in whole numbers throughout.", "Choose its form with floats.")
        self._dequantised[made] = given

    def _finish(self, name: str, output: int, fused: int) -> None:
        """Add the activation that an operator brings along, and check the shape that the file gives to the result."""
        if fused not in _ACTIVATIONS:
            raise ModelRefused("The model has an activation that is not on the list.", _HINT)
        last = name
        if fused:
            last = f"{name}, activation"
            values = {"activation": _ACTIVATIONS[fused]}
            self._layers[last] = plan_layer(Options("Activation", last, values), (name,), [self._layers[name].shape])
        if self._shape(output) != self._layers[last].shape:
            raise ModelRefused(said("The shapes of the model do not fit at {name}.", name=name), "The file is damaged.")
        self._names[output] = last

    def _convolution(self, step: _Step) -> int:
        name, inputs, options, is_depthwise = step.name, step.inputs, step.options, step.code == 4
        kernel, bias = self._constant(inputs[1]), self._bias(inputs)
        if kernel.ndim != 4 or options is None:
            raise FlatError
        shape = self._layer(inputs[0]).shape
        at = 5 if is_depthwise else 4
        values: dict[str, Any] = {
            "kernel_size": [int(kernel.shape[1]), int(kernel.shape[2])],
            "strides": [options.number(2), options.number(1)],
            "padding": _padding_of(options),
            "dilation_rate": [options.number(at + 1, default=1), options.number(at, default=1)],
            "use_bias": bias is not None,
        }
        if is_depthwise:
            if kernel.shape[0] != 1 or not shape[-1] or kernel.shape[3] % shape[-1]:
                raise FlatError
            values["depth_multiplier"] = int(kernel.shape[3] // shape[-1])
            kernel = kernel[0].reshape(*kernel.shape[1:3], shape[-1], -1)
        else:
            if not kernel.shape[3] or shape[-1] % kernel.shape[3]:
                raise FlatError
            values |= {"filters": int(kernel.shape[0]), "groups": shape[-1] // int(kernel.shape[3])}
            kernel = kernel.transpose(1, 2, 3, 0)
        self._add(name, "DepthwiseConv2D" if is_depthwise else "Conv2D", inputs[:1], values, kernel, bias)
        return options.number(4 if is_depthwise else 3, "<b")

    def _dense(self, step: _Step) -> int:
        name, inputs, options = step.name, step.inputs, step.options
        kernel, bias = self._constant(inputs[1]), self._bias(inputs)
        if kernel.ndim != 2 or (options is not None and options.number(1, "<b")):
            raise FlatError
        source = self._layer(inputs[0])
        if len(source.shape) > 1:  # the operator flattens by itself
            flat = f"{name}, flat"
            target = {"target_shape": [math.prod(source.shape)]}
            self._layers[flat] = plan_layer(Options("Reshape", flat, target), (source.name,), [source.shape])
            source = self._layers[flat]
        values = {"units": int(kernel.shape[0]), "use_bias": bias is not None}
        self._put(name, "Dense", (source.name,), values, kernel.T, bias)
        return options.number(0, "<b") if options else 0

    def _pooling(self, step: _Step) -> int:
        options = step.options
        if options is None:
            raise FlatError
        values = {
            "pool_size": [options.number(4), options.number(3)],
            "strides": [options.number(2), options.number(1)],
            "padding": _padding_of(options),
        }
        kind = "AveragePooling2D" if step.code == 1 else "MaxPooling2D"
        self._add(step.name, kind, step.inputs[:1], values)
        return options.number(5, "<b")

    def _reshape(self, step: _Step) -> int:
        values = {"target_shape": list(self._shape(step.output))}
        return self._add(step.name, "Reshape", step.inputs[:1], values)

    def _simple(self, step: _Step) -> int:
        kind, settings = _SIMPLE[step.code]
        return self._add(step.name, kind, step.inputs[:1], dict(settings))

    def _leaky_relu(self, step: _Step) -> int:
        slope = step.options.real(0) if step.options else 0.0
        return self._add(step.name, "LeakyReLU", step.inputs[:1], {"negative_slope": slope})

    def _softmax(self, step: _Step) -> int:
        if step.options is not None and step.options.real(0, 1.0) != 1.0:
            raise ModelRefused("The model has a softmax of an unusual kind.", _HINT)
        return self._add(step.name, "Softmax", step.inputs[:1], {})

    def _padding(self, step: _Step) -> int:
        sides = self._constant(step.inputs[-1]).astype(np.int64)
        if sides.shape != (4, 2) or sides[0].any() or sides[3].any():
            raise ModelRefused("The model has a padding of an unusual kind.", _HINT)
        return self._add(step.name, "ZeroPadding2D", step.inputs[:1], {"padding": sides[1:3].tolist()})

    def _global(self, step: _Step) -> int:
        axes = sorted(self._constant(step.inputs[-1]).astype(np.int64).ravel().tolist())
        if axes != [1, 2]:
            raise ModelRefused("The model has a mean of an unusual kind.", _HINT)
        keeps = bool(step.options and step.options.number(0, "<b"))
        kind = "GlobalAveragePooling2D" if step.code == 40 else "GlobalMaxPooling2D"
        return self._add(step.name, kind, step.inputs[:1], {"keepdims": keeps})

    def _concatenation(self, step: _Step) -> int:
        name, inputs, options = step.name, step.inputs, step.options
        axis = options.number(0) if options else 0
        rank = len(self._layer(inputs[0]).shape)
        self._add(name, "Concatenate", inputs, {"axis": axis})
        if axis not in (-1, rank):
            raise FlatError
        return options.number(1, "<b") if options else 0

    def _arithmetic(self, step: _Step) -> int:
        code, name, inputs, options = step.code, step.name, step.inputs, step.options
        fused = options.number(0, "<b") if options and code not in (55, 57) else 0
        if len(inputs) != 2:
            raise FlatError
        constants = [one for one in inputs if one not in self._names]
        if not constants:
            if code not in _JOINS:
                raise ModelRefused("The model divides layers by each other.", _HINT)
            self._add(name, _JOINS[code], inputs, {})
            return fused
        if len(constants) == 2 or (code in (41, 42) and constants[0] == inputs[0]) or code in (55, 57):
            raise ModelRefused(said("The model calculates in an unusual way at {name}.", name=name), _HINT)
        source = next(one for one in inputs if one in self._names)
        self._with_constant(code, name, source, self._constant(constants[0]))
        return fused

    def _with_constant(self, code: int, name: str, source: int, value: Array) -> None:
        """Multiply by or add a number, or one for each channel."""
        multiplies = code in (18, 42)
        if code == 42 and not value.all():
            raise FlatError
        value = 1 / value if code == 42 else -value if code == 41 else value
        if value.size == 1:
            number = float(value.ravel()[0])
            scaling = {"scale": number, "offset": 0.0} if multiplies else {"scale": 1.0, "offset": number}
            self._add(name, "Rescaling", [source], scaling)
            return
        channels = self._layer(source).shape[-1]
        if value.size != channels or value.shape[-1] != channels:
            raise ModelRefused(said("The model calculates in an unusual way at {name}.", name=name), _HINT)
        values = {"scale": multiplies, "center": not multiplies, "epsilon": _EPSILON}
        mean, variance = np.zeros(channels, np.float32), np.ones(channels, np.float32)
        self._add(name, "BatchNormalization", [source], values, value.ravel(), mean, variance)

    def _add(self, name: str, kind: str, inputs: list[int], values: dict[str, Any], *arrays: Array | None) -> int:
        """Plan a layer on tensors; return that it brings no activation along."""
        self._put(name, kind, tuple(self._layer(one).name for one in inputs), values, *arrays)
        return 0

    def _put(
        self, name: str, kind: str, sources: tuple[str, ...], values: dict[str, Any], *arrays: Array | None
    ) -> None:
        shapes = [self._layers[source].shape for source in sources]
        layer = plan_layer(Options(kind, name, values), sources, shapes)
        self._layers[name] = layer
        learned = [np.ascontiguousarray(array, np.float32) for array in arrays if array is not None]
        if learned:
            self._weights[name] = checked_weights(layer, learned)

    def _keep(self, layer: Layer, tensor: int) -> None:
        self._layers[layer.name] = layer
        self._names[tensor] = layer.name

    def _layer(self, tensor: int) -> Layer:
        if tensor not in self._names:
            raise ModelRefused("The operators of the model are out of order.", "The file is damaged.")
        return self._layers[self._names[tensor]]

    def _tensor(self, index: int) -> Table:
        if not 0 <= index < len(self._tensors):
            raise FlatError
        return self._tensors[index]

    def _shape(self, index: int) -> Shape:
        """Return the shape of a tensor without its batch."""
        sizes = np.frombuffer(self._tensor(index).raw(0, 4), "<i4").tolist()
        if not sizes or sizes[0] not in (1, -1) or any(size < 1 for size in sizes[1:]):
            raise ModelRefused("The model has a result of no fixed size.", "Convert it with a fixed picture of 28×28.")
        return tuple(sizes[1:])

    def _bias(self, inputs: list[int]) -> Array | None:
        return self._constant(inputs[2]) if len(inputs) > 2 and inputs[2] != -1 else None

    def _constant(self, index: int) -> Array:
        """Return a tensor that the file brings along, as float32 where it was packed."""
        tensor = self._tensor(self._dequantised.get(index, index))
        kind, buffer = tensor.number(1, "<b"), tensor.number(2, "<I")
        if index in self._names or kind not in _DTYPES or not 0 < buffer < len(self._buffers) or tensor.has(6):
            raise ModelRefused("The model has weights of an unusual kind.", "Choose its form with floats.")
        if self._buffers[buffer].has(1):
            raise ModelRefused("The model keeps its weights outside of its graph.", "Choose a smaller model.")
        sizes = np.frombuffer(tensor.raw(0, 4), "<i4").tolist()
        data, dtype = self._buffers[buffer].raw(0), np.dtype(_DTYPES[kind])
        if any(size < 0 for size in sizes) or math.prod(sizes) * dtype.itemsize != len(data):
            raise FlatError
        return _unpacked(np.frombuffer(data, dtype).reshape(sizes), tensor)


_PLANS: dict[int, Callable[[_Graph, _Step], int]] = {
    **dict.fromkeys((3, 4), _Graph._convolution),
    9: _Graph._dense,
    **dict.fromkeys((1, 17), _Graph._pooling),
    **dict.fromkeys((*_RESHAPES, 53), _Graph._reshape),
    **dict.fromkeys(_SIMPLE, _Graph._simple),
    25: _Graph._softmax,
    98: _Graph._leaky_relu,
    34: _Graph._padding,
    **dict.fromkeys((40, 82), _Graph._global),
    2: _Graph._concatenation,
}


def _unpacked(array: Array, tensor: Table) -> Array:
    """Return an array as it was before its numbers were packed into 8 bits."""
    scales = _scales(tensor)
    if array.dtype.kind == "f" or not scales.size:
        return np.asarray(array.astype(np.float32) if array.dtype.kind == "f" else array)
    quantization = tensor.table(4)
    assert quantization is not None
    zeros = np.frombuffer(quantization.raw(3, 8), "<i8").astype(np.float32)
    axis = quantization.number(6)
    if scales.size == 1:
        return np.asarray((array.astype(np.float32) - (zeros[0] if zeros.size else 0)) * scales[0])
    if not 0 <= axis < array.ndim or scales.size != array.shape[axis] or zeros.size not in (0, scales.size):
        raise FlatError
    form = tuple(-1 if at == axis else 1 for at in range(array.ndim))
    offset = zeros.reshape(form) if zeros.size else 0
    unpacked: Array = (array.astype(np.float32) - offset) * scales.reshape(form)
    return unpacked


def _scales(tensor: Table) -> Array:
    quantization = tensor.table(4)
    return np.frombuffer(quantization.raw(2, 4), "<f4") if quantization else np.zeros(0, np.float32)


def _code_of(code: Table) -> int:
    if code.has(1) and code.raw(1):
        raise ModelRefused("The model has an operator of its own.", _HINT)
    return max(code.number(0, "<b"), code.number(3))


def _padding_of(options: Table) -> str:
    padding = options.number(0, "<b")
    if padding not in (0, 1):
        raise FlatError
    return _PADDINGS[padding]


def _numbers(table: Table, field: int) -> list[int]:
    values: list[int] = np.frombuffer(table.raw(field, 4), "<i4").tolist()
    if len(values) > _MAX_TENSORS:
        raise FlatError
    return values
