"""Read groups, text attributes and arrays of floats of an HDF5 file that is in memory; nothing else of HDF5.

Written after the HDF5 File Format Specification, version 3.0. It follows hard links inside the file only: there are no
external or soft links, no external or virtual storage, no filters, no references, so a file can reach nothing beside
itself and ask for no memory that it does not bring along.
"""

import math
import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from app.core.errors import said
from app.core.files import shown
from app.learning.foreign.hdf5_parts import (
    NOWHERE,
    Type,
    dataspace,
    datatype,
    is_dense,
    name_at,
    new_link,
    text_of,
    unpack,
)
from app.learning.foreign.hdf5_parts import Hdf5Error as Hdf5Error

SIGNATURE = b"\x89HDF\r\n\x1a\n"
_MAX_STEPS = 50_000
"""Blocks, messages and entries read of one file; a net of a hundred layers needs some thousand."""
_DATASPACE, _LINK_INFO, _DATATYPE, _EXTERNAL, _LINK, _LAYOUT = 0x01, 0x02, 0x03, 0x07, 0x06, 0x08
_FILTERS, _ATTRIBUTE, _CONTINUATION, _SYMBOLS, _ATTRIBUTE_INFO = 0x0B, 0x0C, 0x10, 0x11, 0x15


@dataclass(frozen=True, slots=True)
class _Message:
    kind: int
    flags: int
    body: bytes


