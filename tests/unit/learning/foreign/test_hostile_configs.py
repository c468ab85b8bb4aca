"""Configurations that ask for more than a network: each is refused, and its control, without that, is read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.imported import ImportWish
from app.learning.foreign.reading import read_foreign
from tests.unit.learning.foreign.conftest import Refusal
from tests.unit.learning.foreign.files import (
    Change,
    Config,
    arrays,
    functional,
    h5_file,
    keras_file,
    sequential,
    weights_file,
    write,
)

CODE = "open('marker', 'w').write('run')"


def layer_of(config: Config, name: str) -> Config:
    return next(layer for layer in config["config"]["layers"] if layer["config"]["name"] == name)


def option(name: str, key: str, value: object) -> Change:
    def change(config: Config) -> None:
        layer_of(config, name)["config"][key] = value

    return change


def replaced(name: str, **fields: object) -> Change:
    def change(config: Config) -> None:
        layer_of(config, name).update(fields)

    return change


def added(layer: Config, at: int = 4) -> Change:
    def change(config: Config) -> None:
        config["config"]["layers"].insert(at, layer)

    return change


def each(*changes: Change) -> Change:
    def change(config: Config) -> None:
        for one in changes:
            one(config)

    return change


def whole(**fields: object) -> Change:
    def change(config: Config) -> None:
        config.update(fields)

    return change


def function(module: str, name: str) -> Config:
    return {"module": module, "class_name": "function", "config": name, "registered_name": name}


LAMBDA = {"class_name": "__lambda__", "config": {"value": "4wEAAAAAAAAA", "defaults": None, "closure": None}}


def layer(kind: str, **config: Any) -> Config:
    return {"module": "keras.layers", "class_name": kind, "config": {"name": "extra", **config}}


CODE_BEARING: dict[str, Change] = {
    "a Lambda layer": added(layer("Lambda", function=LAMBDA)),
    "a Lambda layer by name": added(layer("Lambda", function=function("builtins", "exec"))),
    "an operation of TensorFlow": added(layer("TFOpLambda", function="io.write_file")),
    "a slice with code": added(layer("SlicingOpLambda", function=CODE)),
    "a lambda for an activation": option("out", "activation", LAMBDA),
    "a lambda for an initializer": option("conv", "kernel_initializer", LAMBDA),
    "a lambda for a regularizer": option("conv", "kernel_regularizer", LAMBDA),
    "a lambda for a constraint": option("conv", "kernel_constraint", LAMBDA),
    "a lambda for the dtype": option("conv", "dtype", LAMBDA),
    "a lambda for the loss": whole(compile_config={"loss": LAMBDA}),
    "a lambda for a metric": whole(compile_config={"metrics": [[LAMBDA]]}),
    "bytes to be unmarshalled": option("conv", "name_scope", {"class_name": "__bytes__", "value": "eA=="}),
    "a wrapped torch module": added(layer("TorchModuleWrapper", module="eA==")),
    **{
        f"the function {module}.{name} as {place}": option("out", place, function(module, name))
        for module, name in (
            ("keras.config", "set_floatx"), ("keras.config", "enable_unsafe_deserialization"),
            ("keras.utils", "get_file"), ("keras.saving", "load_model"), ("keras.utils", "set_random_seed"),
            ("os", "system"), ("builtins", "eval"), ("subprocess", "Popen"), ("app.core.files", "write_atomic"),
        )
        for place in ("activation", "bias_initializer")
    },
    "a function of Keras in the loss": whole(compile_config={"loss": function("keras.config", "set_floatx")}),
    "a module that is not Keras": replaced("out", module="os"),
    "a module with dots": replaced("out", module="keras.layers..os"),
    "a module that begins like Keras": replaced("out", module="keras_evil.layers"),
    "a module that is a number": replaced("out", module=7),
    "a module of the model that is not Keras": whole(module="marker"),
    "a class registered by somebody": replaced("out", registered_name="Evil>Dense"),
    "a class of somebody's": added(layer("MyLayer")),
    "a layer named like a function": added(layer("os.system")),
    "a layer that reads files": added(layer("TextVectorization", vocabulary="/etc/passwd")),
    "a table of strings": added(layer("StringLookup", vocabulary="/etc/passwd")),
    "a saved model to load": added(layer("TFSMLayer", filepath="/tmp/evil")),
    "a layer around a layer": added(layer("TimeDistributed", layer=layer("Dense", units=3))),
    "a recurrent layer": added(layer("LSTM", units=4)),
    "a model in the model": added(sequential()),
    "a kind with dunders": added(layer("__class__")),
    "a subclassed model": whole(class_name="MyModel"),
    "a model without a kind": whole(class_name=None),
}  # fmt: skip

BOMBS: dict[str, Change] = {
    "a billion units": option("out", "units", 10**9),
    "as many units as there are bits": option("out", "units", 2**64),
    "units beyond all bounds": option("out", "units", 10**300),
    "many filters": option("conv", "filters", 65_536),
    "a huge kernel": option("conv", "kernel_size", [10**6, 10**6]),
    "a kernel as large as it may be, with many filters": each(
        option("conv", "kernel_size", [256, 256]), option("conv", "filters", 4096)
    ),
    "a picture made huge": added(layer("UpSampling2D", size=[10_000, 10_000]), at=1),
    "a picture made larger again and again": each(
        *(added(layer("UpSampling2D", name=f"up{at}", size=[28, 28]), at=1) for at in range(6))
    ),
    "padding without end": added(layer("ZeroPadding2D", padding=10**8), at=1),
    "padding that is large": added(layer("ZeroPadding2D", padding=[[250, 250], [250, 10**6]]), at=1),
    "a reshape to a huge shape": added(layer("Reshape", target_shape=[10**9, 10**9])),
    "a thousand layers": each(*(added(layer("Dropout", name=f"d{at}", rate=0.5)) for at in range(1000))),
    "wide layers one after the other": each(
        *(added(layer("Dense", name=f"w{at}", units=8000), at=5) for at in range(3))
    ),
    "a slow convolution": each(
        *(added(layer("Conv2D", name=f"s{at}", filters=512, kernel_size=7, padding="same"), at=1) for at in range(4))
    ),
}

MALFORMED: dict[str, Change] = {
    "no layers": lambda config: config["config"].pop("layers"),
    "an empty list of layers": lambda config: config["config"].update(layers=[]),
    "layers in words": lambda config: config["config"].update(layers="Dense"),
    "a layer of null": added(None),  # type: ignore[arg-type]
    "a layer without options": replaced("out", config=None),
    "a layer without a kind": replaced("out", class_name=None),
    "two layers of one name": option("norm", "name", "conv"),
    "a name that is a number": option("out", "name", 7),
    "an empty name": option("out", "name", ""),
    "units in words": option("out", "units", "ten"),
    "units that are true": option("out", "units", True),
    "half a unit": option("out", "units", 9.5),
    "negative units": option("out", "units", -10),
    "no units": option("out", "units", 0),
    "an unknown activation": option("out", "activation", "set_floatx"),
    "an activation with a path": option("out", "activation", "keras.activations.relu"),
    "a kernel of zero": option("conv", "kernel_size", [0, 3]),
    "a kernel in three dimensions": option("conv", "kernel_size", [3, 3, 3]),
    "strides of zero": option("conv", "strides", 0),
    "an unknown padding": option("conv", "padding", "causal"),
    "channels first": option("conv", "data_format", "channels_first"),
    "a dilation with strides": option("conv", "dilation_rate", [2, 2]),
    "groups that do not divide": option("conv", "groups", 3),
    "an option that nobody knows": option("conv", "secret", 1),
    "an adapter of low rank": option("out", "lora_rank", 4),
    "weights of whole numbers": option("out", "dtype", "int8"),
    "a dtype that is an object": option("out", "dtype", {"class_name": "Evil", "config": {"name": "evil"}}),
    "an axis that is another": option("norm", "axis", 1),
    "an epsilon of zero": option("norm", "epsilon", 0),
    "pooling that leaves nothing": option("pool", "pool_size", [20, 20]),
    "another picture": option("given", "batch_shape", [None, 32, 32, 3]),
    "a coloured picture": option("given", "batch_shape", [None, 28, 28, 3]),
    "a picture of any size": option("given", "batch_shape", [None, None, None, 1]),
    "a shape in words": option("given", "batch_shape", "28"),
    "one class": option("out", "units", 1),
    "a picture for an answer": lambda config: config["config"]["layers"].__delitem__(slice(4, None)),
}


KEPT_ELSEWHERE = ("model", "loss", "metric")
"""An .h5 file keeps these in places where nobody looks."""
CASES = [
    (name, form)
    for form in ("keras", "h5")
    for name in (*CODE_BEARING, *BOMBS, *MALFORMED)
    if form == "keras" or not any(word in name for word in KEPT_ELSEWHERE)
]


@pytest.mark.parametrize(("name", "form"), CASES)
def test_a_hostile_configuration_is_refused(name: str, form: str, tmp_path: Path, refusal: Refusal) -> None:
    change = {**CODE_BEARING, **BOMBS, **MALFORMED}[name]
    content = keras_file(change=change) if form == "keras" else h5_file(change)
    assert refusal(write(tmp_path, content, f"model.{form}"))


@pytest.mark.parametrize("content", [keras_file(), h5_file()], ids=["keras", "h5"])
def test_the_control_is_read(content: bytes, tmp_path: Path) -> None:
    foreign = read_foreign(write(tmp_path, content), ImportWish())
    assert foreign.network.describe() == "Sequential, 5 layers, 1,018 weights, reads 28×28 grey, 10 classes"
    assert {name: len(values) for name, values in foreign.weights.items()} == {"conv": 2, "norm": 4, "out": 2}
    assert not foreign.is_verified


def test_a_refusal_names_the_layer(tmp_path: Path, refusal: Refusal) -> None:
    answer = refusal(write(tmp_path, keras_file(change=CODE_BEARING["a Lambda layer"])))
    assert "“Lambda”" in answer
    assert "“extra”" in answer
    assert "“conv”" in refusal(write(tmp_path, keras_file(change=option("conv", "filters", 10**9))))


def functional_file(change: Change | None = None) -> bytes:
    return keras_file(functional(), weights_file(arrays(of_functional=True)), change=change)


def nodes(name: str, value: object) -> Change:
    def change(config: Config) -> None:
        layer_of(config, name)["inbound_nodes"] = value

    return change


def ends(key: str, value: object) -> Change:
    def change(config: Config) -> None:
        config["config"][key] = value

    return change


TENSOR = {"class_name": "__keras_tensor__", "config": {"keras_history": ["flat", 0, 0]}}
JOINED_BADLY: dict[str, Change] = {
    "a layer that reads itself": nodes("left", [[["left", 0, 0, {}]]]),
    "a layer that reads a later one": nodes("left", [[["out", 0, 0, {}]]]),
    "a layer that reads nothing": nodes("left", []),
    "a layer used twice": nodes("left", [[["flat", 0, 0, {}]], [["flat", 0, 0, {}]]]),
    "a layer that reads a ghost": nodes("left", [[["ghost", 0, 0, {}]]]),
    "a second output of a layer": nodes("left", [[["flat", 0, 1, {}]]]),
    "a call with options": nodes("left", [[["flat", 0, 0, {"training": True}]]]),
    "a new call with options": nodes("left", [{"args": [TENSOR], "kwargs": {"training": True}}]),
    "a call with a number": nodes("left", [{"args": [TENSOR, 3], "kwargs": {}}]),
    "a call of no tensor": nodes("left", [{"args": [{"class_name": "Evil", "config": {}}], "kwargs": {}}]),
    "nodes in words": nodes("left", "flat"),
    "a sum of one": nodes("sum", [[["left", 0, 0, {}]]]),
    "a sum of what does not fit": nodes("sum", [[["left", 0, 0, {}], ["flat", 0, 0, {}]]]),
    "a dense layer of two": nodes("out", [[["left", 0, 0, {}], ["right", 0, 0, {}]]]),
    "two inputs": ends("input_layers", [["given", 0, 0], ["given", 0, 0]]),
    "two outputs": ends("output_layers", [["out", 0, 0], ["left", 0, 0]]),
    "an output that is the input": ends("output_layers", [["given", 0, 0]]),
    "an output that is a ghost": ends("output_layers", [["ghost", 0, 0]]),
    "no input": ends("input_layers", []),
    "layers that lead nowhere": ends("output_layers", [["left", 0, 0]]),
}


@pytest.mark.parametrize("name", JOINED_BADLY)
def test_a_graph_that_is_no_network_is_refused(name: str, tmp_path: Path, refusal: Refusal) -> None:
    assert refusal(write(tmp_path, functional_file(JOINED_BADLY[name])))


def test_the_control_of_graphs_is_read(tmp_path: Path) -> None:
    foreign = read_foreign(write(tmp_path, functional_file()), ImportWish())
    assert [one.name for one in foreign.network.layers] == ["given", "flat", "left", "right", "sum", "out"]
    assert foreign.network.parameters == 2 * 785 * 4 + 50


TEXTS: dict[str, bytes] = {
    "empty": b"",
    "garbage": bytes(range(256)),
    "half": json.dumps(sequential()).encode()[:500],
    "a list": b"[]",
    "null": b"null",
    "a number": b"17",
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 100_000,
    "deep but closed": b"[" * 900 + b"]" * 900,
    "nested objects": b'{"class_name":"Sequential","config":' + b'{"a":' * 300 + b"1" + b"}" * 301,
    "NaN": json.dumps(sequential()).replace("0.001", "NaN").encode(),
    "infinite": json.dumps(sequential()).replace("0.001", "Infinity").encode(),
    "beyond all numbers": json.dumps(sequential()).replace("0.001", "1e999").encode(),
    "digits without end": json.dumps(sequential()).replace("0.001", "9" * 10_000).encode(),
    "far too long": b" " * 2_000_001,
    "many small lists": b"[" + b"[]," * 600_000 + b"[]]",
    "another encoding": json.dumps(sequential()).encode("utf-16"),
    "a text without partner": json.dumps(sequential()).replace('"net"', '"\\ud800"').replace("Sequential", "\\ud800")
    .encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_a_description_that_is_none_is_refused(name: str, tmp_path: Path, refusal: Refusal) -> None:
    assert refusal(write(tmp_path, keras_file(TEXTS[name])))


ACCEPTED: dict[str, Callable[[Config], object]] = {
    "no compile config": lambda config: config.pop("compile_config"),
    "a loss of the author's own, which is not needed": whole(
        compile_config={"loss": function("builtins", "my_loss"), "optimizer": "adam"}
    ),
    "a half-precision policy": option("conv", "dtype", {"module": "keras", "class_name": "DTypePolicy",
                                                         "config": {"name": "mixed_float16"}}),
    "a regularizer": option("out", "kernel_regularizer", {"module": "keras.regularizers", "class_name": "L2",
                                                           "config": {"l2": 0.01}, "registered_name": None}),
    "a softmax under its old name": option("out", "activation", "softmax_v2"),
    "variations of pictures": added({**layer("RandomRotation"), "config": {"name": "r", "factor": 0.1}}, at=1),
    "no input layer": lambda config: (
        config["config"]["layers"].pop(0),
        option("conv", "batch_input_shape", [None, 28, 28, 1])(config),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_is_unusual_but_harmless_is_read(name: str, tmp_path: Path) -> None:
    def change(config: Config) -> None:
        ACCEPTED[name](config)

    assert read_foreign(write(tmp_path, keras_file(change=change)), ImportWish()).network.classes == 10


def test_the_first_keras_2_kept_a_plain_list(tmp_path: Path) -> None:
    def change(config: Config) -> None:
        config["config"] = config["config"]["layers"][1:]
        config["config"][0]["config"]["batch_input_shape"] = [None, 28, 28, 1]

    assert read_foreign(write(tmp_path, h5_file(change), "old.h5"), ImportWish()).network.parameters == 1018
