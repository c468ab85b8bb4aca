"""Beginning a training with the weights of a model there is, instead of random ones."""

from dataclasses import dataclass
from typing import Any

from app.core.bundle import find_bundle, read_bundle
from app.core.errors import TrainingError, said
from app.core.files import shown
from app.core.imported import ImportWish
from app.core.training import TrainingConfig
from app.learning.calibration import Calibration
from app.learning.foreign.build import build
from app.learning.foreign.reading import read_foreign

_TOLD = ("name", "version", "data", "licence", "started_from")


@dataclass(frozen=True, slots=True)
class Start:
    """The weights to begin with, in Keras's order, the model's calibration, and what a card says of it."""

    name: str
    weights: tuple[Any, ...]
    calibration: Calibration
    fields: dict[str, Any]


def start_of(config: TrainingConfig) -> Start | None:
    """Return the weights that ``config`` asks to begin with; None for random ones. Nothing in a model's files is run.

    Raises:
        BundleError: there is no such model, or it is damaged.
    """
    if not config.begin_with:
        return None
    folder = find_bundle(config.begin_with).absolute()
    known = read_bundle(folder).card
    foreign = read_foreign(folder, ImportWish())
    fields: dict[str, Any] = {key: known.fields[key] for key in _TOLD if key in known.fields}
    fields["sha256"] = foreign.sha256
    weights = tuple(build(foreign.network, foreign.weights).get_weights())
    calibration = Calibration(known.temperature, known.thresholds, known.rejection)
    return Start(known.name, weights, calibration, fields)


def begin_with(start: Start, model: Any) -> None:
    """Give a network the weights to begin with.

    Raises:
        TrainingError: they are those of another network.
    """
    if [each.shape for each in start.weights] != [tuple(each.shape) for each in model.weights]:
        raise TrainingError(
            said("The model “{name}” is of another network, or has other classes.", name=shown(start.name)),
            said("Choose the preset that it was trained with, and data of the same classes."),
        )
    model.set_weights(start.weights)
