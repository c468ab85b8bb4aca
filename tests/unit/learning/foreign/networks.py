"""A network with a layer of nearly every kind of the closed list."""

from typing import Any

import numpy as np


def every_layer() -> Any:
    """Return a Keras model of rasters, (n, 28, 28) 0-255, to probabilities, with random weights."""
    from app.learning.backend import keras

    layers = keras.layers
    keras.utils.set_random_seed(5)
    source = keras.Input((28, 28))
    x = layers.Rescaling(1 / 255, name="a b:c")(source)
    x = layers.Reshape((28, 28, 1))(x)
    x = layers.ZeroPadding2D(((1, 2), (0, 1)))(x)
    left = layers.Conv2D(4, 3, strides=2, padding="same", activation="swish")(x)
    right = layers.SeparableConv2D(4, (3, 5), strides=2, padding="same", depth_multiplier=2)(x)
    x = layers.Add()([left, right])
    x = layers.BatchNormalization()(x)
    x = layers.PReLU(shared_axes=[1, 2])(x)
    side = layers.DepthwiseConv2D(3, padding="same", dilation_rate=2)(x)
    x = layers.Concatenate()([x, side, layers.ELU()(x), layers.LeakyReLU()(x)])
    x = layers.LayerNormalization()(x)
    x = layers.Conv2D(8, 3, groups=2, use_bias=False)(x)
    x = layers.AveragePooling2D(3, strides=2, padding="same")(x)
    x = layers.UpSampling2D(2)(x)
    x = layers.Multiply()([x, layers.Activation("sigmoid")(x)])
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    x = layers.UpSampling2D((2, 3), interpolation="bilinear")(x)
    x = layers.SpatialDropout2D(0.2)(layers.GaussianNoise(0.1)(x))
    a, b = layers.GlobalAveragePooling2D()(x), layers.GlobalMaxPooling2D()(x)
    x = layers.Maximum()([a, b])
    x = layers.Dense(12, activation="gelu")(layers.Subtract()([x, layers.Average()([a, b])]))
    x = layers.ReLU(max_value=6, negative_slope=0.1, threshold=0.05)(x)
    for name in ("relu6", "elu", "selu", "softplus", "softsign", "hard_sigmoid", "leaky_relu", "tanh", "exponential"):
        x = layers.Dense(12, activation=name)(x)
    model = keras.Model(source, layers.Softmax()(layers.Dense(10)(x)))
    rng = np.random.default_rng(6)
    model.set_weights([np.abs(rng.normal(0.2, 0.2, value.shape)) for value in model.get_weights()])
    return model
