"""Which of the two programs this is: the full one trains, the reader goes without TensorFlow and only reads."""

import importlib.util
from functools import cache

from app.core.errors import InkdigitError, said

MESSAGE = said("This is the small Inkdigit: it reads digits, but cannot train or convert networks.")
HINT = said("Install the full one, in place of it: the package “inkdigit” instead of “inkdigit-reader”.")


class CannotTrainError(InkdigitError):
    """Training, or what else needs Keras, was asked of the reader."""

    def __init__(self, message: str = MESSAGE, hint: str = HINT) -> None:
        super().__init__(message, hint)


@cache
def can_train() -> bool:
    """Say whether Keras and a library to compute with are installed; imports neither."""
    return importlib.util.find_spec("keras") is not None and any(
        importlib.util.find_spec(name) is not None for name in ("tensorflow", "jax", "torch")
    )
