"""The digits on show over a picture: their boxes, rows and readings, as values without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.core.prediction import Prediction, Verdict

if TYPE_CHECKING:
    from app.core.raster import Cutout, Raster
    from app.recognition.reader import FramedDigit, Reading

Box = tuple[int, int, int, int]
_SAME_ROW = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One digit: its text ``row``, its ``box`` (x, y, width, height) in pixels of the picture, and what it is.

    ``raster`` was made of ``cutout``, where there is one. ``prediction`` is None until it is read; ``corrected`` is
    what the user says it is, and wins.
    """

    row: int
    box: Box
    raster: Raster | None
    prediction: Prediction | None = None
    corrected: str = ""
    cutout: Cutout | None = None

    @property
    def text(self) -> str:
        """Return its sign in the text; nothing for what is not a digit."""
        if self.corrected:
            return self.corrected
        if self.prediction is None or self.prediction.verdict in (Verdict.NOT_A_DIGIT, Verdict.EMPTY):
            return ""
        return self.prediction.label or ""

    @property
    def verdict(self) -> Verdict:
        """Return the verdict to show: what the user says is sure."""
        if self.corrected:
            return Verdict.DIGIT
        return Verdict.EMPTY if self.prediction is None else self.prediction.verdict

    def holds(self, x: float, y: float, *, margin: float = 0.0) -> bool:
        """Say whether a point of the picture is in its box, ``margin`` pixels around it included."""
        left, top, width, height = self.box
        return left - margin <= x <= left + width + margin and top - margin <= y <= top + height + margin


Marks = tuple[Mark, ...]


def marks_of(reading: Reading) -> Marks:
    """Return the digits of a reading, in reading order."""
    return tuple(
        Mark(digit.row, digit.box, digit.raster, digit.prediction, cutout=digit.cutout) for digit in reading.digits
    )


def text_of(marks: Marks) -> str:
    """Return the text of digits, a line a row; rows without a digit are left out."""
    rows: dict[int, str] = {}
    for mark in marks:
        rows[mark.row] = rows.get(mark.row, "") + mark.text
    return "\n".join(text for text in rows.values() if text)


def at(marks: Marks, x: float, y: float, *, margin: float = 0.0) -> int | None:
    """Return which digit is at a point: the one with the smallest box there."""
    found = [place for place, mark in enumerate(marks) if mark.holds(x, y, margin=margin)]
    return min(found, key=lambda place: marks[place].box[2] * marks[place].box[3], default=None)


def within(marks: Marks, box: Box) -> set[int]:
    """Return which digits have their middle in a box."""
    x, y, width, height = box
    middles = [(left + w / 2, top + h / 2) for left, top, w, h in (mark.box for mark in marks)]
    return {place for place, (mx, my) in enumerate(middles) if x <= mx <= x + width and y <= my <= y + height}


def with_digit(marks: Marks, frame: FramedDigit, *, instead_of: set[int]) -> tuple[Marks, int]:
    """Put a digit in its place in reading order, for those at ``instead_of``; return the marks and its place."""
    kept = tuple(mark for place, mark in enumerate(marks) if place not in instead_of)
    row, is_new = _row_for(kept, frame.box)
    if is_new:
        kept = tuple(replace(mark, row=mark.row + 1) if mark.row >= row else mark for mark in kept)
    added = Mark(row, frame.box, frame.raster, cutout=frame.cutout)
    ordered = tuple(sorted((*kept, added), key=lambda mark: (mark.row, mark.box[0] + mark.box[2] / 2)))
    return ordered, ordered.index(added)


def without(marks: Marks, place: int) -> Marks:
    """Return the digits without one."""
    return marks[:place] + marks[place + 1 :]


def with_prediction(marks: Marks, raster: Raster, prediction: Prediction | None) -> Marks:
    """Return the digits with the answer to one of their rasters, or without it."""
    return tuple(replace(mark, prediction=prediction) if mark.raster is raster else mark for mark in marks)


def with_label(marks: Marks, place: int, label: str) -> Marks:
    """Return the digits with one corrected."""
    return (*marks[:place], replace(marks[place], corrected=label), *marks[place + 1 :])


def neighbour(marks: Marks, place: int, step: int) -> int:
    """Return the digit before (-1) or after (1) one in reading order."""
    return min(max(place + step, 0), len(marks) - 1)


def above_or_below(marks: Marks, place: int, step: int) -> int:
    """Return the digit nearest in the row above (-1) or below (1); the same where there is none."""
    rows = sorted({mark.row for mark in marks})
    at_row = rows.index(marks[place].row) + step
    if not 0 <= at_row < len(rows):
        return place
    middle = marks[place].box[0] + marks[place].box[2] / 2
    others = [other for other, mark in enumerate(marks) if mark.row == rows[at_row]]
    return min(others, key=lambda other: abs(marks[other].box[0] + marks[other].box[2] / 2 - middle))


def _row_for(marks: Marks, box: Box) -> tuple[int, bool]:
    """Return the row that a box belongs to, by its overlap with the nearest digit of each, and whether it is new."""
    x, y, _, height = box
    best, best_overlap = 0, 0.0
    for row in {mark.row for mark in marks}:
        nearest = min((mark for mark in marks if mark.row == row), key=lambda mark: abs(mark.box[0] - x))
        _, top, _, tall = nearest.box
        overlap = (min(y + height, top + tall) - max(y, top)) / max(min(height, tall), 1)
        if overlap > best_overlap:
            best, best_overlap = row, overlap
    if best_overlap >= _SAME_ROW:
        return best, False
    above = [mark.row for mark in marks if mark.box[1] + mark.box[3] / 2 < y + height / 2]
    return (max(above) + 1 if above else 0), True
