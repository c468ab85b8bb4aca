"""What a model in another process and its asker say to each other."""

from dataclasses import dataclass

ANSWER, FAILURE = b"a", b"f"
"""The first byte of what comes back: logits follow, or a reason."""
RASTER_BYTES = 28 * 28
MAX_RASTERS = 256
MAX_QUESTION = RASTER_BYTES * MAX_RASTERS


@dataclass(frozen=True, slots=True)
class Serving:
    """The model is loaded and can be asked; ``device`` says where it computes, for people."""

    device: str
