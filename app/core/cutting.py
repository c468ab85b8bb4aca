"""Cuts through connected ink where digits may touch: each parts it in what is left of the cut and what is right.

A seam is drawn to concave corners of the ink's edge, for that is where two digits meet. A digit between two cuts
may keep ink that its neighbour has, too: where strokes run into one another, both are there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.inkfinder import Mask, Plane, label_blots
from app.core.seams import Seam, seams_of
from app.core.segmentation import Piece

SEAM_ROWS = 40
"""Cuts are looked for in a copy of this height."""
MOST_SHARED = 0.15
"""Two neighbours share at most this part of the ink that they are in."""
_MOST_LOST = 0.015
_MIN_WIDTH = 0.3
"""No ink narrower than this share of the line's height is two digits."""
_MOST_CUTS = 14
_FEW_CUTS = ((0.5, 5), (0.7, 7), (0.9, 10))
"""Narrower than a share of the line's height, ink is rarely two digits: it gets fewer cuts."""
_INKED = 0.35
_FINEST = 0.45
"""Lines that leave less than this depth of ink in the small copy are a frame's or a table's, not a pen's."""
_CORNER = 0.8
"""Ink at a sharp concave corner is crossed for 1 - this share of its cost."""
_MOST_CROSSED = 0.6
_MIN_PART, _MIN_TALL = 0.05, 0.4
_ALIKE, _SAME = 0.02, 0.04
_MOST_WAYS = 40
_SCRAP = 0.12
_LOW, _OVERLAP = 0.5, 0.15
_SMOOTH = Image.Resampling.BILINEAR
_DISC = [(y, x) for y in range(-3, 4) for x in range(-3, 4) if y * y + x * x <= 10]
_NEAR = [(y, x) for y in range(-2, 3) for x in range(-2, 3) if y * y + x * x <= 5]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A way to part a piece in two.

    ``is_left``: bool, like the piece's copy of ``SEAM_ROWS`` rows: what is left of the cut, ink or not; ``inked``: the
    ink of that copy. ``crossed``: the ink that the cut crosses, corners being cheap, and ``overlap``: the columns in
    which the parts are one above the other, both in heights of the line.
    """

    is_left: Mask
    inked: Mask
    crossed: float
    overlap: float

    @property
    def share(self) -> float:
        """Return the part of the ink that is left of the cut, 0-1."""
        return float((self.is_left & self.inked).sum() / self.inked.sum())


def can_be_cut(piece: Piece, line_height: float) -> bool:
    """Say whether a piece is large enough for two digits."""
    return piece.width >= _MIN_WIDTH * line_height + 2 and piece.height >= 0.5 * line_height


def cuts_of(pieces: Sequence[Piece], line_heights: Sequence[float]) -> list[list[Cut]]:
    """Return for each piece its likeliest cuts, best first."""
    inks = [small_ink(piece) for piece in pieces]
    heights = [height * SEAM_ROWS / piece.height for piece, height in zip(pieces, line_heights, strict=True)]
    costs = [ink * (1 - np.float32(_CORNER) * _corners(ink)) for ink in inks]
    seams = seams_of(costs, heights)
    return [_cuts(*one) for one in zip(inks, costs, seams, heights, strict=True)]


def small_ink(piece: Piece) -> Plane:
    """Return a piece's ink in ``SEAM_ROWS`` rows, float32, 0-1."""
    size = max(6, round(piece.width * SEAM_ROWS / piece.height)), SEAM_ROWS
    way = Image.Resampling.BOX if piece.height > SEAM_ROWS else Image.Resampling.BILINEAR
    return np.asarray(Image.fromarray(piece.ink).resize(size, way), dtype=np.float32) / np.float32(255)


