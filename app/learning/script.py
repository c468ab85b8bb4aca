"""A config as a plain Keras script that anyone can read, run and change; made without importing Keras."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.core.bundle import KERAS_NAME, find_bundle
from app.core.job import Report, Token, ignore
from app.core.presets import PRESETS
from app.core.training import TrainingConfig

_POLICY = """keras.config.set_dtype_policy("mixed_bfloat16")  # multiply in bfloat16; weights stay float32
"""
_KERAS_SETS = {"mnist": "mnist", "fashion-mnist": "fashion_mnist"}


def script_of(config: TrainingConfig, *, report: Report = ignore, token: Token | None = None) -> str:  # noqa: ARG001
    """Return a script that trains the network of ``config`` on its data with nothing but Keras and NumPy.

    It holds back other pictures than Inkdigit does, by a simpler rule, and learns from the named data only.

    Raises:
        BundleError: the model that it should begin with is missing.
    """
    parts = [_head(config), _data(config), _network(config), _training(config), _TAIL]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def _head(config: TrainingConfig) -> str:
    preset = PRESETS[config.preset]
    about = preset.about.replace("\\", "").replace('"', "'")
    notes = ""
    if preset.learns_none:
        notes = (
            "\nInkdigit itself also learns from drawings that it makes and from pictures of none of the classes; this"
            "\nscript learns from the data set alone.\n"
        )
    return f'''"""{preset.title}: {about}

Saved by Inkdigit as the plain Keras script of one training. Needs: pip install keras tensorflow
{notes}"""

from pathlib import Path

import keras
import numpy as np

keras.utils.set_random_seed({config.seed})
{_POLICY if config.precision == "bfloat16" else ""}'''


def _data(config: TrainingConfig) -> str:
    limit = ""
    if config.limit is not None:
        limit = f"x_train, y_train = x_train[:{config.limit}], y_train[:{config.limit}]\n"
    return f"""
