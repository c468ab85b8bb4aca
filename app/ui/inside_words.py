"""What is said of layers and of reasons."""

from PySide6.QtCore import QCoreApplication

from app.core.prediction import Prediction, Verdict
from app.recognition.inside import InsideLayer
from app.recognition.saliency import Saliency
from app.ui.wording import percent

translate = QCoreApplication.translate
TIMES = "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}"


def kind_words(layer: InsideLayer) -> str:
    """Return what a layer does, such as "Convolution 3 × 3"."""
    words = {
        "CONV_2D": translate("InsideWords", "Convolution"),
        "DEPTHWISE_CONV_2D": translate("InsideWords", "Depthwise convolution"),
        "FULLY_CONNECTED": translate("InsideWords", "Dense"),
        "MAX_POOL_2D": translate("InsideWords", "Max pooling"),
        "AVERAGE_POOL_2D": translate("InsideWords", "Average pooling"),
        "MEAN": translate("InsideWords", "Global average pooling"),
        "REDUCE_MAX": translate("InsideWords", "Global max pooling"),
        "CONCATENATION": translate("InsideWords", "Concatenation"),
        "SOFTMAX": translate("InsideWords", "Softmax"),
    }.get(layer.operation, "")
    if layer.window is not None:
        return f"{words} {layer.window[0]}{TIMES}{layer.window[1]}"
    return words


def layer_words(layer: InsideLayer, shown: int, total: int) -> str:
    """Return what stands beside a layer's name: what it does, its shape, how much it has learned."""
    parts = [kind_words(layer)] if kind_words(layer) else []
    if len(layer.names) > 1:
        parts.append(translate("InsideWords", "with {names}").format(names=", ".join(layer.names[1:])))
    parts.append(shape_words(layer.shape))
    if layer.parameters:
        parts.append(translate("InsideWords", "{count} weights").format(count=f"{layer.parameters:,}"))
    if shown < total:
        parts.append(translate("InsideWords", "the first {shown} of {total}").format(shown=shown, total=total))
    return " · ".join(parts)


def shape_words(shape: tuple[int, ...]) -> str:
    """Return a shape as people write it."""
    return TIMES.join(map(str, shape))


def number_words(value: float) -> str:
    """Return a number of a layer in few characters."""
    return f"{value:.3g}".replace("-", "\N{MINUS SIGN}")


def reading_words(prediction: Prediction) -> str:
    """Return a prediction in a few characters, such as "9 (91 %)"."""
    if prediction.label is None:
        return translate("InsideWords", "nothing")
    if prediction.verdict is Verdict.NOT_A_DIGIT:
        return translate("InsideWords", "none of these")
    return f"{prediction.label} ({percent(prediction.confidence)})"


def saliency_words(saliency: Saliency) -> str:
    """Return what the picture of reasons says in a sentence."""
    if saliency.prediction.label is None or saliency.without is None:
        return translate("InsideWords", "Draw something: then the ink that the answer rests on is coloured.")
    return translate("InsideWords", "Read as {answer}. Without the framed part: {other}.").format(
        answer=reading_words(saliency.prediction), other=reading_words(saliency.without)
    )


def stroke_words(number: int, without: Prediction) -> str:
    """Return what a drawing is without one of its strokes; strokes are counted from 1."""
    return translate("InsideWords", "Without stroke {number}: {answer}").format(
        number=number, answer=reading_words(without)
    )
