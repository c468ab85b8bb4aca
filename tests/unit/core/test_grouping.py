"""Which strokes belong to one digit: overlap, gaps, late crossbars, and never the order of drawing."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest

from app.core.grouping import MAX_STROKES, best_groups, lattice_of
from app.core.ink import Stroke

Line = list[tuple[float, float]]


def arc(x: float, y: float, rx: float, ry: float, start: float = -90, end: float = 270) -> Line:
    turns = np.radians(np.linspace(start, end, 30))
    return [(x + rx * float(np.cos(turn)), y + ry * float(np.sin(turn))) for turn in turns]


ONE: list[Line] = [[(0, 0), (2, 50), (0, 100)]]
ZERO: list[Line] = [arc(30, 50, 30, 50)]
SEVEN: list[Line] = [[(0, 0), (60, 0), (25, 100)], [(15, 50), (60, 48)]]
FIVE: list[Line] = [[(5, 3), (2, 45), *arc(28, 70, 28, 30, -100, 130)], [(6, 0), (58, -4)]]
FOUR: list[Line] = [[(15, 0), (0, 55), (55, 55)], [(45, 20), (45, 100)]]
OPEN_FOUR: list[Line] = [[(15, 0), (0, 58), (50, 58)], [(54, 30), (52, 110)]]
SHORT_DASH: list[Line] = [[(0, 50), (30, 50)]]


def written(*digits: list[Line], gap: float = 25.0) -> tuple[list[Stroke], list[set[int]]]:
    """Write digits beside each other; return the strokes, and the places of each digit's own."""
    strokes: list[Stroke] = []
    owners: list[set[int]] = []
    left = 0.0
    for lines in digits:
        xs = [x for line in lines for x, _ in line]
        shift = left - min(xs)
        owners.append(set(range(len(strokes), len(strokes) + len(lines))))
        strokes += [Stroke(np.array(line) + np.array((shift, 0))) for line in lines]
        left += max(xs) - min(xs) + gap
    return strokes, owners


def grouped(strokes: Sequence[Stroke]) -> list[set[int]]:
    return [set(group.strokes) for group in best_groups(lattice_of(strokes))]


@pytest.mark.parametrize(
    "digits",
    [[ONE, ZERO], [ONE, ONE, ONE], [SEVEN, ONE], [FIVE, ZERO], [FOUR, FOUR], [OPEN_FOUR, ONE], [ONE, OPEN_FOUR]],
    ids=["10", "111", "71", "50", "44", "4 of two lines that do not cross, 1", "1, such a 4"],
)
@pytest.mark.parametrize("gap", [12.0, 25.0, 60.0])
def test_digits_stand_apart_and_their_strokes_together(digits: list[list[Line]], gap: float) -> None:
    strokes, owners = written(*digits, gap=gap)
    assert grouped(strokes) == owners


def test_the_order_of_drawing_does_not_matter() -> None:
    strokes, owners = written(SEVEN, ONE, FIVE)
    for order in permutations(range(len(strokes))):
        found = grouped([strokes[place] for place in order])
        assert [{order[place] for place in group} for group in found] == owners


def test_a_crossbar_that_comes_last_joins_its_digit() -> None:
    strokes, _ = written(SEVEN, ZERO, ONE)
    late = [strokes[0], *strokes[2:], strokes[1]]
    assert grouped(late) == [{0, 3}, {1}, {2}]


@pytest.mark.parametrize("scale", [0.05, 1.0, 40.0])
def test_size_and_place_do_not_matter(scale: float) -> None:
    strokes, owners = written(FOUR, SEVEN, ONE, ZERO)
    moved = [Stroke(stroke.points * scale + 7 * scale) for stroke in strokes]
    assert grouped(moved) == owners


def test_a_one_under_the_roof_of_a_seven_stays_a_digit() -> None:
    """The shapes alone leave both ways open; what a classifier makes of them decides."""
    seven = [[(0.0, 0.0), (70.0, 0.0), (20.0, 100.0)]]
    strokes = [Stroke(np.array(seven[0])), Stroke(np.array([(60.0, 30.0), (60.0, 100.0)]))]
    lattice = lattice_of(strokes)
    together = [8.0 if len(group.strokes) == 2 else 0.1 for group in lattice.groups]
    assert [group.strokes for group in best_groups(lattice, together)] == [(0,), (1,)]
    apart = [0.1 if len(group.strokes) == 2 else 5.0 for group in lattice.groups]
    assert [group.strokes for group in best_groups(lattice, apart)] == [(0, 1)]


def test_pieces_that_an_eraser_left_are_still_one_digit() -> None:
    top, bottom = arc(30, 50, 30, 50, -170, -10), arc(30, 50, 30, 50, 10, 170)
    strokes, owners = written([top, bottom], ONE)
    assert grouped(strokes) == owners


def test_a_first_short_stroke_is_a_group() -> None:
    strokes, owners = written(SHORT_DASH)
    assert grouped(strokes) == owners


def test_a_dot_is_a_group() -> None:
    assert grouped([Stroke(np.array([[5.0, 5.0]]))]) == [{0}]


def test_no_strokes_are_no_digits() -> None:
    assert grouped([]) == []


def test_every_stroke_is_in_just_one_digit() -> None:
    rng = np.random.default_rng(3)
    for _ in range(40):
        strokes = [Stroke(rng.uniform(0, 200, (rng.integers(1, 6), 2))) for _ in range(rng.integers(1, 14))]
        places = sorted(place for group in grouped(strokes) for place in group)
        assert places == list(range(len(strokes)))


def test_far_too_many_strokes_are_one_group_at_once() -> None:
    strokes = [Stroke(np.array([[place % 300, place % 100]], dtype=np.float32)) for place in range(MAX_STROKES + 1)]
    assert len(grouped(strokes)) == 1