# The data: 28×28 pictures, 0 to 255, bright on black, and the number of the class of each.
{_loading(config.data)}
order = np.random.default_rng({config.seed}).permutation(len(x_train))
x_train, y_train = x_train[order], y_train[order]
{limit}held_back = min({config.validation}, len(x_train) // 6)
x_val, y_val = x_train[:held_back], y_train[:held_back]
x_train, y_train = x_train[held_back:], y_train[held_back:]
classes = int(max(y_train.max(), y_test.max())) + 1
"""


def _loading(data: str) -> str:
    if data in _KERAS_SETS:
        return f"(x_train, y_train), (x_test, y_test) = keras.datasets.{_KERAS_SETS[data]}.load_data()"
    path, note = Path(data), ""
    if path.suffix != ".npz":
        path = Path(f"{path.stem or 'data'}.npz")
        note = f"# Make this file first: inkdigit data convert {data!r} {str(path)!r} --format npz\n"
    return f"""{note}with np.load(Path({str(path)!r})) as data:
    x_train, y_train = data["x_train"], data["y_train"].astype("int32")
    if "x_test" in data.files and len(data["x_test"]):
        x_test, y_test = data["x_test"], data["y_test"].astype("int32")
    else:
        x_test, y_test = x_train, y_train"""


def _network(config: TrainingConfig) -> str:
    layers = _LAYERS[config.preset](**{**PRESETS[config.preset].network, **config.network})
    lines = ["keras.Input((28, 28))", *_augmentation(config), *layers, _logits(config)]
    body = "\n".join(f"        {line}," for line in lines)
    return f"""
# The network. It answers with logits; a softmax over them gives probabilities.
layers = keras.layers
model = keras.Sequential(
    [
{body}
    ]
)
{_start(config)}model.summary()
"""


def _logits(config: TrainingConfig) -> str:
    exactly = "" if config.precision == "float32" else 'dtype="float32", '
    return f'layers.Dense(classes, {exactly}name="logits")'


def _start(config: TrainingConfig) -> str:
    if not config.begin_with:
        return ""
    path = find_bundle(config.begin_with).absolute() / KERAS_NAME
    return f"""# It begins with the weights of a model there is.
before = keras.saving.load_model(Path({str(path)!r}), compile=False).get_weights()
model.set_weights(before)
"""


def _augmentation(config: TrainingConfig) -> list[str]:
    """Return layers that vary the pictures while the network learns, and let them through otherwise."""
    how = config.augmentation
    if how is None:
        return []
    shift = round(how.shift / 28, 4)
    strengths = (
        (how.rotation, f'layers.RandomRotation({round(how.rotation / 360, 4)}, fill_mode="constant")'),
        (how.shift, f'layers.RandomTranslation({shift}, {shift}, fill_mode="constant")'),
        (how.scale, f'layers.RandomZoom({how.scale}, {how.scale}, fill_mode="constant")'),
        (how.shear, f'layers.RandomShear({how.shear}, {how.shear}, fill_mode="constant")'),
        (how.flip, 'layers.RandomFlip("horizontal")'),
        # Keras draws the share of each picture anew, from nothing to this
        (how.erasing, f"layers.RandomErasing({min(2 * how.erasing, 1.0)}, scale=(0.02, 0.2), value_range=(0, 255))"),
    )
    return ["layers.Reshape((28, 28, 1))", *(line for strength, line in strengths if strength)]


def _digits(filters: tuple[int, ...], dropout: float) -> list[str]:
    lines = list(_PICTURE)
    for count in filters[:-1]:
        lines += _convolution(count, 3) + _convolution(count, 3) + _convolution(count, 5, _HALVED)
        lines.append(f"layers.Dropout({dropout})")
    lines += _convolution(filters[-1], 4, 'padding="valid"')
    return [*lines, "layers.GlobalAveragePooling2D()", f"layers.Dropout({dropout})"]


def _fashion_cnn(filters: tuple[int, ...], dropout: float) -> list[str]:
    lines = [*_PICTURE, *_convolution(filters[0], 3)]
    for count in filters[1:]:
        lines += _convolution(count, 3, _HALVED) + _convolution(count, 3) + [f"layers.Dropout({dropout})"]
    lines += _convolution(filters[-1], 3, 'padding="valid"')
    return [*lines, "layers.GlobalAveragePooling2D()", f"layers.Dropout({dropout})"]


def _convolution(count: int, size: int, extra: str = 'padding="same"') -> list[str]:
    return [
        f"layers.Conv2D({count}, {size}, {extra}, use_bias=False)",
        "layers.BatchNormalization(momentum=0.95)",
        "layers.ReLU()",
    ]


def _quick(filters: tuple[int, ...], kernels: tuple[int, ...], units: int) -> list[str]:
    # PyTorch's own random weights: uniform within 1 / √inputs, which this scale gives
    start = 'kernel_initializer=keras.initializers.VarianceScaling(1 / 3, "fan_in", "uniform")'
    lines = ["layers.Rescaling(1 / (255 * 0.3081), offset=-0.1307 / 0.3081)", "layers.Reshape((28, 28, 1))"]
    for count, size in zip(filters, kernels, strict=True):
        lines += [f"layers.Conv2D({count}, {size}, {start})", "layers.MaxPooling2D()", "layers.ReLU()"]
    return [*lines, "layers.Flatten()", f'layers.Dense({units}, activation="relu", {start})']


def _keras_convnet(filters: tuple[int, ...], kernel: int, dropout: float) -> list[str]:
    lines = list(_PICTURE)
    for count in filters:
        lines += [f'layers.Conv2D({count}, {kernel}, activation="relu")', "layers.MaxPooling2D()"]
    return [*lines, "layers.Flatten()", f"layers.Dropout({dropout})"]


def _succinctly_cnn(
    filters: tuple[int, ...], kernel: int, conv_dropout: float, units: int, dropout: float
) -> list[str]:
    return [
        *_PICTURE,
        *(f'layers.Conv2D({count}, {kernel}, padding="same", activation="relu")' for count in filters),
        "layers.MaxPooling2D()",
        f"layers.Dropout({conv_dropout})",
        "layers.Flatten()",
        f'layers.Dense({units}, activation="relu")',
        f"layers.Dropout({dropout})",
    ]


def _dense(units: tuple[int, ...]) -> list[str]:
    return ["layers.Rescaling(1 / 255)", *_dense_unscaled(units)]


def _dense_unscaled(units: tuple[int, ...]) -> list[str]:
    return ["layers.Flatten()", *(f'layers.Dense({count}, activation="relu")' for count in units)]


_HALVED = 'strides=2, padding="same"'
_PICTURE = ("layers.Rescaling(1 / 255)", "layers.Reshape((28, 28, 1))")
_LAYERS: dict[str, Callable[..., list[str]]] = {
    "digits": _digits,
    "quick": _quick,
    "keras-convnet": _keras_convnet,
    "succinctly-cnn": _succinctly_cnn,
    "dense-512": _dense,
    "mlp-128x3": _dense_unscaled,
    "fashion-cnn": _fashion_cnn,
    "fashion-mlp": _dense,
}


def _training(config: TrainingConfig) -> str:
    schedule, rate = _schedule(config)
    patience = f", patience={config.patience}" if config.patience else f", patience={config.epochs}"
    weights = ""
    fit_weights = ""
    if config.has_class_weights:
        weights = (
            "counts = np.bincount(y_train, minlength=classes)\n"
            "class_weight = {at: len(y_train) / (np.sum(counts > 0) * max(n, 1)) for at, n in enumerate(counts)}\n"
        )
        fit_weights = "    class_weight=class_weight,\n"
    return f"""
# The training.
epochs, batch_size = {config.epochs}, {config.batch_size}
steps = -(-len(x_train) // batch_size) * epochs
{schedule}{weights}{_smoothing(config)}model.compile(
    optimizer={_optimizer(config, rate)},
    loss={_loss(config)},
    metrics=["accuracy"],
)
callbacks = []
if held_back:
    callbacks.append(keras.callbacks.EarlyStopping("val_loss"{patience}, restore_best_weights=True))
model.fit(
    x_train,
    y_train,
    epochs=epochs,
    batch_size=batch_size,
    validation_data=(x_val, y_val) if held_back else None,
{fit_weights}    callbacks=callbacks,
    verbose=2,
)
{_blend(config)}"""


def _blend(config: TrainingConfig) -> str:
    if not config.begin_with or not config.blend:
        return ""
    share, rest = config.blend, round(1 - config.blend, 6)
    return f"""# What comes out is a mean of the weights before and after.
model.set_weights([{share} * old + {rest} * new for old, new in zip(before, model.get_weights(), strict=True)])
"""


def _loss(config: TrainingConfig) -> str:
    return "smoothed_loss" if config.label_smoothing else "keras.losses.SparseCategoricalCrossentropy(from_logits=True)"


def _smoothing(config: TrainingConfig) -> str:
    if not config.label_smoothing:
        return ""
    return f"""

def smoothed_loss(y_true, logits):
    spread = keras.ops.one_hot(keras.ops.cast(y_true, "int32"), classes)
    return keras.losses.categorical_crossentropy(
        spread, logits, from_logits=True, label_smoothing={config.label_smoothing}
    )


"""


def _schedule(config: TrainingConfig) -> tuple[str, str]:
    """Return the lines that make the schedule, and what the optimizer is given."""
    peak = config.learning_rate
    if config.schedule == "cosine":
        return (
            f"warm_up = max(1, steps // 12)\nlearning_rate = keras.optimizers.schedules.CosineDecay(\n"
            f"    {peak / 20}, max(1, steps - warm_up), warmup_target={peak}, warmup_steps=warm_up\n)\n",
            "learning_rate",
        )
    if config.schedule == "one-cycle":
        return (_ONE_CYCLE.replace("PEAK", str(peak)), "learning_rate")
    return "", str(peak)


_ONE_CYCLE = '''

class OneCycle(keras.optimizers.schedules.LearningRateSchedule):
    """Rise in a line over three tenths of the steps, then fall in a line to almost nothing."""

    def __call__(self, step):
        step, top = keras.ops.cast(step, "float32"), max(1.0, 0.3 * steps)
        rise = keras.ops.minimum(step / top, 1.0)
        fall = keras.ops.clip((step - top) / max(1.0, steps - top), 0.0, 1.0)
        return PEAK * (1 / 25 + (1 - 1 / 25) * rise - (1 - 1 / 250_000) * fall)

    def get_config(self):
        return {}


learning_rate = OneCycle()
'''


def _optimizer(config: TrainingConfig, rate: str) -> str:
    decay = f", weight_decay={config.weight_decay}" if config.weight_decay else ""
    betas = f", beta_1={config.beta_1}, beta_2={config.beta_2}, epsilon={config.epsilon}"
    arguments: dict[str, Any] = {
        "sgd": f"SGD({rate}, momentum={config.momentum}{decay})",
        "rmsprop": f"RMSprop({rate}, momentum={config.momentum}, epsilon={config.epsilon}{decay})",
        "adam": f"Adam({rate}{betas}{decay})",
        "adamw": f"AdamW({rate}{betas}, weight_decay={config.weight_decay})",
        "adadelta": f"Adadelta({rate}, rho=0.95, epsilon={config.epsilon}{decay})",
    }
    return f"keras.optimizers.{arguments[config.optimizer]}"


_TAIL = """
loss, accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
print(f"test: loss {loss:.4f}, accuracy {accuracy:.2%} of {len(x_test):,}")
model.save("model.keras")
"""
