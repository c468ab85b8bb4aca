"""The networks on offer with their recipes: what the dialog lists, the command line takes, ``learning`` builds."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from app.core.augmentation import GARMENTS
from app.core.errors import TrainingError, said

Number = int | float | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """A network and its recipe: a ``title`` and an ``about`` for people, defaults for everything.

    ``weights`` counts those of the network with ten classes. ``network`` holds the numbers of the network that may be
    changed, with their defaults; ``settings`` those of ``TrainingConfig`` that differ from its defaults.
    ``learns_none`` tells a network that learns a further answer, "none of these", from pictures of no class.
    """

    title: str
    about: str
    weights: int
    network: Mapping[str, Number]
    settings: Mapping[str, Any]
    learns_none: bool = False


def _preset(
    title: str, about: str, weights: int, network: dict[str, Number], *, learns_none: bool = False, **settings: Any
) -> Preset:
    plain = {"weight_decay": 0.0, "schedule": "constant", "validation": 0, "augmentation": None}
    changed = MappingProxyType({**plain, **settings})
    return Preset(title, about, weights, MappingProxyType(network), changed, learns_none)


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "digits": Preset(
            "Digits",
            "The network of the shipped model: the best for drawing. Learns from pen strokes and from scribbles too.",
            326_826,
            MappingProxyType({"filters": (32, 64, 128), "dropout": 0.3}),
            MappingProxyType({}),
            learns_none=True,
        ),
        "quick": _preset(
            "Quick",
            "The shortest way to 99 % on MNIST: one pass, in seconds.",
            160_322,
            {"filters": (16, 24), "kernels": (5, 3), "units": 256},
            epochs=1, batch_size=256, optimizer="adam", learning_rate=0.01, schedule="one-cycle",
            beta_1=0.7, beta_2=0.9, epsilon=1e-8, label_smoothing=0.05,
        ),
        "keras-convnet": _preset(
            "Keras convnet",
            "The convolutional network of the Keras example: two convolutions, dropout, 99.2 % on MNIST.",
            34_826,
            {"filters": (32, 64), "kernel": 3, "dropout": 0.5},
            epochs=15, batch_size=128, optimizer="adam", learning_rate=0.002, schedule="cosine",
        ),
        "succinctly-cnn": _preset(
            "Succinctly CNN",
            "The convolutional network of “Keras Succinctly”, made for a thousand pictures.",
            1_274_326,
            {"filters": (32, 64), "kernel": 3, "conv_dropout": 0.25, "units": 100, "dropout": 0.5},
            epochs=50, batch_size=128, optimizer="adadelta", learning_rate=2.0, schedule="cosine", limit=1000,
        ),
        "dense-512": _preset(
            "Dense 512",
            "One wide hidden layer, as in many first lessons: 98 % on MNIST.",
            407_050,
            {"units": (512,)},
            epochs=5, batch_size=128, optimizer="rmsprop", learning_rate=0.003, schedule="cosine",
            checkpoint_every=5,
        ),
        "mlp-128x3": _preset(
            "MLP 128×3",
            "Three small hidden layers and plain gradient descent on unscaled pixels: 96 % on MNIST.",
            134_794,
            {"units": (128, 128, 128)},
            epochs=10, batch_size=32, optimizer="sgd", learning_rate=0.004, schedule="cosine",
            checkpoint_every=5,
        ),
        "fashion-cnn": _preset(
            "Fashion CNN",
            "The network of the shipped model for garments: six convolutions, 94 % on Fashion-MNIST.",
            427_690,
            {"filters": (32, 64, 128), "dropout": 0.2},
            data="fashion-mnist", epochs=25, batch_size=128, optimizer="adamw", learning_rate=0.002,
            weight_decay=0.05, schedule="cosine", label_smoothing=0.05, validation=5000, augmentation=GARMENTS,
            learns_none=True,
        ),
        "fashion-mlp": _preset(
            "Fashion MLP",
            "Two hidden layers for pictures of garments: 87 % on Fashion-MNIST.",
            266_610,
            {"units": (300, 100)},
            data="fashion-mnist", epochs=30, batch_size=32, optimizer="sgd", learning_rate=0.01, validation=5000,
            checkpoint_every=5,
        ),
    }
)  # fmt: skip
"""The presets in the order in which they are offered; ``learning.networks`` has a function for each."""

_SHARE = (0.0, 0.95)
_WHOLE = {"kernel": (1, 9), "kernels": (1, 7)}
_LAYERS = (1, 4096)
_MAX_LAYERS = 8


def check_network(preset: str, numbers: Mapping[str, object]) -> None:
    """Make sure that ``numbers`` can override those of the preset's network.

    Raises:
        TrainingError: a name is unknown, or a value of the wrong kind, out of bounds, or for too many layers.
    """
    for name, value in numbers.items():
        default = PRESETS[preset].network.get(name)
        if default is None:
            known = ", ".join(PRESETS[preset].network)
            raise TrainingError(
                said("The network of “{preset}” has no “{name}”.", preset=preset, name=name),
                said("It has these: {names}.", names=known),
            )
        if not _fits(name, default, value):
            raise TrainingError(
                said(
                    "The value {value} is not possible for “{name}” of “{preset}”.",
                    value=value,
                    name=name,
                    preset=preset,
                ),
                _hint(name, default),
            )


def bounds_of(name: str, default: Number) -> tuple[float, float]:
    """Return the least and the greatest value of one number of a network, or of each where ``default`` has several."""
    return _SHARE if isinstance(default, float) else _WHOLE.get(name, _LAYERS)


def _fits(name: str, default: Number, value: object) -> bool:
    low, high = bounds_of(name, default)
    if isinstance(default, tuple):
        # only a stack of dense layers can grow; the convolutions are each in their place
        lengths = range(1, _MAX_LAYERS + 1) if name == "units" else (len(default),)
        return isinstance(value, tuple) and len(value) in lengths and all(_is_whole(one, low, high) for one in value)
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
    return _is_whole(value, low, high)


def _is_whole(value: object, low: float, high: float) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _hint(name: str, default: Number) -> str:
    low, high = bounds_of(name, default)
    if isinstance(default, float):
        return said("Choose {low:g} to {high:g}.", low=low, high=high)
    if not isinstance(default, tuple):
        return said("Choose a whole number from {low:g} to {high:g}.", low=low, high=high)
    count = said("one to {most}", most=_MAX_LAYERS) if name == "units" else str(len(default))
    return said(
        "Give {count} whole numbers from {low:g} to {high:g}, with commas between them.",
        count=count,
        low=low,
        high=high,
    )
