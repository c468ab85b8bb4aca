"""From the ink of a page to pieces of digits in lines: top to bottom, left to right."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from app.core.inkfinder import Mask, Plane, label_blots
from app.core.job import checkpoint
from app.core.page_ink import PageInk
from app.core.raster import Cutout, Raster, raster_of_cutout

Box = tuple[int, int, int, int]
"""(left, top, right, bottom), right and bottom outside."""
MIN_SIDE = 8
"""Ink that is shorter than this many pixels is dust: a raster of 20 pixels cannot be made of it."""
_DUST = 0.14
"""Ink that is shorter than this share of the usual height is dust, too."""
_TALL = 0.4
"""Pieces from this share of the usual height on are digits of their own or large parts of one."""
_SPECK = 0.2
_LONE_SPECK = 0.012
"""A single piece is a speck if it has less than this share of the page's longer side."""
_SAME_LINE = 0.45
"""What overlaps a line by this share of the smaller height belongs to it."""
_LEVEL = 0.8
"""What is small and apart belongs to a line only if this much of it is level with the line."""
_LARGE = 45
_FULL, _FULL_SMALL = 0.5, 0.72
"""Ink of this share of its depth is drawn full: no pencil is even. Small digits are mostly soft edge."""
_LEAST_SIDE = 0.35
"""Ink with a smaller share of its line's height is framed as the dot that it is."""
_MAX_SLOPE = 0.3
_MAX_PIECES = 2000
"""More pieces than this is texture, not writing; the largest are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Connected ink, or one side of a cut through it: ``ink`` uint8 (h, w), 0-255, whose top left is (left, top).

    ``depth`` is the share of light, 0 to 1, that the deeper part of the ink takes; ``ink`` is even in it.
    """

    left: int
    top: int
    ink: npt.NDArray[np.uint8]
    blot: int
    depth: float = 1.0

    @property
    def width(self) -> int:
        """Return the width in pixels of the page's ink."""
        return int(self.ink.shape[1])

    @property
    def height(self) -> int:
        """Return the height in pixels of the page's ink."""
        return int(self.ink.shape[0])

    @property
    def right(self) -> int:
        """Return the first column behind it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Return the first row below it."""
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Return the centre (x, y) of its box."""
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Pieces of one line of writing, left to right, and the usual ``height`` of its digits in pixels."""

    pieces: tuple[Piece, ...]
    height: float


def find_lines(page: PageInk) -> list[Line]:
    """Return the lines of a page in reading order; dust, borders and shadows are left out."""
    pieces = _pieces(page)
    if not pieces:
        return []
    height = _usual_height(pieces)
    pieces = [piece for piece in pieces if max(piece.height, piece.width) >= _DUST * height]
    slope = _slope(pieces, height)
    least = _LONE_SPECK * max(page.mask.shape)
    return [line for line in _lines(pieces, slope, height) if line.height >= least or _is_many(line)]


def joined(pieces: tuple[Piece, ...]) -> Piece:
    """Return several pieces as one."""
    if len(pieces) == 1:
        return pieces[0]
    left, top = min(piece.left for piece in pieces), min(piece.top for piece in pieces)
    right, bottom = max(piece.right for piece in pieces), max(piece.bottom for piece in pieces)
    ink = np.zeros((bottom - top, right - left), dtype=np.uint8)
    for piece in pieces:
        part = ink[piece.top - top : piece.bottom - top, piece.left - left : piece.right - left]
        np.maximum(part, piece.ink, out=part)
    return Piece(left, top, ink, pieces[0].blot, max(piece.depth for piece in pieces))


def raster_of_piece(piece: Piece, line_height: float) -> Raster:
    """Frame a piece as one digit of a line: uint8 (28, 28)."""
    return raster_of_cutout(cutout_of(piece, line_height))


def cutout_of(piece: Piece, line_height: float) -> Cutout:
    """Return a piece as the ink of one digit of a line."""
    checkpoint()
    return Cutout(piece.ink, _LEAST_SIDE * line_height)


def _pieces(page: PageInk) -> list[Piece]:
    """Return the blots that may be ink of a digit."""
    labels = label_blots(_bridged(page.mask)) * page.mask
    boxes, areas = _boxes(labels)
    heights, widths = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    is_ink = np.maximum(heights, widths) >= MIN_SIDE
    is_ink &= ~_is_border(labels, boxes)
    is_ink &= np.minimum(heights, widths) >= 1
    chosen = np.flatnonzero(is_ink)
    if len(chosen) > _MAX_PIECES:
        chosen = np.sort(chosen[np.argsort(-areas[chosen], kind="stable")[:_MAX_PIECES]])
    return [_piece(page.depth, labels, int(number), tuple(boxes[number].tolist())) for number in chosen]


