"""The settings of a training as a table: name, label, help, and the input each is given."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.core.presets import Number, bounds_of
from app.core.training import BOUNDS, DEVICES, OPTIMIZERS, PRECISIONS, SCHEDULES
from app.ui.actions import QT_TRANSLATE_NOOP
from app.ui.naming import named
from app.ui.training_editors import (
    ChoiceBox,
    LimitBox,
    NumberBox,
    NumbersLine,
    SwitchBox,
    WholeBox,
    WordLine,
)

ROW_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Field:
    """One setting: its name in the config, what it is called, what it does, and which input it gets."""

    name: str
    label: str
    help: str
    make: Callable[[], QWidget]

    @property
    def title(self) -> str:
        """Return the label in the user's language."""
        return QCoreApplication.translate("TrainingForm", self.label)

    def editor(self) -> QWidget:
        """Return a new input with its names and help."""
        words = QCoreApplication.translate("TrainingForm", self.help)
        widget = named(self.make(), f"train_{self.name}")
        widget.setAccessibleName(self.title)
        widget.setAccessibleDescription(words)
        widget.setToolTip(words)
        widget.setWhatsThis(words)
        if isinstance(widget, SwitchBox):
            widget.setText(self.title)
        else:
            widget.setMinimumHeight(ROW_HEIGHT)
        return widget


def _whole(name: str, zero: str = "") -> Callable[[], QWidget]:
    bound = BOUNDS[name]
    return lambda: WholeBox(bound.low, bound.high, zero=QCoreApplication.translate("TrainingForm", zero))


def _number(name: str) -> Callable[[], QWidget]:
    return lambda: NumberBox(BOUNDS[name].low, BOUNDS[name].high)


