"""Files that ask for much: time, memory, frames, scans."""

import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.hostile.pictures import with_true_sums
from tests.unit.core.pictures import encoded


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk with its length and checksum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: tuple[bytes, bytes], depth: int = 8, colour: int = 0) -> bytes:
    """Return a PNG whose header claims a size, with chunks of (kind, data) behind it."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = ((b"IHDR", header), *chunks, (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(kind, data) for kind, data in parts)


def png_of_zeros(width: int, height: int, *, colour: int = 0, depth: int = 8) -> bytes:
    """Return a whole PNG that is black: a thousandth of its pixels."""
    row = width * {0: 1, 2: 3, 6: 4}[colour] * depth // 8 + 1
    return png(width, height, (b"IDAT", zlib.compress(bytes(row * height), 1)), colour=colour, depth=depth)


def _jpeg_of_scans() -> bytes:
    """Return a progressive JPEG of 49 megapixels with thousands of scans, each a walk through all blocks of nothing.

    The Huffman table has one code, "0", for a run of 16,384 and more ends of block (ISO 10918-1, G.1.2.2).
    """
    frame = struct.pack(">BHHB3B", 8, 7000, 7000, 1, 1, 0x11, 0)
    quantisation = _marker(0xDB, b"\0" + b"\1" * 64)
    table = _marker(0xC4, b"\x10\1" + bytes(15) + b"\xe0")
    bits = ("0" + "1" * 14) * 24  # 24 runs of 32,767 blocks are more than 875 × 875
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8).replace(b"\xff", b"\xff\0")
    scan = _marker(0xDA, b"\1\1\0\1\x3f\0") + data
    return b"\xff\xd8" + quantisation + _marker(0xC2, frame) + table + scan * 20_000 + b"\xff\xd9"


def _marker(code: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, code, len(body) + 2) + body


def _gif_of_frames() -> bytes:
    palette = encoded(Image.new("P", (2, 2)), "GIF")
    head, frame = palette[:13] + bytes(768), b",\0\0\0\0\2\0\2\0\0\2\2\x84\x51\0"
    return head.replace(palette[10:11], b"\xf7", 1)[:10] + b"\xf7\0\0" + bytes(768) + frame * 2_000_000 + b";"


def _gif_of_large_frames() -> bytes:
    first, second = Image.new("P", (64, 64)), Image.new("P", (64, 64), 3)
    content = bytearray(encoded(first, "GIF", save_all=True, append_images=[second]))
    struct.pack_into("<HH", content, 6, 7000, 7000)
    at = content.index(b",")
    return bytes(content[:at]) + bytes(content[at:-1]) * 3000 + b";"


def _tiff(entries: list[tuple[int, int, int, int]], *, following: int = 0, tail: bytes = b"") -> bytes:
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
    return b"II*\0\x08\0\0\0" + body + struct.pack("<I", following) + tail


def _tiff_of_pages() -> bytes:
    """Return a picture with a million pages behind it."""
    head = [(256, 4, 1, 8), (257, 4, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8),
            (277, 3, 1, 1), (278, 4, 1, 8), (279, 4, 1, 64)]  # fmt: skip
    start, one = 8 + 2 + 12 * len(head) + 4, 2 + 12 + 4
    pages = (struct.pack("<HHHIII", 1, 256, 4, 1, 5, start + one * (number + 1)) for number in range(1_000_000))
    return _tiff(head, following=start, tail=b"".join(pages))


def _tiff_in_a_circle() -> bytes:
    return _tiff([(256, 4, 1, 50), (257, 4, 1, 50), (273, 4, 1, 8), (279, 4, 1, 9)], following=8)


def _tiff_of_one_tile() -> bytes:
    """Return a small picture in one tile of 4 gigapixels."""
    return _tiff(
        [(256, 4, 1, 50), (257, 4, 1, 50), (258, 3, 1, 8), (259, 3, 1, 8), (262, 3, 1, 1), (277, 3, 1, 1),
         (322, 4, 1, 65_520), (323, 4, 1, 65_520), (324, 4, 1, 200), (325, 4, 1, 40)],
        tail=bytes(50) + zlib.compress(bytes(1000)) * 40,
    )  # fmt: skip


def _tiff_of_zeros() -> bytes:
    data = zlib.compress(bytes(7000 * 7000), 9)
    return _tiff(
        [(256, 4, 1, 7000), (257, 4, 1, 7000), (258, 3, 1, 8), (259, 3, 1, 8), (262, 3, 1, 1), (273, 4, 1, 134),
         (277, 3, 1, 1), (278, 4, 1, 7000), (279, 4, 1, len(data))],
        tail=bytes(12) + data,
    )  # fmt: skip


def _qoi_of_runs() -> bytes:
    return b"qoif" + struct.pack(">IIBB", 7000, 7000, 3, 0) + b"\xfd" * (7000 * 7000 // 62 + 1) + bytes(7) + b"\1"


def _qoi_of_pixels() -> bytes:
    return b"qoif" + struct.pack(">IIBB", 7000, 7000, 3, 0) + b"\x6a" * (7000 * 7000) + bytes(7) + b"\1"


def _bmp_of_runs() -> bytes:
    run = b"\xff\0" * (7000 // 255) + bytes([7000 % 255, 0]) + b"\0\0"
    head = struct.pack("<IHHIIiiHHIIiiII", 0, 0, 0, 1078, 40, 7000, 7000, 1, 8, 1, 0, 0, 0, 0, 0)
    return b"BM" + head + bytes(1024) + run * 7000 + b"\0\1"


def _ppm_of_words() -> bytes:
    return b"P3 4000 2500 255\n" + b"1 " * 30_000_000


def _pbm_of_words() -> bytes:
    return b"P1 7000 7000\n" + b"0" * 49_000_000


def _png_of_chunks() -> bytes:
    end = b"\0\0\0\0IEND"
    whole = png(10, 10, (b"IDAT", zlib.compress(bytes(110))))
    return whole.replace(end, png_chunk(b"teSt", b"") * 4_000_000 + end)


def _png_of_early_chunks() -> bytes:
    head, rest = (whole := png(10, 10, (b"IDAT", zlib.compress(bytes(110)))))[:33], whole[33:]
    return head + png_chunk(b"teSt", b"") * 4_000_000 + rest


def _png_of_texts() -> bytes:
    texts = [(b"zTXt", b"k%d\0\0" % number + zlib.compress(bytes(1_000_000), 9)) for number in range(60)]
    return png(10, 10, *texts, (b"IDAT", zlib.compress(bytes(110))))


def _png_of_frames() -> bytes:
    content = encoded(Image.new("L", (20, 20)), "PNG", save_all=True, append_images=[Image.new("L", (20, 20), 9)])
    at = content.index(b"acTL") + 4
    return with_true_sums(content[:at] + struct.pack(">I", 2**31 - 1) + content[at + 4 :])


def _ico_of_a_large_png() -> bytes:
    inner = png_of_zeros(13_000, 13_000)
    return struct.pack("<HHHBBBBHHII", 0, 1, 1, 61, 47, 0, 0, 1, 8, len(inner), 22) + inner


def _webp_of_frames() -> bytes:
    frames = [Image.new("RGB", (16_000, 3000), (number % 256, 0, 0)) for number in range(2)]
    return encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:], quality=1, method=0)


def _jp2_of_components() -> bytes:
    content = bytearray(encoded(Image.new("L", (64, 64)), "JPEG2000", no_jp2=True))
    at = content.index(b"\xff\x51") + 4
    struct.pack_into(">IIIIIIII", content, at + 2, 7000, 7000, 0, 0, 1, 1, 0, 0)
    return bytes(content)


def _avif_of_pixels() -> bytes:
    return encoded(Image.new("RGB", (7000, 7000)), "AVIF", speed=10, quality=1)


def _png_of_dots(step: int, side: int = 7000) -> bytes:
    row = (b"\xff" * (step - 2) + b"\0\0") * (side // step + 1)
    rows = (b"\0" + b"\xff" * side) * (step - 2) + (b"\0" + row[:side]) * 2
    return png(side, side, (b"IDAT", zlib.compress((rows * (side // step + 1))[: (side + 1) * side], 1)))


def _png_of_noise() -> bytes:
    return encoded(Image.effect_noise((2000, 2000), 200), "PNG", compress_level=1)


BOMBS: dict[str, Callable[[], bytes]] = {
    "black.png": lambda: png_of_zeros(7071, 7071),
    "black-16.png": lambda: png_of_zeros(7071, 7071, depth=16),
    "narrow.png": lambda: png_of_zeros(20_000, 2),
    "chunks.png": _png_of_chunks,
    "texts.png": _png_of_texts,
    "frames.png": _png_of_frames,
    "scans.jpg": _jpeg_of_scans,
    "frames.gif": _gif_of_frames,
    "large-frames.gif": _gif_of_large_frames,
    "circle.tif": _tiff_in_a_circle,
    "tile.tif": _tiff_of_one_tile,
    "black.tif": _tiff_of_zeros,
    "pixels.qoi": _qoi_of_pixels,
    "words.ppm": _ppm_of_words,
    "tiles.j2k": _jp2_of_components,
    "noise.png": _png_of_noise,
}
"""Made in a moment."""

SLOW_BOMBS: dict[str, Callable[[], bytes]] = {
    "early-chunks.png": _png_of_early_chunks,
    "black-alpha.png": lambda: png_of_zeros(7071, 7071, colour=6),
    "profile.png": lambda: png(10, 10, (b"iCCP", b"k\0\0" + zlib.compress(bytes(300_000_000))), (b"IDAT", b"")),
    "pages.tif": _tiff_of_pages,
    "runs.qoi": _qoi_of_runs,
    "runs.bmp": _bmp_of_runs,
    "words.pbm": _pbm_of_words,
    "large.ico": _ico_of_a_large_png,
    "frames.webp": _webp_of_frames,
    "black.avif": _avif_of_pixels,
    "dots.png": lambda: _png_of_dots(12),
    "blots.png": lambda: _png_of_dots(60),
}
