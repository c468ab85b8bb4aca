"""What is said of a number that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.core.prediction import Verdict
from app.ui.wording import Words, percent

if TYPE_CHECKING:
    from app.recognition.numbers import NumberReading

translate = QCoreApplication.translate
_RIVAL = 0.05


def number_words(reading: NumberReading) -> Words:
    """Return what is said of a number; of its weakest digit where one is in doubt."""
    if reading.weakest is None:
        return empty_number_words()
    place, text = reading.weakest + 1, reading.text
    prediction = reading.digits[reading.weakest].prediction
    if reading.verdict is Verdict.NOT_A_DIGIT:
        sentence = translate("Words", "Part {place} is not a digit.").format(place=place)
        return Words("", "", sentence, f"{text}, {sentence}")
    share = percent(reading.confidence)
    if reading.verdict is Verdict.UNSURE:
        sentence = _doubt(place, prediction.top(2))
        return Words("", share, sentence, translate("Words", "Perhaps {text}").format(text=text) + f", {share}")
    if len(reading.digits) == 1:
        return Words("", share, translate("Words", "Write on: the next digit joins it."), f"{text}, {share}")
    sentence = translate("Words", "Least sure: the {label} at place {place}.")
    return Words("", share, sentence.format(label=prediction.label, place=place), f"{text}, {share}")


def empty_number_words() -> Words:
    """Return what is said of an empty canvas for numbers."""
    title = translate("Words", "Write a number")
    return Words("", title, translate("Words", "It is read as it grows."), title)


def _doubt(place: int, best: list[tuple[str, float]]) -> str:
    (first, _), *others = best
    rival, share = others[0] if others else ("", 0.0)
    if share < _RIVAL:
        return translate("Words", "Digit {place} has an unusual form.").format(place=place)
    names = {"place": place, "first": first, "rival": rival, "percent": percent(share)}
    return translate("Words", "Digit {place} is {first}, or {rival} at {percent}.").format_map(names)