class Hdf5File:
    """The file as a tree: ``group("/a/b")`` and ``array("/a/b/c")``."""

    def __init__(self, content: bytes | mmap.mmap) -> None:
        """Read the file's head; a mapped file stays open as long as this.

        Raises:
            Hdf5Error: it is no HDF5 file, or a newer or damaged one.
        """
        self._content = content
        self._steps = 0
        self._known: dict[int, Mapping[str, int]] = {}
        if content[: len(SIGNATURE)] != SIGNATURE:
            raise Hdf5Error("it is no HDF5 file")
        self._root = self._root_address()

    def group(self, path: str = "/") -> Mapping[str, int]:
        """Return the members of a group, each with its address.

        Raises:
            Hdf5Error: there is no such group, or it is damaged.
        """
        return self._members(self._find(path), path)

    def has(self, path: str) -> bool:
        """Say whether something is at ``path``."""
        parent, _, name = path.rstrip("/").rpartition("/")
        try:
            return name in self.group(parent or "/")
        except _NoSuchError:
            return False

    def texts(self, path: str, attribute: str) -> tuple[str, ...] | None:
        """Return an attribute of one or several texts; None where there is none of that name.

        Raises:
            Hdf5Error: it is no text, or damaged.
        """
        messages = self._messages(self._find(path))
        for message in messages:
            if message.kind == _ATTRIBUTE:
                name, kind, shape, data = self._attribute(message.body)
                if name == attribute:
                    return self._texts_of(kind, shape, data)
        if any(message.kind == _ATTRIBUTE_INFO and is_dense(message.body) for message in messages):
            raise Hdf5Error(said("the attributes of “{name}” are kept in a newer form", name=shown(path)))
        return None

    def array(self, path: str) -> npt.NDArray[np.float32]:
        """Return an array of floats as float32, a copy; its bytes are all in the file.

        Raises:
            Hdf5Error: there is none, it is not of floats, is compressed or kept elsewhere, or is cut off.
        """
        messages = {message.kind: message for message in self._messages(self._find(path))}
        if not {_DATATYPE, _DATASPACE, _LAYOUT} <= messages.keys():
            raise Hdf5Error(said("“{name}” is no array", name=shown(path)))
        for number, what in ((_EXTERNAL, said("kept in another file")), (_FILTERS, said("compressed"))):
            if number in messages:
                raise Hdf5Error(said("“{name}” is {what}", name=shown(path), what=what))
        kind, shape = datatype(messages[_DATATYPE].body), dataspace(messages[_DATASPACE].body)
        if not kind.dtype:
            raise Hdf5Error(said("“{name}” holds no numbers", name=shown(path)))
        data = self._raw(messages[_LAYOUT].body, math.prod(shape) * kind.size, path)
        with np.errstate(over="ignore"):  # what is beyond float32 becomes infinite, and is refused as such
            return np.frombuffer(data, kind.dtype).reshape(shape).astype(np.float32)

    def _root_address(self) -> int:
        version = self._bytes(8, 1)[0]
        if version in (0, 1):
            sizes, at = self._bytes(13, 2), 24 if version == 0 else 28
            base, address = self._number(at), self._number(at + 40)
        elif version in (2, 3):
            sizes = self._bytes(9, 2)
            base, address = self._number(12), self._number(36)
        else:
            raise Hdf5Error(said("its form has the version {version}", version=version))
        if sizes != b"\x08\x08" or base:
            raise Hdf5Error("its head is of an unusual form")
        return address

    def _find(self, path: str) -> int:
        address, walked = self._root, ""
        for name in path.split("/"):
            if name:
                walked += f"/{name}"
                members = self._members(address, walked)
                if name not in members:
                    raise _NoSuchError(said("“{name}” is missing", name=shown(walked)))
                address = members[name]
        return address

    def _members(self, address: int, path: str) -> Mapping[str, int]:
        """Return the members of a group; those that were read before are remembered."""
        if address not in self._known:
            self._known[address] = self._read_members(address, path)
        return self._known[address]

    def _read_members(self, address: int, path: str) -> Mapping[str, int]:
        members: dict[str, int] = {}
        is_group = False
        for message in self._messages(address):
            if message.kind == _SYMBOLS:
                is_group = True
                members.update(self._old_links(message.body))
            elif message.kind == _LINK:
                is_group = True
                name, target = new_link(message.body)
                members[name] = target
            elif message.kind == _LINK_INFO:
                is_group = True
                if is_dense(message.body):
                    raise Hdf5Error(said("the group “{name}” is kept in a newer form", name=shown(path)))
        if not is_group:
            raise _NoSuchError(said("“{name}” is no group", name=shown(path)))
        return MappingProxyType(members)

    def _old_links(self, body: bytes) -> Iterator[tuple[str, int]]:
        tree, heap = unpack("<QQ", body)
        if self._bytes(heap, 4) != b"HEAP":
            raise Hdf5Error("a group has lost its names")
        size, _, segment = unpack("<QQQ", self._bytes(heap + 8, 24))
        names = self._bytes(segment, size)
        waiting, seen = [tree], set()
        while waiting:
            node = waiting.pop()
            self._step()
            if node in seen:
                raise Hdf5Error("a group goes round in a circle")
            seen.add(node)
            head = self._bytes(node, 8)
            if head[:4] == b"TREE" and head[4] == 0:
                (count,) = unpack("<H", head[6:])
                keys = self._bytes(node + 24, 16 * count + 8)
                waiting.extend(unpack("<Q", keys[8 + 16 * at :])[0] for at in range(count))
            elif head[:4] == b"SNOD":
                (count,) = unpack("<H", head[6:])
                for at in range(count):
                    self._step()
                    offset, address, cache = unpack("<QQI", self._bytes(node + 8 + 40 * at, 40))
                    if cache == 2:
                        raise Hdf5Error("it holds a link to somewhere else")
                    yield name_at(names, offset), address
            else:
                raise Hdf5Error("a group is damaged")

    def _messages(self, address: int) -> list[_Message]:
        """Return the messages of an object, of whichever version its header is."""
        if self._bytes(address, 4) == b"OHDR":
            return self._new_messages(address)
        version, _, count = unpack("<BBH", self._bytes(address, 4))
        if version != 1:
            raise Hdf5Error("an object in it is damaged")
        (size,) = unpack("<I", self._bytes(address + 8, 4))
        return list(self._in_blocks([(address + 16, size)], old=True, count=count))

    def _new_messages(self, address: int) -> list[_Message]:
        version, flags = self._bytes(address + 4, 2)
        at = address + 6 + (16 if flags & 0x20 else 0) + (4 if flags & 0x10 else 0)
        if version != 2:
            raise Hdf5Error("an object in it is damaged")
        width = 1 << (flags & 3)
        size = int.from_bytes(self._bytes(at, width), "little")
        return list(self._in_blocks([(at + width, size)], old=False, count=_MAX_STEPS, has_order=bool(flags & 4)))

    def _in_blocks(
        self, blocks: list[tuple[int, int]], *, old: bool, count: int, has_order: bool = False
    ) -> Iterator[_Message]:
        head = 8 if old else 4 + 2 * has_order
        for start, size in blocks:  # grows while it is read
            at, end = start, start + size
            while at + head <= end and count > 0:
                self._step()
                count -= 1
                if old:
                    kind, length, flags = unpack("<HHB", self._bytes(at, head))
                else:
                    kind, length, flags = unpack("<BHB", self._bytes(at, head))
                if at + head + length > end:
                    raise Hdf5Error("an object in it is cut off")
                body = self._bytes(at + head, length)
                at += head + length
                if kind == _CONTINUATION:
                    blocks.append(self._continued(body, old=old))
                elif flags & 2 and kind in (_DATATYPE, _DATASPACE, _LAYOUT, _ATTRIBUTE):
                    raise Hdf5Error("it shares a description between objects")
                else:
                    yield _Message(kind, flags, body)

    def _continued(self, body: bytes, *, old: bool) -> tuple[int, int]:
        start, size = unpack("<QQ", body)
        if old:
            return start, size
        if self._bytes(start, 4) != b"OCHK":
            raise Hdf5Error("an object in it is damaged")
        return start + 4, size - 8

    def _attribute(self, body: bytes) -> tuple[str, Type | None, tuple[int, ...], bytes]:
        """Return name, type (None for one that is of no use here), shape and data of an attribute."""
        version, flags, *sizes = unpack("<BBHHH", body)
        if version not in (1, 2, 3) or (version > 1 and flags):
            raise Hdf5Error("an attribute is of an unusual form")
        at, parts = 9 if version == 3 else 8, []
        for size in sizes:
            parts.append(body[at : at + size])
            at += -(-size // 8) * 8 if version == 1 else size
        if at > len(body):
            raise Hdf5Error("an attribute is cut off")
        name = text_of(parts[0])
        try:
            kind = datatype(parts[1])
        except Hdf5Error:
            return name, None, (), b""
        return name, kind, dataspace(parts[2]), body[at:]

    def _texts_of(self, kind: Type | None, shape: tuple[int, ...], data: bytes) -> tuple[str, ...]:
        count = math.prod(shape)
        if kind is None or (kind.dtype and count):
            raise Hdf5Error("an attribute holds no text")
        size = kind.size or 16
        if kind.dtype or count == 0:
            return ()
        if count > _MAX_STEPS or size * count > len(data):
            raise Hdf5Error("an attribute is cut off")
        pieces = [data[at * size : (at + 1) * size] for at in range(count)]
        return tuple(text_of(piece if kind.size else self._from_heap(piece)) for piece in pieces)

    def _from_heap(self, reference: bytes) -> bytes:
        """Return a text that lies in a global heap."""
        length, heap, index = unpack("<IQI", reference)
        if self._bytes(heap, 5) != b"GCOL\x01":
            raise Hdf5Error("a text in it is lost")
        at, end = heap + 16, heap + self._number(heap + 8)
        while at + 16 <= end:
            self._step()
            number, _, _, size = unpack("<HHIQ", self._bytes(at, 16))
            if number == index:
                if length > size:
                    break
                return self._bytes(at + 16, length)
            if number == 0:
                break
            at += 16 + -(-size // 8) * 8
        raise Hdf5Error("a text in it is lost")

    def _raw(self, layout: bytes, size: int, path: str) -> bytes:
        """Return the ``size`` bytes of an array, which must be all that is kept of it."""
        version, kind = unpack("<BB", layout)
        if version in (3, 4) and kind == 0:
            (length,) = unpack("<H", layout[2:])
            data = layout[4 : 4 + length]
        elif version in (3, 4) and kind == 1:
            address, length = unpack("<QQ", layout[2:])
            data = self._bytes(address, length) if length == size and size else b""
        else:
            raise Hdf5Error(said("“{name}” is kept in pieces", name=shown(path)))
        if len(data) != size:
            raise Hdf5Error(said("“{name}” is cut off", name=shown(path)))
        return data

    def _number(self, at: int) -> int:
        return int.from_bytes(self._bytes(at, 8), "little")

    def _bytes(self, at: int, count: int) -> bytes:
        if at == NOWHERE or at + count > len(self._content):
            raise Hdf5Error("it is cut off")
        return self._content[at : at + count]

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MAX_STEPS:
            raise Hdf5Error("it holds far too many parts")


class _NoSuchError(Hdf5Error):
    """Nothing is at that place."""
