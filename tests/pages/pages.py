"""Pages of handwritten digits, made up: layouts and light of many kinds, always the same for the same seed."""

import io
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from tests.pages.hands import Hand, mnist_hand, pen_hand

Plane = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Look:
    """How a page is written and photographed; lengths are shares of the digits' height unless said otherwise."""

    size: tuple[int, int] = (1200, 900)
    height: tuple[float, float] = (50, 90)
    rows: tuple[int, int] = (1, 4)
    row_length: tuple[int, int] = (3, 8)
    gap: tuple[float, float] = (0.2, 0.8)
    pitch: tuple[float, float] = (1.6, 2.4)
    spread: float = 0.1
    contrast: tuple[float, float] = (0.45, 0.75)
    texture: float = 0.012
    slope: float = 0.1
    shadow: float = 0.0
    shadow_blur: float = 12.0
    ruled: float = 0.0
    squared: bool = False
    turn: float = 1.0
    blur: float = 0.7
    noise: float = 0.01
    quality: int = 85
    is_dark: bool = False
    is_pencil: bool = False
    touching: bool = False
    specks: int = 6
    has_margin: bool = False


@dataclass(frozen=True, eq=False)
class Page:
    """A made-up photo, RGB uint8, its ``text`` a line a row, and the digits' centres (x, y) in reading order."""

    pixels: npt.NDArray[np.uint8]
    text: str
    centres: npt.NDArray[np.float64]


PLAIN = Look()
LOOKS = {
    "plain": PLAIN,
    "dark board": replace(PLAIN, is_dark=True),
    "pencil": replace(PLAIN, is_pencil=True, contrast=(0.25, 0.4), noise=0.015),
    "gradient": replace(PLAIN, slope=0.5),
    "shadow edge": replace(PLAIN, shadow=0.4, slope=0.15),
    "hard shadow": replace(PLAIN, shadow=0.5, shadow_blur=3.0),
    "ruled": replace(PLAIN, ruled=0.3, turn=2.0),
    "squared": replace(PLAIN, ruled=0.2, squared=True, turn=2.0),
    "blur": replace(PLAIN, blur=2.5),
    "noise": replace(PLAIN, noise=0.06, texture=0.03),
    "rotated": replace(PLAIN, turn=10.0),
    "JPEG 30": replace(PLAIN, quality=30),
    "vertical list": replace(PLAIN, size=(900, 1400), rows=(5, 9), row_length=(1, 2), pitch=(1.3, 1.8)),
    "sizes differ": replace(PLAIN, spread=0.5, rows=(1, 3)),
    "small": replace(PLAIN, size=(1600, 1200), height=(22, 32), rows=(3, 8), row_length=(4, 12)),
    "large": replace(PLAIN, height=(240, 380), rows=(1, 1), row_length=(2, 3)),
    "page border": replace(PLAIN, has_margin=True),
    "touching": replace(PLAIN, touching=True, rows=(2, 3), row_length=(2, 2), spread=0.05),
}
"""The conditions that reading is measured under, by name."""


def make_page(look: Look, seed: int) -> Page:
    """Write and photograph a page."""
    rng = np.random.default_rng(seed)
    ink, text, centres = _written(look, rng)
    lines = _ruling(look, rng)
    angle = float(rng.uniform(-look.turn, look.turn))
    ink, lines = _turned(ink, angle), _turned(lines, angle)
    return Page(_photographed(ink, lines, look, rng), text, _turned_points(centres, angle, look.size))


def blank_page(look: Look, seed: int) -> Page:
    """Photograph a page that nobody has written on."""
    return make_page(replace(look, rows=(0, 0)), seed)


def _written(look: Look, rng: np.random.Generator) -> tuple[Plane, str, npt.NDArray[np.float64]]:
    width, height = look.size
    ink = np.zeros((height, width), dtype=np.float32)
    side = float(rng.uniform(*look.height))
    margin = 0.06 * width
    top, rows, centres = margin + rng.uniform(0, 0.1 * height), [], []
    for _ in range(rng.integers(look.rows[0], look.rows[1] + 1)):
        if top + 1.3 * side > height - margin:
            break
        left = margin + float(rng.uniform(0, 0.15 * width))
        row, places = _write_row(ink, (left, top), side, look, rng)
        if row:
            rows.append(row)
            centres += places
        top += side * float(rng.uniform(*look.pitch))
    return ink, "\n".join(rows), np.array(centres, dtype=np.float64).reshape(-1, 2)


def _write_row(
    ink: Plane, start: tuple[float, float], side: float, look: Look, rng: np.random.Generator
) -> tuple[str, list[tuple[float, float]]]:
    left, top = start
    hand: Hand = mnist_hand if rng.random() < 0.5 else pen_hand
    length = int(rng.integers(look.row_length[0], look.row_length[1] + 1))
    text, places = "", []
    while len(text) < length:
        digit = str(rng.integers(10))
        tall = side * float(rng.uniform(1 - look.spread, 1 + look.spread))
        patch = hand(digit, tall, rng)
        y = round(top + (side - tall) * float(rng.uniform(0.3, 1.0)) + side * float(rng.uniform(-0.06, 0.06)))
        x = round(left)
        if look.touching and text:
            x = _touching_place(ink, patch, x, y)
        if x + patch.shape[1] + 0.06 * look.size[0] > look.size[0] or y < 0 or y + patch.shape[0] > look.size[1]:
            break
        part = ink[y : y + patch.shape[0], x : x + patch.shape[1]]
        np.maximum(part, patch, out=part)
        text += digit
        places.append((x + patch.shape[1] / 2, y + patch.shape[0] / 2))
        left = x + patch.shape[1] + side * float(rng.uniform(*look.gap))
    return text, places