def part_between(piece: Piece, before: Cut | None, after: Cut | None) -> Piece | None:
    """Return the ink of a piece between two cuts, or between a cut and an end; None if there is none."""
    kept = inside(before, after)
    full = Image.fromarray(kept.astype(np.uint8) * np.uint8(255)).resize((piece.width, piece.height), _SMOOTH)
    ink = piece.ink * (np.asarray(full) > 127)
    rows, columns = (np.flatnonzero((ink > 32).any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    top, left = int(rows[0]), int(columns[0])
    box = ink[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
    return Piece(piece.left + left, piece.top + top, np.ascontiguousarray(box), piece.blot, piece.depth)


def inside(before: Cut | None, after: Cut | None) -> Mask:
    """Return what is between two cuts, bool, like a piece's small copy; at least one is given."""
    if before is None:
        assert after is not None
        return after.is_left
    return ~before.is_left if after is None else after.is_left & ~before.is_left


def shared_ink(left: Cut, right: Cut) -> float | None:
    """Return the share of the ink that a digit up to ``left`` has in common with the next one, from ``right`` on.

    None if it is too much, or if ink between them would be lost.
    """
    if left is right:
        return 0.0
    total = float(left.inked.sum())
    shared = float((left.is_left & ~right.is_left & left.inked).sum()) / total
    lost = float((right.is_left & ~left.is_left & left.inked).sum()) / total
    return shared if shared < MOST_SHARED and lost < _MOST_LOST else None


def _corners(ink: Plane) -> Plane:
    """Return how near each pixel is to a concave corner of the ink, 0-1: there a disc on the ground is full of ink."""
    fullness = sum(_shifted(ink, 3)) / np.float32(len(_DISC))
    sharp = np.where(ink > _INKED, 0, np.clip((fullness - 0.5) / 0.15, 0, 1)).astype(np.float32)
    near: Plane = np.maximum.reduce(_shifted(sharp, 2))
    return near


def _shifted(plane: Plane, reach: int) -> list[Plane]:
    """Return a plane shifted to all places within a disc."""
    height, width = plane.shape
    wide = np.pad(plane, reach)
    places = _DISC if reach == 3 else _NEAR
    return [wide[reach + y : reach + y + height, reach + x : reach + x + width] for y, x in places]


def _cuts(ink: Plane, cost: Plane, seams: list[Seam], line_height: float) -> list[Cut]:
    inked = ink > _INKED
    if float(np.percentile(ink[ink > 0.1], 75)) < _FINEST:
        return []
    sides = _distinct_sides(inked, [seam for seam in seams if seam[0] < _MOST_CROSSED * SEAM_ROWS])
    if not len(sides):
        return []
    sides = _tidied(inked, sides)
    crossed = _crossed(sides, inked, cost) / SEAM_ROWS
    tops, bottoms, lefts, rights = _extents(sides, inked)
    tall = (bottoms - tops) / line_height
    overlap = np.maximum(rights.min(axis=1) - lefts.max(axis=1), 0) / line_height
    areas = (sides & inked).sum(axis=(1, 2)) / inked.sum()
    rank = crossed + _LOW * np.maximum(0, 0.8 - tall).sum(axis=1) + _OVERLAP * overlap
    fits = (tall.min(axis=1) >= _MIN_TALL) & (np.minimum(areas, 1 - areas) >= _MIN_PART)
    most = next((few for share, few in _FEW_CUTS if ink.shape[1] < share * line_height), _MOST_CUTS)
    chosen: list[int] = []
    for place in np.argsort(rank, kind="stable"):
        if fits[place] and _is_new(sides[place], sides[chosen], inked, _SAME):
            chosen.append(int(place))
        if len(chosen) == most:
            break
    return [Cut(sides[place], inked, float(crossed[place]), float(overlap[place])) for place in chosen]


def _distinct_sides(inked: Mask, seams: list[Seam]) -> npt.NDArray[np.bool_]:
    """Return what is left of each seam, bool (n, height, width), cheapest first, without those that are alike."""
    columns, total = np.arange(inked.shape[1]), inked.sum()
    sides = np.zeros((_MOST_WAYS, *inked.shape), dtype=bool)
    count = 0
    for _, way in sorted(seams, key=lambda seam: seam[0]):
        side = columns < way[:, None]
        area = int((side & inked).sum())
        if min(area, total - area) >= _MIN_PART * total and _is_new(side, sides[:count], inked, _ALIKE):
            sides[count] = side
            count += 1
        if count == _MOST_WAYS:
            break
    return sides[:count]


def _is_new(side: Mask, others: npt.NDArray[np.bool_], inked: Mask, least: float) -> bool:
    if not len(others):
        return True
    return bool((((others != side) & inked).sum(axis=(1, 2)) >= least * inked.sum()).all())


def _tidied(inked: Mask, sides: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Give scraps that a seam left on the wrong side to the side that they touch."""
    parts = np.stack([sides & inked, ~sides & inked], axis=1)
    count, _, height, width = parts.shape
    labels = label_blots(np.pad(parts, ((0, 0), (0, 0), (0, 1), (0, 0))).reshape(-1, width))
    labels = labels.reshape(count, 2, height + 1, width)[:, :, :height]
    areas = np.bincount(labels.ravel())
    owned = parts.sum(axis=(2, 3))
    is_small = (labels > 0) & (areas[labels] < _SCRAP * owned[:, :, None, None])
    touching = np.unique(labels[is_small & _beside(parts[:, ::-1])])
    is_scrap = np.asarray(np.isin(labels, touching[touching > 0]).any(axis=1))
    tidied: npt.NDArray[np.bool_] = sides ^ is_scrap
    return tidied


def _beside(masks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return the neighbours above, below, left and right of what is set."""
    near = np.zeros_like(masks)
    near[..., 1:, :] |= masks[..., :-1, :]
    near[..., :-1, :] |= masks[..., 1:, :]
    near[..., 1:] |= masks[..., :-1]
    near[..., :-1] |= masks[..., 1:]
    return near


def _crossed(sides: npt.NDArray[np.bool_], inked: Mask, cost: Plane) -> npt.NDArray[np.float32]:
    """Return the cost of the ink along each boundary, in pixels."""
    total = np.zeros(len(sides), dtype=np.float32)
    for one, other in (
        (np.s_[..., 1:, :], np.s_[..., :-1, :]),
        (np.s_[..., 1:], np.s_[..., :-1]),
    ):
        is_cut = (sides[one] != sides[other]) & inked[one] & inked[other]
        total += (is_cut * np.minimum(cost[one], cost[other])).sum(axis=(1, 2))
    return total


def _extents(sides: npt.NDArray[np.bool_], inked: Mask) -> tuple[npt.NDArray[np.intp], ...]:
    """Return top, bottom, left and right of both parts, each (n, 2); bottom and right are outside."""
    parts = np.stack([sides & inked, ~sides & inked], axis=1)
    rows, columns = np.asarray(parts.any(axis=3)), np.asarray(parts.any(axis=2))
    ends = []
    for line in (rows, columns):
        ends += [line.argmax(axis=2), line.shape[2] - line[:, :, ::-1].argmax(axis=2)]
    return tuple(ends)
