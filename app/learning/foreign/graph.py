"""From a model's configuration, as any Keras from 2 on writes it, to a checked ``Network``; nothing is deserialised."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from app.core.errors import Sentence, said
from app.learning.foreign.kinds import plan_layer
from app.learning.foreign.options import Options
from app.learning.foreign.plan import (
    MAX_LAYERS,
    MAX_OPERATIONS,
    MAX_PARAMETERS,
    MAX_VALUES,
    Layer,
    ModelRefused,
    Network,
    Shape,
    brief,
)

MAX_CONFIG_BYTES = 2_000_000
_MAX_OBJECTS = 200_000
_MAX_DEPTH = 40
_MODULES = (
    "keras", "keras.layers", "keras.models", "keras.initializers", "keras.regularizers", "keras.constraints",
    "keras.optimizers", "keras.optimizers.legacy", "keras.optimizers.schedules", "keras.losses", "keras.metrics",
    "keras.dtype_policies", "keras.mixed_precision", "builtins",
)  # fmt: skip
_INNER_MODULES = ("keras.src.", "tf_keras.src.", "keras.engine.")
_CODE = frozenset(
    {"__lambda__", "Lambda", "TFOpLambda", "SlicingOpLambda", "__bytes__", "__typespec__", "TorchModuleWrapper"}
)


def network_of(config: bytes) -> Network:
    """Return the network that a configuration describes.

    Raises:
        ModelRefused: it is damaged, too large, or asks for anything beside a closed list of layers.
    """
    fields = _mapping(_parsed(config), "the model")
    _refuse_code(fields)
    kind, inner = fields.get("class_name"), fields.get("config")
    if kind == "Sequential":
        layers = _sequential(inner, fields)
    elif kind in ("Functional", "Model"):
        layers = _functional(_mapping(inner, "the model"))
    else:
        raise ModelRefused(
            said("The model is of a kind that is not on the list: “{kind}”.", kind=brief(kind)),
            "Save it as a Sequential or Functional model.",
        )
    return bounded(Network("Functional" if kind == "Model" else str(kind), tuple(layers), layers[-1].name))


def _parsed(config: bytes) -> object:
    if len(config) > MAX_CONFIG_BYTES:
        _damaged(said("it is far too long"))
    try:
        return json.loads(config.decode("utf-8"), parse_constant=_damaged)
    except (ValueError, RecursionError):
        _damaged(said("it cannot be read"))


def _damaged(reason: str) -> NoReturn:
    kept = reason if isinstance(reason, Sentence) else brief(reason)
    raise ModelRefused(said("The description of the model is damaged: {reason}.", reason=kept), "Choose another file.")


def _mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        _damaged(said("{what} has no description", what=what))
    return value


def _refuse_code(fields: Mapping[str, Any]) -> None:
    """Refuse whatever names code, anywhere in the description, even where it would never have been looked at."""
    for value, path in _objects(fields, ()):
        name, module = value.get("class_name"), value.get("module")
        registered = value.get("registered_name")
        if isinstance(name, str) and name in _CODE:
            raise ModelRefused(
                said("The model brings code of its own: “{name}”{place}.", name=brief(name), place=_place(value, path))
            )
        if name == "function" and not (path[:1] == ("compile_config",) and module == "builtins"):
            raise ModelRefused(said("The model asks to call a function: “{name}”.", name=brief(value.get("config"))))
        if module is not None and not _is_known_module(module):
            raise ModelRefused(said("The model names a module that is not Keras: “{module}”.", module=brief(module)))
        if isinstance(registered, str) and ">" in registered and path[:1] != ("compile_config",):
            raise ModelRefused(
                said("The model needs a class of its own: “{registered}”.", registered=brief(registered))
            )


def _objects(fields: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    """Yield every object in a description with the names that lead to it."""
    waiting: list[tuple[object, tuple[str, ...]]] = [(fields, path)]
    count = 0
    while waiting:
        value, path = waiting.pop()
        count += 1
        if len(path) > _MAX_DEPTH or count > _MAX_OBJECTS:
            _damaged(said("it is nested too deeply or far too long"))
        if isinstance(value, dict):
            yield value, path
            waiting.extend((inside, (*path, key)) for key, inside in value.items())
        elif isinstance(value, list):
            waiting.extend((inside, path if not isinstance(inside, list) else (*path, "")) for inside in value)


def _is_known_module(module: object) -> bool:
    return isinstance(module, str) and (module in _MODULES or module.startswith(_INNER_MODULES))


def _place(value: Mapping[str, Any], path: tuple[str, ...]) -> str:
    inner = value.get("config")
    name = inner.get("name") if isinstance(inner, dict) else None
    if isinstance(name, str):
        return said(" in the layer “{name}”", name=brief(name))
    return said(" in “{name}”", name=brief(path[-1])) if path else ""


def _sequential(inner: object, whole: Mapping[str, Any]) -> list[Layer]:
    values = inner.get("layers") if isinstance(inner, dict) else inner  # a plain list before Keras 2.2
    entries = [_entry(value) for value in _list(values, said("the layers"))]
    if not entries:
        _damaged(said("it has no layers"))
    first_kind, first_name, first = entries[0]
    shape = _shape_of(first)
    if first_kind == "InputLayer":
        entries = entries[1:]
    else:
        first_name = "input"
        if shape is None:
            shape = _built_shape(inner, whole)
    layers = [input_layer(first_name, shape)]
    for kind, name, config in entries:
        layers.append(plan_layer(Options(kind, name, config), (layers[-1].name,), [layers[-1].shape]))
    return layers


def _functional(inner: Mapping[str, Any]) -> list[Layer]:
    planned: dict[str, Layer] = {}
    source = _one_end(inner, "input_layers")
    for value in _list(inner.get("layers"), said("the layers")):
        kind, name, config = _entry(value)
        if name in planned:
            _damaged(said("two layers are called “{name}”", name=brief(name)))
        if kind == "InputLayer":
            if name != source:
                raise ModelRefused("The model reads more than one thing.", "Choose a model that reads one picture.")
            planned[name] = input_layer(name, _shape_of(config))
            continue
        inputs = _inputs_of(_mapping(value, name), name)
        missing = [one for one in inputs if one not in planned]
        if missing:
            _damaged(
                said(
                    "the layer “{name}” reads “{missing}”, which does not come before it",
                    name=brief(name),
                    missing=brief(missing[0]),
                )
            )
        shapes = [planned[one].shape for one in inputs]
        planned[name] = plan_layer(Options(kind, name, config), inputs, shapes)
    output = _one_end(inner, "output_layers")
    if source not in planned or output not in planned:
        _damaged(said("its beginning or end is missing"))
    return _needed(planned, source, output)


def _needed(planned: Mapping[str, Layer], source: str, output: str) -> list[Layer]:
    """Return the layers that lead to the output, the input first and the output last."""
    wanted, waiting = {source}, [output]
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting.extend(planned[name].inputs)
    unused = [layer.name for layer in planned.values() if layer.name not in wanted]
    if unused or output == source:
        _damaged(said("the layer “{name}” leads nowhere", name=brief((unused or [output])[0])))
    rest = [layer for name, layer in planned.items() if name not in (source, output)]
    return [planned[source], *rest, planned[output]]


def _one_end(inner: Mapping[str, Any], key: str) -> str:
    """Return the name of the only input or output layer."""
    value: Any = inner.get(key)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        (value,) = value  # [["name", 0, 0]]
    if isinstance(value, list) and len(value) == 3 and isinstance(value[0], str) and value[1:] == [0, 0]:
        return value[0]
    what = said("The model answers more than one thing.")
    if key == "input_layers":
        what = said("The model reads more than one thing.")
    raise ModelRefused(what, "Choose a model with one input and one output.")


def _inputs_of(value: Mapping[str, Any], name: str) -> tuple[str, ...]:
    nodes = _list(value.get("inbound_nodes"), name)
    if len(nodes) != 1:
        raise ModelRefused(
            said("The layer “{name}” is used {count} times; it can be used once.", name=brief(name), count=len(nodes))
        )
    node = nodes[0]
    if isinstance(node, dict):
        kwargs = _mapping(node.get("kwargs", {}), name)
        if any(value not in (None, False) for key, value in kwargs.items() if key != "mask"):
            raise ModelRefused(said("The layer “{name}” is called in an unusual way.", name=brief(name)))
        inputs = [_history(item) for item in _flat(node.get("args"), name)]
    else:
        inputs = [_old_history(item, name) for item in _list(node, name)]
    if not inputs:
        _damaged(said("the layer “{name}” reads nothing", name=brief(name)))
    return tuple(inputs)


def _flat(args: object, name: str) -> list[object]:
    items = _list(args, name)
    if len(items) != 1:
        raise ModelRefused(said("The layer “{name}” is called in an unusual way.", name=brief(name)))
    return list(items[0]) if isinstance(items[0], list) else list(items)


def _history(item: object) -> str:
    if isinstance(item, dict) and item.get("class_name") == "__keras_tensor__":
        config = item.get("config")
        history = config.get("keras_history") if isinstance(config, dict) else None
        if isinstance(history, list) and len(history) == 3 and isinstance(history[0], str) and history[1:] == [0, 0]:
            return history[0]
    raise ModelRefused("The layers of the model are joined in an unusual way.")


def _old_history(item: object, name: str) -> str:
    if isinstance(item, list) and len(item) in (3, 4) and isinstance(item[0], str) and item[1:3] == [0, 0]:
        if len(item) == 4 and item[3]:
            raise ModelRefused(said("The layer “{name}” is called in an unusual way.", name=brief(name)))
        return item[0]
    raise ModelRefused("The layers of the model are joined in an unusual way.")


def _entry(value: object) -> tuple[str, str, Mapping[str, Any]]:
    """Return kind, name and options of one layer."""
    fields = _mapping(value, said("a layer"))
    kind, config = fields.get("class_name"), _mapping(fields.get("config"), said("a layer"))
    name = fields.get("name", config.get("name"))
    if not isinstance(kind, str) or not isinstance(name, str) or not 0 < len(name) <= 200:
        _damaged(said("a layer has no name or kind"))
    _check_dtype(name, config.get("dtype"))
    return kind, name, config


def _check_dtype(name: str, dtype: object) -> None:
    if isinstance(dtype, dict):
        inner = dtype.get("config")
        dtype = inner.get("name") if isinstance(inner, dict) else dtype
    known = (None, "float16", "bfloat16", "float32", "float64", "uint8", "mixed_float16", "mixed_bfloat16")
    if dtype not in known if isinstance(dtype, str | None) else True:
        raise ModelRefused(
            said(
                "The layer “{name}” computes in a way that is not known: “{dtype}”.",
                name=brief(name),
                dtype=brief(dtype),
            )
        )


def _shape_of(config: Mapping[str, Any]) -> Shape | None:
    shape = config.get("batch_shape", config.get("batch_input_shape"))
    return None if shape is None else _fixed(shape)


def _built_shape(inner: object, whole: Mapping[str, Any]) -> Shape:
    """Return the shape with which a Sequential model without an input of its own was built."""
    places = [inner.get("build_input_shape") if isinstance(inner, dict) else None]
    build = whole.get("build_config")
    places.append(build.get("input_shape") if isinstance(build, dict) else None)
    shape = next((place for place in places if place is not None), None)
    if shape is None:
        raise ModelRefused("The model does not say what it reads.", "Build it with an input shape, then save it again.")
    return _fixed(shape)


def _fixed(shape: object) -> Shape:
    sizes = shape[1:] if isinstance(shape, list) else None
    if not sizes or not all(isinstance(one, int) and not isinstance(one, bool) and one > 0 for one in sizes):
        raise ModelRefused(
            said("The model reads pictures of no fixed size: {shape}.", shape=brief(shape)),
            "Save it with an input of 28×28.",
        )
    return tuple(sizes)


def input_layer(name: str, shape: Shape | None) -> Layer:
    """Return the layer that reads, if it reads a picture of 28×28 in one of its usual forms."""
    if shape is None:
        raise ModelRefused("The model does not say what it reads.", "Build it with an input shape, then save it again.")
    if shape not in ((28, 28), (28, 28, 1), (784,)):
        raise ModelRefused(
            said("The model reads {shape}, not a grey picture of 28×28.", shape=brief("×".join(map(str, shape)))),
            "Choose a model for MNIST's form: 28×28, 28×28×1 or 784 numbers.",
        )
    return Layer("InputLayer", name, (), shape)


def _list(value: object, what: str) -> Sequence[Any]:
    if not isinstance(value, list):
        _damaged(said("{what}: there is no list", what=what))
    if len(value) > MAX_LAYERS:
        raise ModelRefused(said("The model has more than {layers} layers.", layers=MAX_LAYERS), "Choose a smaller one.")
    return value


def bounded(network: Network) -> Network:
    """Return the network if building and running it stays within bounds.

    Raises:
        ModelRefused: it does not; names the layer.
    """
    names = [layer.name for layer in network.layers]
    if len(set(names)) != len(names):
        _damaged(said("two layers have one name"))
    for layer in network.layers:
        if math.prod(layer.shape) > MAX_VALUES or layer.parameters > MAX_PARAMETERS:
            raise ModelRefused(
                said("The layer “{name}” is far too large.", name=brief(layer.name)), "Choose a smaller model."
            )
    if network.parameters > MAX_PARAMETERS:
        raise ModelRefused(
            said(
                "The model has {count:,} weights, and at most {most:,} are built.",
                count=network.parameters,
                most=MAX_PARAMETERS,
            ),
            "Choose a smaller one.",
        )
    if sum(layer.operations for layer in network.layers) > MAX_OPERATIONS:
        raise ModelRefused("The model takes far too long for one drawing.", "Choose a smaller one.")
    shape = network.last.shape
    if len(shape) != 1 or not 2 <= shape[0] <= 1000:
        raise ModelRefused(
            said(
                "The model answers {shape}, not one number for each of 2 to 1,000 classes.",
                shape=brief("×".join(map(str, shape))),
            ),
            "Choose a classifier.",
        )
    return network
