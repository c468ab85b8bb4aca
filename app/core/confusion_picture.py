"""A confusion matrix as a picture, drawn without a window."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.core.confusion import Counts, strengths
from app.core.files import write_atomic_with

_CELL, _MARGIN, _GAP = 56, 32, 2
_MAX_SIDE = 4000
"""Pixels of the cells side by side: a thousand classes are still a picture that can be opened."""
_READABLE = 24
"""Cells of fewer pixels have neither counts nor names."""
_MAX_NAME = 28
_TEXT, _MUTED, _EMPTY, _PAPER = (25, 28, 33), (86, 94, 107), (236, 238, 242), (255, 255, 255)
_RIGHT, _WRONG = (0, 84, 166), (205, 86, 0)
"""Blue and orange are told apart in every common form of colour blindness."""
_BLACK, _MIDDLE = (0, 0, 0), 0.179
"""The luminance at which black and white text are read equally well, both at 4.58:1."""
Colour = tuple[int, int, int]
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def write_confusion_picture(path: Path, class_names: Sequence[str], confusion: Counts, *, title: str) -> None:
    """Write the matrix as a PNG file, whole or not at all: rows what a picture is, columns what was answered."""
    picture = confusion_picture(class_names, confusion, title=title)
    write_atomic_with(path, lambda part: picture.save(part, format="PNG"))


def confusion_picture(class_names: Sequence[str], confusion: Counts, *, title: str) -> Image.Image:
    """Return the matrix as an RGB picture."""
    font, bold = _font("DejaVuSans.ttf", 15), _font("DejaVuSans-Bold.ttf", 18)
    cell = max(2, min(_CELL, _MAX_SIDE // len(class_names)))
    names = [_short(name) for name in class_names] if cell >= _READABLE else []
    room = max((_width(name, font) for name in names), default=0) + 12
    top_room = room if room > cell else 30
    left, top, side = _MARGIN + 26 + room, _MARGIN + 60 + top_room, cell * len(class_names)
    width = max(left + side + _MARGIN, _MARGIN * 2 + _width(title, bold))
    picture = Image.new("RGB", (width, top + side + _MARGIN), _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.text((_MARGIN, _MARGIN), title, font=bold, fill=_TEXT, anchor="lt")
    draw.text((left + side / 2, top - top_room - 14), "what was answered", font=font, fill=_MUTED, anchor="mm")
    _paste_upright(picture, "what it is", font, (_MARGIN + 10, top + side // 2), _MUTED)
    for at, name in enumerate(names):
        middle = at * cell + cell // 2
        draw.text((left - 10, top + middle), name, font=font, fill=_TEXT, anchor="rm")
        if room > cell:
            _paste_upright(picture, name, font, (left + middle, top - 8), _TEXT, stands=True)
        else:
            draw.text((left + middle, top - 16), name, font=font, fill=_TEXT, anchor="mm")
    _draw_cells(draw, confusion, (left, top), cell)
    return picture


def _draw_cells(draw: ImageDraw.ImageDraw, confusion: Counts, origin: tuple[int, int], cell: int) -> None:
    left, top = origin
    inner = cell - _GAP if cell >= _READABLE else cell
    fonts = [_font("DejaVuSans.ttf", size) for size in (15, 11, 8)]
    for at, (row, row_strengths) in enumerate(zip(confusion, strengths(confusion), strict=True)):
        for to, (count, strength) in enumerate(zip(row, row_strengths, strict=True)):
            x, y = left + to * cell, top + at * cell
            fill = _blend(_RIGHT if at == to else _WRONG, strength) if count else _EMPTY
            draw.rectangle((x, y, x + inner - 1, y + inner - 1), fill=fill)
            if count and cell >= _READABLE:
                ink = _BLACK if _luminance(fill) > _MIDDLE else _PAPER
                font = next((font for font in fonts if _width(str(count), font) <= inner - 4), fonts[-1])
                draw.text((x + inner / 2, y + inner / 2), str(count), font=font, fill=ink, anchor="mm")


def _blend(colour: Colour, share: float) -> Colour:
    red, green, blue = (round(part * share + 255 * (1 - share)) for part in colour)
    return red, green, blue


def _luminance(colour: Colour) -> float:
    """Return the relative luminance of sRGB, 0-1 (WCAG 2)."""
    red, green, blue = (((part / 255 + 0.055) / 1.055) ** 2.4 if part > 10 else part / 3294.6 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _paste_upright(
    picture: Image.Image, text: str, font: Font, place: tuple[int, int], colour: Colour, *, stands: bool = False
) -> None:
    """Draw a text that reads upwards, centred at ``place`` or, if it ``stands``, beginning there."""
    height = 22
    sheet = Image.new("L", (_width(text, font) + 2, height))
    ImageDraw.Draw(sheet).text((1, height / 2), text, font=font, fill=255, anchor="lm")
    turned = sheet.transpose(Image.Transpose.ROTATE_90)
    x, y = place[0] - height // 2, place[1] - (turned.height if stands else turned.height // 2)
    picture.paste(Image.new("RGB", turned.size, colour), (x, y), turned)


def _short(name: str) -> str:
    text = "".join(mark if mark.isprintable() else "�" for mark in name)
    return text if len(text) <= _MAX_NAME else text[: _MAX_NAME - 1] + "…"


def _width(text: str, font: Font) -> int:
    return round(font.getlength(text))


def _font(name: str, size: int) -> Font:
    """Return a font of the system that knows most scripts, or else Pillow's own."""
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return ImageFont.load_default(size)