def _bridged(mask: Mask) -> Mask:
    """Reach over gaps of two pixels, which a pencil leaves in a stroke."""
    wide = mask.copy()
    wide[1:] |= mask[:-1]
    wide[:-1] |= mask[1:]
    near = wide.copy()
    near[:, 1:] |= wide[:, :-1]
    near[:, :-1] |= wide[:, 1:]
    return near


def _piece(depth: Plane, labels: npt.NDArray[np.intp], number: int, box: Box) -> Piece:
    left, top, right, bottom = box
    is_ink = labels[top:bottom, left:right] == number + 1
    return piece_of(depth[top:bottom, left:right], is_ink, (left, top), number)


def piece_of(depth: Plane, is_ink: Mask, place: tuple[int, int], blot: int = -1) -> Piece:
    """Return a part of a page's ink whose top left is at ``place`` (left, top): even in depth, cut to its box."""
    checkpoint()
    rows, columns = np.flatnonzero(is_ink.any(axis=1)), np.flatnonzero(is_ink.any(axis=0))
    top, left = int(rows[0]), int(columns[0])
    box = slice(top, int(rows[-1]) + 1), slice(left, int(columns[-1]) + 1)
    part, inked = depth[box], is_ink[box]
    is_large = max(part.shape) >= _LARGE
    deep = float(np.percentile(part[inked], 85))
    full = (_FULL if is_large else _FULL_SMALL) * deep
    ink = (np.clip(part * np.float32(255 / max(full, 1e-6)), 0, 255) * inked).astype(np.uint8)
    return Piece(place[0] + left, place[1] + top, closed(ink) if is_large else ink, blot, deep)


def closed(ink: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Fill the holes of a pixel or two that a pencil leaves."""
    image = Image.fromarray(np.pad(ink, 1)).filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MinFilter(3))
    return np.ascontiguousarray(np.asarray(image)[1:-1, 1:-1])


def _boxes(labels: npt.NDArray[np.intp]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the box (left, top, right, bottom) and the area of each blot."""
    count = int(labels.max())
    rows, columns = np.nonzero(labels)
    numbers = labels[rows, columns] - 1
    order = np.argsort(numbers, kind="stable")
    if not len(order):
        return np.zeros((0, 4), dtype=np.intp), np.zeros(0, dtype=np.intp)
    areas = np.bincount(numbers, minlength=count)
    starts = np.concatenate([[0], np.cumsum(areas)[:-1]])
    columns, rows = columns[order], rows[order]
    sides = (
        np.minimum.reduceat(columns, starts),
        np.minimum.reduceat(rows, starts),
        np.maximum.reduceat(columns, starts) + 1,
        np.maximum.reduceat(rows, starts) + 1,
    )
    return np.stack(sides, axis=1), areas


def _is_border(labels: npt.NDArray[np.intp], boxes: npt.NDArray[np.intp]) -> Mask:
    """Say which blots are what lies beside the sheet: they follow the page's end, or reach it and are long."""
    ends = (labels[:2].max(axis=0), labels[-2:].max(axis=0), labels[:, :2].max(axis=1), labels[:, -2:].max(axis=1))
    contact = np.max([np.bincount(end, minlength=len(boxes) + 1)[1:] for end in ends], axis=0)
    tall, wide = boxes[:, 3] - boxes[:, 1], boxes[:, 2] - boxes[:, 0]
    longer, shorter = np.maximum(tall, wide), np.minimum(tall, wide)
    is_long = (longer > 12 * shorter) | (tall > 0.5 * labels.shape[0]) | (wide > 0.5 * labels.shape[1])
    is_border: Mask = (contact >= np.maximum(0.3 * longer, 6)) | ((contact > 0) & is_long)
    return is_border


def _usual_height(pieces: list[Piece]) -> float:
    """Return the height that divides the ink in halves: dust, however much there is, weighs little."""
    heights = np.array([piece.height for piece in pieces], dtype=float)
    weights = np.array([np.count_nonzero(piece.ink) for piece in pieces], dtype=float)
    order = np.argsort(heights)
    place = np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)
    return float(heights[order][min(place, len(pieces) - 1)])


def _slope(pieces: list[Piece], height: float) -> float:
    """Return how much lines fall to the right, in rows a column, from neighbours of like height."""
    tall = sorted((piece for piece in pieces if piece.height >= _TALL * height), key=lambda piece: piece.left)
    slopes, weights = [], []
    for place, piece in enumerate(tall):
        follower = _next_neighbour(piece, tall[place + 1 :])
        if follower is not None:
            across = follower.middle[0] - piece.middle[0]
            slopes.append((follower.middle[1] - piece.middle[1]) / across)
            weights.append(across)
    if not slopes:
        return 0.0
    order = np.argsort(slopes)
    total = np.cumsum(np.array(weights)[order])
    slope = float(np.array(slopes)[order][np.searchsorted(total, total[-1] / 2)])
    return slope * len(slopes) / (len(slopes) + 1.5)  # a few digits of uneven height say little


