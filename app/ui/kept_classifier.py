"""A classifier of one's own, kept from one question to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.recognition.classifier import Classifier


class KeptClassifier:
    """Load models by their keys and keep the last one, in the thread that reads with it."""

    def __init__(self, load: Callable[[str], Classifier]) -> None:
        self._load = load
        self._key = ""
        self._classifier: Classifier | None = None

    def of(self, key: str) -> Classifier:
        """Return the classifier of a model.

        Raises:
            InkdigitError: the model cannot be loaded; says why.
        """
        if self._classifier is None or self._key != key:
            self.close()
            self._classifier, self._key = self._load(key), key
        return self._classifier

    def cancel(self) -> None:
        """Wait no longer for a model that takes a process. May be called in any thread."""
        cancel = getattr(self._load, "cancel", None)
        if cancel is not None:
            cancel()

    def close(self) -> None:
        """Let go of the last one."""
        classifier, self._classifier = self._classifier, None
        let_go(classifier)


def let_go(classifier: object) -> None:
    """End the process of a classifier that has one."""
    close = getattr(classifier, "close", None)
    if close is not None:
        close()
