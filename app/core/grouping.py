"""From the strokes of a number to its digits: every likely way to group them, and the cheapest one.

Strokes that cross and lie over each other are one part at once. Parts stand in a row by their middles; a digit is a run
of neighbours. Each run has a cost from its shape, to which a classifier may add what it makes of it. The order in which
the strokes were drawn plays no role, so a crossbar that comes late joins its digit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from app.core.ink import Points, Stroke, distance_to_line, resample

MAX_PARTS = 5
"""So many parts make one digit at most."""
MAX_STROKES = 100
"""More strokes than that are no number: they are one group."""
_MAX_WIDTH, _MAX_GAP = 1.7, 0.4
"""A digit is at most this wide, and the gaps between its strokes at most this, in heights of the number."""
_SAME_SHARE, _SAME_DISTANCE = 0.9, 0.04
"""Ink that lies over other ink by this share of the narrower one, and comes this near, is of the same digit."""
_LEAST_WIDTH = 0.15
"""Strokes narrower than this, in heights, are taken for this wide where their overlap is measured."""
_TALL = 0.5
_JOIN, _JOIN_SHORT, _GAP = 3.75, 1.5, 12.0
_SPLIT, _FREE_SHARE = 3.0, 0.7
_UNEVEN, _EVEN, _APART = 5.0, 0.12, 0.1
"""Neighbours whose feet are this uneven, and that are no farther apart than that, may be the two strokes of a 4."""
_SHORT, _SHORTEST = 9.0, 0.6
_WIDE, _WIDEST = 2.0, 1.6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle round centre lines of ink, in canvas units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return its height."""
        return self.bottom - self.top

    def joined(self, other: "Box") -> "Box":
        """Return the box round both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Strokes as one digit: their places in the drawing, ascending, the parts from ``first`` to before ``last``.

    ``prior`` is what its shape costs, a negative logarithm of a probability but for a constant.
    """

    strokes: tuple[int, ...]
    box: Box
    first: int
    last: int
    prior: float


@dataclass(frozen=True, slots=True)
class Lattice:
    """All likely digits of a number, whose usual digit is ``height`` canvas units tall, from the left to the right."""

    height: float
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    strokes: tuple[int, ...]
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """The cheapest row that ends with a group; none at the left edge."""

    cost: float
    group: Group | None
    before: "_Way | None"


def lattice_of(strokes: Sequence[Stroke]) -> Lattice:
    """Return every likely way to group strokes into digits; strokes of one line of writing, in any order."""
    boxes = [box_of(stroke.points) for stroke in strokes]
    height = usual_height(boxes)
    if len(strokes) > MAX_STROKES:
        return Lattice(height, (Group(tuple(range(len(strokes))), _joined(boxes), 0, 1, 0.0),))
    parts = _parts_of(strokes, boxes, height)
    groups: list[Group] = []
    for first in range(len(parts)):
        groups += _groups_from(parts, first, height)
    return Lattice(height, tuple(groups))


def best_groups(lattice: Lattice, costs: Sequence[float] | None = None) -> list[Group]:
    """Return the cheapest row of digits, from the left to the right, by dynamic programming.

    ``costs`` are added to the groups' own, in the order of ``lattice.groups``; without them the shapes alone decide.
    """
    added = costs if costs is not None else [0.0] * len(lattice.groups)
    ways: dict[int, list[_Way]] = {0: [_Way(0.0, None, None)]}
    for group, cost in zip(lattice.groups, added, strict=True):
        before = min(ways[group.first], key=lambda way: way.cost + _split_cost(way, group, lattice.height))
        total = before.cost + _split_cost(before, group, lattice.height) + group.prior + cost
        ways.setdefault(group.last, []).append(_Way(total, group, before))
    way: _Way | None = min(ways[max(ways)], key=lambda way: way.cost)
    row: list[Group] = []
    while way is not None and way.group is not None:
        row.append(way.group)
        way = way.before
    return row[::-1]


def box_of(points: Points) -> Box:
    """Return the box round points, float32 (n, 2)."""
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return Box(left, top, right, bottom)