def _next_neighbour(piece: Piece, others: list[Piece]) -> Piece | None:
    checkpoint()
    for other in others:
        gap = other.left - piece.right
        if gap > 2.5 * max(piece.height, other.height):
            continue
        overlap = min(piece.bottom, other.bottom) - max(piece.top, other.top)
        is_like = 0.5 < piece.height / other.height < 2
        if is_like and overlap > 0.4 * min(piece.height, other.height) and other.middle[0] > piece.right:
            return other
    return None


class _OpenLine:
    """A line that is being gathered from left to right, in coordinates where lines are level."""

    def __init__(self, piece: Piece, top: float, bottom: float) -> None:
        self.pieces = [piece]
        self.small: list[Piece] = []
        self.spans = [(top, bottom)]

    def span(self) -> tuple[float, float]:
        """Return where the line is now: the mean top and bottom of its last tall members."""
        tallest = max(bottom - top for top, bottom in self.spans[-4:])
        recent = [span for span in self.spans[-4:] if span[1] - span[0] >= 0.6 * tallest]
        tops, bottoms = zip(*recent, strict=True)
        return sum(tops) / len(recent), sum(bottoms) / len(recent)

    def fit(self, top: float, bottom: float) -> float:
        """Return how well something fits: the overlap as a share of the smaller height, 0-1."""
        low, high = self.span()
        overlap = min(bottom, high) - max(top, low)
        return overlap / max(min(bottom - top, high - low), 1.0)

    def distance(self, piece: Piece) -> float:
        """Return how far a small piece is from the nearest member, 1 being its height or its width."""
        return min(_apart(member, piece) for member in self.pieces)

    def is_near(self, piece: Piece) -> bool:
        """Say whether a small piece is beside or at one of the members."""
        return self.distance(piece) <= 1.0

    def is_like(self, piece: Piece, slope: float) -> bool:
        """Say whether a piece is small on this page but no smaller than others in this line, and level with them."""
        usual = float(np.median([member.height for member in self.pieces]))
        return piece.height >= _TALL * usual and self.fit(*_level_span(piece, slope)) >= _LEVEL

    def closed(self) -> Line:
        """Return the finished line."""
        height = float(np.median([piece.height for piece in self.pieces]))
        return Line(tuple(sorted([*self.pieces, *self.small], key=lambda piece: piece.middle[0])), height)


def _apart(member: Piece, piece: Piece) -> float:
    """Return how far a piece is outside a member's box, beside it by its height, above and below by a third of it."""
    beside = max(member.left - piece.right, piece.left - member.right, 0) / (1.2 * member.height)
    y = piece.middle[1]
    above = max(member.top - y, y - member.bottom, 0) / (0.3 * member.height)
    return float(max(beside, above))


def _lines(pieces: list[Piece], slope: float, height: float) -> list[Line]:
    """Gather pieces in lines: what is tall first, then what is small; small writing far from it has its own lines."""
    by_left = sorted(pieces, key=lambda piece: piece.left)
    opened: list[_OpenLine] = []
    for piece in (piece for piece in by_left if piece.height >= _TALL * height):
        top, bottom = _level_span(piece, slope)
        best = max(opened, key=lambda line: line.fit(top, bottom), default=None)
        if best is not None and best.fit(top, bottom) >= _SAME_LINE:
            best.pieces.append(piece)
            best.spans.append((top, bottom))
        else:
            opened.append(_OpenLine(piece, top, bottom))
    alone = []
    for piece in (piece for piece in by_left if piece.height < _TALL * height):
        near = [line for line in opened if line.is_near(piece) or line.is_like(piece, slope)]
        if near:
            min(near, key=lambda line: line.distance(piece)).small.append(piece)
        else:
            alone.append(piece)
    lines = [line.closed() for line in opened]
    if alone:
        lines += [line for line in _lines(alone, slope, _usual_height(alone)) if _is_writing(line, height)]
    return sorted(lines, key=lambda line: _level_middle(line, slope))


def _is_writing(line: Line, height: float) -> bool:
    """Say whether far smaller pieces, apart from the rest, are writing: a single one is a speck."""
    return line.height >= _SPECK * height and _is_many(line)


def _is_many(line: Line) -> bool:
    return sum(piece.height >= _TALL * line.height for piece in line.pieces) > 1


def _level_span(piece: Piece, slope: float) -> tuple[float, float]:
    """Return where a piece begins and ends in height once its line is level."""
    checkpoint()
    fall = slope * piece.middle[0]
    return piece.top - fall, piece.bottom - fall


def _level_middle(line: Line, slope: float) -> float:
    tall = [piece for piece in line.pieces if piece.height >= _TALL * line.height]
    return float(np.mean([piece.middle[1] - slope * piece.middle[0] for piece in tall]))
