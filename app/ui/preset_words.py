"""What is said of the presets, so that it can be translated: the texts are those of ``app.core.presets``."""

from PySide6.QtCore import QCoreApplication

from app.core.presets import PRESETS
from app.ui.actions import QT_TRANSLATE_NOOP

ABOUT = (
    QT_TRANSLATE_NOOP(
        "Presets",
        "The network of the shipped model: the best for drawing. Learns from pen strokes and from scribbles too.",
    ),
    QT_TRANSLATE_NOOP(
        "Presets",
        "The shortest way to 99 % on MNIST: one pass, in seconds.",
    ),
    QT_TRANSLATE_NOOP(
        "Presets",
        "The convolutional network of the Keras example: two convolutions, dropout, 99.2 % on MNIST.",
    ),
    QT_TRANSLATE_NOOP(
        "Presets",
        "The convolutional network of “Keras Succinctly”, made for a thousand pictures.",
    ),
    QT_TRANSLATE_NOOP(
        "Presets",
        "One wide hidden layer, as in many first lessons: 98 % on MNIST.",
    ),
    QT_TRANSLATE_NOOP(
        "Presets",
        "Three small hidden layers and plain gradient descent on unscaled pixels: 96 % on MNIST.",
    ),
    QT_TRANSLATE_NOOP(
        "Presets",
        "The network of the shipped model for garments: six convolutions, 94 % on Fashion-MNIST.",
    ),
    QT_TRANSLATE_NOOP(
        "Presets",
        "Two hidden layers for pictures of garments: 87 % on Fashion-MNIST.",
    ),
)


def about_words(preset: str) -> str:
    """Return what a preset is for, in the user's language."""
    return QCoreApplication.translate("Presets", PRESETS[preset].about)
