"""What became of a model that was written for another program."""

from dataclasses import dataclass

FORMATS = {
    "litert": ".tflite",
    "litert-int8": ".tflite",
    "onnx": ".onnx",
    "saved_model": "",
    "keras": ".keras",
    "h5": ".h5",
    "weights": ".weights.h5",
}
"""The forms, each with the ending that its files have; a SavedModel is a folder."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The file or folder at ``path``, loaded again and compared on ``n`` pictures.

    ``difference`` is the largest one of any probability; ``card`` is the path of the card beside it.
    """

    path: str
    format: str
    size_bytes: int
    difference: float
    n: int
    card: str
