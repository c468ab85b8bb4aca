"""The inputs of the training form: each can ``read`` and ``write`` one value, and tells when it was ``edited``."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox

from app.core.errors import TrainingError

translate = QCoreApplication.translate
_STEPS = (1.0, 2.0, 5.0, 10.0)
_LARGEST_INT = 2**31 - 1


class Editor(Protocol):
    """What the form knows of an input."""

    edited: Signal

    def read(self) -> object:
        """Return the value; raises TrainingError where there is none."""

    def write(self, value: object) -> None:
        """Show a value."""


class WholeBox(QSpinBox):
    """A whole number; the wheel turns it only where it has the keyboard, so that a page can be scrolled past it."""

    edited = Signal()

    def __init__(self, low: float, high: float, *, zero: str = "") -> None:
        super().__init__()
        self.setRange(int(low), min(int(high), _LARGEST_INT))
        self.setSpecialValueText(zero)
        self.setAccelerated(True)
        self.valueChanged.connect(self.edited)

    def read(self) -> int:
        """Return the number."""
        return self.value()

    def write(self, value: object) -> None:
        """Show a number."""
        self.setValue(int(value))  # type: ignore[call-overload]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, unless the box has the keyboard."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class LimitBox(WholeBox):
    """A whole number or none, which is shown as a word at the lower end."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__(low - 1, high, zero=translate("TrainingForm", "all"))

    def read(self) -> int | None:  # type: ignore[override]
        """Return the number, or None."""
        return None if self.value() == self.minimum() else self.value()

    def write(self, value: object) -> None:
        """Show a number, or None."""
        self.setValue(self.minimum() if value is None else int(value))  # type: ignore[call-overload]


class NumberBox(QDoubleSpinBox):
    """A number as short as it can be written, such as 0.001 or 1e-07; the arrows go 1, 2, 5, 10."""

    edited = Signal()

    def __init__(self, low: float, high: float, *, is_whole: bool = False) -> None:
        super().__init__()
        self._is_whole = is_whole
        self.setDecimals(0 if is_whole else 14)
        self.setRange(low, high)
        self.valueChanged.connect(self.edited)

    def read(self) -> float | int:
        """Return the number."""
        return int(self.value()) if self._is_whole else float(f"{self.value():.10g}")

    def write(self, value: object) -> None:
        """Show a number."""
        self.setValue(float(value))  # type: ignore[arg-type]

    def textFromValue(self, value: float) -> str:
        """Return the shortest text for a number."""
        return f"{value:.0f}" if self._is_whole else f"{value:.8g}"

    def valueFromText(self, text: str) -> float:
        """Return the number of a text that ``validate`` let pass."""
        try:
            return float(text.strip().replace(",", "."))
        except ValueError:
            return self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Let pass what is a number within bounds, or may become one."""
        try:
            number = float(text.strip().replace(",", "."))
        except ValueError:
            can_become = set(text) <= set("0123456789.,eE+- ")
            return (QValidator.State.Intermediate if can_become else QValidator.State.Invalid), text, position
        is_inside = self.minimum() <= number <= self.maximum()
        return (QValidator.State.Acceptable if is_inside else QValidator.State.Intermediate), text, position

    def stepBy(self, steps: int) -> None:
        """Go to the next round number, a tenth of the range's size at most below one."""
        if self._is_whole:
            super().stepBy(steps)
            return
        value = self.value()
        for _ in range(abs(steps)):
            value = _next_round(value, is_up=steps > 0, least=max(self.minimum(), 10.0 ** -(self.decimals() // 2)))
        self.setValue(max(self.minimum(), value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, unless the box has the keyboard."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class ChoiceBox(QComboBox):
    """One of some words."""

    edited = Signal()

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__()
        self.addItems(list(choices))
        self.currentIndexChanged.connect(self.edited)

    def read(self) -> str:
        """Return the word."""
        return self.currentText()

    def write(self, value: object) -> None:
        """Show a word."""
        self.setCurrentText(str(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, unless the box has the keyboard."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class SwitchBox(QCheckBox):
    """Yes or no; the label is in the box itself."""

    edited = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.toggled.connect(self.edited)

    def read(self) -> bool:
        """Return whether it is on."""
        return self.isChecked()

    def write(self, value: object) -> None:
        """Switch on or off."""
        self.setChecked(bool(value))


class WordLine(QLineEdit):
    """A line of text."""

    edited = Signal()

    def __init__(self, *, empty: str = "", longest: int = 100) -> None:
        super().__init__()
        self.setPlaceholderText(empty)
        self.setMaxLength(longest)
        self.setStyleSheet("QLineEdit { padding: 3px 6px; }")
        self.textChanged.connect(self.edited)

    def read(self) -> object:
        """Return the text without the space around it."""
        return self.text().strip()

    def write(self, value: object) -> None:
        """Show a text."""
        self.setText(str(value))


class NumbersLine(WordLine):
    """Some whole numbers with commas between them."""

    def read(self) -> tuple[int, ...]:
        """Return the numbers.

        Raises:
            TrainingError: what was typed are no whole numbers.
        """
        try:
            return tuple(int(part) for part in self.text().replace(";", ",").strip(" ,").split(","))
        except ValueError:
            raise TrainingError(
                translate("TrainingForm", "“{text}” is no list of whole numbers.").format(text=self.text()),
                translate("TrainingForm", "Write numbers with commas between them, such as 32, 64."),
            ) from None

    def write(self, value: object) -> None:
        """Show numbers."""
        self.setText(", ".join(str(number) for number in value))  # type: ignore[attr-defined]


def _next_round(value: float, *, is_up: bool, least: float) -> float:
    """Return the next larger or smaller number of the series 1, 2, 5, 10."""
    if value < least * 0.999:
        return least if is_up else 0.0
    power = 10.0 ** int(f"{value:e}".split("e")[1])
    digits = value / power
    if is_up:
        return power * next(step for step in _STEPS if step > digits * 1.0001)
    below = [step for step in _STEPS if step < digits * 0.9999]
    lower = power * below[-1] if below else power * 0.5
    return lower if lower >= least * 0.999 else 0.0
