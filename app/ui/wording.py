"""What is said of a prediction: percentages, the answer, and a sentence."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.core.prediction import Prediction, Verdict

translate = QCoreApplication.translate
_DIGITS = frozenset("0123456789")
_NEAREST = 0.3
"""Below this probability no digit is called the nearest."""
_RIVAL = 0.05
"""A second reading below this probability is not worth a word."""


class Words(NamedTuple):
    """What the panel shows: ``glyph`` large, ``title`` beside it, ``sentence`` below.

    ``answer`` is what is read aloud, such as "3, 97 %".
    """

    glyph: str
    title: str
    sentence: str
    answer: str


def percent(probability: float) -> str:
    """Return whole percents that do not lie: 100 % and 0 % only within 0.05 of them, "<1 %" for less than a half."""
    value = probability * 100
    if 0.05 <= value < 0.5:
        return "<1\N{NO-BREAK SPACE}%"
    whole = 99 if 99 < value < 99.95 else round(value)
    return f"{whole}\N{NO-BREAK SPACE}%"


def share_text(share: float, decimals: int = 2) -> str:
    """Return a share in percent that is 0 or 100 only where it is exactly so: "99.52 %"."""
    value = round(100 * share, decimals)
    least = 10.0**-decimals
    if 0 < share < 1:
        value = min(max(value, least), 100 - least)
    return f"{value:.{decimals}f}\N{NO-BREAK SPACE}%"


def short_words(prediction: Prediction) -> str:
    """Return an answer as a line without a sentence, such as "7  54 %"."""
    if prediction.label is None:
        return "–"
    if prediction.verdict is Verdict.NOT_A_DIGIT:
        return translate("Words", "not one of these")
    return f"{prediction.label}  {percent(prediction.confidence)}"


def words_of(prediction: Prediction, *, is_picture: bool = False) -> Words:
    """Return what is said of a prediction, made from a drawing or from a picture."""
    if not _DIGITS.issuperset(prediction.probabilities):
        return _words_of_thing(prediction)
    if prediction.verdict is Verdict.EMPTY:
        return empty_words()
    (first, confidence), *others = prediction.top(2)
    if prediction.verdict is Verdict.NOT_A_DIGIT:
        return _not_a_digit(first if confidence >= _NEAREST else "", is_picture=is_picture)
    rival, rival_probability = others[0] if others else ("", 0.0)
    if prediction.verdict is Verdict.UNSURE:
        return _unsure(first, confidence, rival if rival_probability >= _RIVAL else "", rival_probability)
    text = percent(confidence)
    return Words(
        first, text, translate("Words", "This is {article} {label}.").format_map(_names(first)), f"{first}, {text}"
    )


def no_model_words() -> Words:
    """Return what is said when no model could be loaded."""
    return Words(
        "",
        translate("Words", "No model"),
        translate("Words", "Choose one under Model, Models…"),
        translate("Words", "No model"),
    )


def nothing_found_words() -> Words:
    """Return what is said of a picture without ink."""
    sentence = translate("Words", "Nothing stands out from the background of this picture.")
    return Words("", translate("Words", "No digit found"), sentence, translate("Words", "No digit found"))


def no_digits_words() -> Words:
    """Return what is said of a picture with ink that is no digit."""
    sentence = translate("Words", "No digits found: nothing here looks like one.")
    title = translate("Words", "No digit found")
    return Words("", title, sentence, title)


def empty_words() -> Words:
    """Return what is said of an empty canvas."""
    return Words(
        "",
        translate("Words", "Draw a digit"),
        translate("Words", "The answer moves with your pen."),
        translate("Words", "Draw a digit"),
    )


def _words_of_thing(prediction: Prediction) -> Words:
    """Return what is said by a model whose classes are no digits, such as garments."""
    if prediction.verdict is Verdict.EMPTY:
        title = translate("Words", "Drop a picture")
        return Words("", title, translate("Words", "Or draw an outline: what it encloses is filled."), title)
    (first, confidence), *others = prediction.top(2)
    share = percent(confidence)
    if prediction.verdict is Verdict.NOT_A_DIGIT:
        title = translate("Words", "None of these")
        sentence = translate("Words", "It looks like none of the classes below.")
        if confidence >= _NEAREST:
            sentence = translate("Words", "It looks like none of the classes; {label} comes nearest.")
        return Words("", title, sentence.format(label=first), title)
    if prediction.verdict is Verdict.UNSURE:
        title = translate("Words", "Perhaps: {label}").format(label=first)
        sentence = translate("Words", "{percent}. The form is unusual.").format(percent=share)
        if others and others[0][1] >= _RIVAL:
            rival, probability = others[0]
            words = translate("Words", "{percent}. Or {label}, at {other}.")
            sentence = words.format(percent=share, label=rival, other=percent(probability))
        return Words(first, title, sentence, f"{title}, {share}")
    return Words(first, share, translate("Words", "This is: {label}.").format(label=first), f"{first}, {share}")


def _not_a_digit(nearest: str, *, is_picture: bool) -> Words:
    if is_picture:
        sentence = translate("Words", "It looks like none of the ten. Drag a box round a digit.")
    elif nearest:
        sentence = translate("Words", "It looks like none of the ten; {article} {label} comes nearest.")
    else:
        sentence = translate("Words", "It looks like none of the ten.")
    title = translate("Words", "Not a digit")
    return Words("", title, sentence.format_map(_names(nearest)), title)


def _unsure(first: str, confidence: float, rival: str, rival_probability: float) -> Words:
    title = translate("Words", "Perhaps {article} {label}").format_map(_names(first))
    if rival:
        other = _names(rival) | {"percent": percent(rival_probability)}
        sentence = translate("Words", "Or {article} {label}, at {percent}.").format_map(other)
    else:
        sentence = translate("Words", "The form is unusual.")
    return Words(first, title, f"{percent(confidence)}. {sentence}", f"{title}, {percent(confidence)}")


def _names(label: str) -> dict[str, str]:
    """Return a class name and its article, for the texts."""
    return {
        "label": label,
        "article": translate("Words", "an") if label[:1] in ("8", "A", "E", "I", "O", "U") else translate("Words", "a"),
    }
