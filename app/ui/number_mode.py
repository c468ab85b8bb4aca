"""Number mode: a wide canvas on which a whole number is drawn, and what is read of it as it grows.

What only numbers need is imported with the first one: the window does not wait for it.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut

from app.core.defaults import NUMBER_SIZE, is_number_size
from app.core.prediction import Verdict, empty_prediction
from app.core.settings import MODE, NUMBER_PEN_WIDTH, PEN_WIDTH
from app.ui.sketch import Sheet, Sketch
from app.ui.wording import Words, empty_words

if TYPE_CHECKING:
    from app.core.ink import Drawing
    from app.recognition.numbers import NumberReading
    from app.ui.digit_strip import DigitStrip
    from app.ui.main_window import MainWindow
    from app.ui.number_marks import DigitMark
    from app.ui.recognizer import NumberAnswer

_OVERHANG = 0.35
"""A bracket reaches this share of the pen's width beyond the middle of the outermost line."""


_APART, _LEAST_BRACKET = 1.5, 5.0
"""Canvas units that a bracket stays away from the middle between two digits, and that it has at least."""


class NumberMode(QObject):
    """Switch between a sheet for one digit and one for a number, each with its own drawing; show what is read."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        settings = window.settings
        self._digit_sheet = window.canvas.sheet
        self._digit_sheet.pen_width = settings[PEN_WIDTH]
        self._number_sheet = Sheet(NUMBER_SIZE, settings[NUMBER_PEN_WIDTH])
        self._strip: DigitStrip | None = None
        self._reading: NumberReading | None = None
        self._drawing: Drawing | None = None
        self._place = 0
        self._action: QAction | None = None
        window.recognizer.number_answered.connect(self._on_answered)
        for key, by in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
            shortcut = QShortcut(QKeySequence(key), window.canvas, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.select_before if by < 0 else self.select_after)

    def restore(self, action: QAction) -> None:
        """Begin as the settings say; ``action`` is checked while a number is drawn."""
        window, self._action = self._window, action
        window.canvas.use_sheet(self._digit_sheet)
        window.desk.square.currentChanged.connect(self.arrange)
        window.panel.show_words(empty_words())
        self.set_on(window.settings[MODE] == "number")

    @property
    def is_on(self) -> bool:
        """Say whether a whole number is drawn."""
        return self._window.canvas.sheet is self._number_sheet

    @property
    def reading(self) -> NumberReading | None:
        """Return what was read last; None before that, or where one digit is drawn."""
        return self._reading if self.is_on else None

    @property
    def place(self) -> int:
        """Return which digit is selected, from 0."""
        return self._place

    @property
    def text(self) -> str:
        """Return what was read of what is on show: a number, the text of a picture, a digit; empty for nothing."""
        window = self._window
        if window.is_showing_picture:
            return window.results_view.text
        if self.is_on:
            return self._reading.text if self._reading is not None else ""
        prediction = window.panel.chart.prediction
        if prediction is None or prediction.verdict not in (Verdict.DIGIT, Verdict.UNSURE):
            return ""
        return prediction.label or ""

    @property
    def selected_drawing(self) -> Drawing | None:
        """Return the ink of the selected digit, on a square canvas; None where there is none."""
        if self._reading is None or self._drawing is None or not self._reading.digits or self._window.canvas.is_blank:
            return None
        from app.recognition.numbers import drawing_of_digit

        return drawing_of_digit(self._drawing, self._reading.digits[self._place])

    @property
    def example(self) -> Drawing | None:
        """Return what is kept as an example: the drawing of a digit, or the selected digit of a number."""
        return self.selected_drawing if self.is_on else self._window.canvas.drawing

    @property
    def sketch(self) -> Sketch:
        """Return what the bars are about: the sketch of one digit, or the selected digit of a number."""
        return Sketch(self.selected_drawing) if self.is_on else self._window.canvas.sketch

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Return the drawings of both sheets, those without ink left out, the one on show last."""
        hidden = self._digit_sheet if self.is_on else self._number_sheet
        both = (hidden.history.current, self._window.canvas.sheet.history.current)
        return tuple(drawing for drawing in both if drawing is not None and not drawing.is_empty)

    @Slot(bool)
    def set_on(self, is_on: bool, *, is_kept: bool = True) -> None:
        """Draw a whole number, or one digit; the drawing of the other sheet stays on it.

        ``is_kept``: the next start begins that way, too.
        """
        window = self._window
        if window.is_showing_picture:
            window.show_canvas()
        if is_kept:
            window.settings[MODE] = "number" if is_on else "digit"
        if self._action is not None:
            self._action.setChecked(is_on)
        if is_on == self.is_on:
            return
        self._forget()
        window.panel.show_nothing(_empty_words(is_number=is_on))
        window.canvas.use_sheet(self._number_sheet if is_on else self._digit_sheet)
        self.arrange()
        window.canvas.setFocus()
        window.recognizer.ask(window.canvas.sketch)

    @Slot()
    def arrange(self) -> None:
        """Place canvas and panel for what is on show."""
        is_wide = self.is_on and not self._window.is_showing_picture
        self._window.panel.set_wide(self._made_strip() if is_wide else None)
        self._window.desk.set_wide(is_wide)

    def show_drawing(self, drawing: Drawing) -> None:
        """Show a drawing on the sheet that it is for; undo brings back what was there."""
        self.set_on(is_number_size(drawing.size))
        self._window.canvas.set_drawing(drawing)

    def bring_back(self, drawing: Drawing) -> bool:
        """Put a drawing on its sheet if that is still empty; say whether that was done."""
        sheet = self._number_sheet if is_number_size(drawing.size) else self._digit_sheet
        if not sheet.is_blank:
            return False
        self.show_drawing(drawing)
        return True

    def keep_pens(self) -> None:
        """Put the pens of both sheets into the settings."""
        self._window.settings[PEN_WIDTH] = self._digit_sheet.pen_width
        self._window.settings[NUMBER_PEN_WIDTH] = self._number_sheet.pen_width

    @Slot()
    def copy(self) -> None:
        """Put what was read into the clipboard."""
        text = self.text
        if text:
            QGuiApplication.clipboard().setText(text)
            self._window.message_bar.show_note(self.tr("Copied: {text}").format(text=text.replace("\n", " / ")))

    @Slot(int)
    def select(self, place: int) -> None:
        """Show the bars of a digit, from 0, until there is other ink."""
        if self._reading is not None and 0 <= place < len(self._reading.digits):
            self._place = place
            self._show()
            self._window.predicted.emit(self._reading.digits[place].prediction)

    @Slot()
    def select_before(self) -> None:
        """Select the digit at the left."""
        self.select(self._place - 1)

    @Slot()
    def select_after(self) -> None:
        """Select the digit at the right."""
        self.select(self._place + 1)

    def _forget(self) -> None:
        self._reading, self._drawing, self._place = None, None, 0

    def _made_strip(self) -> DigitStrip:
        if self._strip is None:
            from app.ui.digit_strip import DigitStrip

            self._strip = DigitStrip(self._window.theme, self._window.panel)
            self._strip.selected.connect(self.select)
        return self._strip

    @Slot(object)
    def _on_answered(self, answer: NumberAnswer) -> None:
        """Take an answer, and select the digit whose ink is new."""
        window = self._window
        if not self.is_on or window.is_showing_picture:
            return
        self._place = self._place_in(answer)
        self._reading, self._drawing = answer.reading, answer.drawing
        window.status.show_time(answer.elapsed_ms)
        self._show()
        digits = answer.reading.digits
        window.predicted.emit(digits[self._place].prediction if digits else empty_prediction(answer.class_names))

    def _place_in(self, answer: NumberAnswer) -> int:
        """Return which digit of an answer has new ink; else the one that was selected, as far as there is one."""
        digits, strokes = answer.reading.digits, answer.drawing.strokes
        known = set(self._drawing.strokes) if self._drawing is not None else set()
        new = [place for place, stroke in enumerate(strokes) if stroke not in known]
        if not new:
            return max(min(self._place, len(digits) - 1), 0)
        return next(at for at, digit in enumerate(digits) if new[-1] in digit.strokes)

    def _show(self) -> None:
        """Show the number, its digits and the bars of the selected one."""
        window, reading = self._window, self._reading
        if reading is None or self._drawing is None:
            return
        from app.ui.digit_strip import StripDigit
        from app.ui.number_words import number_words

        words = number_words(reading)
        if not reading.digits:
            window.panel.show_nothing(words)
        else:
            digit = reading.digits[self._place]
            window.panel.show_digit(digit.prediction, digit.raster.tobytes())
            apart = " " if any(len(digit.sign) > 1 for digit in reading.digits) else ""
            signs = tuple((digit.sign + apart, digit.prediction.verdict) for digit in reading.digits)
            window.panel.show_words(words, reading.verdict, signs)
        window.canvas.show_marks(_marks_of(reading, self._place, self._drawing))
        strip = tuple(StripDigit(d.raster.tobytes(), d.sign, d.prediction.verdict) for d in reading.digits)
        self._made_strip().show_digits(strip, self._place)


def _empty_words(*, is_number: bool) -> Words:
    if not is_number:
        return empty_words()
    from app.ui.number_words import empty_number_words

    return empty_number_words()


def _marks_of(reading: NumberReading, selected: int, drawing: Drawing) -> tuple[DigitMark, ...]:
    """Return a bracket under each digit, all on one line."""
    if not reading.digits:
        return ()
    from app.ui.number_marks import DigitMark, bracket_top

    digits = reading.digits
    reach = _OVERHANG * max(stroke.width for stroke in drawing.strokes)
    top = bracket_top(max(digit.box.bottom for digit in digits) + reach, drawing.size[1])
    middles = [(left.box.right + right.box.left) / 2 for left, right in pairwise(digits)]
    lefts = [-math.inf, *(middle + _APART for middle in middles)]
    rights = [*(middle - _APART for middle in middles), math.inf]
    marks = []
    for at, digit in enumerate(digits):
        left = max(digit.box.left - reach, lefts[at])
        right = max(min(digit.box.right + reach, rights[at]), left + _LEAST_BRACKET)
        marks.append(DigitMark(left, right, top, digit.sign, digit.prediction.verdict, at == selected))
    return tuple(marks)
