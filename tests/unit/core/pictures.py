"""Pictures for tests: a drawn digit in any size, place, brush and polarity, and files of any kind made of it."""

import io
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

Pixels = npt.NDArray[np.uint8]

FIVE = [(0.78, 0.05), (0.28, 0.05), (0.22, 0.45), (0.55, 0.38), (0.80, 0.60), (0.70, 0.88), (0.40, 0.97), (0.18, 0.85)]
"""The corners of a 5 in its own box, as fractions."""


def drawn(
    *,
    canvas: tuple[int, int] = (200, 200),
    height: float = 120,
    place: tuple[float, float] = (0.5, 0.5),
    brush: float = 12,
    paper: int = 255,
    ink: int = 0,
) -> Pixels:
    """Draw a 5 and return RGB pixels; ``place`` is where its middle is, in fractions of the canvas."""
    scale = 4
    image = Image.new("L", (canvas[0] * scale, canvas[1] * scale), paper)
    pen = ImageDraw.Draw(image)
    left, top = canvas[0] * place[0] - height / 2, canvas[1] * place[1] - height / 2
    points = [((left + x * height) * scale, (top + y * height) * scale) for x, y in FIVE]
    pen.line(points, fill=ink, width=round(brush * scale), joint="curve")
    reach = brush * scale / 2
    for x, y in points:
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=ink)
    return np.asarray(image.resize(canvas, Image.Resampling.BOX).convert("RGB"))


def encoded(image: Image.Image | Pixels, kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture as the bytes of a file of a Pillow format."""
    picture = image if isinstance(image, Image.Image) else Image.fromarray(image)
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def shift_apart(one: Pixels, other: Pixels) -> tuple[float, int]:
    """Return the least mean difference of two rasters over shifts of at most one pixel, and that shift's length."""
    shifts = [(dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
    gaps = [
        (float(np.abs(np.roll(one, shift, (0, 1)).astype(int) - other).mean()), max(map(abs, shift)))
        for shift in shifts
    ]
    return min(gaps)
