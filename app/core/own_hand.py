"""Letting a model learn somebody's own hand: it goes on learning from the examples that were kept."""

from typing import Any

from app.core.bundle import DEFAULT_MODEL, read_bundle
from app.core.errors import InkdigitError, TrainingError, said
from app.core.my_drawings import count_examples
from app.core.presets import PRESETS
from app.core.training import TrainingConfig, config_for

LEAST_EXAMPLES = 20
EPOCHS, LEARNING_RATE = 5, 3e-4
_DATA, _MINE = "my-drawings", "-mine"


def plan_own_hand(model: str) -> TrainingConfig:
    """Return a training that begins with ``model`` and learns from the kept examples.

    One that has learned them before begins where it began then: what is held back now may be what it learned from.
    Only a network that is taught strokes and non-digits beside them does not forget all else; where ``model`` is of
    another kind, the shipped one is begun with.

    Raises:
        InkdigitError: too few examples were kept, or there is no model to begin with.
    """
    count = count_examples()
    if count < LEAST_EXAMPLES:
        raise TrainingError(
            said(
                "Your hand takes {least} examples to learn; you have kept {count}.", least=LEAST_EXAMPLES, count=count
            ),
            said("Draw a digit, then Edit, Keep as example…; those that are misread help most."),
        )
    for start in (_before_this_hand(model), DEFAULT_MODEL):
        network = _network_of(start)
        if network is not None:
            return config_for(
                "digits",
                data=_DATA,
                begin_with=start,
                epochs=EPOCHS,
                learning_rate=LEARNING_RATE,
                network=network,
                name=start if start.endswith(_MINE) else start + _MINE,
            )
    raise TrainingError("There is no model to begin with.", said("Install Inkdigit again to get its own model back."))


def _before_this_hand(model: str) -> str:
    """Return what a model that learned the kept examples began with, else the model itself."""
    training = _training_of(model)
    before = training.get("begin_with")
    return before if training.get("data") == _DATA and isinstance(before, str) and before else model


def _training_of(model: str) -> dict[str, Any]:
    """Return how a model was trained, as its card says; nothing where there is no such model."""
    try:
        training = read_bundle(model).card.fields.get("training")
    except InkdigitError:
        return {}
    return training if isinstance(training, dict) else {}


def _network_of(model: str) -> dict[str, Any] | None:
    """Return the numbers of a model's network where it was trained by the preset ``digits``, else None."""
    training = _training_of(model)
    if training.get("preset") != "digits":
        return None
    numbers = training.get("network", {})
    known = PRESETS["digits"].network
    if not isinstance(numbers, dict) or not numbers.keys() <= known.keys():
        return None
    return {key: tuple(value) if isinstance(value, list) else value for key, value in numbers.items()}
