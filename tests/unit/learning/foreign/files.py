"""Model files for tests, written without Keras: a small network that is well, and whatever is changed in it."""

import copy
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import numpy as np

Config = dict[str, Any]
Change = Callable[[Config], None]


def _layer(kind: str, name: str, **config: Any) -> Config:
    return {
        "module": "keras.layers",
        "class_name": kind,
        "config": {"name": name, "trainable": True, "dtype": "float32", **config},
        "registered_name": None,
    }


def sequential() -> Config:
    """Return the configuration of a Sequential convnet, as Keras 3 writes it."""
    return {
        "module": "keras",
        "class_name": "Sequential",
        "config": {
            "name": "net",
            "layers": [
                _layer("InputLayer", "given", batch_shape=[None, 28, 28, 1]),
                _layer("Conv2D", "conv", filters=2, kernel_size=[3, 3], strides=[2, 2], padding="same",
                       data_format="channels_last", activation="relu", use_bias=True,
                       kernel_initializer={"module": "keras.initializers", "class_name": "GlorotUniform",
                                           "config": {"seed": None}, "registered_name": None}),
                _layer("BatchNormalization", "norm", axis=-1, epsilon=0.001, center=True, scale=True),
                _layer("MaxPooling2D", "pool", pool_size=[2, 2], strides=[2, 2], padding="valid"),
                _layer("Flatten", "flat"),
                _layer("Dense", "out", units=10, activation="softmax", use_bias=True),
            ],
        },
        "registered_name": None,
        "compile_config": {"optimizer": "adam", "loss": "sparse_categorical_crossentropy"},
    }  # fmt: skip


def functional() -> Config:
    """Return the configuration of a Functional net with two branches."""

    def node(*names: str) -> list[Config]:
        tensors = [{"class_name": "__keras_tensor__", "config": {"keras_history": [name, 0, 0]}} for name in names]
        return [{"args": [tensors if len(tensors) > 1 else tensors[0]], "kwargs": {}}]

    layers = [
        (_layer("InputLayer", "given", batch_shape=[None, 28, 28]), []),
        (_layer("Flatten", "flat"), node("given")),
        (_layer("Dense", "left", units=4, activation="relu"), node("flat")),
        (_layer("Dense", "right", units=4, activation="tanh"), node("flat")),
        (_layer("Add", "sum"), node("left", "right")),
        (_layer("Dense", "out", units=10, activation="softmax"), node("sum")),
    ]
    return {
        "module": "keras.src.models.functional",
        "class_name": "Functional",
        "config": {
            "name": "net",
            "layers": [{**layer, "name": layer["config"]["name"], "inbound_nodes": nodes} for layer, nodes in layers],
            "input_layers": [["given", 0, 0]],
            "output_layers": [["out", 0, 0]],
        },
        "registered_name": None,
    }


def arrays(*, of_functional: bool = False) -> dict[str, list[np.ndarray]]:
    """Return the weights of either network by the groups of a Keras 3 file."""
    rng = np.random.default_rng(1)

    def some(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.1, shape).astype(np.float32)

    if of_functional:
        return {
            "dense": [some(784, 4), some(4)],
            "dense_1": [some(784, 4), some(4)],
            "dense_2": [some(4, 10), some(10)],
        }
    norm = [np.ones(2, np.float32), some(2), some(2), np.full(2, 0.5, np.float32)]
    return {"conv2d": [some(3, 3, 1, 2), some(2)], "batch_normalization": norm, "dense": [some(98, 10), some(10)]}


def weights_file(weights: dict[str, list[np.ndarray]], change: Callable[[h5py.File], None] | None = None) -> bytes:
    """Return a ``model.weights.h5`` of Keras 3, after ``change``."""
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        file.create_group("vars")
        for name, values in weights.items():
            group = file.create_group(f"layers/{name}/vars")
            for number, value in enumerate(values):
                group.create_dataset(str(number), data=value)
        if change is not None:
            change(file)
    return content.getvalue()


def archive(parts: dict[str, bytes], *, compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return content.getvalue()


def keras_file(
    config: Config | bytes | None = None,
    weights: bytes | None = None,
    *,
    change: Change | None = None,
    **extra: bytes,
) -> bytes:
    """Return a ``.keras`` file of the Sequential net, or of ``config`` and ``weights``, after ``change``."""
    fields = copy.deepcopy(config if config is not None else sequential())
    if change is not None:
        assert isinstance(fields, dict)
        change(fields)
    text = fields if isinstance(fields, bytes) else json.dumps(fields).encode()
    parts = {
        "metadata.json": b'{"keras_version": "3.15.1"}',
        "config.json": text,
        "model.weights.h5": weights if weights is not None else weights_file(arrays()),
    }
    return archive(parts)


def h5_file(change: Change | None = None, change_file: Callable[[h5py.File], None] | None = None) -> bytes:
    """Return a whole model in an ``.h5`` file as Keras 2 wrote it."""
    fields = sequential()
    if change is not None:
        change(fields)
    content = io.BytesIO()
    names = {"conv2d": "conv", "batch_normalization": "norm", "dense": "out"}
    weight_names = {
        "conv": ["kernel", "bias"],
        "norm": ["gamma", "beta", "moving_mean", "moving_variance"],
        "out": ["kernel", "bias"],
    }
    with h5py.File(content, "w") as file:
        file.attrs["keras_version"] = b"2.15.0"
        file.attrs["model_config"] = json.dumps({key: fields[key] for key in ("class_name", "config")}).encode()
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = [b"conv", b"norm", b"pool", b"flat", b"out"]
        for name in ("pool", "flat"):
            group.create_group(name).attrs["weight_names"] = np.zeros(0)
        for source, values in arrays().items():
            name = names[source]
            inner = group.create_group(name)
            inner.attrs["weight_names"] = [f"{name}/{weight}:0".encode() for weight in weight_names[name]]
            for weight, value in zip(weight_names[name], values, strict=True):
                inner.create_dataset(f"{name}/{weight}:0", data=value)
        if change_file is not None:
            change_file(file)
    return content.getvalue()


def write(folder: Path, content: bytes, name: str = "model.keras") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path
