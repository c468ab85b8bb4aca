"""Loading a model that LiteRT cannot run: in Keras, in a process that takes seconds to start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.core.errors import KerasNeeded
from app.core.job import Token
from app.ui.recognizer import ClassifierFactory

if TYPE_CHECKING:
    from app.recognition.classifier import Classifier

ProcessLoader = Callable[[str, Token], "Classifier"]


class ServingLoader:
    """Load models in a thread that may wait for a process; ``cancel`` gives up this wait and every later one."""

    def __init__(self, plain: ClassifierFactory, keras: ProcessLoader | None = None) -> None:
        self._plain, self._keras = plain, keras or load_in_keras
        self._token = Token()

    def __call__(self, key: str) -> Classifier:
        """Return LiteRT with a model, or Keras in a process of its own where it needs that; ``close`` the latter.

        Raises:
            InkdigitError: the model cannot be loaded.
            Cancelled: ``cancel`` was called.
        """
        try:
            return self._plain(key)
        except KerasNeeded:
            return self._keras(key, self._token)

    def cancel(self) -> None:
        """Wait no longer. May be called in any thread."""
        self._token.cancel()


def load_in_keras(key: str, token: Token) -> Classifier:
    """Load a model in Keras on the processor, in a process of its own.

    Raises:
        InkdigitError: that cannot be done; says why.
    """
    from app.compute.loading import load_on_processor
    from app.core.bundle import read_bundle

    return load_on_processor(read_bundle(key), token)
