"""Whether a picture file promises more bytes than it has: it was not copied or downloaded to its end."""

import struct
from collections.abc import Callable

_BYTES_OF_TYPE = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_OFFSETS, _LENGTHS = (273, 324), (279, 325)
"""The tags of a TIFF's strips and tiles (TIFF 6.0, sections 3 and 15)."""
_END_OF_CODESTREAM = b"\xff\xd9"
_MAX_BOXES = 1000
_PNG_SIGNATURE = 8


def is_cut_off(content: bytes) -> bool:
    """Say whether a file refers to something behind its end, or lacks the mark of its end; False of unknown forms."""
    try:
        return any(is_cut(content) for start, signature, is_cut in _CHECKS if content.startswith(signature, start))
    except struct.error:  # it ends within its header
        return True


def is_tiff(content: bytes) -> bool:
    """Say whether a file begins as a TIFF."""
    return content.startswith((b"II*\0", b"MM\0*"))


def _is_cut_tiff(content: bytes) -> bool:
    order = "<" if content.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", content, 4)
    (count,) = struct.unpack_from(f"{order}H", content, start)
    values: dict[int, tuple[int, ...]] = {}
    for number in range(count):
        tag, kind, length, place = struct.unpack_from(f"{order}HHII", content, start + 2 + 12 * number)
        size = _BYTES_OF_TYPE.get(kind, 0) * length
        at = place if size > 4 else start + 2 + 12 * number + 8
        if at + size > len(content):
            return True
        if tag in _OFFSETS + _LENGTHS and kind in (3, 4):
            values[tag] = struct.unpack_from(f"{order}{length}{'H' if kind == 3 else 'I'}", content, at)
    return any(
        offset + length > len(content)
        for offsets, lengths in zip(_OFFSETS, _LENGTHS, strict=True)
        for offset, length in zip(values.get(offsets, ()), values.get(lengths, ()), strict=False)
    )


def _is_cut_riff(content: bytes) -> bool:
    (length,) = struct.unpack_from("<I", content, 4)
    return bool(length + 8 > len(content))


def _is_cut_in_boxes(content: bytes) -> bool:
    """Walk through the boxes of the outermost level (ISO 14496-12, 4.2)."""
    at = 0
    for _ in range(_MAX_BOXES):
        if at == len(content):
            return False
        length, kind = struct.unpack_from(">I4s", content, at)
        if length == 1:
            (length,) = struct.unpack_from(">Q", content, at + 8)
        if length == 0:  # to the end, wherever that is
            return kind == b"jp2c" and not content.rstrip(b"\0").endswith(_END_OF_CODESTREAM)
        if length < 8:
            return False
        at += length
        if at > len(content):
            return True
    return False


def _is_cut_codestream(content: bytes) -> bool:
    return not content.rstrip(b"\0").endswith(_END_OF_CODESTREAM)


def _is_cut_icon(content: bytes) -> bool:
    (count,) = struct.unpack_from("<H", content, 4)
    entries = (struct.unpack_from("<II", content, 6 + 16 * number + 8) for number in range(count))
    return any(offset + length > len(content) for length, offset in entries)


def _is_cut_jpeg(content: bytes) -> bool:
    return _END_OF_CODESTREAM not in content


def _is_cut_png(content: bytes) -> bool:
    return len(content) > _PNG_SIGNATURE and b"IEND" not in content


_CHECKS: tuple[tuple[int, bytes, Callable[[bytes], bool]], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", _is_cut_png),
    (0, b"\xff\xd8\xff", _is_cut_jpeg),
    (0, b"II*\0", _is_cut_tiff),
    (0, b"MM\0*", _is_cut_tiff),
    (0, b"RIFF", _is_cut_riff),
    (4, b"ftypavi", _is_cut_in_boxes),
    (4, b"jP  \r\n\x87\n", _is_cut_in_boxes),
    (0, b"\xff\x4f\xff\x51", _is_cut_codestream),
    (0, b"\0\0\1\0", _is_cut_icon),
)
"""Where a signature begins, what it is, and what tells whether a file with it is whole."""
