"""Many small pictures at once: the same bits as each alone, whatever is in them."""

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from app.core.inkfinder import find_ink
from app.core.raster import ink_box, raster_of_ink
from app.core.small_ink import MAX_SMALL_SIDE, find_inks
from app.core.small_raster import frame_small
from tests.unit.core.pictures import drawn

Pixels = npt.NDArray[np.uint8]


def fives(side: int, *, brush: float = 12, inverted: bool = False, step: int = 1) -> Pixels:
    """Return small fives of many sizes and places."""
    pictures = []
    for height in range(70, 190, 10 * step):
        pixels = drawn(height=height, brush=brush, place=(0.4 + height / 1000, 0.55))
        pictures.append(np.asarray(Image.fromarray(pixels).resize((side, side - 3), Image.Resampling.BOX)))
    stack = np.stack(pictures)
    return 255 - stack if inverted else stack


def made(kind: str) -> Pixels:
    lot = np.random.default_rng(7)
    if kind == "noise":
        return lot.integers(0, 256, (12, 28, 28, 3), dtype=np.uint8)
    if kind == "grain":
        return np.clip(fives(28).astype(int) + lot.integers(-6, 7, (12, 25, 28, 3)), 0, 255).astype(np.uint8)
    if kind == "blank":
        return np.stack([np.full((20, 40, 3), level, np.uint8) for level in range(0, 256, 15)])
    if kind == "faint":
        return (200 + (fives(28) // 14)).astype(np.uint8)
    if kind == "dots":
        return np.repeat((lot.random((60, 30, 30, 1)) < 0.02) * np.uint8(255), 3, axis=-1)
    if kind == "levels":
        return np.repeat(lot.integers(0, 5, (60, 12, 9, 1)) * lot.integers(1, 60, (60, 1, 1, 1)), 3, -1).astype(
            np.uint8
        )
    if kind == "colour":
        return np.where(fives(28) < 128, np.uint8([180, 40, 170]), np.uint8([60, 200, 60])).astype(np.uint8)
    if kind == "slope":
        return np.clip(fives(30).astype(int) - np.arange(30)[None, None, :, None] * 4, 0, 255).astype(np.uint8)
    if kind == "tiny":
        return (lot.integers(0, 3, (40, 2, 3, 1)) * 100).astype(np.uint8).repeat(3, -1)
    return {
        "dark": fives(28),
        "light": fives(28, inverted=True),
        "large": fives(MAX_SMALL_SIDE),
        "small": fives(13),
        "thin": fives(36, brush=3),
        "thick": fives(36, brush=34),
    }[kind]


KINDS = ["dark", "light", "large", "small", "thin", "thick", "noise", "grain", "blank", "faint", "dots", "levels"]


@pytest.mark.parametrize("kind", [*KINDS, "colour", "slope", "tiny"])
def test_a_stack_is_read_as_each_of_it_alone(kind: str) -> None:
    pictures = made(kind)
    for together, framed, picture in zip(find_inks(pictures), frame_small(pictures), pictures, strict=True):
        alone = find_ink(picture)
        np.testing.assert_array_equal(together, alone)
        box = ink_box(alone)
        assert (framed is None) == (box is None)
        if framed is not None:
            assert framed.box == box
            np.testing.assert_array_equal(framed.raster, raster_of_ink(alone))


def test_most_digits_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("app.core.small_ink.find_ink", lambda picture: asked.append(picture) or find_ink(picture))
    find_inks(255 - made("light"))
    assert len(asked) <= 2


def test_large_pictures_are_refused() -> None:
    with pytest.raises(ValueError, match="up to 40 pixels"):
        find_inks(np.zeros((1, 41, 20, 3), dtype=np.uint8))
