"""The closed list of layers: what each may be set to, what shape it answers, and which arrays it has learned."""

import math
from collections.abc import Callable
from typing import Any

from app.core.errors import said
from app.learning.foreign.options import Options
from app.learning.foreign.plan import Layer, ModelRefused, Shape, brief

Plan = Callable[[Options, tuple[str, ...], list[Shape]], Layer]


def plan_layer(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    """Return the layer that ``options`` describe, reading ``shapes`` from ``inputs``.

    Raises:
        ModelRefused: its kind is not on the list, or it does not fit what comes before it.
    """
    plan = _PLANS.get(options.kind)
    if plan is None:
        raise ModelRefused(
            said(
                "The layer “{name}” is of a kind that is not on the list: “{kind}”.",
                name=brief(options.name),
                kind=brief(options.kind),
            )
        )
    if options.kind not in _MERGES and len(shapes) != 1:
        raise ModelRefused(
            said(
                "The layer “{name}” should read one layer, and reads {count}.",
                name=brief(options.name),
                count=len(shapes),
            )
        )
    layer = plan(options, inputs, shapes)
    options.finish()
    return layer


def is_known(kind: str) -> bool:
    """Say whether a kind of layer is on the list."""
    return kind in _PLANS


def _layer(
    options: Options,
    inputs: tuple[str, ...],
    shape: Shape,
    weights: tuple[tuple[str, Shape], ...] = (),
    operations: int = 0,
    **settings: Any,
) -> Layer:
    return Layer(options.kind, options.name, inputs, shape, settings, weights, operations)


def _dense(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    (shape,) = shapes
    units, has_bias = options.whole("units"), options.flag("use_bias", default=True)
    kernel = (shape[-1], units)
    return _layer(
        options, inputs, (*shape[:-1], units), _with_bias(has_bias, units, ("kernel", kernel)),
        math.prod(shape) * units, units=units, use_bias=has_bias, activation=options.activation(),
    )  # fmt: skip


def _convolution(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    height, width, channels = _picture(options, shapes)
    filters, groups = options.whole("filters"), options.whole("groups", default=1)
    if channels % groups or filters % groups:
        raise options.refusal("groups", groups)
    settings, size = _window(options, height, width)
    kernel = (*settings["kernel_size"], channels // groups, filters)
    return _layer(
        options, inputs, (*size, filters), _with_bias(settings["use_bias"], filters, ("kernel", kernel)),
        math.prod(kernel) * math.prod(size), filters=filters, groups=groups, **settings,
    )  # fmt: skip


def _depthwise(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    height, width, channels = _picture(options, shapes)
    multiplier = options.whole("depth_multiplier", default=1, high=64)
    _same_strides(options)
    settings, size = _window(options, height, width)
    kernel = (*settings["kernel_size"], channels, multiplier)
    return _layer(
        options, inputs, (*size, channels * multiplier),
        _with_bias(settings["use_bias"], channels * multiplier, ("depthwise_kernel", kernel)),
        math.prod(kernel) * math.prod(size), depth_multiplier=multiplier, **settings,
    )  # fmt: skip


def _separable(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    height, width, channels = _picture(options, shapes)
    filters, multiplier = options.whole("filters"), options.whole("depth_multiplier", default=1, high=64)
    _same_strides(options)
    settings, size = _window(options, height, width)
    depthwise = (*settings["kernel_size"], channels, multiplier)
    pointwise = (1, 1, channels * multiplier, filters)
    weights = _with_bias(
        settings["use_bias"], filters, ("depthwise_kernel", depthwise), ("pointwise_kernel", pointwise)
    )
    operations = (math.prod(depthwise) + math.prod(pointwise)) * math.prod(size)
    return _layer(
        options, inputs, (*size, filters), weights, operations,
        filters=filters, depth_multiplier=multiplier, **settings,
    )  # fmt: skip


def _pooling(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    height, width, channels = _picture(options, shapes)
    pool = options.pair("pool_size", default=2)
    strides = options.pair("strides", default=options.raw("strides") or pool)
    padding = options.choice("padding", ("valid", "same"), "valid")
    size = (
        _span(options, height, pool[0], strides[0], padding),
        _span(options, width, pool[1], strides[1], padding),
    )
    return _layer(options, inputs, (*size, channels), pool_size=pool, strides=strides, padding=padding)


def _global_pooling(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    *_, channels = _picture(options, shapes)
    keeps = options.flag("keepdims", default=False)
    return _layer(options, inputs, (1, 1, channels) if keeps else (channels,), keepdims=keeps)


def _flatten(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    if len(shapes[0]) > 1:
        options.channels_are_last()
    return _layer(options, inputs, (math.prod(shapes[0]),))


def _reshape(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    target, total = list(options.sizes("target_shape")), math.prod(shapes[0])
    known = math.prod(one for one in target if one != -1)
    if target.count(-1) > 1 or 0 in target or (-1 in target and total % known):
        raise options.refusal("target_shape", target)
    shape = tuple(total // known if one == -1 else one for one in target)
    if math.prod(shape) != total:
        raise options.refusal("target_shape", target)
    return _layer(options, inputs, shape, target_shape=shape)


def _dropout(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    return _layer(options, inputs, shapes[0], rate=options.share("rate"))


def _noise(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    return _layer(options, inputs, shapes[0], stddev=abs(options.number("stddev", 0.0)))


def _activation(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    return _layer(options, inputs, shapes[0], activation=options.activation())


def _relu(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    ceiling = options.number_or_none("max_value")
    slope, threshold = options.number("negative_slope", 0.0), options.number("threshold", 0.0)
    if min(slope, threshold) < 0 or (ceiling is not None and ceiling < 0):
        raise options.refusal("negative_slope", slope)
    return _layer(options, inputs, shapes[0], max_value=ceiling, negative_slope=slope, threshold=threshold)


def _leaky_relu(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    slope = options.number("negative_slope", options.number("alpha", 0.3))
    if slope < 0:
        raise options.refusal("negative_slope", slope)
    return _layer(options, inputs, shapes[0], negative_slope=slope)


def _elu(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    return _layer(options, inputs, shapes[0], alpha=options.number("alpha", 1.0))


def _softmax(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    options.axis_is_last("axis", len(shapes[0]))
    return _layer(options, inputs, shapes[0])


def _prelu(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    shared = options.axes("shared_axes", len(shapes[0]))
    alpha = tuple(1 if at in shared else side for at, side in enumerate(shapes[0], 1))
    return _layer(options, inputs, shapes[0], (("alpha", alpha),), shared_axes=shared or None)


def _batch_normalization(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    options.axis_is_last("axis", len(shapes[0]))
    return _normalization(options, inputs, shapes, moving=True)


def _layer_normalization(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    options.axis_is_last("axis", len(shapes[0]))
    if options.raw("rms_scaling", default=False):
        raise options.refusal("rms_scaling", True)
    return _normalization(options, inputs, shapes, moving=False)


def _normalization(options: Options, inputs: tuple[str, ...], shapes: list[Shape], *, moving: bool) -> Layer:
    size = (shapes[0][-1],)
    epsilon = options.number("epsilon", 0.001)
    if epsilon <= 0:
        raise options.refusal("epsilon", epsilon)
    settings = {"scale": options.flag("scale", default=True), "center": options.flag("center", default=True)}
    names = [
        *(["gamma"] if settings["scale"] else []),
        *(["beta"] if settings["center"] else []),
        *(["moving_mean", "moving_variance"] if moving else []),
    ]
    return _layer(options, inputs, shapes[0], tuple((name, size) for name in names), epsilon=epsilon, **settings)


def _zero_padding(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    height, width, channels = _picture(options, shapes)
    value = options.raw("padding", default=1)
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(one, list | tuple) for one in value):
        sides = [Options(options.kind, options.name, {"padding": one}).pair("padding", low=0) for one in value]
    else:
        rows, columns = options.pair("padding", default=1, low=0)
        sides = [(rows, rows), (columns, columns)]
    shape = (height + sum(sides[0]), width + sum(sides[1]), channels)
    return _layer(options, inputs, shape, padding=tuple(sides))


def _up_sampling(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    height, width, channels = _picture(options, shapes)
    rows, columns = options.pair("size", default=2, high=28)
    way = options.choice("interpolation", ("nearest", "bilinear"), "nearest")
    return _layer(options, inputs, (height * rows, width * columns, channels), size=(rows, columns), interpolation=way)


def _rescaling(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    return _layer(options, inputs, shapes[0], scale=options.number("scale", 1.0), offset=options.number("offset", 0.0))


def _merge(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    _refuse_unlike(shapes, options)
    return _layer(options, inputs, shapes[0])


def _concatenate(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    _refuse_unlike([shape[:-1] for shape in shapes], options)
    options.axis_is_last("axis", len(shapes[0]))
    return _layer(options, inputs, (*shapes[0][:-1], sum(shape[-1] for shape in shapes)))


def _refuse_unlike(shapes: list[Shape], options: Options) -> None:
    if len(shapes) < 2 or any(shape != shapes[0] for shape in shapes):
        raise ModelRefused(
            said(
                "The layer “{name}” ({kind}) joins parts that do not fit.", name=brief(options.name), kind=options.kind
            )
        )


def _variation(options: Options, inputs: tuple[str, ...], shapes: list[Shape]) -> Layer:
    """Plan a layer that varies pictures while a net learns, and that does nothing when it answers."""
    for key in _OF_VARIATIONS:
        options.raw(key)
    return Layer("Identity", options.name, inputs, shapes[0])


def _with_bias(has_bias: bool, size: int, *weights: tuple[str, Shape]) -> tuple[tuple[str, Shape], ...]:
    return (*weights, ("bias", (size,))) if has_bias else weights


def _picture(options: Options, shapes: list[Shape]) -> tuple[int, int, int]:
    options.channels_are_last()
    if len(shapes[0]) != 3:
        sides = "×".join(map(str, shapes[0]))
        raise ModelRefused(
            said(
                "The layer “{name}” ({kind}) cannot read {sides}.",
                name=brief(options.name),
                kind=options.kind,
                sides=sides,
            )
        )
    height, width, channels = shapes[0]
    return height, width, channels


def _window(options: Options, height: int, width: int) -> tuple[dict[str, Any], tuple[int, int]]:
    """Return the settings that convolutions share, and the size of what they answer."""
    kernel, strides = options.pair("kernel_size"), options.pair("strides", default=1)
    padding, dilation = options.choice("padding", ("valid", "same"), "valid"), options.pair("dilation_rate", default=1)
    if max(dilation) > 1 and max(strides) > 1:
        raise options.refusal("dilation_rate", dilation)
    size = (
        _span(options, height, dilation[0] * (kernel[0] - 1) + 1, strides[0], padding),
        _span(options, width, dilation[1] * (kernel[1] - 1) + 1, strides[1], padding),
    )
    settings = {
        "kernel_size": kernel, "strides": strides, "padding": padding, "dilation_rate": dilation,
        "use_bias": options.flag("use_bias", default=True), "activation": options.activation(),
    }  # fmt: skip
    return settings, size


def _same_strides(options: Options) -> None:
    rows, columns = options.pair("strides", default=1)
    if rows != columns:
        raise options.refusal("strides", (rows, columns))


def _span(options: Options, side: int, window: int, stride: int, padding: str) -> int:
    span = -(-side // stride) if padding == "same" else (side - window) // stride + 1
    if span < 1:
        raise ModelRefused(
            said(
                "The layer “{name}” ({kind}) leaves nothing of the picture.",
                name=brief(options.name),
                kind=options.kind,
            )
        )
    return span


_OF_VARIATIONS = (
    *("factor", "height_factor", "width_factor"),
    *("fill_mode", "fill_value", "interpolation", "mode", "value_range"),
)
_MERGES = frozenset({"Add", "Average", "Multiply", "Maximum", "Minimum", "Subtract", "Concatenate"})
_PLANS: dict[str, Plan] = {
    "Dense": _dense,
    "Conv2D": _convolution,
    "DepthwiseConv2D": _depthwise,
    "SeparableConv2D": _separable,
    "MaxPooling2D": _pooling,
    "AveragePooling2D": _pooling,
    "GlobalAveragePooling2D": _global_pooling,
    "GlobalMaxPooling2D": _global_pooling,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Dropout": _dropout,
    "SpatialDropout2D": _dropout,
    "GaussianDropout": _dropout,
    "AlphaDropout": _dropout,
    "GaussianNoise": _noise,
    "Activation": _activation,
    "ReLU": _relu,
    "LeakyReLU": _leaky_relu,
    "ELU": _elu,
    "Softmax": _softmax,
    "PReLU": _prelu,
    "BatchNormalization": _batch_normalization,
    "LayerNormalization": _layer_normalization,
    "ZeroPadding2D": _zero_padding,
    "UpSampling2D": _up_sampling,
    "Rescaling": _rescaling,
    "Concatenate": _concatenate,
    **dict.fromkeys(sorted(_MERGES - {"Concatenate"}), _merge),
    **dict.fromkeys(("RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast"), _variation),
}