def _touching_place(ink: Plane, patch: Plane, x: int, y: int) -> int:
    """Return how far left a patch has to go until its ink just meets the ink there."""
    while x > 1:
        part = ink[y : y + patch.shape[0], x : x + patch.shape[1]]
        if part.shape == patch.shape and np.count_nonzero((part > 0.5) & (patch > 0.5)) >= 4:
            return x
        x -= 1
    return x


def _ruling(look: Look, rng: np.random.Generator) -> Plane:
    width, height = look.size
    image = Image.new("L", look.size, 0)
    if look.ruled:
        draw = ImageDraw.Draw(image)
        pitch = float(rng.uniform(0.5, 0.7) if look.squared else rng.uniform(1.0, 1.5)) * look.height[1]
        thick = int(rng.integers(1, 4))
        for y in np.arange(float(rng.uniform(0, pitch)), height, pitch):
            draw.line([(0, y), (width, y)], fill=255, width=thick)
        for x in np.arange(float(rng.uniform(0, pitch)), width, pitch) if look.squared else ():
            draw.line([(x, 0), (x, height)], fill=255, width=thick)
    return np.asarray(image, dtype=np.float32) / 255 * look.ruled


def _turned(plane: Plane, angle: float) -> Plane:
    image = Image.fromarray((plane * 255).astype(np.uint8))
    return np.asarray(image.rotate(angle, Image.Resampling.BICUBIC), dtype=np.float32) / 255


def _turned_points(points: npt.NDArray[np.float64], angle: float, size: tuple[int, int]) -> npt.NDArray[np.float64]:
    turn, middle = np.radians(angle), np.array(size) / 2
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return (points - middle) @ matrix + middle


def _photographed(ink: Plane, lines: Plane, look: Look, rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    if look.is_pencil:
        ink = ink * np.clip(0.8 + 0.5 * _grain(ink.shape, 1.2, rng), 0.35, 1)
    depth = float(rng.uniform(*look.contrast))
    ground = 1 + look.texture * _grain(ink.shape, 2.0, rng) + look.texture * _grain(ink.shape, 0.8, rng)
    cover = 1 - (1 - depth * ink) * (1 - lines)
    cover = np.maximum(cover, _specks(ink.shape, look.specks, rng) * 0.6 * depth)
    light = _light(look, rng)
    bright = float(rng.uniform(0.65, 0.9))
    sheet = ground * (0.18 + cover * 0.9) if look.is_dark else bright * ground * (1 - cover)
    sheet = sheet * light
    if look.has_margin:
        _lay_on_table(sheet, rng)
    tint = np.array([1.0, rng.uniform(0.95, 1.0), rng.uniform(0.85, 1.0)], dtype=np.float32)
    picture = Image.fromarray(np.clip(sheet[..., None] * tint * 255, 0, 255).astype(np.uint8))
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(look.blur)), dtype=np.float32)
    pixels = pixels + 255 * look.noise * rng.standard_normal(pixels.shape, dtype=np.float32)
    out = io.BytesIO()
    Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=look.quality)
    return np.asarray(Image.open(out).convert("RGB"))


def _grain(shape: tuple[int, ...], radius: float, rng: np.random.Generator) -> Plane:
    """Return smooth noise of unit deviation."""
    raw = np.clip(128 + 40 * rng.standard_normal(shape), 0, 255).astype(np.uint8)
    smooth = np.asarray(Image.fromarray(raw).filter(ImageFilter.GaussianBlur(radius)), dtype=np.float32)
    return (smooth - smooth.mean()) / max(float(smooth.std()), 1e-6)


def _specks(shape: tuple[int, ...], count: int, rng: np.random.Generator) -> Plane:
    image = Image.new("L", (shape[1], shape[0]), 0)
    draw = ImageDraw.Draw(image)
    for _ in range(count):
        x, y, reach = rng.uniform(0, shape[1]), rng.uniform(0, shape[0]), rng.uniform(0.7, 2.5)
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
    return np.asarray(image, dtype=np.float32) / 255


def _light(look: Look, rng: np.random.Generator) -> Plane:
    """Return light falling off to one side, and a shadow with a straight edge."""
    width, height = look.size
    y, x = np.mgrid[:height, :width].astype(np.float32)
    angle = float(rng.uniform(0, 2 * np.pi))
    along = (x - width / 2) * np.cos(angle) + (y - height / 2) * np.sin(angle)
    light = 1 + look.slope * along / float(np.hypot(width, height))
    if look.shadow:
        turn = float(rng.uniform(0, 2 * np.pi))
        place = float(rng.uniform(-0.25, 0.25)) * min(width, height)
        edge = (x - width / 2) * np.cos(turn) + (y - height / 2) * np.sin(turn) - place
        light = light * (1 - look.shadow / (1 + np.exp(np.clip(-edge / look.shadow_blur, -30, 30))))
    return light.astype(np.float32)


def _lay_on_table(sheet: Plane, rng: np.random.Generator) -> None:
    """Let a dark table show beyond two edges of the sheet."""
    width = sheet.shape[1]
    thick = round(float(rng.uniform(0.02, 0.05)) * width)
    tone = float(rng.uniform(0.1, 0.3))
    sheet[:thick] = tone
    sheet[:, width - thick :] = tone
