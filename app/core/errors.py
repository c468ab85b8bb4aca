"""Errors that a person can read: what is wrong, and what to do about it."""

from typing import Any, Self


class Sentence(str):
    """A text in English that remembers how it was made, so that the window can say it in another language.

    ``template`` is the text with its gaps, as for ``str.format``; ``values`` fill them, plain ones or Sentences
    again. Without values the template is the text as it is. Everywhere else it is the plain ``str`` that it is.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, Any]

    def __new__(cls, text: str, template: str = "", values: dict[str, Any] | None = None) -> Self:
        """Keep ``text`` as the text, made of ``template`` and ``values``; by itself it is its own template."""
        sentence = super().__new__(cls, text)
        sentence.template = template or text
        sentence.values = values or {}
        return sentence

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, dict[str, Any]]]:
        return type(self), (str(self), self.template, self.values)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: object) -> Self:
        return self

    def lowered(self) -> "Sentence":
        """Return it with a small first letter, to stand after a colon; another language does there as it likes."""
        return Sentence(self[:1].lower() + self[1:], self.template, self.values)


def said(template: str, **values: Any) -> Sentence:
    """Return a sentence for people: ``said("“{name}” is empty.", name=path.name)``.

    ``template`` is a literal, because the translations are collected from the calls.
    """
    text = template.format(**values) if values else template
    return Sentence(text, template, {name: _plain(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    """Return a value as one that any process can read and any format of numbers still fits."""
    if type(value) in (Sentence, str, int, float):
        return value
    for kind in (int, float):
        if isinstance(value, kind):
            return kind(value)
    if hasattr(value, "__index__"):  # a number of NumPy
        return int(value)
    return float(value) if hasattr(value, "__float__") else str(value)


def as_sentence(text: str) -> Sentence:
    """Return a text without gaps as a sentence; one that is a sentence stays the same."""
    return text if isinstance(text, Sentence) else Sentence(text)


class InkdigitError(Exception):
    """Carry a sentence that says what is wrong and, in ``hint``, one that says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = as_sentence(message)
        self.hint = as_sentence(hint)

    @property
    def sentence(self) -> Sentence:
        """Return what is wrong and what to do, in one."""
        return said("{first} {second}", first=self.message, second=self.hint) if self.hint else self.message

    def __str__(self) -> str:
        return str(self.sentence).rstrip()


class ImageError(InkdigitError):
    """A picture could not be read."""


class StrokesError(InkdigitError):
    """A file of strokes could not be read."""


class BundleError(InkdigitError):
    """A model bundle is damaged, incomplete or not one."""


class WeightsAloneError(BundleError):
    """A file holds weights without the network they belong to; a person can say which preset that is."""


class NotHereError(InkdigitError):
    """Something is not on this computer that can be fetched."""


class KerasNeeded(BundleError):  # noqa: N818 - where a process can be started, it is a way and no error
    """LiteRT cannot run a model: Keras has to, in a process of its own."""

    def __init__(self, name: str) -> None:
        super().__init__(said("The model “{name}” runs in Keras alone.", name=name), "Choose another one for this.")
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
