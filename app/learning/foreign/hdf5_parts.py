"""The small parts of an HDF5 file: types, shapes, links and texts, each from its own bytes."""

import struct
from dataclasses import dataclass

from app.core.errors import BundleError, as_sentence, said

NOWHERE = 2**64 - 1
_MAX_NAME = 1024
_FLOATS: dict[tuple[int, ...], str] = {
    (2, 0, 16, 10, 5, 0, 10, 15): "f2",
    (4, 0, 32, 23, 8, 0, 23, 127): "f4",
    (8, 0, 64, 52, 11, 0, 52, 1023): "f8",
}
"""Size, bit offset, precision, exponent's place and size, mantissa's place and size, bias: those of IEEE 754."""


class Hdf5Error(BundleError):
    """The file is damaged, or uses a part of HDF5 that no model needs."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            said("The file is damaged or unusual: {reason}.", reason=as_sentence(reason)),
            "Save the model again, or choose another file.",
        )


@dataclass(frozen=True, slots=True)
class Type:
    """A datatype: ``dtype`` of numbers, or a text of ``size`` bytes, 0 where each brings its own length."""

    dtype: str
    size: int


def unpack(form: str, content: bytes) -> tuple[int, ...]:
    """Return the values of a ``struct`` form at the start of ``content``; an ``Hdf5Error`` where it is too short."""
    try:
        return struct.unpack_from(form, content)
    except struct.error:
        raise Hdf5Error("it is cut off") from None


def datatype(body: bytes) -> Type:
    """Return the type that a message describes: floats of IEEE 754 or text; an ``Hdf5Error`` for any other."""
    head, bits, size = body[:1], body[1:4], int.from_bytes(body[4:8], "little")
    if len(bits) < 3:
        raise Hdf5Error("a type in it is cut off")
    kind = head[0] & 0x0F
    if kind == 1:
        properties = unpack("<HHBBBBI", body[8:])
        dtype = _FLOATS.get((size, *properties))
        if dtype is None or bits[0] & 0xFE != 0x20 or bits[1] != 8 * size - 1:
            raise Hdf5Error("it holds numbers of an unusual kind")
        return Type((">" if bits[0] & 1 else "<") + dtype, size)
    if kind == 3 and 0 < size <= 1_000_000:
        return Type("", size)
    if kind == 9 and bits[0] & 0x0F == 1 and size == 16:
        return Type("", 0)
    raise Hdf5Error("it holds values of an unusual kind")


def dataspace(body: bytes) -> tuple[int, ...]:
    """Return the shape that a message describes; empty for a single value."""
    version, rank, _flags, kind = unpack("<BBBB", body)
    if version not in (1, 2) or rank > 8 or (version == 2 and kind not in (0, 1)):
        raise Hdf5Error("an array in it is of an unusual form")
    return unpack(f"<{rank}Q", body[8 if version == 1 else 4 :]) if rank else ()


def new_link(body: bytes) -> tuple[str, int]:
    """Return the name and the address of a hard link; an ``Hdf5Error`` for one that leads out of the file."""
    version, flags = unpack("<BB", body)
    at = 2
    if version != 1:
        raise Hdf5Error("a link in it is of an unusual form")
    if flags & 8:
        if body[at : at + 1] != b"\0":
            raise Hdf5Error("it holds a link to somewhere else")
        at += 1
    at += (8 if flags & 4 else 0) + (1 if flags & 16 else 0)
    width = 1 << (flags & 3)
    length = int.from_bytes(body[at : at + width], "little")
    at += width
    return text_of(body[at : at + length]), unpack("<Q", body[at + length :])[0]


def is_dense(body: bytes) -> bool:
    """Say whether links or attributes lie in a heap of their own; both messages begin alike."""
    _, flags = unpack("<BB", body)
    is_link_info = len(body) in (18, 26, 34)
    skipped = 2 + ((8 if is_link_info else 2) if flags & 1 else 0)
    return unpack("<Q", body[skipped:])[0] != NOWHERE


def name_at(names: bytes, offset: int) -> str:
    """Return the name that begins at ``offset`` of a heap of names."""
    end = names.find(b"\0", offset, offset + _MAX_NAME) if offset < len(names) else -1
    if end < 0:
        raise Hdf5Error("a name in it is cut off")
    return text_of(names[offset:end])


def text_of(content: bytes) -> str:
    """Return the text of bytes that are padded with zeros."""
    try:
        return content.rstrip(b"\0").decode("utf-8")
    except UnicodeDecodeError:
        raise Hdf5Error("a text in it is no text") from None
