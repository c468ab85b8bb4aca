"""The networks, one function each. Input: float32 (n, 28, 28), 0-255. Output: logits (n, classes)."""

from typing import Any

from app.learning.backend import keras


def digits(classes: int) -> Any:
    """Return the shipped network: about 268,000 weights, narrow and early to shrink, so that it keeps up with a pen."""
    layers = keras.layers
    inputs = keras.Input((28, 28), name="raster")
    x = layers.Rescaling(1 / 255)(inputs)
    x = layers.Reshape((28, 28, 1))(x)
    x = _convolution(x, 24, 3)
    x = _convolution(x, 32, 5, strides=2)
    x = _convolution(x, 48, 3)
    x = layers.Dropout(0.2)(x)
    x = _convolution(x, 64, 3, strides=2)
    x = _convolution(x, 96, 3)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.4)(x)
    x = layers.Dense(32, use_bias=False)(x)
    x = layers.BatchNormalization(momentum=0.95)(x)
    x = layers.ReLU()(x)
    return keras.Model(inputs, layers.Dense(classes, name="logits")(x), name="digits")


def loss_with_none(y_true: Any, logits: Any) -> Any:
    """Return the cross-entropy over the classes and one more, "none of these", whose logit is fixed at 0.

    So logsumexp of the logits becomes the log-odds that the picture is one of the classes. The label ``classes`` means
    none.
    """
    return keras.losses.sparse_categorical_crossentropy(y_true, _with_none(logits), from_logits=True)


def accuracy_with_none(y_true: Any, logits: Any) -> Any:
    """Return the share of right answers when "none of these" may be answered too."""
    return keras.metrics.sparse_categorical_accuracy(y_true, _with_none(logits))


def _with_none(logits: Any) -> Any:
    return keras.ops.pad(logits, [[0, 0], [0, 1]])


def _convolution(x: Any, filters: int, size: int, *, strides: int = 1, padding: str = "same") -> Any:
    x = keras.layers.Conv2D(filters, size, strides=strides, padding=padding, use_bias=False)(x)
    x = keras.layers.BatchNormalization(momentum=0.95)(x)
    return keras.layers.ReLU()(x)
