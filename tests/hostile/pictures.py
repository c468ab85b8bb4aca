"""Bad picture files by the thousand, the same for the same seed: cut, flipped, lying, mixed up."""

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image

from tests.unit.core.pictures import drawn, encoded

SIZE = (61, 47)
"""Two numbers that are found again in a header."""
LIES = (0, 1, 2, 46, 62, 255, 256, 7_000, 20_000, 20_001, 65_535, 2**31 - 1, 2**31, 2**32 - 1)
_SUFFIXES = (".png", ".jpg", ".bmp", ".gif", ".tif", ".webp", ".avif", ".jp2", ".qoi", ".ico", ".tga", ".ppm")


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file's name, which tells how it was made, and what is in it."""

    name: str
    content: bytes


@cache
def good_files() -> dict[str, bytes]:
    """Return one good file of every form that is read, by a name."""
    colour = Image.fromarray(drawn(canvas=SIZE, height=34, brush=5))
    grey, palette, wide = colour.convert("L"), colour.convert("P"), colour.convert("I").convert("I;16")
    frames = {"save_all": True, "append_images": [colour.rotate(90), colour.rotate(180)]}
    forms: dict[str, tuple[Image.Image, str, dict[str, Any]]] = {
        "png": (colour, "PNG", {}),
        "png-grey": (grey, "PNG", {}),
        "png-bilevel": (colour.convert("1"), "PNG", {}),
        "png-palette": (palette, "PNG", {"transparency": 3}),
        "png-alpha": (colour.convert("RGBA"), "PNG", {}),
        "png-16": (wide, "PNG", {}),
        "png-frames": (colour, "PNG", frames),
        "jpeg": (colour, "JPEG", {}),
        "jpeg-grey": (grey, "JPEG", {"exif": _turned()}),
        "jpeg-progressive": (colour, "JPEG", {"progressive": True}),
        "jpeg-cmyk": (colour.convert("CMYK"), "JPEG", {}),
        "mpo": (colour, "MPO", frames),
        "bmp": (colour, "BMP", {}),
        "bmp-palette": (palette, "BMP", {}),
        "dib": (colour, "DIB", {}),
        "gif": (palette, "GIF", {}),
        "gif-frames": (palette, "GIF", frames),
        "tiff": (colour, "TIFF", {}),
        "tiff-16": (wide, "TIFF", {}),
        "tiff-float": (colour.convert("F"), "TIFF", {}),
        "tiff-fax": (colour.convert("1"), "TIFF", {"compression": "group4"}),
        "tiff-lab": (colour.convert("YCbCr"), "TIFF", {"compression": "jpeg"}),
        **{
            f"tiff-{name}": (colour, "TIFF", {"compression": f"tiff_{name}"})
            for name in ("lzw", "adobe_deflate", "jpeg")
        },
        "tiff-packbits": (grey, "TIFF", {"compression": "packbits"}),
        "tiff-pages": (colour, "TIFF", frames),
        "webp": (colour, "WEBP", {}),
        "webp-lossless": (colour.convert("RGBA"), "WEBP", {"lossless": True}),
        "webp-frames": (colour, "WEBP", frames),
        "avif": (colour, "AVIF", {"speed": 10}),
        "avif-frames": (colour, "AVIF", {"speed": 10, **frames}),
        "jp2": (colour, "JPEG2000", {}),
        "jp2-grey": (grey, "JPEG2000", {"irreversible": True, "quality_layers": [20], "tile_size": (32, 32)}),
        "j2k": (colour, "JPEG2000", {"no_jp2": True}),
        "ppm": (colour, "PPM", {}),
        "pgm": (grey, "PPM", {}),
        "pbm": (colour.convert("1"), "PPM", {}),
        "qoi": (colour, "QOI", {}),
        "ico": (colour.convert("RGBA"), "ICO", {"sizes": [(16, 16), SIZE]}),
        "ico-bmp": (colour.convert("RGBA"), "ICO", {"sizes": [(16, 16), SIZE], "bitmap_format": "bmp"}),
        "tga": (colour, "TGA", {}),
        "tga-rle": (colour.convert("RGBA"), "TGA", {"compression": "tga_rle"}),
    }
    return {name: _saved(*form) for name, form in forms.items()}


def _saved(image: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    """Save copies: Pillow leaves notes for its encoders in what it has saved."""
    options = {**options, "append_images": [frame.copy() for frame in options.get("append_images", [])]}
    return encoded(image.copy(), kind, **options)


def bad_files(count: int, seed: int = 7) -> Iterator[BadFile]:
    """Yield ``count`` bad files; their forms and their faults take turns."""
    rng = random.Random(seed)
    names, faults = sorted(good_files()), tuple(FAULTS.items())
    rng.shuffle(names)
    for number in range(count):
        form = names[number % len(names)]
        fault, spoil = faults[(number // len(names) + number) % len(faults)]
        content = spoil(rng, form, good_files()[form])
        yield BadFile(f"{number:04d}-{form}-{fault}{rng.choice(_SUFFIXES)}", content)


def _cut(rng: random.Random, form: str, content: bytes) -> bytes:
    return content[: rng.randrange(len(content))]


def _beheaded(rng: random.Random, form: str, content: bytes) -> bytes:
    return content[rng.randrange(1, len(content)) :]


def _bits(rng: random.Random, form: str, content: bytes) -> bytes:
    return _flipped(rng, content, len(content))


def _header_bits(rng: random.Random, form: str, content: bytes) -> bytes:
    spoiled = _flipped(rng, content, min(len(content), 300))
    return with_true_sums(spoiled) if form.startswith("png") else spoiled


def _flipped(rng: random.Random, content: bytes, end: int) -> bytes:
    spoiled = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 20, 100))):
        spoiled[rng.randrange(end)] ^= 1 << rng.randrange(8)
    return bytes(spoiled)


