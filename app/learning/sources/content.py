"""What one file or folder holds, before it becomes a data set."""

from dataclasses import dataclass, field

from app.learning.dataset import Part, empty_part


@dataclass(frozen=True, eq=False)
class Content:
    """Pictures as they were read: ``train`` is never empty; ``class_names`` is None where the source has no names."""

    train: Part
    test: Part = field(default_factory=empty_part)
    class_names: tuple[str, ...] | None = None
    sha256: dict[str, str] = field(default_factory=dict)
