"""What a training run is asked to do, and the presets that answer it for you. No Keras here: the window reads this."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any

from app.core.augmentation import Augmentation as Augmentation
from app.core.augmentation import augmentation_for as augmentation_for
from app.core.errors import TrainingError, said
from app.core.presets import PRESETS as PRESETS
from app.core.presets import Number as Number
from app.core.presets import Preset as Preset
from app.core.presets import check_network

OPTIMIZERS = ("sgd", "rmsprop", "adam", "adamw", "adadelta")
SCHEDULES = ("constant", "cosine", "one-cycle")
DEVICES = ("auto", "cpu", "gpu")
PRECISIONS = ("float32", "bfloat16")


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and greatest value that makes sense, both included."""

    low: float
    high: float


BOUNDS: Mapping[str, Bound] = MappingProxyType(
    {
        "epochs": Bound(1, 10_000),
        "batch_size": Bound(1, 4096),
        "learning_rate": Bound(1e-7, 10),
        "momentum": Bound(0, 0.999),
        "beta_1": Bound(0, 0.9999),
        "beta_2": Bound(0, 0.999999),
        "epsilon": Bound(1e-12, 1),
        "weight_decay": Bound(0, 1),
        "label_smoothing": Bound(0, 0.5),
        "validation": Bound(0, 1_000_000),
        "patience": Bound(0, 1000),
        "checkpoint_every": Bound(1, 1000),
        "seed": Bound(0, 2**32 - 1),
        "limit": Bound(20, 100_000_000),
        "blend": Bound(0, 1),
    }
)
"""What the dialog, the command line and ``TrainingConfig`` allow."""
_CALLED = {
    "preset": said("preset"),
    "optimizer": said("optimizer"),
    "schedule": said("schedule"),
    "device": said("device"),
    "precision": said("precision"),
    "epochs": said("epochs"),
    "batch_size": said("batch size"),
    "learning_rate": said("learning rate"),
    "momentum": said("momentum"),
    "beta_1": said("beta 1"),
    "beta_2": said("beta 2"),
    "epsilon": said("epsilon"),
    "weight_decay": said("weight decay"),
    "label_smoothing": said("label smoothing"),
    "validation": said("validation"),
    "patience": said("patience"),
    "checkpoint_every": said("checkpoint every"),
    "seed": said("seed"),
    "limit": said("limit"),
    "blend": said("blend"),
}
"""What messages call the settings."""
_WHOLE = ("epochs", "batch_size", "validation", "patience", "checkpoint_every", "seed", "limit")


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """All that a run depends on; the same config, data and machine give the same model.

    ``learning_rate`` is the peak where ``schedule`` varies it. ``momentum`` is for sgd and rmsprop, the betas are for
    adam and adamw. ``label_smoothing`` is the share of each label that is spread over all classes. ``validation``
    pictures (a sixth at most) are held back, stratified and seeded, to choose the best epoch by; with 0 the last epoch
    is kept. ``patience`` epochs without a better validation loss end the run; 0 never does. ``limit`` takes only so
    many training pictures. ``network`` overrides numbers of the preset's network (``units``, ``filters``, ``dropout``
    …). ``augmentation`` is None for pictures as they are. ``begin_with`` is the model, by its name or folder, whose
    weights the network begins with; empty for random ones. ``blend`` is the share of these in the weights that come
    out: what was learned before is kept better (Wortsman et al., "Robust Fine-Tuning of Zero-Shot Models", 2022).
    ``precision`` is that of multiplications while training;
    weights, logits and the model that comes out are float32.
    """

    preset: str = "digits"
    data: str = "mnist"
    epochs: int = 26
    batch_size: int = 128
    optimizer: str = "adamw"
    learning_rate: float = 2e-3
    momentum: float = 0.0
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-7
    weight_decay: float = 0.02
    label_smoothing: float = 0.0
    schedule: str = "cosine"
    validation: int = 5000
    patience: int = 0
    checkpoint_every: int = 1
    keeps_h5: bool = False
    has_class_weights: bool = False
    seed: int = 1
    limit: int | None = None
    device: str = "auto"
    precision: str = "float32"
    name: str = "digits"
    version: str = "1.0"
    network: Mapping[str, Number] = field(default_factory=dict)
    augmentation: Augmentation | None = field(default_factory=Augmentation)
    begin_with: str = ""
    blend: float = 0.0

    def __post_init__(self) -> None:
        _check_choice("preset", self.preset, tuple(PRESETS))
        _check_choice("optimizer", self.optimizer, OPTIMIZERS)
        _check_choice("schedule", self.schedule, SCHEDULES)
        _check_choice("device", self.device, DEVICES)
        _check_choice("precision", self.precision, PRECISIONS)
        for name, bound in BOUNDS.items():
            value = getattr(self, name)
            if name in _WHOLE and value is not None and (not isinstance(value, int) or isinstance(value, bool)):
                raise TrainingError(
                    said("The {setting} cannot be {value}.", setting=_CALLED[name], value=value),
                    "Give a whole number.",
                )
            if value is not None and not bound.low <= value <= bound.high:
                raise TrainingError(
                    said(
                        "The value {value:,} is not possible for the {setting}.",
                        value=value,
                        setting=_CALLED[name],
                    ),
                    said("Choose {low:,} to {high:,}.", low=bound.low, high=bound.high),
                )
        if not isinstance(self.begin_with, str):
            raise TrainingError(
                said("The model to begin with cannot be {value}.", value=self.begin_with), "Give the name of a model."
            )
        check_network(self.preset, self.network)

    def to_dict(self) -> dict[str, Any]:
        """Return the config as plain values for ``config.json`` and the card."""
        return asdict(self)


def config_from_dict(values: Mapping[str, Any]) -> TrainingConfig:
    """Return the config that ``to_dict`` gave; unknown names are left out, missing ones take their default.

    Raises:
        TrainingError: a value is of the wrong kind or out of bounds.
    """
    known = {item.name: values[item.name] for item in fields(TrainingConfig) if item.name in values}
    try:
        if known.get("augmentation") is not None:
            known["augmentation"] = Augmentation(**known["augmentation"])
        network = known.get("network", {})
        known["network"] = {key: tuple(value) if isinstance(value, list) else value for key, value in network.items()}
        return TrainingConfig(**known)
    except (TypeError, ValueError, AttributeError) as error:
        raise TrainingError(
            said("The run's settings are damaged ({reason}).", reason=error), "Start a new run."
        ) from None


def config_for(preset: str, **changes: Any) -> TrainingConfig:
    """Return the preset's own settings with ``changes``.

    Raises:
        TrainingError: there is no such preset, or a value is out of bounds.
    """
    _check_choice("preset", preset, tuple(PRESETS))
    return TrainingConfig(**{"preset": preset, "name": preset, **PRESETS[preset].settings, **changes})


def _check_choice(what: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise TrainingError(
            said("There is no {what} “{value}”.", what=_CALLED[what], value=value),
            said("Choose one of: {names}.", names=", ".join(choices)),
        )


@dataclass(frozen=True, slots=True)
class NetworkDescription:
    """What a config is going to be: ``summary`` is a table of layers as text, ``steps`` are those of one epoch.

    ``seconds_per_epoch`` was estimated by a few steps on this computer.
    """

    summary: str
    parameters: int
    seconds_per_epoch: float
    steps: int
