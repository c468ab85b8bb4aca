"""What a classifier says of one raster."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How far an answer can be trusted."""

    EMPTY = "empty"
    DIGIT = "digit"
    UNSURE = "unsure"
    NOT_A_DIGIT = "not-a-digit"


@dataclass(frozen=True, slots=True)
class Prediction:
    """The probability of each class (they sum to 1, in the order of the model's classes) and a verdict on the whole."""

    probabilities: dict[str, float]
    verdict: Verdict

    @property
    def label(self) -> str | None:
        """Return the most probable class name; None for an empty drawing."""
        if self.verdict is Verdict.EMPTY:
            return None
        return max(self.probabilities, key=self.probabilities.__getitem__)

    @property
    def confidence(self) -> float:
        """Return the probability of ``label``, 0-1; 0 for an empty drawing."""
        label = self.label
        return 0.0 if label is None else self.probabilities[label]

    def top(self, count: int) -> list[tuple[str, float]]:
        """Return the ``count`` most probable classes with their probabilities, best first."""
        ranked = sorted(self.probabilities.items(), key=lambda item: -item[1])
        return ranked[:count]


def empty_prediction(class_names: tuple[str, ...]) -> Prediction:
    """Return what is known of an empty drawing: nothing, so every class is equally probable."""
    return Prediction(dict.fromkeys(class_names, 1 / len(class_names)), Verdict.EMPTY)
