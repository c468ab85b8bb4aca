"""The networks, one function each. Input: float32 (n, 28, 28), 0-255. Output: logits (n, classes)."""

from collections.abc import Callable, Mapping
from typing import Any

from app.core.presets import PRESETS, Number
from app.learning.backend import keras


def build(preset: str, classes: int, numbers: Mapping[str, Number]) -> Any:
    """Return the preset's network, untrained, with ``numbers`` in place of its own where they are given."""
    return _NETWORKS[preset](classes, **{**PRESETS[preset].network, **numbers})


def digits(classes: int, *, filters: tuple[int, ...], dropout: float) -> Any:
    """Return the shipped network: about 327,000 weights, after Deotte's (kaggle.com/cdeotte, 2018) 32-64-128 layout."""
    inputs, x = _scaled_picture()
    return _model("digits", inputs, _deotte(x, filters, dropout), classes)


def _deotte(x: Any, filters: tuple[int, ...], dropout: float) -> Any:
    """Halve the picture by convolutions with a stride, one block for each of ``filters`` but the last."""
    layers = keras.layers
    for count in filters[:-1]:
        x = _convolution(x, count, 3)
        x = _convolution(x, count, 3)
        x = _convolution(x, count, 5, strides=2)
        x = layers.Dropout(dropout)(x)
    x = _convolution(x, filters[-1], 4, padding="valid")
    x = layers.GlobalAveragePooling2D()(x)
    return layers.Dropout(dropout)(x)


def fashion_cnn(classes: int, *, filters: tuple[int, ...], dropout: float) -> Any:
    """Return the shipped network for garments: 427,690 weights, two thirds of the work of ``digits``.

    One fine look at the whole picture, then convolutions with a stride; the last ones see half the garment at once.
    """
    inputs, x = _scaled_picture()
    x = _convolution(x, filters[0], 3)
    for count in filters[1:]:
        x = _convolution(x, count, 3, strides=2)
        x = _convolution(x, count, 3)
        x = keras.layers.Dropout(dropout)(x)
    x = _convolution(x, filters[-1], 3, padding="valid")
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(dropout)(x)
    return _model("fashion-cnn", inputs, x, classes)


def quick(classes: int, *, filters: tuple[int, ...], kernels: tuple[int, ...], units: int) -> Any:
    """Return a network made to learn in one pass, 160,322 weights: that of tuomaso/train_mnist_fast, narrower.

    It pools before the ReLU, which then has a quarter of the work, starts from PyTorch's own random weights, and sees
    pixels with a mean of 0 and a deviation of 1.
    """
    layers = keras.layers
    inputs = _picture()
    x = layers.Rescaling(1 / (255 * _DEVIATION), offset=-_MEAN / _DEVIATION)(inputs)
    x = layers.Reshape((28, 28, 1))(x)
    for count, size in zip(filters, kernels, strict=True):
        x = layers.Conv2D(count, size, **_as_torch(size * size * x.shape[-1]))(x)
        x = layers.MaxPooling2D()(x)
        x = layers.ReLU()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(units, activation="relu", **_as_torch(x.shape[-1]))(x)
    return keras.Model(inputs, _logits(x, classes, **_as_torch(units)), name="quick")


_MEAN, _DEVIATION = 0.1307, 0.3081
"""Of MNIST's training pixels, as shares of 255."""


