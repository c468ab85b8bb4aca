"""A sheet of paper to draw a report on without a window: text, lines and marks in CSS pixels, kept at twice as many."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

SCALE = 2
_FINER = 4
"""Edges are smooth because shapes are drawn this much larger, then shrunk."""
_OTHER_FONTS = ("DejaVuSans.ttf", "segoeui.ttf", "Arial Unicode.ttf")
"""Of the system, in this order, for names that Pillow's own font cannot write."""
_BOLD = 0.026
"""The stroke that makes letters bold, and the space that it takes, as a share of their size."""
_MAX_LETTERS = 400
_UNKNOWN = "\uffff"
Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]


class Sheet:
    """Draw on a page of ``width`` × ``height`` CSS pixels; places and sizes are in them, y grows downward.

    What lies outside is left out, so a sheet of no height serves to find out how much a page needs.
    """

    def __init__(self, width: float, height: float, paper: Colour) -> None:
        self._picture = Image.new("RGB", (_px(width), max(1, _px(height))), paper)
        self._draw = ImageDraw.Draw(self._picture)

    @property
    def picture(self) -> Image.Image:
        """Return what was drawn, RGB, ``SCALE`` pixels to a CSS pixel."""
        return self._picture

    def text(
        self, x: float, y: float, text: str, colour: Colour, *, size: float, bold: bool = False, anchor: str = "l"
    ) -> None:
        """Write one line on the baseline ``y``; ``x`` is its left, middle or right by ``anchor``, one of "lmr".

        Bold text always begins at ``x``.
        """
        font = _font_for(text, size)
        if not bold:
            self._draw.text((x * SCALE, y * SCALE), text, fill=colour, font=font, anchor=anchor + "s")
            return
        stroke = size * SCALE * _BOLD
        parts = list(text) if text.isascii() else [text]  # what is drawn bolder needs space, where letters may part
        for at, part in enumerate(parts):
            left = x * SCALE + font.getlength(text[:at]) + at * stroke
            self._draw.text((left, y * SCALE), part, fill=colour, font=font, anchor="ls", stroke_width=stroke)

    def upright(self, x: float, y: float, text: str, colour: Colour, *, size: float, anchor: str = "l") -> None:
        """Write one line that reads upward, its baseline at ``x``; ``y`` is its lower end, or its middle for "m"."""
        height = _px(size * 1.6)
        turned = Image.new("L", (_px(width_of(text, size)) + 2, height))
        font = _font_for(text, size)
        ImageDraw.Draw(turned).text((1, height * 0.75), text, fill=255, font=font, anchor="ls")
        turned = turned.transpose(Image.Transpose.ROTATE_90)
        top = _px(y) - (turned.height // 2 if anchor == "m" else turned.height)
        self._paste(colour, (_px(x) - round(height * 0.75), top), turned)

    def fill(self, box: Box, colour: Colour) -> None:
        """Fill a rectangle (left, top, right, bottom)."""
        left, top, right, bottom = map(_px, box)
        if right > left and bottom > top:
            self._draw.rectangle((left, top, right - 1, bottom - 1), fill=colour)

    def frame(self, box: Box, colour: Colour) -> None:
        """Draw a rectangle's edge, one CSS pixel wide."""
        self._draw.rectangle(tuple(map(_px, box)), outline=colour, width=SCALE)

    def pill(self, box: Box, colour: Colour, *, radius: float) -> None:
        """Fill a rectangle with round corners; nothing where it is empty."""
        self._smooth(box, colour, lambda draw, area, at: draw.rounded_rectangle(area, radius * at, fill=255))

    def dot(self, x: float, y: float, radius: float, colour: Colour, *, opacity: float = 1.0) -> None:
        """Fill a disc; ``opacity`` is 0-1."""
        box = (x - radius, y - radius, x + radius, y + radius)
        self._smooth(box, colour, lambda draw, area, _at: draw.ellipse(area, fill=round(255 * opacity)))

    def path(self, points: Iterable[tuple[float, float]], colour: Colour, *, width: float = 1.0) -> None:
        """Draw a line through points."""
        points = list(points)
        left, top = (min(values) - width for values in zip(*points, strict=True))
        right, bottom = (max(values) + width for values in zip(*points, strict=True))

        def paint(draw: ImageDraw.ImageDraw, _area: Box, at: float) -> None:
            places = [((x - left) * at, (y - top) * at) for x, y in points]
            draw.line(places, fill=255, width=round(width * at), joint="curve")

        self._smooth((left, top, right, bottom), colour, paint)

    def image(self, x: float, y: float, side: float, image: Image.Image, *, radius: float) -> None:
        """Show a small picture as a square of ``side`` with its pixels as squares, the corners round."""
        large = image.convert("RGB").resize((_px(side), _px(side)), Image.Resampling.NEAREST)
        mask = Image.new("L", (large.width * _FINER, large.height * _FINER))
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width, mask.height), radius * SCALE * _FINER, fill=255)
        self._picture.paste(large, (_px(x), _px(y)), mask.resize(large.size, Image.Resampling.BOX))

    def _smooth(self, box: Box, colour: Colour, paint: Callable[[ImageDraw.ImageDraw, Box, float], None]) -> None:
        """Let ``paint(draw, area, pixels of a CSS pixel)`` fill a mask of ``box``, and colour what it fills."""
        left, top, right, bottom = map(_px, box)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", ((right - left) * _FINER, (bottom - top) * _FINER))
        area = (0.0, 0.0, float(mask.width - 1), float(mask.height - 1))
        paint(ImageDraw.Draw(mask), area, SCALE * _FINER)
        self._paste(colour, (left, top), mask.resize((right - left, bottom - top), Image.Resampling.BOX))

    def _paste(self, colour: Colour, place: tuple[int, int], mask: Image.Image) -> None:
        self._picture.paste(Image.new("RGB", mask.size, colour), place, mask)


