"""Write the files beside this one with a real Keras 2 (``pip install tf_keras``), once: narrow nets of five tutorials.

``python make.py`` in an environment that has tf_keras 2.x. ``answers.npz`` holds what Keras 2 itself answers.
"""

import numpy as np
import tf_keras as keras
from tf_keras import layers

PICTURES = np.random.default_rng(0).random((16, 28, 28)).astype(np.float32)


def nets() -> dict[str, keras.Model]:
    """Return the networks as the tutorials write them, with fewer units."""
    dense, conv = layers.Dense, layers.Conv2D
    return {
        "mlp": keras.Sequential([
            dense(16, activation="relu", input_shape=(784,)), dense(16, activation="relu"),
            dense(16, activation="relu"), dense(10, activation="softmax"),
        ]),
        "dense": keras.Sequential([dense(24, activation="relu", input_shape=(784,)), dense(10, activation="softmax")]),
        "fashion": keras.Sequential([
            layers.Flatten(input_shape=[28, 28]), dense(20, activation="relu"), dense(12, activation="relu"),
            dense(10, activation="softmax"),
        ]),
        "succinctly": keras.Sequential([
            conv(4, (3, 3), padding="same", activation="relu", input_shape=(28, 28, 1)),
            conv(6, (3, 3), padding="same", activation="relu"), layers.MaxPooling2D(pool_size=(2, 2)),
            layers.Dropout(0.25), layers.Flatten(), dense(8, activation="relu"), layers.Dropout(0.5),
            dense(10, activation="softmax"),
        ]),
        "convnet": keras.Sequential([
            keras.Input(shape=(28, 28, 1)), conv(8, kernel_size=(3, 3), activation="relu"),
            layers.MaxPooling2D(pool_size=(2, 2)), conv(12, kernel_size=(3, 3), activation="relu"),
            layers.MaxPooling2D(pool_size=(2, 2)), layers.Flatten(), layers.Dropout(0.5),
            dense(10, activation="softmax"),
        ]),
    }  # fmt: skip


def main() -> None:
    """Write every net with random weights, an optimizer of its time, and its answers."""
    keras.utils.set_random_seed(3)
    rng = np.random.default_rng(1)
    answers = {}
    for name, net in nets().items():
        net.compile(keras.optimizers.legacy.SGD(lr=0.01, decay=1e-6), "categorical_crossentropy", metrics=["accuracy"])
        net.set_weights([value + rng.normal(0, 0.05, value.shape) for value in net.get_weights()])
        answers[name] = net.predict(PICTURES.reshape(16, *net.input_shape[1:]), verbose=0)
        net.save(f"{name}.h5", include_optimizer=False)
    np.savez("answers.npz", pictures=PICTURES, **answers)


if __name__ == "__main__":
    main()
