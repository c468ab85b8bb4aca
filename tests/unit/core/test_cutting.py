"""Cuts through ink that touches: they find the place, and the judge's file is checked."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.core.cut_judge import CLASSES, CutJudge, shipped_judge
from app.core.cut_views import VIEW_SIDE, view_of
from app.core.cutting import MOST_SHARED, can_be_cut, cuts_of, part_between, shared_ink, small_ink
from app.core.errors import BundleError
from app.core.segmentation import Piece


def touching_rings() -> Piece:
    """Return two rings side by side that touch in the middle."""
    image = Image.new("L", (148, 80), 0)
    pen = ImageDraw.Draw(image)
    pen.ellipse((0, 0, 75, 79), outline=255, width=8)
    pen.ellipse((72, 0, 147, 79), outline=255, width=8)
    return Piece(10, 20, np.asarray(image), 0)


def test_the_likeliest_cut_parts_two_rings_where_they_touch() -> None:
    piece = touching_rings()
    (cuts,) = cuts_of([piece], [80.0])
    left, right = part_between(piece, None, cuts[0]), part_between(piece, cuts[0], None)
    assert left is not None
    assert right is not None
    assert (left.left, left.top, left.height) == (10, 20, 80)
    assert left.width == pytest.approx(76, abs=8)
    assert right.width == pytest.approx(76, abs=8)
    assert right.right == piece.right


def test_what_neighbours_share_is_bounded_and_nothing_is_lost() -> None:
    (cuts,) = cuts_of([touching_rings()], [80.0])
    for one in cuts:
        assert shared_ink(one, one) == 0.0
        for other in cuts:
            shared = shared_ink(one, other)
            assert shared is None or 0 <= shared < MOST_SHARED
    assert shared_ink(min(cuts, key=lambda cut: cut.share), max(cuts, key=lambda cut: cut.share)) is None


def test_narrow_ink_and_fine_frames_are_not_cut() -> None:
    assert not can_be_cut(Piece(0, 0, np.full((80, 12), 255, dtype=np.uint8), 0), 80.0)
    frame = np.zeros((600, 800), dtype=np.uint8)
    frame[:3] = frame[-3:] = frame[:, :3] = frame[:, -3:] = frame[:, 400:403] = 255
    assert cuts_of([Piece(0, 0, frame, 0)], [600.0]) == [[]]


def test_the_judge_knows_a_whole_ring_from_two() -> None:
    piece = touching_rings()
    ink = small_ink(piece)
    (cuts,) = cuts_of([piece], [80.0])
    views = np.stack([view_of(ink, cuts[0].is_left), view_of(ink, np.ones(ink.shape, dtype=bool))])
    answers = shipped_judge().log_probabilities(views)
    assert answers.shape == (2, CLASSES)
    assert np.allclose(np.exp(answers).sum(axis=1), 1, atol=1e-4)
    assert answers[0].argmax() == 0
    assert answers[1].argmax() == CLASSES - 1
    assert shipped_judge().log_probabilities(views[:0]).shape == (0, CLASSES)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive"])
def test_a_damaged_judge_is_refused_with_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "weights.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BundleError, match="damaged"):
        CutJudge(path)


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "weights.npz", kernel_1=np.zeros((5, 5, 2, VIEW_SIDE)))
    with pytest.raises(BundleError, match="damaged"):
        CutJudge(tmp_path / "weights.npz")