def usual_height(boxes: Sequence[Box]) -> float:
    """Return how tall the number's digits usually are, in canvas units; short strokes have no say."""
    if not boxes:
        return 0.0
    tallest = max(box.height for box in boxes)
    tall = sorted(box.height for box in boxes if box.height >= _TALL * tallest)
    return max(tall[len(tall) // 2], 0.5 * max(min(box.width for box in boxes), tallest), 1e-3)


def _parts_of(strokes: Sequence[Stroke], boxes: Sequence[Box], height: float) -> list[_Part]:
    """Join the strokes that surely belong together, and put the parts in a row by their middles."""
    owner = list(range(len(strokes)))
    for a, b in combinations(range(len(strokes)), 2):
        if owner[a] != owner[b] and _are_one(strokes[a], strokes[b], boxes[a], boxes[b], height):
            owner = [owner[a] if place == owner[b] else place for place in owner]
    parts = []
    for name in dict.fromkeys(owner):
        members = tuple(place for place, of in enumerate(owner) if of == name)
        parts.append(_Part(members, _joined([boxes[place] for place in members])))
    return sorted(parts, key=lambda part: (part.box.left + part.box.right, part.box.left, part.box.top))


def _are_one(one: Stroke, other: Stroke, box: Box, other_box: Box, height: float) -> bool:
    if _share(box, other_box, height) < _SAME_SHARE:
        return False
    reach = _SAME_DISTANCE * height
    if max(box.top, other_box.top) - min(box.bottom, other_box.bottom) > reach:
        return False
    near, line = (resample([stroke.points], spacing=height / 12) for stroke in (one, other))
    return float(distance_to_line(near, line).min()) <= reach


def _groups_from(parts: Sequence[_Part], first: int, height: float) -> list[Group]:
    """Return the digits that begin with a part."""
    groups, box, prior = [], parts[first].box, 0.0
    for last in range(first + 1, min(first + MAX_PARTS, len(parts)) + 1):
        if last > first + 1:
            added = parts[last - 1].box
            if added.left - box.right > _MAX_GAP * height:
                break
            prior += _join_cost(box, added, height)
            box = box.joined(added)
            if box.width > _MAX_WIDTH * max(height, box.height):
                break
        members = sorted(place for part in parts[first:last] for place in part.strokes)
        groups.append(Group(tuple(members), box, first, last, prior + _shape_cost(box, height)))
    return groups


def _share(box: Box, other: Box, height: float) -> float:
    """Return how far two boxes lie over each other, as a share of the narrower one; below 0 with a gap."""
    overlap = min(box.right, other.right) - max(box.left, other.left)
    least = _LEAST_WIDTH * height
    narrower = min(max(box.width, least), max(other.width, least))
    if 0 <= overlap >= min(box.width, other.width):
        return 1.0  # a line straight down has no width, and lies wholly over the other all the same
    return min(overlap / narrower, 1.0)


def _join_cost(box: Box, added: Box, height: float) -> float:
    """Return what is against two parts in one digit: a gap, little overlap, and that both are tall."""
    is_short = min(box.height, added.height) < _TALL * height
    join = _JOIN_SHORT if is_short else _JOIN
    gap = added.left - box.right
    if gap > 0:
        return join * (1 - _uneven(box, added, height)) + _GAP * gap / height
    return join * max(0.0, 1 - 2 * _share(box, added, height)) * (1 - _uneven(box, added, height))


def _split_cost(way: _Way, after: Group, height: float) -> float:
    """Return what is against two neighbours being two digits: that one lies over the other, or stands far lower."""
    if way.group is None:
        return 0.0
    box = way.group.box
    lying = _SPLIT * max(0.0, _share(box, after.box, height) - _FREE_SHARE)
    return lying + _UNEVEN * _uneven(box, after.box, height)


def _uneven(box: Box, other: Box, height: float) -> float:
    """Return how much two near neighbours look like the two strokes of a 4: 0 with even feet, 1 with uneven ones."""
    gap = max(box.left, other.left) - min(box.right, other.right)
    nearness = 1 - min(max(gap / height / _APART, 0.0), 1.0)
    feet = (abs(box.bottom - other.bottom) / height - _EVEN) / _EVEN
    return nearness * min(max(feet, 0.0), 1.0)


def _shape_cost(box: Box, height: float) -> float:
    tall, wide = box.height / height, box.width / max(height, box.height)
    return _SHORT * max(0.0, _SHORTEST - tall) + _WIDE * max(0.0, wide - _WIDEST)


def _joined(boxes: Sequence[Box]) -> Box:
    box = boxes[0]
    for other in boxes[1:]:
        box = box.joined(other)
    return box
