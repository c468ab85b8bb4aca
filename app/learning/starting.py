"""Beginning a training with the weights of a model there is, instead of random ones."""

from collections.abc import Mapping, Sequence
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

_LEFT_OUT = ("seed", "validation", "limit")
"""Settings that say which pictures a training leaves out, to choose by or to measure with."""
_TOLD = ("name", "version", "data", "licence", "started_from")


@dataclass(frozen=True, slots=True)
class Start:
    """The weights to begin with, in Keras's order, the model's calibration, and what a card says of it.

    ``training`` are the settings that it was trained with, ``files`` the hashes of what it learned from, if known.
    """

    name: str
    weights: tuple[Any, ...]
    calibration: Calibration
    fields: dict[str, Any]
    training: Mapping[str, Any]
    files: Any


def start_of(config: TrainingConfig, sources: Sequence[Mapping[str, Any]]) -> Start | None:
    """Return the weights that ``config`` asks to begin with; None for random ones. Nothing in a model's files is run.

    ``sources`` are those of the material that is to be learned from.

    Raises:
        BundleError: there is no such model, or it is damaged.
        TrainingError: it has learned from pictures that this training leaves out.
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
    start = Start(known.name, weights, calibration, fields, *_learned_how(known.fields))
    _check_left_out(start, sources, config)
    return start


def _learned_how(fields: Mapping[str, Any]) -> tuple[Mapping[str, Any], Any]:
    """Return the settings and the hashes of the data in the fields of a card, which may be anybody's."""
    training, data = fields.get("training"), fields.get("data")
    first = data[0] if isinstance(data, list) and data else None
    return (
        training if isinstance(training, dict) else {},
        first.get("sha256") if isinstance(first, dict) else None,
    )


def _check_left_out(start: Start, sources: Sequence[Mapping[str, Any]], config: TrainingConfig) -> None:
    """See that no picture to choose by, or to measure with, is one that the model has learned from.

    Raises:
        TrainingError: it learned from the same files, and left out others of their pictures.
    """
    leaves_out = sources[0].get("validation") or sources[0].get("test_held_back")
    if not leaves_out or sources[0].get("sha256") != start.files:
        return
    now = config.to_dict()
    before = {name: start.training.get(name, now[name]) for name in _LEFT_OUT}
    if any(now[name] != value for name, value in before.items()):
        raise TrainingError(
            said("The model “{name}” has learned from pictures that would be left out now.", name=shown(start.name)),
            said(
                "Take the same seed, {seed}, hold back as many, {count}, and use as many pictures as it did.",
                seed=before["seed"],
                count=before["validation"],
            ),
        )


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


def blend_with(start: Start, model: Any, share: float) -> None:
    """Give a network that began with these weights the mean of them, counted as ``share``, and of its own."""
    pairs = zip(start.weights, model.get_weights(), strict=True)
    model.set_weights([share * before + (1 - share) * now for before, now in pairs])