BASIC = (
    Field(
        "epochs", QT_TRANSLATE_NOOP("TrainingForm", "Epochs"),
        QT_TRANSLATE_NOOP("TrainingForm", "How often the network sees every picture. More take longer."),
        _whole("epochs"),
    ),
    Field(
        "batch_size", QT_TRANSLATE_NOOP("TrainingForm", "Batch size"),
        QT_TRANSLATE_NOOP("TrainingForm", "How many pictures go into one step. Small batches learn more, but slower."),
        _whole("batch_size"),
    ),
    Field(
        "learning_rate", QT_TRANSLATE_NOOP("TrainingForm", "Learning rate"),
        QT_TRANSLATE_NOOP(
            "TrainingForm", "How far a step goes. Too large: the loss jumps or grows. Too small: it hardly falls."
        ),
        _number("learning_rate"),
    ),
)  # fmt: skip
ADVANCED = (
    Field(
        "optimizer", QT_TRANSLATE_NOOP("TrainingForm", "Optimizer"),
        QT_TRANSLATE_NOOP("TrainingForm", "The rule by which a step changes the weights."),
        lambda: ChoiceBox(OPTIMIZERS),
    ),
    Field(
        "schedule", QT_TRANSLATE_NOOP("TrainingForm", "Schedule"),
        QT_TRANSLATE_NOOP("TrainingForm", "How the learning rate changes over the whole run."),
        lambda: ChoiceBox(SCHEDULES),
    ),
    Field(
        "momentum", QT_TRANSLATE_NOOP("TrainingForm", "Momentum"),
        QT_TRANSLATE_NOOP("TrainingForm", "For sgd and rmsprop: how much of the last step is kept in the next."),
        _number("momentum"),
    ),
    Field(
        "beta_1", QT_TRANSLATE_NOOP("TrainingForm", "Beta 1"),
        QT_TRANSLATE_NOOP("TrainingForm", "For adam and adamw: how long the mean of the gradients remembers."),
        _number("beta_1"),
    ),
    Field(
        "beta_2", QT_TRANSLATE_NOOP("TrainingForm", "Beta 2"),
        QT_TRANSLATE_NOOP("TrainingForm", "For adam and adamw: how long the size of the gradients is remembered."),
        _number("beta_2"),
    ),
    Field(
        "epsilon", QT_TRANSLATE_NOOP("TrainingForm", "Epsilon"),
        QT_TRANSLATE_NOOP("TrainingForm", "A small number that keeps steps finite where gradients vanish."),
        _number("epsilon"),
    ),
    Field(
        "weight_decay", QT_TRANSLATE_NOOP("TrainingForm", "Weight decay"),
        QT_TRANSLATE_NOOP("TrainingForm", "Pulls weights towards zero, against learning by heart."),
        _number("weight_decay"),
    ),
    Field(
        "validation", QT_TRANSLATE_NOOP("TrainingForm", "Validation"),
        QT_TRANSLATE_NOOP(
            "TrainingForm", "Pictures held back to choose the best epoch by. With none, the last epoch is kept."
        ),
        _whole("validation", QT_TRANSLATE_NOOP("TrainingForm", "none")),
    ),
    Field(
        "patience", QT_TRANSLATE_NOOP("TrainingForm", "Patience"),
        QT_TRANSLATE_NOOP("TrainingForm", "Stop after so many epochs without a better validation loss."),
        _whole("patience", QT_TRANSLATE_NOOP("TrainingForm", "endless")),
    ),
    Field(
        "checkpoint_every", QT_TRANSLATE_NOOP("TrainingForm", "Checkpoint every"),
        QT_TRANSLATE_NOOP("TrainingForm", "After so many epochs the state is written, to resume from."),
        _whole("checkpoint_every"),
    ),
    Field(
        "limit", QT_TRANSLATE_NOOP("TrainingForm", "Pictures"),
        QT_TRANSLATE_NOOP("TrainingForm", "Use only so many of the training pictures."),
        lambda: LimitBox(BOUNDS["limit"].low, BOUNDS["limit"].high),
    ),
    Field(
        "seed", QT_TRANSLATE_NOOP("TrainingForm", "Seed"),
        QT_TRANSLATE_NOOP("TrainingForm", "The same seed, data and settings give the same model again."),
        lambda: NumberBox(BOUNDS["seed"].low, BOUNDS["seed"].high, is_whole=True),
    ),
    Field(
        "device", QT_TRANSLATE_NOOP("TrainingForm", "Device"),
        QT_TRANSLATE_NOOP("TrainingForm", "What computes; “auto” takes the GPU where there is one."),
        lambda: ChoiceBox(DEVICES),
    ),
    Field(
        "precision", QT_TRANSLATE_NOOP("TrainingForm", "Precision"),
        QT_TRANSLATE_NOOP(
            "TrainingForm",
            "How exactly to multiply while training; “bfloat16” is faster on new processors, slower on old ones.",
        ),
        lambda: ChoiceBox(PRECISIONS),
    ),
    Field(
        "begin_with", QT_TRANSLATE_NOOP("TrainingForm", "Begin with"),
        QT_TRANSLATE_NOOP(
            "TrainingForm", "A model of this preset, by its name: the network goes on from what that one knows."
        ),
        lambda: WordLine(empty=QCoreApplication.translate("TrainingForm", "random weights"), longest=4000),
    ),
    Field(
        "blend", QT_TRANSLATE_NOOP("TrainingForm", "Blend"),
        QT_TRANSLATE_NOOP(
            "TrainingForm", "How much of the weights that it began with comes out in the end: more keeps more of them."
        ),
        lambda: NumberBox(0, 1),
    ),
    Field(
        "name", QT_TRANSLATE_NOOP("TrainingForm", "Name"),
        QT_TRANSLATE_NOOP("TrainingForm", "What the model will be called."),
        WordLine,
    ),
    Field(
        "has_class_weights", QT_TRANSLATE_NOOP("TrainingForm", "Weigh rare classes more"),
        QT_TRANSLATE_NOOP("TrainingForm", "Rare classes count as much as common ones."),
        lambda: SwitchBox(""),
    ),
    Field(
        "keeps_h5", QT_TRANSLATE_NOOP("TrainingForm", "Keep checkpoints as .h5 too"),
        QT_TRANSLATE_NOOP("TrainingForm", "Write each checkpoint in the older form of Keras as well."),
        lambda: SwitchBox(""),
    ),
)  # fmt: skip
AUGMENTATION = (
    Field(
        "rotation", QT_TRANSLATE_NOOP("TrainingForm", "Rotation"),
        QT_TRANSLATE_NOOP("TrainingForm", "Turn each picture by up to so many degrees."), lambda: NumberBox(0, 180),
    ),
    Field(
        "scale", QT_TRANSLATE_NOOP("TrainingForm", "Zoom"),
        QT_TRANSLATE_NOOP("TrainingForm", "Make each picture larger or smaller by up to this share."),
        lambda: NumberBox(0, 0.9),
    ),
    Field(
        "shear", QT_TRANSLATE_NOOP("TrainingForm", "Slant"),
        QT_TRANSLATE_NOOP("TrainingForm", "Slant each picture by up to this share of its height."),
        lambda: NumberBox(0, 1),
    ),
    Field(
        "shift", QT_TRANSLATE_NOOP("TrainingForm", "Shift"),
        QT_TRANSLATE_NOOP("TrainingForm", "Move each picture by up to so many pixels."), lambda: NumberBox(0, 14),
    ),
    Field(
        "elastic", QT_TRANSLATE_NOOP("TrainingForm", "Elastic"),
        QT_TRANSLATE_NOOP("TrainingForm", "Bend strokes by about so many pixels."), lambda: NumberBox(0, 5),
    ),
    Field(
        "thickness", QT_TRANSLATE_NOOP("TrainingForm", "Thickness"),
        QT_TRANSLATE_NOOP("TrainingForm", "The share of pictures whose strokes become thicker or thinner."),
        lambda: NumberBox(0, 1),
    ),
    Field(
        "flip", QT_TRANSLATE_NOOP("TrainingForm", "Mirror half of the pictures"),
        QT_TRANSLATE_NOOP("TrainingForm", "Right for garments, wrong for digits."), lambda: SwitchBox(""),
    ),
    Field(
        "erasing", QT_TRANSLATE_NOOP("TrainingForm", "Cover"),
        QT_TRANSLATE_NOOP("TrainingForm", "The share of pictures of which a rectangle is covered with noise."),
        lambda: NumberBox(0, 1),
    ),
    Field(
        "plain", QT_TRANSLATE_NOOP("TrainingForm", "Leave as they are"),
        QT_TRANSLATE_NOOP("TrainingForm", "The share of pictures that are not varied."), lambda: NumberBox(0, 1),
    ),
)  # fmt: skip
_NETWORK_WORDS = {
    "units": (
        QT_TRANSLATE_NOOP("TrainingForm", "Units"),
        QT_TRANSLATE_NOOP("TrainingForm", "How many units each dense layer has."),
    ),
    "filters": (
        QT_TRANSLATE_NOOP("TrainingForm", "Filters"),
        QT_TRANSLATE_NOOP("TrainingForm", "How many patterns each convolution looks for."),
    ),
    "kernel": (
        QT_TRANSLATE_NOOP("TrainingForm", "Kernel"),
        QT_TRANSLATE_NOOP("TrainingForm", "How many pixels wide and high a convolution looks."),
    ),
    "kernels": (
        QT_TRANSLATE_NOOP("TrainingForm", "Kernels"),
        QT_TRANSLATE_NOOP("TrainingForm", "How many pixels wide and high each convolution looks."),
    ),
    "dropout": (
        QT_TRANSLATE_NOOP("TrainingForm", "Dropout"),
        QT_TRANSLATE_NOOP("TrainingForm", "The share of units that each step leaves out, against learning by heart."),
    ),
    "conv_dropout": (
        QT_TRANSLATE_NOOP("TrainingForm", "Dropout of convolutions"),
        QT_TRANSLATE_NOOP("TrainingForm", "The share of a convolution's results that each step leaves out."),
    ),
}


def network_field(name: str, default: Number) -> Field:
    """Return the field of one number, or of several, of a preset's network."""
    label, words = _NETWORK_WORDS.get(name, (name.replace("_", " ").capitalize(), ""))
    low, high = bounds_of(name, default)
    if isinstance(default, tuple):
        return Field(f"network_{name}", label, words, NumbersLine)
    if isinstance(default, float):
        return Field(f"network_{name}", label, words, lambda: NumberBox(low, high))
    return Field(f"network_{name}", label, words, lambda: WholeBox(low, high))
