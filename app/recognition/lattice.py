"""Every way to divide a line into digits, as candidates between nodes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from app.core.blot_reader import BlotAnswer, frame_of, shipped_blot_reader
from app.core.cut_judge import shipped_judge
from app.core.cut_views import view_of
from app.core.cutting import MOST_SHARED, Cut, can_be_cut, cuts_of, inside, part_between, shared_ink, small_ink
from app.core.inkfinder import Mask
from app.core.raster import Cutout, Raster, empty_raster
from app.core.segmentation import Line, Piece, cutout_of, joined, raster_of_piece

CROWDED = 400
"""A page of more blots than that is texture or print: no cuts, and only so many blots make one digit:"""
_MAX_JOINED = 2
_MAX_PARTS = 6
"""So many blots make one digit at most."""
_MAX_WIDTH = 1.7
"""A digit is at most this much wider than its line is high."""
_JOINED_CUTS = 3
"""So many cuts of a blot, the likeliest, are tried with the blot beside it."""
_TWO_WIDE = 0.9
"""Ink from this share of its line's height on may be three digits."""
_MOST_MIDDLES = 40
_LEAST_MIDDLE = MOST_SHARED + 0.02
_CUT, _CROSSING, _ABOVE = 0.18, 0.75, 1.5
_SHARING, _SHARED = 0.5, 0.4
_MAX_GAP, _GAP = 0.3, 6.0
_JOIN, _JOIN_SMALL, _OVERLAP = 2.0, 0.5, 0.5
_SMALL = 10.0
_WIDE, _WIDE_JUDGED, _NARROW = 2.5, 1.0, 0.7
_HOPELESS, _ALWAYS = -5.0, 5
"""Parts that those who see the ink beside them think less likely are not shown to the classifier, but for a few."""
_SURELY_ONE = -0.02
"""What the reader of blots takes for one digit with at least this logarithm of a probability is not cut."""
_UNFRAMED = empty_raster()

