"""How a network wants its pictures: raw or scaled numbers, bright or dark ink. Found out, or assumed and said."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from app.core.errors import BundleError
from app.core.raster import raster_of_lines
from app.core.verdict import Logits
from app.learning.foreign.plan import Network
from app.learning.templates import digit_strokes

RANGES = ("0-255", "0-1")
INKS = ("bright", "dark")
_TRIALS = 300
_LEAST_ACCURACY = 0.5
_USUAL_SPREAD = 12.0
"""How far the winning logit of a trained net lies above their mean, about: 5 to 40 in those of the tutorials."""


@dataclass(frozen=True, slots=True)
class InputForm:
    """What a network is fed: numbers 0-255 or 0-1 (``range``), digits ``bright`` on dark or ``dark`` on bright.

    ``found`` says how that is known: by the "graph", a "trial" on drawn digits, because it was "given", or "assumed".
    """

    range: str = "0-1"
    ink: str = "bright"
    found: str = "assumed"

    @property
    def scale_and_offset(self) -> tuple[float, float]:
        """Return what turns a raster, 0-255 and bright on black, into the form."""
        top = 255.0 if self.range == "0-255" else 1.0
        return (top / 255, 0.0) if self.ink == "bright" else (-top / 255, top)

    def to_dict(self) -> dict[str, str]:
        """Return the form for a card."""
        return asdict(self)


ALL_FORMS = tuple(InputForm(scale, ink) for scale in RANGES for ink in INKS)


def given_form(range_: str | None, ink: str | None) -> InputForm | None:
    """Return the form that a person has given in full or in part; None where nothing was given.

    Raises:
        BundleError: a value is not one of the possible ones.
    """
    if range_ is None and ink is None:
        return None
    form = InputForm(range_ or "0-1", ink or "bright", "given")
    if form.range not in RANGES or form.ink not in INKS:
        raise BundleError(
            "There is no such form of input.",
            "Choose 0-255 or 0-1, bright or dark ink.",
        )
    return form


def form_in_graph(network: Network) -> InputForm | None:
    """Return the form that the first layers tell: a network that scales pixels itself wants them raw."""
    for layer in network.layers[1:]:
        if layer.kind == "Rescaling":
            scale, offset = layer.settings["scale"], layer.settings["offset"]
            if 0 < abs(scale) <= 1 / 100:
                # 1 - x/255 in the graph turns dark ink bright: the pictures had dark ink
                is_inverting = scale < 0 and offset > 0
                return InputForm("0-255", "dark" if is_inverting else "bright", "graph")
            return None
        if layer.kind not in ("Reshape", "Identity", "ZeroPadding2D"):
            return None
    return None


def drawn_digits(count: int) -> tuple[Any, Any]:
    """Return rasters uint8 (count, 28, 28) of digits that the program draws, and their labels; always the same."""
    rng = np.random.default_rng(20)
    labels = np.arange(count) % 10
    return np.stack([raster_of_lines(digit_strokes(int(label), rng)) for label in labels]), labels


def form_by_trial(logits_in: Callable[[InputForm, Any], Logits]) -> InputForm | None:
    """Return the form in which drawn digits are read best; None where no form reads half of them.

    ``logits_in`` answers rasters uint8 (n, 28, 28) in a form. The ink is told by the accuracy. The range cannot be:
    many networks answer alike at any scale; but a net fed numbers that are too large or too small by 255 answers with
    logits that lie far too wide or too close.
    """
    rasters, labels = drawn_digits(_TRIALS)
    tried: list[tuple[float, InputForm]] = []
    accuracies: dict[str, float] = dict.fromkeys(INKS, 0.0)
    for form in ALL_FORMS:
        logits = logits_in(form, rasters)
        accuracy = float(np.mean(logits.argmax(axis=1) == labels))
        spread = float(np.mean(logits.max(axis=1) - logits.mean(axis=1)))
        accuracies[form.ink] = max(accuracies[form.ink], accuracy)
        if accuracy >= _LEAST_ACCURACY and spread > 0:
            tried.append((abs(np.log(spread / _USUAL_SPREAD)), form))
    ink = max(INKS, key=lambda one: accuracies[one])
    fitting = [(distance, form) for distance, form in tried if form.ink == ink]
    if not fitting:
        return None
    _, best = min(fitting, key=lambda pair: pair[0])
    return InputForm(best.range, best.ink, "trial")
