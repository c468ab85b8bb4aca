"""The options of one layer, as its file gives them: each is asked for by kind and bounds, or refused by name."""

import math
from collections.abc import Mapping
from typing import Any

from app.core.errors import said
from app.learning.foreign.plan import ModelRefused, brief

ACTIVATIONS = {
    **{
        name: name
        for name in (
            "linear", "relu", "relu6", "softmax", "sigmoid", "tanh", "elu", "selu", "softplus", "softsign", "silu",
            "gelu", "hard_sigmoid", "leaky_relu", "exponential", "log_softmax", "log_sigmoid",
        )
    },
    "softmax_v2": "softmax",
    "swish": "silu",
}  # fmt: skip
"""Names of activations in files, and Keras 3's name of each."""
_UNUSED = frozenset((
    "name", "trainable", "dtype", "batch_input_shape", "batch_shape", "input_dtype", "input_dim", "input_length",
    "sparse", "ragged", "optional", "data_format", "momentum", "synchronized", "seed", "noise_shape",
    "virtual_batch_size", "fused", "renorm", "renorm_clipping", "renorm_momentum", "adjustment",
    "supports_masking", "autocast", "quantization_config", "lora_rank", "lora_alpha", "input_tensor", "groups",
    "keepdims",
))  # fmt: skip
"""Options that make no difference to an answer, or that are looked at wherever they do."""
_UNUSED_ENDINGS = ("_initializer", "_regularizer", "_constraint")
_MUST_BE_EMPTY = frozenset({"lora_rank", "quantization_config", "renorm", "virtual_batch_size", "adjustment"})


class Options:
    """Read the options of the layer ``name`` of ``kind``."""

    def __init__(self, kind: str, name: str, values: Mapping[str, Any]) -> None:
        self.kind = kind
        self.name = name
        self._values = values
        self._read: set[str] = set()

    def whole(self, key: str, *, low: int = 1, high: int = 65_536, default: int | None = None) -> int:
        """Return a whole number from ``low`` to ``high``."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.refusal(key, value)
        return value

    def number(self, key: str, default: float, *, limit: float = 1e6) -> float:
        """Return a finite number whose size is at most ``limit``."""
        value = self._get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= limit:
            raise self.refusal(key, value)
        return float(value)

    def number_or_none(self, key: str) -> float | None:
        """Return a finite number, or None where there is none."""
        return None if self._get(key, None) is None else self.number(key, 0.0)

    def share(self, key: str) -> float:
        """Return a number from 0 up to 1, which is not included."""
        value = self.number(key, 0.0)
        if not 0 <= value < 1:
            raise self.refusal(key, value)
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return yes or no."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            raise self.refusal(key, value)
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        """Return one of ``choices``."""
        value = self._get(key, default)
        if not isinstance(value, str) or value not in choices:
            raise self.refusal(key, value)
        return value

    def pair(self, key: str, *, default: object = None, low: int = 1, high: int = 256) -> tuple[int, int]:
        """Return two whole numbers; one stands for both."""
        value = self._get(key, default)
        both = [value, value] if isinstance(value, int) else value
        if not isinstance(both, list | tuple) or len(both) != 2:
            raise self.refusal(key, value)
        if any(isinstance(one, bool) or not isinstance(one, int) or not low <= one <= high for one in both):
            raise self.refusal(key, value)
        return both[0], both[1]

    def axis_is_last(self, key: str, rank: int) -> None:
        """Refuse any axis but the last of ``rank`` without the batch."""
        value = self._get(key, -1)
        (one,) = value if isinstance(value, list | tuple) and len(value) == 1 else (value,)
        if isinstance(one, bool) or one not in (-1, rank):
            raise self.refusal(key, value)

    def axes(self, key: str, rank: int) -> tuple[int, ...]:
        """Return a list of axes, counted from 1; empty where there is none."""
        value = self._get(key, None) or []
        if not isinstance(value, list | tuple) or not all(isinstance(one, int) and 1 <= one <= rank for one in value):
            raise self.refusal(key, value)
        return tuple(value)

    def activation(self, key: str = "activation", default: str = "linear") -> str:
        """Return Keras 3's name of an activation of the closed list."""
        value = self._get(key, default)
        value = default if value is None else value
        if not isinstance(value, str) or value not in ACTIVATIONS:
            raise ModelRefused(
                said(
                    "The layer “{name}” has an activation that is not on the list: {activation}.",
                    name=brief(self.name),
                    activation=_name(value),
                )
            )
        return ACTIVATIONS[value]

    def sizes(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers, of which one may be -1."""
        value = self._get(key, None)
        if not isinstance(value, list | tuple) or not 1 <= len(value) <= 4:
            raise self.refusal(key, value)
        if any(isinstance(one, bool) or not isinstance(one, int) or not -1 <= one <= 10_000_000 for one in value):
            raise self.refusal(key, value)
        return tuple(value)

    def raw(self, key: str, default: object = None) -> Any:
        """Return an option as it stands, for a check of the caller's own."""
        return self._get(key, default)

    def channels_are_last(self) -> None:
        """Refuse pictures whose channels come first."""
        if self._values.get("data_format") not in (None, "channels_last"):
            raise ModelRefused(
                said(
                    "The layer “{name}” wants the channels first, which does not run on a CPU.", name=brief(self.name)
                ),
                "Save the model with the data format “channels_last”.",
            )

    def finish(self) -> None:
        """Refuse options that nobody has asked for: they might make a difference."""
        for key, value in self._values.items():
            is_unused = key in _UNUSED or key.endswith(_UNUSED_ENDINGS)
            if key in self._read or (is_unused and not (key in _MUST_BE_EMPTY and value)):
                continue
            raise ModelRefused(
                said(
                    "The layer “{name}” ({kind}) has an option that is not known: “{key}”.",
                    name=brief(self.name),
                    kind=self.kind,
                    key=brief(key),
                )
            )

    def refusal(self, key: str, value: object) -> ModelRefused:
        """Return the refusal of one option."""
        return ModelRefused(
            said(
                "The layer “{name}” ({kind}) cannot have {value} for its “{key}”.",
                name=brief(self.name),
                kind=self.kind,
                value=brief(value),
                key=key,
            ),
            "Save the model again, or choose another one.",
        )

    def _get(self, key: str, default: object) -> Any:
        self._read.add(key)
        value = self._values.get(key, default)
        if isinstance(value, float) and not math.isfinite(value):
            raise self.refusal(key, value)
        return value


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("class_name", said("an object"))
    return f"“{brief(value)}”"
