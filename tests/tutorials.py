"""The recipes that the presets are known from, as a first lesson writes them: plain Keras, no trainer of ours.

``python -m tests.tutorials PRESET DATA SEED`` trains one and prints a JSON line. ``tests/presets.py`` puts the answers
beside those of the presets. The pixels are 0-1 floats from the start, the labels one-hot where the original has them
so, the answers a softmax, and the weights those of the last epoch.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from app.learning.backend import keras
from app.learning.datasets import DataSet, load_dataset

layers, to_categorical = keras.layers, keras.utils.to_categorical
Fitted = tuple[Any, float]
"""A trained model, and its accuracy (0-1) on the test part."""


def mlp_128x3(data: DataSet) -> Fitted:
    """Train three hidden layers by plain gradient descent on pixels of 0-255."""
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.SGD(0.001), "categorical_crossentropy", metrics=["accuracy"])
    x, x_test = (_floats(images, (784,)) for images in (data.train.images, data.test.images))
    model.fit(x, to_categorical(data.train.labels, 10), batch_size=32, epochs=10, verbose=0)
    return model, _accuracy(model, x_test, to_categorical(data.test.labels, 10))


def dense_512(data: DataSet) -> Fitted:
    """Train one wide layer: F. Chollet, "Deep Learning with Python", chapter 2."""
    model = keras.Sequential([layers.Dense(512, activation="relu"), layers.Dense(10, activation="softmax")])
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["accuracy"])
    x, x_test = (_floats(images, (784,)) / 255 for images in (data.train.images, data.test.images))
    model.fit(x, data.train.labels, epochs=5, batch_size=128, verbose=0)
    return model, _accuracy(model, x_test, data.test.labels)


def fashion_mlp(data: DataSet) -> Fitted:
    """Train on garments, watching 5,000: A. Géron, "Hands-On Machine Learning", chapter 10."""
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Flatten(),
            layers.Dense(300, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.SGD(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
    x, x_test = (_floats(images, (28, 28)) / 255 for images in (data.train.images, data.test.images))
    watched = (x[:5000], data.train.labels[:5000])
    model.fit(x[5000:], data.train.labels[5000:], epochs=30, validation_data=watched, verbose=0)
    return model, _accuracy(model, x_test, data.test.labels)


def succinctly_cnn(data: DataSet) -> Fitted:
    """Train on a thousand pictures: J. McCaffrey, "Keras Succinctly", chapter 5."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, (3, 3), padding="same", activation="relu"),
            layers.Conv2D(64, (3, 3), padding="same", activation="relu"),
            layers.MaxPooling2D((2, 2)),
            layers.Dropout(0.25),
            layers.Flatten(),
            layers.Dense(100, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    adadelta = keras.optimizers.Adadelta(learning_rate=1.0, rho=0.95)
    model.compile(adadelta, "categorical_crossentropy", metrics=["accuracy"])
    x, x_test = (_floats(images, (28, 28, 1)) / 255 for images in (data.train.images, data.test.images))
    model.fit(x, to_categorical(data.train.labels, 10), batch_size=128, epochs=50, verbose=0)
    return model, _accuracy(model, x_test, to_categorical(data.test.labels, 10))


def keras_convnet(data: DataSet) -> Fitted:
    """Train the network of https://keras.io/examples/vision/mnist_convnet, watching the last tenth."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
            layers.MaxPooling2D(pool_size=(2, 2)),
            layers.Conv2D(64, kernel_size=(3, 3), activation="relu"),
            layers.MaxPooling2D(pool_size=(2, 2)),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    x, x_test = (_floats(images, (28, 28, 1)) / 255 for images in (data.train.images, data.test.images))
    y, y_test = (to_categorical(labels, 10) for labels in (data.train.labels, data.test.labels))
    model.fit(x, y, batch_size=128, epochs=15, validation_split=0.1, verbose=0)
    return model, _accuracy(model, x_test, y_test)


TUTORIALS: dict[str, Callable[[DataSet], Fitted]] = {
    "mlp-128x3": mlp_128x3,
    "dense-512": dense_512,
    "fashion-mlp": fashion_mlp,
    "succinctly-cnn": succinctly_cnn,
    "keras-convnet": keras_convnet,
}
"""By the name of the preset that follows it; ``quick`` and ``digits`` are our own."""


def main(preset: str, data_name: str, seed: int) -> None:
    """Train and print."""
    data = load_dataset(data_name)
    keras.utils.set_random_seed(seed)
    began = time.perf_counter()
    model, accuracy = TUTORIALS[preset](data)
    figures = {"parameters": model.count_params(), "n": len(data.test), "accuracy": accuracy}
    print(json.dumps({"epochs": len(model.history.epoch), **figures, "seconds": time.perf_counter() - began}))


def _floats(images: Any, shape: tuple[int, ...]) -> Any:
    return images.reshape(len(images), *shape).astype(np.float32)


def _accuracy(model: Any, x: Any, y: Any) -> float:
    return float(model.evaluate(x, y, verbose=0)[1])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