Node = tuple[int, float, int]
"""A place in a line: the blots before it, how far on it is within the next, and a number to tell those apart."""
Judged = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Two neighbouring blots in one candidate, in heights of the line: the gap, below 0 where they overlap."""

    gap: float
    smaller: float
    narrower: float


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """Some ink as one digit, between two nodes of its line's lattice.

    ``cuts``: what is against each of the cuts at its sides; ``judged``: logarithms of the probabilities that it is one
    of ten digits or none, by the judge of cuts, where that was asked; ``read``: the same of ten digits, by the reader
    of blots, and ``counted``: the logarithm of the probability that its blot is as many digits as it takes it for;
    ``tall`` and ``wide``: in heights of the line.
    """

    first: Node
    last: Node
    piece: Piece
    raster: Raster
    tall: float
    wide: float
    cuts: tuple[float, ...] = ()
    joins: tuple[Join, ...] = ()
    judged: Judged | None = None
    read: Judged | None = None
    counted: float = 0.0

    @property
    def cutout(self) -> Cutout:
        """Return the ink that its raster was made of."""
        return cutout_of(self.piece, self.piece.height / self.tall)

    @property
    def is_blot(self) -> bool:
        """Say whether it is connected ink, whole."""
        return not self.cuts and not self.joins

    @property
    def likelihood(self) -> float:
        """Return how likely it is a whole digit to those who see what it was cut off from: a logarithm."""
        if self.judged is None:
            return 0.0
        return max(map(sum, zip(self.judged, self.read or (0.0,) * 10, strict=False)))

    def prior(self) -> float:
        """Return what is against it before it is looked at."""
        cost = sum(map(_join_cost, self.joins)) + sum(self.cuts) + _SMALL * max(0.0, 0.6 - self.tall)
        if self.cuts:
            return cost + _NARROW * max(0.0, 0.4 - self.wide)
        return cost + (_WIDE if self.judged is None else _WIDE_JUDGED) * max(0.0, self.wide - 0.8)


@dataclass(frozen=True, slots=True)
class Link:
    """Where one digit ends and the next begins in the same ink, with some of it in both; ``cost`` is against that."""

    first: Node
    last: Node
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """A line with all the ways to divide it."""

    line: Line
    end: Node
    candidates: tuple[Candidate, ...]
    links: tuple[Link, ...]


def lattices_of(lines: Sequence[Line]) -> tuple[Lattice, ...]:
    """Return the ways to divide each line; only the likeliest on a crowded page."""
    if sum(len(line.pieces) for line in lines) > CROWDED:
        return tuple(_framed(_Builder(line, {}, most=_MAX_JOINED).lattice()) for line in lines)
    cuttable = [(piece, line.height) for line in lines for piece in line.pieces if can_be_cut(piece, line.height)]
    blots = _read([piece for piece, _ in cuttable])
    doubtful = [one for one in cuttable if blots[id(one[0])].counts[0] < _SURELY_ONE]
    found = cuts_of([piece for piece, _ in doubtful], [height for _, height in doubtful])
    cuts = {id(piece): some for (piece, _), some in zip(doubtful, found, strict=True) if some}
    judged = _judged(tuple(_Builder(line, cuts, most=_MAX_PARTS).lattice() for line in lines), cuts, blots)
    return tuple(_framed(_likely(lattice)) for lattice in judged)


def _read(pieces: Sequence[Piece]) -> dict[int, BlotAnswer]:
    """Return what the reader of blots says of pieces, by their identity."""
    if not pieces:
        return {}
    answers = shipped_blot_reader().read(np.stack([frame_of(piece.ink) for piece in pieces]))
    return {id(piece): answer for piece, answer in zip(pieces, answers, strict=True)}


def _likely(lattice: Lattice) -> Lattice:
    """Return a lattice without what is surely cut wrongly: a classifier need not see it. The best of a blot stays."""
    likely = [candidate for candidate in lattice.candidates if not candidate.cuts or candidate.judged is None]
    parts: dict[tuple[int, bool, bool], list[Candidate]] = {}
    for candidate in lattice.candidates:
        if candidate.cuts and candidate.judged is not None:
            key = candidate.first[0], candidate.first[2] > 0, candidate.last[2] > 0
            parts.setdefault(key, []).append(candidate)
    for some in parts.values():
        some.sort(key=lambda candidate: -candidate.likelihood)
        likely += some[:_ALWAYS] + [candidate for candidate in some[_ALWAYS:] if candidate.likelihood > _HOPELESS]
    return replace(lattice, candidates=tuple(likely))


def _framed(lattice: Lattice) -> Lattice:
    """Return a lattice with the rasters of its candidates."""
    height = lattice.line.height
    framed = (replace(one, raster=raster_of_piece(one.piece, height)) for one in lattice.candidates)
    return replace(lattice, candidates=tuple(framed))


class _Builder:
    """Gathers the candidates of one line; ``cuts`` are by the identity of the piece, ``most`` blots make a digit."""

    def __init__(self, line: Line, cuts: dict[int, list[Cut]], *, most: int) -> None:
        self._line = line
        self._cuts = cuts
        self._most = most

    def lattice(self) -> Lattice:
        """Return the line with all its candidates."""
        pieces = self._line.pieces
        candidates = list(self._joined())
        links: list[Link] = []
        for place, piece in enumerate(pieces):
            cuts = self._cuts.get(id(piece), [])
            candidates += self._parts(place, piece, cuts)
            links += _links(place, cuts)
        return Lattice(self._line, (len(pieces), 0.0, 0), tuple(candidates), tuple(links))

    def _joined(self) -> Iterator[Candidate]:
        """Yield whole blots and groups of them."""
        pieces = self._line.pieces
        for first in range(len(pieces)):
            for last in range(first + 1, min(first + self._most, len(pieces)) + 1):
                group = pieces[first:last]
                if len(group) == 1 or _can_join(group, self._line.height):
                    yield self._candidate((first, 0.0, 0), (last, 0.0, 0), group)

    def _parts(self, place: int, piece: Piece, cuts: list[Cut]) -> Iterator[Candidate]:
        """Yield what is left and right of each cut, also with the blot beside it, and what is between two."""
        start, end = (place, 0.0, 0), (place + 1, 0.0, 0)
        for number, cut in enumerate(cuts):
            left, right = part_between(piece, None, cut), part_between(piece, cut, None)
            if left is None or right is None:
                continue
            yield self._part(start, _end_node(place, number, cut), (left,), (None, cut))
            yield self._part(_start_node(place, number, cut), end, (right,), (cut, None))
            if number < _JOINED_CUTS:
                yield from self._with_neighbours(place, number, cut, left, right)
        if piece.width >= _TWO_WIDE * self._line.height:
            for (one, before), (other, after) in _pairs(cuts):
                part = part_between(piece, before, after)
                if part is not None:
                    nodes = _start_node(place, one, before), _end_node(place, other, after)
                    yield self._part(*nodes, (part,), (before, after))

    def _with_neighbours(self, place: int, number: int, cut: Cut, left: Piece, right: Piece) -> Iterator[Candidate]:
        pieces = self._line.pieces
        if place > 0 and _can_join((pieces[place - 1], left), self._line.height):
            nodes = (place - 1, 0.0, 0), _end_node(place, number, cut)
            yield self._part(*nodes, (pieces[place - 1], left), (None, cut))
        if place + 1 < len(pieces) and _can_join((right, pieces[place + 1]), self._line.height):
            nodes = _start_node(place, number, cut), (place + 2, 0.0, 0)
            yield self._part(*nodes, (right, pieces[place + 1]), (cut, None))

    def _part(
        self, first: Node, last: Node, group: tuple[Piece, ...], sides: tuple[Cut | None, Cut | None]
    ) -> Candidate:
        costs = tuple(_CUT + _CROSSING * cut.crossed + _ABOVE * cut.overlap for cut in sides if cut is not None)
        return self._candidate(first, last, group, costs)

    def _candidate(self, first: Node, last: Node, group: tuple[Piece, ...], cuts: tuple[float, ...] = ()) -> Candidate:
        height = self._line.height
        joins = tuple(_join(before, after, height) for before, after in pairwise(group))
        piece = joined(group)
        size = piece.height / height, piece.width / height
        return Candidate(first, last, piece, _UNFRAMED, *size, cuts, joins)


def _start_node(place: int, number: int, cut: Cut) -> Node:
    return place, cut.share + MOST_SHARED, 2 * number + 2


def _end_node(place: int, number: int, cut: Cut) -> Node:
    return place, cut.share, 2 * number + 1


def _pairs(cuts: list[Cut]) -> list[tuple[tuple[int, Cut], tuple[int, Cut]]]:
    """Return pairs of cuts, numbered, with enough ink between them for a digit, the likeliest first."""
    numbered = list(enumerate(cuts))
    pairs = [(one, other) for one in numbered for other in numbered if other[1].share - one[1].share >= _LEAST_MIDDLE]
    return sorted(pairs, key=lambda pair: pair[0][1].crossed + pair[1][1].crossed)[:_MOST_MIDDLES]


def _links(place: int, cuts: list[Cut]) -> Iterator[Link]:
    for number, left in enumerate(cuts):
        for other, right in enumerate(cuts):
            shared = shared_ink(left, right)
            if shared is not None:
                cost = 0.0 if left is right else _SHARING + _SHARED * shared
                yield Link(_end_node(place, number, left), _start_node(place, other, right), cost)


def _can_join(group: tuple[Piece, ...], height: float) -> bool:
    """Say whether parts are near enough to be one digit."""
    left, right = min(part.left for part in group), max(part.right for part in group)
    top, bottom = min(part.top for part in group), max(part.bottom for part in group)
    if right - left > _MAX_WIDTH * height or bottom - top > 2.2 * height:
        return False
    gaps = (after.left - before.right for before, after in pairwise(group))
    return max(gaps, default=0) <= _MAX_GAP * height


def _join(before: Piece, after: Piece, height: float) -> Join:
    gap = after.left - before.right
    return Join(gap / height, min(before.height, after.height) / height, min(before.width, after.width) / height)


def _join_cost(join: Join) -> float:
    """Return what is against two blots in one digit: a gap, and that both are tall."""
    is_small = join.smaller < 0.5
    if join.gap < -0.5 * join.narrower:
        return 0.0 if is_small else _OVERLAP
    return (_JOIN_SMALL if is_small else _JOIN) + _GAP * max(join.gap, 0.0)


def _judged(
    lattices: tuple[Lattice, ...], cuts: dict[int, list[Cut]], blots: dict[int, BlotAnswer]
) -> tuple[Lattice, ...]:
    """Ask the judge of cuts about all that was cut, or could have been, in one batch; add what its blot was read as."""
    asked = [
        (lattice.line.pieces[candidate.first[0]], candidate)
        for lattice in lattices
        for candidate in lattice.candidates
        if not candidate.joins and id(lattice.line.pieces[candidate.first[0]]) in blots
    ]
    if not asked:
        return lattices
    inks = {number: small_ink(piece) for number, piece in {id(piece): piece for piece, _ in asked}.items()}
    views = [
        view_of(inks[id(piece)], _part_of(candidate, inks[id(piece)].shape, cuts.get(id(piece), [])))
        for piece, candidate in asked
    ]
    answers = shipped_judge().log_probabilities(np.stack(views))
    heard = {
        id(one): _heard(replace(one, judged=tuple(row)), blots[id(piece)])
        for (piece, one), row in zip(asked, answers.tolist(), strict=True)
    }
    return tuple(
        replace(lattice, candidates=tuple(heard.get(id(one), one) for one in lattice.candidates))
        for lattice in lattices
    )


def _heard(candidate: Candidate, blot: BlotAnswer) -> Candidate:
    """Add what the reader of blots says of the digit at a candidate's place, and of so many digits.

    What is against two digits is with the first of them, and against a third with the one between.
    """
    one, two, more = blot.counts
    if not candidate.cuts:
        return replace(candidate, counted=one)
    if not candidate.first[2]:
        return replace(candidate, read=blot.first, counted=two)
    return replace(candidate, read=blot.last) if not candidate.last[2] else replace(candidate, counted=more - two)


def _part_of(candidate: Candidate, shape: tuple[int, ...], cuts: list[Cut]) -> Mask:
    """Return the ink of a candidate in its piece's small copy."""
    before = cuts[(candidate.first[2] - 2) // 2] if candidate.first[2] else None
    after = cuts[(candidate.last[2] - 1) // 2] if candidate.last[2] else None
    return np.ones(shape, dtype=bool) if before is after is None else inside(before, after)
