"""What is said of the steps of the framing, and of a digit without some of them."""

from PySide6.QtCore import QCoreApplication

from app.core.prediction import Prediction, Verdict
from app.ui.wording import percent

translate = QCoreApplication.translate


def title_of(step: str) -> str:
    """Return what a step is called in the strip."""
    return {
        "crop": translate("Stages", "Cut out"),
        "ink": translate("Stages", "Ink only"),
        "fit": translate("Stages", "20 pixels"),
        "pen": translate("Stages", "Pen width"),
        "centre": translate("Stages", "Centred"),
    }[step]


def tip_of(step: str) -> str:
    """Return what a step does."""
    return {
        "crop": translate("Stages", "cut to the box of the ink; else all that is around it stays."),
        "ink": translate("Stages", "ink bright on black, the paper gone; else light and dark as they are."),
        "fit": translate("Stages", "the longer side becomes 20 pixels; else it is stretched over all 28 × 28."),
        "pen": translate("Stages", "lines as broad as the network knows them; else as they were drawn."),
        "centre": translate("Stages", "the centre of mass comes into the middle; else the middle of the box."),
    }[step]


def short_answer(prediction: Prediction) -> str:
    """Return an answer in a few letters, such as "7, 54 %"."""
    if prediction.label is None:
        return "–"
    if prediction.verdict is Verdict.NOT_A_DIGIT:
        return translate("Stages", "not a digit")
    return f"{prediction.label}, {percent(prediction.confidence)}"


def sentence_of(left_out: tuple[str, ...], prediction: Prediction) -> str:
    """Return what is read without some steps, or with all of them."""
    if prediction.label is None:
        return translate("Stages", "Draw a digit to see what becomes of it.")
    steps, is_digit = _joined([_noun_of(step) for step in left_out]), prediction.verdict is not Verdict.NOT_A_DIGIT
    if left_out:
        said = (
            translate("Stages", "Without {steps} it reads {label} ({percent}).")
            if is_digit
            else translate("Stages", "Without {steps} it finds no digit.")
        )
    else:
        said = (
            translate("Stages", "With all steps it reads {label} ({percent}).")
            if is_digit
            else translate("Stages", "With all steps it finds no digit.")
        )
    return said.format(steps=steps, label=prediction.label, percent=percent(prediction.confidence))


def note_of(left_out: tuple[str, ...]) -> str:
    """Return what the steps that are left out would do; without any, what all of them are for."""
    if left_out:
        return "\n".join(f"{title_of(step)}: {tip_of(step)}" for step in left_out)
    return translate(
        "Stages",
        "The network has learned from digits that were prepared like this, and reads best what looks like them.",
    )


def _noun_of(step: str) -> str:
    return {
        "crop": translate("Stages", "cutting out"),
        "ink": translate("Stages", "taking the ink alone"),
        "fit": translate("Stages", "fitting it to 20 pixels"),
        "pen": translate("Stages", "the usual pen width"),
        "centre": translate("Stages", "centring"),
    }[step]


def _joined(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return translate("Stages", "{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])
