"""Touching digits made up from those of many hands, cut in every likely way: what the judge of cuts learns from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from app.core.cut_views import view_of
from app.core.cutting import Cut, can_be_cut, cuts_of, inside, small_ink
from app.core.inkfinder import Mask, label_blots
from app.core.raster import ink_box
from app.core.segmentation import Piece
from app.learning.strokes import StrokeSample, rewritten

NONE = 10
"""The class of what is no digit with its own ink, all of it and no more."""
_HEIGHTS = (40.0, 64.0)
_FINE = 3
_COUNTS, _OFTEN = (1, 2, 3), (0.2, 0.62, 0.18)
_WRONG, _RIGHT = 0.18, 0.09
_MIDDLES = 8

Patch = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Hands:
    """Digits to write with: pictures uint8 (n, 28, 28) with labels (n,), and samples of pen strokes."""

    images: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    samples: list[StrokeSample]


@dataclass(frozen=True, eq=False)
class Run:
    """Digits that touch: the ``piece`` that they are, their ``labels``, and which of its pixels each of them has."""

    piece: Piece
    labels: tuple[int, ...]
    owned: tuple[npt.NDArray[np.uint8], ...]
    height: float


def write_run(hands: Hands, rng: np.random.Generator, *, often: tuple[float, float, float] = _OFTEN) -> Run | None:
    """Write digits so near that their ink touches; None if they came out in several pieces.

    ``often`` are the probabilities of one, two and three digits.
    """
    count = int(rng.choice(_COUNTS, p=often))
    side, is_pen = float(rng.uniform(*_HEIGHTS)), bool(rng.random() < 0.5)
    pen, shear = side * float(rng.uniform(0.045, 0.13)), float(rng.uniform(-0.15, 0.25))
    room = np.zeros((round(2 * side), round(side * (1.8 * count + 1))), dtype=np.uint8)
    planes: list[Patch] = []
    labels: list[int] = []
    left = round(0.4 * side)
    for _ in range(count):
        tall = side * float(rng.uniform(0.85, 1.15))
        patch, label = _pen_patch(hands, tall, pen, rng) if is_pen else _image_patch(hands, tall, rng)
        top = round(0.4 * side + (side - tall) * float(rng.uniform(0.2, 1)) + side * float(rng.uniform(-0.1, 0.1)))
        top = max(top, 0)
        start = left if not planes else _meeting(room, patch, (left, top), int(rng.integers(2, 12)))
        plane = np.zeros_like(room)
        part = plane[top : top + patch.shape[0], start : start + patch.shape[1]]
        if part.shape != patch.shape:
            return None
        part[:] = patch
        planes.append(plane)
        labels.append(label)
        room = np.maximum(room, plane)
        left = start + patch.shape[1] + round(0.4 * side)
    soft = float(rng.uniform(0, 0.025)) * side
    planes = [_softened(plane, shear, soft) for plane in planes]
    return _run(planes, tuple(labels), side)


def _run(planes: list[Patch], labels: tuple[int, ...], side: float) -> Run | None:
    ink = np.maximum.reduce(planes)
    box = ink_box(ink)
    if box is None or int(label_blots(ink > 90).max()) != 1:
        return None
    left, top, right, bottom = box
    crops = [np.ascontiguousarray(plane[top:bottom, left:right]) for plane in (ink, *planes)]
    return Run(Piece(0, 0, crops[0], 0), labels, tuple(crops[1:]), side)


def _softened(plane: Patch, shear: float, soft: float) -> Patch:
    height = plane.shape[0]
    image = Image.fromarray(plane)
    matrix = (1, shear, -shear * height / 2, 0, 1, 0)
    image = image.transform(image.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    return np.asarray(image.filter(ImageFilter.GaussianBlur(soft)))


def _image_patch(hands: Hands, tall: float, rng: np.random.Generator) -> tuple[Patch, int]:
    place = int(rng.integers(len(hands.images)))
    box = ink_box(hands.images[place])
    assert box is not None
    image = Image.fromarray(hands.images[place]).crop(box)
    size = max(2, round(image.width * tall / image.height)), max(2, round(tall))
    large = np.asarray(image.resize(size, Image.Resampling.BICUBIC), dtype=np.float32)
    return np.clip((large - 64) * 2, 0, 255).astype(np.uint8), int(hands.labels[place])


def _pen_patch(hands: Hands, tall: float, pen: float, rng: np.random.Generator) -> tuple[Patch, int]:
    sample = hands.samples[int(rng.integers(len(hands.samples)))]
    lines = rewritten(sample.lines, rng) if rng.random() < 0.5 else list(sample.lines)
    everything = np.concatenate(lines)
    low, high = everything.min(axis=0), everything.max(axis=0)
    scale = (tall - pen) / max(float(high[1] - low[1]), 0.4 * float(high[0] - low[0]), 1.0)
    size = np.ceil((high - low) * scale + pen + 2).astype(int)
    image = Image.new("L", (int(size[0]) * _FINE, int(size[1]) * _FINE), 0)
    draw, reach = ImageDraw.Draw(image), pen * _FINE / 2
    for line in lines:
        places = [tuple(((point - low) * scale + pen / 2 + 1) * _FINE) for point in line]
        draw.line(places, fill=255, width=round(pen * _FINE), joint="curve")
        for x, y in (places[0], places[-1]):
            draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
    small = np.asarray(image.reduce(_FINE))
    box = ink_box(small)
    assert box is not None
    return small[box[1] : box[3], box[0] : box[2]], int(sample.label)


def _meeting(room: Patch, patch: Patch, place: tuple[int, int], overlap: int) -> int:
    """Return how far left a patch goes until so many pixels of its ink meet the ink there."""
    left, top = place
    while left > 1:
        part = room[top : top + patch.shape[0], left : left + patch.shape[1]]
        if part.shape == patch.shape and np.count_nonzero((part > 127) & (patch > 127)) >= overlap:
            return left
        left -= 1
    return left


def examples_of(runs: list[Run], rng: np.random.Generator) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Return views of the parts of runs, uint8 (n, 24, 24, 2), and for each its digit or ``NONE``, uint8 (n,)."""
    runs = [run for run in runs if can_be_cut(run.piece, run.height)]
    views, answers = [], []
    for run, cuts in zip(runs, cuts_of([run.piece for run in runs], [run.height for run in runs]), strict=True):
        ink = small_ink(run.piece)
        owned = [small_ink(Piece(0, 0, plane, 0)) > 0.35 for plane in run.owned]
        for part in _parts(cuts, ink.shape, rng):
            answer = _answer(part & (ink > 0.35), owned, run.labels)
            if answer is not None:
                views.append(view_of(ink, part))
                answers.append(answer)
    return np.array(views, dtype=np.uint8), np.array(answers, dtype=np.uint8)


def _parts(cuts: list[Cut], shape: tuple[int, ...], rng: np.random.Generator) -> list[Mask]:
    ends = [inside(None, cut) for cut in cuts] + [inside(cut, None) for cut in cuts]
    pairs = [(one, other) for one in cuts for other in cuts if other.share - one.share > 0.14]
    picked = rng.permutation(len(pairs))[:_MIDDLES]
    return [np.ones(shape, dtype=bool), *ends, *(inside(*pairs[place]) for place in picked)]


def _answer(part: Mask, owned: list[Mask], labels: tuple[int, ...]) -> int | None:
    """Return the digit that a part is, ``NONE``, or None where even a person would doubt."""
    faults = []
    for mine in owned:
        size = max(int(mine.sum()), 1)
        faults.append(max(int((mine & ~part).sum()), int((part & ~mine).sum())) / size)
    best = int(np.argmin(faults))
    if faults[best] < _RIGHT:
        return labels[best]
    return NONE if faults[best] > _WRONG else None
