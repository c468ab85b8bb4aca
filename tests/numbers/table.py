"""Measure the reading of drawn numbers: ``python -m tests.numbers.table [NUMBERS A LENGTH]`` prints a table.

The digits are by writers that neither the model nor the rules of grouping have learned from.
"""

import sys
from dataclasses import dataclass

import numpy as np

from app.core.bundle import read_bundle
from app.learning.strokes import StrokeSample
from app.recognition.litert import LiteRTClassifier
from app.recognition.numbers import NumberReader, NumberReading
from tests.numbers.hands import SPACINGS, WrittenNumber, write_number, writers

LENGTHS = range(2, 9)
SEED = 1


@dataclass(frozen=True)
class Score:
    """Counts over numbers: ``grouped`` of ``digits`` have just their own strokes, ``read`` of ``numbers`` are right."""

    numbers: int = 0
    read: int = 0
    digits: int = 0
    grouped: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.numbers + other.numbers,
            self.read + other.read,
            self.digits + other.digits,
            self.grouped + other.grouped,
        )


def score_of(written: WrittenNumber, reading: NumberReading) -> Score:
    """Compare what was written with what was read."""
    found = {frozenset(digit.strokes) for digit in reading.digits}
    grouped = sum(strokes in found for strokes in written.digits)
    return Score(1, int(reading.text == written.text), len(written.text), grouped)


def measured(
    samples: list[StrokeSample], spacing: str, length: int, count: int, reader: NumberReader, *, is_shuffled: bool
) -> Score:
    """Return the score over ``count`` numbers of ``length`` digits."""
    rng = np.random.default_rng([SEED, length])
    score = Score()
    for _ in range(count):
        written = write_number(samples, length, spacing, rng, is_shuffled=is_shuffled)
        score += score_of(written, reader.read(written.drawing))
    return score


def main(count: int, samples: list[StrokeSample]) -> None:
    """Print a line a spacing and length."""
    reader = NumberReader(LiteRTClassifier(read_bundle("digits")))
    print("spacing       order    digits  numbers  digits grouped  numbers read")
    for spacing in SPACINGS:
        for is_shuffled in (False, True) if spacing == "natural" else (False,):
            for length in LENGTHS:
                score = measured(samples, spacing, length, count, reader, is_shuffled=is_shuffled)
                order = "any" if is_shuffled else "written"
                grouped, read = score.grouped / score.digits, score.read / score.numbers
                print(f"{spacing:12}  {order:7} {length:7} {score.numbers:8} {grouped:15.2%} {read:13.2%}", flush=True)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    has_chosen = "--validation" in arguments
    counts = [int(argument) for argument in arguments if argument.isdigit()]
    main(counts[0] if counts else 400, writers().validation if has_chosen else writers().test)
