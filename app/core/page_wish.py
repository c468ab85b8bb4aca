"""How a picture is to be opened: a value without pixels, so that whoever asks need not import what decodes."""

from typing import NamedTuple

from app.core.preprocessing import INK_28


class PageWish(NamedTuple):
    """As one digit (``is_whole``) or as a page, for a model of that ``preprocessing``.

    With a preview of at most ``preview_side`` pixels a side, where that is not 0. Without ``keeps_ink`` the opened page
    is much smaller: it can be read, but no box in it can be framed.
    """

    is_whole: bool = False
    preprocessing: str = INK_28
    preview_side: int = 0
    keeps_ink: bool = True
