"""A picture opened: decoded, divided for a classifier, and small enough to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from PIL import Image

from app.core.images import Picture, Pixels, decode_picture, picture_of, read_picture
from app.core.job import Token
from app.core.page_wish import PageWish
from app.recognition.pages import DividedPage, divide

_STRIP_PIXELS = 500_000


@dataclass(frozen=True, slots=True, eq=False)
class OpenedPage:
    """A picture without its answers: ``size`` (width, height) in pixels, what was left out, and how it divides.

    ``preview`` is the picture for a screen, uint8 (height, width, 3), RGB; None where none was asked for.
    """

    size: tuple[int, int]
    note: str
    page: DividedPage
    preview: Pixels | None = None


class OpenPage(Protocol):
    """Open a picture file: here, or in a process of its own."""

    def __call__(self, path: Path, *, wish: PageWish, token: Token | None = None) -> OpenedPage:
        """Return the opened picture.

        Raises:
            ImageError: it cannot be read; a sentence says why.
            Cancelled: ``token`` was cancelled.
        """
        ...


def open_page(path: Path, *, wish: PageWish, token: Token | None = None) -> OpenedPage:
    """Open a picture file in this process; see ``opened_page``."""
    picture = read_picture(path)
    if token is not None:
        token.raise_if_cancelled()
    return opened_page(picture, wish)


def open_content(content: bytes, name: str, *, wish: PageWish) -> OpenedPage:
    """Open a picture from a file's bytes; ``name`` is what messages call it.

    Raises:
        ImageError: it cannot be read; a sentence says why.
    """
    return opened_page(decode_picture(content, name=name), wish)


def open_strips(strips: Sequence[Pixels], *, wish: PageWish) -> OpenedPage:
    """Open a picture from its pixels, uint8 (rows, width, 4) a strip, RGBA, as they are in memory."""
    return opened_page(picture_of(Image.fromarray(np.concatenate(strips))), wish)


def open_preview(path: Path, longest: int) -> tuple[tuple[int, int], Pixels]:
    """Return a picture file's size (width, height) and its preview, its longer side at most ``longest``.

    Raises:
        ImageError: it cannot be read; a sentence says why.
    """
    picture = read_picture(path)
    return picture.size, preview_of(picture, longest)


def opened_page(picture: Picture, wish: PageWish) -> OpenedPage:
    """Divide a picture as it is wished."""
    page = divide(picture, is_whole=wish.is_whole, preprocessing=wish.preprocessing)
    if page.ink is not None and not wish.keeps_ink:
        page = replace(page, ink=replace(page.ink, depth=page.ink.depth[:0, :0], mask=page.ink.mask[:0, :0]))
    preview = preview_of(picture, wish.preview_side) if wish.preview_side else None
    return OpenedPage(picture.size, picture.note, page, preview)


def preview_of(picture: Picture, longest: int) -> Pixels:
    """Return a picture's pixels, its longer side at most ``longest``: squares of pixels averaged, strip by strip."""
    pixels, factor = picture.pixels, -(-max(picture.size) // longest)
    if factor == 1:
        return pixels
    rows = factor * max(1, _STRIP_PIXELS // (pixels.shape[1] * factor))
    strips = (np.ascontiguousarray(pixels[top : top + rows]) for top in range(0, len(pixels), rows))
    return np.concatenate([np.asarray(Image.fromarray(strip).reduce(factor)) for strip in strips])
