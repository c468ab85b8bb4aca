"""What a training run is asked to do."""

from dataclasses import asdict, dataclass, field
from typing import Any

from app.core.errors import TrainingError
from app.learning.augment import Augmentation

PRESETS = ("digits",)


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """All that a run depends on; the same config, data and machine give the same model.

    ``learning_rate`` is the peak of a warm-up and cosine decay to 0. ``limit`` takes only so many training pictures.
    """

    preset: str = "digits"
    data: str = "mnist"
    epochs: int = 26
    batch_size: int = 128
    learning_rate: float = 2e-3
    weight_decay: float = 0.02
    seed: int = 1
    limit: int | None = None
    name: str = "digits"
    version: str = "1.0"
    augmentation: Augmentation = field(default_factory=Augmentation)

    def __post_init__(self) -> None:
        if self.preset not in PRESETS:
            raise TrainingError(f"There is no preset “{self.preset}”.", f"Choose one of: {', '.join(PRESETS)}.")
        if not 1 <= self.epochs <= 10_000:
            raise TrainingError(f"{self.epochs} epochs are not possible.", "Choose 1 to 10,000.")
        if not 16 <= self.batch_size <= 4096:
            raise TrainingError(f"A batch of {self.batch_size} is not possible.", "Choose 16 to 4,096.")
        if not 0 < self.learning_rate <= 10:
            raise TrainingError(f"A learning rate of {self.learning_rate} is not possible.", "Choose one in 0 to 10.")
        if not 0 <= self.seed < 2**32:
            raise TrainingError(f"A seed of {self.seed} is not possible.", "Choose 0 to 4,294,967,295.")
        if self.limit is not None and self.limit < 200:
            raise TrainingError("That is too few pictures to learn from.", "Allow 200 or more.")

    def to_dict(self) -> dict[str, Any]:
        """Return the config as plain values for ``config.json`` and the card."""
        return asdict(self)
