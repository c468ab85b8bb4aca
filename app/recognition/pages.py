"""From a page to its digits: every way to divide a line is weighed by what the classifier makes of its parts."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from app.core.images import Picture
from app.core.page_ink import PageInk, find_page_ink, page_reduction
from app.core.prediction import Prediction, Verdict
from app.core.preprocessing import INK_28
from app.core.raster import stacked
from app.core.segmentation import MIN_SIDE, Piece, cutout_of, find_lines, piece_of, raster_of_piece
from app.core.verdict import predictions_of
from app.recognition.classifier import Classifier
from app.recognition.framing import frame_for
from app.recognition.lattice import Lattice, lattices_of
from app.recognition.reader import Box, FramedDigit, ReadDigit, Reading, whole_reading
from app.recognition.ways import Step, Way, best_way

_RASTER_SIDE = 40
_MANY_LETTERS = 3
_LIKELY_CUT = 0.5
_FEWEST_SIGNS, _FEWEST_ON_PAGE = 4, 6
_LETTERS_ON_PAGE = 2.2
_LETTERS, _LETTERS_CUT = 2.0, 1.5
"""The mean cost of signs from which they are letters; less where many blots had to be cut, which digits rarely need."""
_MOST_AGAINST = 8.0
_FAINT = 0.25
"""A sign this much fainter than the digits of its page is no writing: an edge of the paper, a fold, a block of JPEG."""


@dataclass(frozen=True, slots=True, eq=False)
class DividedPage:
    """A page without its answers: its ink, the ways to divide its lines, and all candidates as one batch of rasters.

    ``whole`` stands in for them where the picture is read as one digit; ``size`` is (width, height) of the picture.
    """

    size: tuple[int, int]
    ink: PageInk | None
    lattices: tuple[Lattice, ...]
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
        return DividedPage(picture.size, None, (), stacked([] if frame is None else [frame.raster]), frame)
    if min(picture.size) // page_reduction(*picture.size) < MIN_SIDE:
        return DividedPage(picture.size, None, (), stacked([]))
    ink = find_page_ink(picture.pixels)
    lattices = lattices_of(find_lines(ink))
    rasters = [candidate.raster for lattice in lattices for candidate in lattice.candidates]
    return DividedPage(picture.size, ink, lattices, stacked(rasters))


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
        rows.append(best_way(lattice, predictions[place : place + len(lattice.candidates)]))
        place += len(lattice.candidates)
    return _reading(_without_faint(rows), page.ink.factor, page.size)


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


def _reading(rows: list[Way], factor: int, size: tuple[int, int]) -> Reading:
    digits: list[ReadDigit] = []
    texts: list[str] = []
    everything = [step for row in rows for step in row]
    blots = sum(len({step.candidate.first[0] for step in row}) for row in rows)
    is_text = blots >= _FEWEST_ON_PAGE and _against(everything) > _LETTERS_ON_PAGE
    for row in rows:
        answers = _in_context(row, is_text=is_text)
        for step, answer in zip(row, answers, strict=True):
            box = _box(step.candidate.piece, factor, size)
            digits.append(ReadDigit(len(texts), box, step.candidate.raster, answer, step.candidate.cutout))
        if text := "".join(map(_sign, answers)):
            texts.append(text)
    return Reading("\n".join(texts), tuple(digits))


def _without_faint(rows: list[Way]) -> list[Way]:
    """Leave out what is far fainter than the digits: they tell how deep the pen of this page writes, or the pencil."""
    digits = [step for row in rows for step in row if step.answer.verdict is Verdict.DIGIT]
    if not digits:
        return rows
    least = _FAINT * float(np.percentile([step.candidate.piece.depth for step in digits], 75))
    return [[step for step in row if step.candidate.piece.depth >= least] for row in rows]


def _allowed(step: Step) -> Prediction:
    """Doubt rather than reject a digit that was cut off from another: cuts leave it worse than it was written."""
    is_likely = bool(step.candidate.cuts) and step.answer.confidence >= _LIKELY_CUT
    if is_likely and step.answer.verdict is Verdict.NOT_A_DIGIT:
        return replace(step.answer, verdict=Verdict.UNSURE)
    return step.answer


def _in_context(row: Way, *, is_text: bool) -> list[Prediction]:
    """Take what looks like a digit among letters for a letter, too."""
    answers = [_allowed(step) for step in row]
    rejected = sum(answer.verdict is Verdict.NOT_A_DIGIT for answer in answers)
    is_rejected = rejected >= _MANY_LETTERS and rejected > len(answers) / 2
    if not (is_text or is_rejected or _is_text(row)):
        return answers
    return [replace(answer, verdict=Verdict.NOT_A_DIGIT) for answer in answers]


def _is_text(way: Way) -> bool:
    """Say whether the signs of a line are letters or a drawing: what is against their being digits is much."""
    places = {step.candidate.first[0] for step in way if step.candidate.cuts}
    is_cut_up = len(places) >= _MANY_LETTERS and 2 * len(places) >= len({step.candidate.first[0] for step in way})
    return len(way) >= _FEWEST_SIGNS and _against(way) > (_LETTERS_CUT if is_cut_up else _LETTERS)


def _against(way: Way) -> float:
    """Return the mean of what is against each sign of a way."""
    return sum(min(max(step.cost, 0.0), _MOST_AGAINST) for step in way) / max(len(way), 1)


def _sign(prediction: Prediction) -> str:
    return "" if prediction.verdict is Verdict.NOT_A_DIGIT else prediction.label or ""


def _box(piece: Piece, factor: int, size: tuple[int, int]) -> Box:
    left, top = piece.left * factor, piece.top * factor
    return left, top, min(piece.right * factor, size[0]) - left, min(piece.bottom * factor, size[1]) - top
