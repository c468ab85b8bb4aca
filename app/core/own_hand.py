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
    for start in (model, DEFAULT_MODEL):
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


def _network_of(model: str) -> dict[str, Any] | None:
    """Return the numbers of a model's network where it was trained by the preset ``digits``, else None."""
    try:
        training = read_bundle(model).card.fields.get("training")
    except InkdigitError:
        return None
    if not isinstance(training, dict) or training.get("preset") != "digits":
        return None
    numbers = training.get("network", {})
    known = PRESETS["digits"].network
    if not isinstance(numbers, dict) or not numbers.keys() <= known.keys():
        return None
    return {key: tuple(value) if isinstance(value, list) else value for key, value in numbers.items()}