def blended(colour: Colour, paper: Colour, share: float) -> Colour:
    """Return ``share`` of a colour, 0-1, over paper."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(colour, paper, strict=True))
    return red, green, blue


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line is, in CSS pixels."""
    width = _font_for(text, size).getlength(text) / SCALE
    return width + len(text) * size * _BOLD if bold else width


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return text as lines no wider than ``width``: broken between words, or within one that is too long.

    Of a text that goes on and on the beginning is kept.
    """
    if len(text) > _MAX_LETTERS:
        text = text[: _MAX_LETTERS - 1] + "…"
    lines = [""]
    for word in text.split():
        together = f"{lines[-1]} {word}".lstrip()
        if width_of(together, size, bold=bold) <= width:
            lines[-1] = together
        else:
            lines[-1:] = [*filter(None, lines[-1:]), *_pieces(word, size, width, bold)]
    return lines


def _pieces(word: str, size: float, width: float, bold: bool) -> list[str]:
    """Cut a word where its line is full."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _px(length: float) -> int:
    return round(length * SCALE)


def _font_for(text: str, size: float) -> ImageFont.FreeTypeFont:
    return _font(_font_name(text), size * SCALE)


@lru_cache(maxsize=4096)
def _font_name(text: str) -> str:
    """Return the first font that knows all letters of a text; "" is Pillow's own, which is the same everywhere."""
    if text.isascii():
        return ""
    names = ("", *_OTHER_FONTS)
    return next((name for name in names if all(_knows(name, letter) for letter in set(text))), _OTHER_FONTS[0])


@lru_cache(maxsize=4096)
def _knows(name: str, letter: str) -> bool:
    """Say whether a font has a shape for a letter, other than the one for letters that it does not have."""
    font = _font(name, 20)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(_UNKNOWN))


@cache
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    """Return a font of the system, or Pillow's own where there is none of that name."""
    if name:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            return _font("", size)
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)  # every wheel of Pillow's has FreeType
    return font
