"""Errors that a person can read: what is wrong, and what to do about it."""


class InkdigitError(Exception):
    """Carry a sentence that says what is wrong and, in ``hint``, one that says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class ImageError(InkdigitError):
    """A picture could not be read."""


class StrokesError(InkdigitError):
    """A file of strokes could not be read."""


class BundleError(InkdigitError):
    """A model bundle is damaged, incomplete or not one."""


class WeightsAloneError(BundleError):
    """A file holds weights without the network they belong to; a person can say which preset that is."""


class KerasNeeded(BundleError):  # noqa: N818 - where a process can be started, it is a way and no error
    """LiteRT cannot run a model: Keras has to, in a process of its own."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The model “{name}” runs in Keras alone.", "Choose another one for this.")
        self.name = name

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return type(self), (self.name,)


class DataSetError(InkdigitError):
    """A data set is damaged, missing or of an unknown form."""


class ClassifierError(InkdigitError):
    """A classifier was asked something it cannot answer, or its runtime failed."""


class TrainingError(InkdigitError):
    """A training run cannot start or go on."""


class ComputeError(InkdigitError):
    """The process of a job could not start, died, or ran out of something."""


class Cancelled(Exception):  # noqa: N818 - an ending, not an error
    """The user cancelled a job; its partial result is discarded."""
