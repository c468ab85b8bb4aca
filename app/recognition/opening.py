"""A picture opened: decoded, divided for a classifier, and small enough to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from PIL import Image

from app.core.images import Picture, Pixels, decode_picture, picture_of, read_picture
from app.core.job import Token
from app.core.preprocessing import INK_28
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

    def __call__(
        self,
        path: Path,
        *,
        is_whole: bool = False,
        preprocessing: str = INK_28,
        preview_side: int = 0,
        keeps_ink: bool = True,
        token: Token | None = None,
    ) -> OpenedPage:
        """Return the opened picture.

        Raises:
            ImageError: it cannot be read; a sentence says why.
            Cancelled: ``token`` was cancelled.
        """
        ...


def open_page(
    path: Path,
    *,
    is_whole: bool = False,
    preprocessing: str = INK_28,
    preview_side: int = 0,
    keeps_ink: bool = True,
    token: Token | None = None,
) -> OpenedPage:
    """Open a picture file in this process; see ``opened_page``."""
    picture = read_picture(path)
    if token is not None:
        token.raise_if_cancelled()
    return opened_page(
        picture, is_whole=is_whole, preprocessing=preprocessing, preview_side=preview_side, keeps_ink=keeps_ink
    )


def open_content(
    content: bytes, name: str, *, is_whole: bool = False, preprocessing: str = INK_28, preview_side: int = 0
) -> OpenedPage:
    """Open a picture from a file's bytes; ``name`` is what messages call it.

    Raises:
        ImageError: it cannot be read; a sentence says why.
    """
    picture = decode_picture(content, name=name)
    return opened_page(picture, is_whole=is_whole, preprocessing=preprocessing, preview_side=preview_side)


def open_strips(
    strips: Sequence[Pixels], *, is_whole: bool = False, preprocessing: str = INK_28, preview_side: int = 0
) -> OpenedPage:
    """Open a picture from its pixels, uint8 (rows, width, 4) a strip, RGBA, as they are in memory."""
    image = Image.fromarray(np.concatenate(strips))
    picture = picture_of(image)
    return opened_page(picture, is_whole=is_whole, preprocessing=preprocessing, preview_side=preview_side)


def open_preview(path: Path, longest: int) -> tuple[tuple[int, int], Pixels]:
    """Return a picture file's size (width, height) and its preview, its longer side at most ``longest``.

    Raises:
        ImageError: it cannot be read; a sentence says why.
    """
    picture = read_picture(path)
    return picture.size, preview_of(picture, longest)


def opened_page(
    picture: Picture,
    *,
    is_whole: bool = False,
    preprocessing: str = INK_28,
    preview_side: int = 0,
    keeps_ink: bool = True,
) -> OpenedPage:
    """Divide a picture; with a preview of at most ``preview_side`` pixels a side, where that is not 0.

    ``preprocessing`` is that of the model that is to read it.

    Without ``keeps_ink`` the page is much smaller: it can be read, but no box in it can be framed.
    """
    page = divide(picture, is_whole=is_whole, preprocessing=preprocessing)
    if page.ink is not None and not keeps_ink:
        page = replace(page, ink=replace(page.ink, depth=page.ink.depth[:0, :0], mask=page.ink.mask[:0, :0]))
    preview = preview_of(picture, preview_side) if preview_side else None
    return OpenedPage(picture.size, picture.note, page, preview)


def preview_of(picture: Picture, longest: int) -> Pixels:
    """Return a picture's pixels, its longer side at most ``longest``: squares of pixels averaged, strip by strip."""
    pixels, factor = picture.pixels, -(-max(picture.size) // longest)
    if factor == 1:
        return pixels
    rows = factor * max(1, _STRIP_PIXELS // (pixels.shape[1] * factor))
    strips = (np.ascontiguousarray(pixels[top : top + rows]) for top in range(0, len(pixels), rows))
    return np.concatenate([np.asarray(Image.fromarray(strip).reduce(factor)) for strip in strips])