def keras_convnet(classes: int, *, filters: tuple[int, ...], kernel: int, dropout: float) -> Any:
    """Return the network of https://keras.io/examples/vision/mnist_convnet, 34,826 weights."""
    layers = keras.layers
    inputs, x = _scaled_picture()
    for count in filters:
        x = layers.Conv2D(count, kernel, activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(dropout)(x)
    return _model("keras-convnet", inputs, x, classes)


def succinctly_cnn(
    classes: int, *, filters: tuple[int, ...], kernel: int, conv_dropout: float, units: int, dropout: float
) -> Any:
    """Return the network of McCaffrey, "Keras Succinctly", chapter 5."""
    layers = keras.layers
    inputs, x = _scaled_picture()
    for count in filters:
        x = layers.Conv2D(count, kernel, padding="same", activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Dropout(conv_dropout)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(units, activation="relu")(x)
    x = layers.Dropout(dropout)(x)
    return _model("succinctly-cnn", inputs, x, classes)


def dense(classes: int, *, units: tuple[int, ...]) -> Any:
    """Return dense layers of ``units`` with ReLU over pixels of 0-1."""
    inputs = _picture()
    return _perceptron(inputs, keras.layers.Rescaling(1 / 255)(inputs), units, classes)


def dense_unscaled(classes: int, *, units: tuple[int, ...]) -> Any:
    """Return dense layers of ``units`` with ReLU over pixels of 0-255, as they are."""
    inputs = _picture()
    return _perceptron(inputs, inputs, units, classes)


def loss_of(*, learns_none: bool, label_smoothing: float) -> Callable[[Any, Any], Any]:
    """Return the cross-entropy of class indices and logits, each label spread out by ``label_smoothing``.

    With ``learns_none`` there is one more class, "none of these", whose logit is fixed at 0: so logsumexp of the logits
    becomes the log-odds that the picture is one of the classes. The label ``classes`` means none.
    """

    def loss(y_true: Any, logits: Any) -> Any:
        ops = keras.ops
        logits = _with_none(logits) if learns_none else logits
        entropy = keras.losses.sparse_categorical_crossentropy(y_true, logits, from_logits=True)
        if not label_smoothing:
            return entropy
        to_all = -ops.mean(ops.log_softmax(logits, axis=-1), axis=-1)
        return (1 - label_smoothing) * entropy + label_smoothing * to_all

    return loss


def accuracy_with_none(y_true: Any, logits: Any) -> Any:
    """Return the share of right answers when "none of these" may be answered too."""
    return keras.metrics.sparse_categorical_accuracy(y_true, _with_none(logits))


_NETWORKS: dict[str, Callable[..., Any]] = {
    "digits": digits,
    "quick": quick,
    "keras-convnet": keras_convnet,
    "succinctly-cnn": succinctly_cnn,
    "dense-512": dense,
    "mlp-128x3": dense_unscaled,
    "fashion-cnn": fashion_cnn,
    "fashion-mlp": dense,
}


def _with_none(logits: Any) -> Any:
    return keras.ops.pad(logits, [[0, 0], [0, 1]])


def _picture() -> Any:
    return keras.Input((28, 28), name="raster")


def _scaled_picture() -> tuple[Any, Any]:
    """Return the input and, for convolutions, the same as 0-1 (n, 28, 28, 1)."""
    inputs = _picture()
    return inputs, keras.layers.Reshape((28, 28, 1))(keras.layers.Rescaling(1 / 255)(inputs))


def _perceptron(inputs: Any, x: Any, units: tuple[int, ...], classes: int) -> Any:
    x = keras.layers.Flatten()(x)
    for count in units:
        x = keras.layers.Dense(count, activation="relu")(x)
    return _model("perceptron", inputs, x, classes)


def _model(name: str, inputs: Any, x: Any, classes: int) -> Any:
    return keras.Model(inputs, _logits(x, classes), name=name)


def _logits(x: Any, classes: int, **options: Any) -> Any:
    """Answer in float32, whatever precision the layers before multiply in: a loss needs the digits."""
    return keras.layers.Dense(classes, dtype="float32", name="logits", **options)(x)


def _as_torch(inputs: int) -> dict[str, Any]:
    """Return PyTorch's initializers for a layer with so many ``inputs`` a unit: uniform within 1 / √inputs."""
    bound = inputs**-0.5
    initializers = keras.initializers
    return {
        "kernel_initializer": initializers.VarianceScaling(1 / 3, mode="fan_in", distribution="uniform"),
        "bias_initializer": initializers.RandomUniform(-bound, bound),
    }


def _convolution(x: Any, filters: int, size: int, *, strides: int = 1, padding: str = "same") -> Any:
    x = keras.layers.Conv2D(filters, size, strides=strides, padding=padding, use_bias=False)(x)
    x = keras.layers.BatchNormalization(momentum=0.95)(x)
    return keras.layers.ReLU()(x)
