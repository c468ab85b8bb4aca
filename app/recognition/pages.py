"""From a page to its digits: every way to divide a line is weighed by what the classifier makes of its parts."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.core.cutting import Division, divisions_of
from app.core.images import Picture
from app.core.page_ink import PageInk, find_page_ink, page_reduction
from app.core.prediction import Prediction, Verdict
from app.core.preprocessing import INK_28
from app.core.raster import SIDE, Cutout, Raster
from app.core.segmentation import MIN_SIDE, Line, Piece, cutout_of, find_lines, joined, piece_of, raster_of_piece
from app.core.verdict import predictions_of
from app.recognition.classifier import Classifier
from app.recognition.framing import frame_for
from app.recognition.reader import Box, FramedDigit, ReadDigit, Reading, whole_reading

_RASTER_SIDE = 40
_MANY_LETTERS = 3
_LIKELY_CUT = 0.5
_CROWDED = 400
_MAX_JOINED = 2
"""A page of more blots than that is texture or print: no cuts, and so many blots make one digit at most."""
_MAX_PARTS = 6
"""So many parts make one digit at most."""
_MAX_WIDTH = 1.7
"""A digit is at most this much wider than its line is high."""
_JUNK = 5.0
"""The cost of calling a blot no digit; costs are negative logarithms of probabilities."""
_WORST = 7.0
_JUNK_WIDE = 3.0
_DOT, _JUNK_SMALL = 0.35, 0.8
"""A blot as low as a dot or a dash is easily no digit."""
_REJECTED = 2.0
_CUT, _CROSSING = 0.2, 2.0
_MAX_GAP, _GAP = 0.3, 6.0
_JOIN, _JOIN_SMALL, _OVERLAP = 2.0, 0.5, 0.5
_SMALL = 10.0
_WIDE, _NARROW = 1.0, 0.8


_Node = tuple[int, int]
"""A place between two parts: how many parts of the main division are before it, and a number within its blot."""


@dataclass(frozen=True, slots=True)
class _Join:
    """Two neighbouring blots in one candidate, in heights of the line: the gap, below 0 where they overlap."""

    gap: float
    smaller: float
    narrower: float


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """Some ink as one digit, between two nodes of its line's lattice.

    ``cuts``: the ink crossed by the cuts at its sides, as shares of the line's height; ``tall``: its own height.
    """

    first: _Node
    last: _Node
    piece: Piece
    raster: Raster
    cuts: tuple[float, ...]
    joins: tuple[_Join, ...]
    tall: float
    wide: float

    @property
    def cutout(self) -> Cutout:
        """Return the ink that its raster was made of."""
        return cutout_of(self.piece, self.piece.height / self.tall)

    @property
    def is_blot(self) -> bool:
        """Say whether it is connected ink, whole."""
        return not self.cuts and not self.joins

    def prior(self) -> float:
        """Return what is against it before it is looked at."""
        cost = sum(map(_join_cost, self.joins)) + _SMALL * max(0.0, 0.6 - self.tall)
        if not self.cuts:
            return cost + _WIDE * max(0.0, self.wide - 0.8)
        return cost + sum(_CUT + _CROSSING * crossed for crossed in self.cuts) + _NARROW * max(0.0, 0.4 - self.wide)


@dataclass(frozen=True, slots=True, eq=False)
class _Lattice:
    """A line with all the ways to divide it."""

    line: Line
    end: _Node
    candidates: tuple[_Candidate, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DividedPage:
    """A page without its answers: its ink, the ways to divide its lines, and all candidates as one batch of rasters.

    ``whole`` stands in for them where the picture is read as one digit; ``size`` is (width, height) of the picture.
    """

    size: tuple[int, int]
    ink: PageInk | None
    lattices: tuple[_Lattice, ...]
    rasters: npt.NDArray[np.uint8]
    whole: FramedDigit | None = None


def read(picture: Picture, classifier: Classifier, *, is_whole: bool = False) -> Reading:
    """Read a picture: as a page, or as one digit if asked to, or if it is as small as a raster."""
    return read_divided(divide(picture, is_whole=is_whole, preprocessing=classifier.card.preprocessing), classifier)


def divide(picture: Picture, *, is_whole: bool = False, preprocessing: str = INK_28) -> DividedPage:
    """Find the ink of a picture and every way to divide it into digits; the part that needs no classifier.

    ``preprocessing`` is the classifier's; any but ink makes of every picture a single thing.
    """
    if is_whole or preprocessing != INK_28 or max(picture.size) <= _RASTER_SIDE:
        frame = frame_for(picture, preprocessing)
        return DividedPage(picture.size, None, (), _stacked([] if frame is None else [frame.raster]), frame)
    if min(picture.size) // page_reduction(*picture.size) < MIN_SIDE:
        return DividedPage(picture.size, None, (), _stacked([]))
    ink = find_page_ink(picture.pixels)
    lines = find_lines(ink)
    is_crowded = sum(len(line.pieces) for line in lines) > _CROWDED
    lattices = tuple(_lattice(line, is_crowded=is_crowded) for line in lines)
    rasters = [candidate.raster for lattice in lattices for candidate in lattice.candidates]
    return DividedPage(picture.size, ink, lattices, _stacked(rasters))


def _stacked(rasters: list[Raster]) -> npt.NDArray[np.uint8]:
    return np.stack(rasters) if rasters else np.zeros((0, SIDE, SIDE), dtype=np.uint8)


def read_divided(page: DividedPage, classifier: Classifier) -> Reading:
    """Read the digits of a page, a line a row; what is no digit is among them, with that verdict."""
    if not len(page.rasters):
        return Reading("")
    predictions = predictions_of(page.rasters, classifier.logits(page.rasters), classifier.card)
    if page.ink is None:
        assert page.whole is not None
        return whole_reading(page.whole, predictions[0])
    rows, place = [], 0
    for lattice in page.lattices:
        rows.append(_best_row(lattice, predictions[place : place + len(lattice.candidates)]))
        place += len(lattice.candidates)
    return _reading(rows, page.ink.factor, page.size)


def frame_box(page: DividedPage, box: Box) -> FramedDigit | None:
    """Frame the ink in a box (x, y, width, height), in pixels of the picture, as one digit; None if there is none."""
    ink = page.ink
    if ink is None:
        return None
    x, y, width, height = (side / ink.factor for side in box)
    rows = slice(max(round(y), 0), max(round(y + height), 0))
    columns = slice(max(round(x), 0), max(round(x + width), 0))
    inked = ink.mask[rows, columns]
    if not inked.any():
        return None
    piece = piece_of(ink.depth[rows, columns], inked, (columns.start, rows.start))
    return FramedDigit(_box(piece, ink.factor, page.size), raster_of_piece(piece, 0.0), cutout_of(piece, 0.0))


def _lattice(line: Line, *, is_crowded: bool) -> _Lattice:
    """Return the ways to divide a line; only the likeliest on a crowded page.

    Its blots are cut by the first division of each, whose parts may be joined over the gaps between blots; the other
    divisions lead past that, each within its blot.
    """
    row = _Row([], [])
    candidates: list[_Candidate] = []
    for number, piece in enumerate(line.pieces):
        divisions = [] if is_crowded else divisions_of(piece, line.height)
        start = len(row.parts)
        row.add(divisions[0] if divisions else Division((piece,), ()))
        for way, other in enumerate(divisions[1:], start=1):
            inner = _Row(list(other.parts), list(other.crossed))
            nodes = [(start, 0), *((start, (number + 1) * 100 + 10 * way + k) for k in range(1, len(other.parts)))]
            nodes.append((len(row.parts), 0))
            candidates += _candidates(inner, nodes, line.height, most=_MAX_PARTS)
    nodes = [(place, 0) for place in range(len(row.parts) + 1)]
    candidates += _candidates(row, nodes, line.height, most=_MAX_JOINED if is_crowded else _MAX_PARTS)
    return _Lattice(line, nodes[-1], tuple(candidates))


class _Row:
    """Parts from left to right, and what is between them: the ink that a cut crosses, or None between two blots."""

    def __init__(self, parts: list[Piece], seams: list[float | None]) -> None:
        self.parts = parts
        self.seams = seams

    def add(self, division: Division) -> None:
        """Append the parts of a blot."""
        if self.parts:
            self.seams.append(None)
        self.parts += division.parts
        self.seams += division.crossed

    def cuts_around(self, first: int, last: int) -> tuple[float, ...]:
        """Return the cuts at the two sides of the parts ``first`` up to ``last``."""
        sides = (self.seams[place] for place in (first - 1, last - 1) if 0 <= place < len(self.seams))
        return tuple(crossed for crossed in sides if crossed is not None)


def _candidates(row: _Row, nodes: list[_Node], height: float, *, most: int) -> Iterator[_Candidate]:
    for first in range(len(row.parts)):
        for last in range(first + 1, min(first + most, len(row.parts)) + 1):
            group = tuple(row.parts[first:last])
            inner = row.seams[first : last - 1]
            cuts = row.cuts_around(first, last)
            if last - first > 1 and (cuts or None in inner) and not _can_join(group, height):
                continue
            piece = joined(group)
            joins = tuple(
                _join(before, after, height)
                for (before, after), crossed in zip(pairwise(group), inner, strict=True)
                if crossed is None
            )
            size = piece.height / height, piece.width / height
            yield _Candidate(nodes[first], nodes[last], piece, raster_of_piece(piece, height), cuts, joins, *size)


def _can_join(group: tuple[Piece, ...], height: float) -> bool:
    """Say whether parts are near enough to be one digit."""
    left, right = min(part.left for part in group), max(part.right for part in group)
    top, bottom = min(part.top for part in group), max(part.bottom for part in group)
    if right - left > _MAX_WIDTH * height or bottom - top > 2.2 * height:
        return False
    gaps = (after.left - before.right for before, after in pairwise(group))
    return max(gaps, default=0) <= _MAX_GAP * height


def _join(before: Piece, after: Piece, height: float) -> _Join:
    gap = after.left - before.right
    return _Join(gap / height, min(before.height, after.height) / height, min(before.width, after.width) / height)


def _join_cost(join: _Join) -> float:
    """Return what is against two blots in one digit: a gap, and that both are tall."""
    is_small = join.smaller < 0.5
    if join.gap < -0.5 * join.narrower:
        return 0.0 if is_small else _OVERLAP
    return (_JOIN_SMALL if is_small else _JOIN) + _GAP * max(join.gap, 0.0)


def _best_row(lattice: _Lattice, predictions: list[Prediction]) -> list[tuple[_Candidate, Prediction]]:
    """Return the cheapest way through a line, by dynamic programming over its parts."""
    best: dict[_Node, float] = {(0, 0): 0.0}
    way: dict[_Node, tuple[_Candidate, Prediction]] = {}
    for candidate, prediction in sorted(zip(lattice.candidates, predictions, strict=True), key=_first_node):
        if candidate.first not in best:
            continue
        cost = best[candidate.first] + _cost(candidate, prediction)
        if cost < best.get(candidate.last, math.inf):
            best[candidate.last], way[candidate.last] = cost, (candidate, prediction)
    row, node = [], lattice.end
    while node in way:
        row.append(way[node])
        node = way[node][0].first
    return row[::-1]


def _first_node(pair: tuple[_Candidate, Prediction]) -> _Node:
    return pair[0].first


def _cost(candidate: _Candidate, prediction: Prediction) -> float:
    even = 1 / len(prediction.probabilities)
    evidence = (prediction.confidence - even) / (1 - even)
    prior = candidate.prior()
    cost = min(-math.log(max(evidence, 1e-4)), _WORST) + prior
    if prediction.verdict is Verdict.NOT_A_DIGIT:
        cost += _REJECTED
    if not candidate.is_blot:
        return cost
    if candidate.tall < _DOT:
        return min(cost, _JUNK_SMALL)
    return min(cost, prior + _JUNK + _JUNK_WIDE * max(candidate.wide - 0.6, 0.0))


def _reading(rows: list[list[tuple[_Candidate, Prediction]]], factor: int, size: tuple[int, int]) -> Reading:
    digits: list[ReadDigit] = []
    texts: list[str] = []
    for row in rows:
        answers = _in_context([_allowed(candidate, prediction) for candidate, prediction in row])
        for (candidate, _), answer in zip(row, answers, strict=True):
            box = _box(candidate.piece, factor, size)
            digits.append(ReadDigit(len(texts), box, candidate.raster, answer, candidate.cutout))
        if text := "".join(map(_sign, answers)):
            texts.append(text)
    return Reading("\n".join(texts), tuple(digits))


def _allowed(candidate: _Candidate, prediction: Prediction) -> Prediction:
    """Doubt rather than reject a digit that was cut off from another: cuts leave it worse than it was written."""
    is_likely = bool(candidate.cuts) and prediction.confidence >= _LIKELY_CUT
    if is_likely and prediction.verdict is Verdict.NOT_A_DIGIT:
        return replace(prediction, verdict=Verdict.UNSURE)
    return prediction


def _in_context(answers: list[Prediction]) -> list[Prediction]:
    """Take what looks like a digit among mostly letters for a letter, too."""
    rejected = sum(answer.verdict is Verdict.NOT_A_DIGIT for answer in answers)
    if rejected < _MANY_LETTERS or rejected <= len(answers) / 2:
        return answers
    return [replace(answer, verdict=Verdict.NOT_A_DIGIT) for answer in answers]


def _sign(prediction: Prediction) -> str:
    return "" if prediction.verdict is Verdict.NOT_A_DIGIT else prediction.label or ""


def _box(piece: Piece, factor: int, size: tuple[int, int]) -> Box:
    left, top = piece.left * factor, piece.top * factor
    return left, top, min(piece.right * factor, size[0]) - left, min(piece.bottom * factor, size[1]) - top