def _hole(rng: random.Random, form: str, content: bytes) -> bytes:
    start = rng.randrange(len(content))
    end = start + rng.randrange(1, 60)
    return content[:start] + rng.choice((b"", bytes(end - start), b"\xff" * (end - start))) + content[end:]


def _repeated(rng: random.Random, form: str, content: bytes) -> bytes:
    start = rng.randrange(len(content))
    part = content[start : start + rng.randrange(1, 200)]
    return content[:start] + part * rng.choice((2, 3, 50)) + content[start:]


def _swapped(rng: random.Random, form: str, content: bytes) -> bytes:
    """Begin as one form and go on as another."""
    other = good_files()[rng.choice(sorted(good_files()))]
    at = rng.choice((4, 12, 30, 64, 200))
    return content[:at] + other[rng.choice((0, at)) :]


def _size_lie(rng: random.Random, form: str, content: bytes) -> bytes:
    """Replace the width or the height, wherever it seems to be written."""
    spoiled = content
    for true in rng.choice(((SIZE[0],), (SIZE[1],), SIZE)):
        lie = rng.choice(LIES)
        for shape in (">I", "<I", ">H", "<H"):
            top = 2 ** (8 * struct.calcsize(shape)) - 1
            false = struct.pack(shape, min(lie, top))
            spoiled = spoiled[:1500].replace(struct.pack(shape, true), false) + spoiled[1500:]
        spoiled = spoiled[:20].replace(str(true).encode(), str(lie).encode()) + spoiled[20:]  # PPM writes it out
    return with_true_sums(spoiled) if form.startswith("png") else spoiled


def _number_lie(rng: random.Random, form: str, content: bytes) -> bytes:
    """Write an extreme number somewhere in the header: an offset, a length, a count."""
    shape = rng.choice((">I", "<I", ">H", "<H", ">Q", "<Q"))
    size = struct.calcsize(shape)
    at = rng.randrange(max(1, min(len(content), 400) - size))
    lie = min(rng.choice((*LIES, 2**63, 2**64 - 1)), 2 ** (8 * size) - 1)
    spoiled = content[:at] + struct.pack(shape, lie) + content[at + size :]
    return with_true_sums(spoiled) if form.startswith("png") else spoiled


def _tail(rng: random.Random, form: str, content: bytes) -> bytes:
    return content + rng.randbytes(rng.randrange(1, 5000))


def _noise(rng: random.Random, form: str, content: bytes) -> bytes:
    """Keep the signature only."""
    return content[: rng.choice((2, 4, 8, 16, 40))] + rng.randbytes(rng.randrange(3000))


def _foreign(rng: random.Random, form: str, content: bytes) -> bytes:
    return rng.choice(FOREIGN) + rng.choice((b"", rng.randbytes(200), content))


def with_true_sums(content: bytes) -> bytes:
    """Return a PNG whose chunks have the checksums of what is in them now, so that its lies are read."""
    if content[:8] != b"\x89PNG\r\n\x1a\n":
        return content
    out, at = io.BytesIO(), 8
    out.write(content[:8])
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        if at + 12 + length > len(content):
            break
        body = content[at + 4 : at + 8 + length]
        out.write(struct.pack(">I", length) + body + struct.pack(">I", zlib.crc32(body)))
        at += 12 + length
    return out.getvalue() + content[at:]


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


FAULTS: dict[str, Callable[[random.Random, str, bytes], bytes]] = {
    "cut": _cut,
    "beheaded": _beheaded,
    "bits": _bits,
    "header": _header_bits,
    "hole": _hole,
    "repeated": _repeated,
    "swapped": _swapped,
    "size": _size_lie,
    "number": _number_lie,
    "tail": _tail,
    "noise": _noise,
    "foreign": _foreign,
}

FOREIGN = (
    b"",
    b"\0" * 5000,
    b"hello, I am a text\n" * 20,
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 50 50\n%%EndComments\n(x) run\nshowpage\n%%EOF\n",
    b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    b"8BPS\0\1\0\0\0\0\0\0\0\3\0\0\0\x2f\0\0\0\x3d\0\x08\0\3" + bytes(40),
    b"SIMPLE  =                    T".ljust(80) + b"BITPIX  =                    8".ljust(80) + b"END".ljust(2720),
    b"\x7fELF\2\1\1" + bytes(60),
    b"MZ" + bytes(200),
    b"PK\3\4\x14\0\0\0\x08\0" + bytes(40),
    b"\x1f\x8b\x08\0" + bytes(20),
    b"<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e9'><rect/></svg>",
    b"<!DOCTYPE html><html><body>not found</body></html>",
    b"GIMP\0\0", b"\x00\x00\x02\x00\x01\x00", b"\xd7\xcd\xc6\x9a" + bytes(18),
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100),
    b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf" + bytes(200),
    b"#define x_width 16\n#define x_height 16\nstatic char x_bits[] = {0};\n",
    b"icns\0\0\1\0", b"DDS \x7c\0\0\0" + bytes(120), b"\x0a\5\1\x08" + bytes(124), b"\x59\xa6\x6a\x95" + bytes(28),
    b"II*\0\x08\0\0\0\0\0\0\0\0\0", b"MM\0*\0\0\0\x08\xff\xff", b"II+\0\x08\0\0\0" + bytes(20),
    b"BM" + bytes(12) + b"\xff" * 40, b"P3 60 40 255\n1 2 3 -4 99999 x", b"P7\nWIDTH 5\nHEIGHT 5\nENDHDR\n",
    b"P6 5 5 99999999999999999999999999\n", b"P1 9999999999999999999 1\n0",
)  # fmt: skip
"""The beginnings of files that are no pictures here, or pictures that are none."""
