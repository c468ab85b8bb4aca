"""What the two ends of a job's pipes say to each other: pickled values, each with its length before it."""

import io
import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from app.core.errors import InkdigitError

STOP, CANCEL, PAUSE, RESUME = b"s", b"c", b"p", b"r"
"""What the parent says after its ``Order``: one byte each."""
_LENGTH = struct.Struct("!Q")
_MAX_BYTES = 4_000_000_000
_LARGE_BYTES = 65_536
"""From this size on an array is sent beside its message: copying it would hold up every thread of the window."""
_KEPT_OUT = ("app.learning", "keras", "tensorflow")
"""To read a value of these packages would import them into the window."""


@dataclass(frozen=True, slots=True)
class Order:
    """The parent's first word: which job, named as ``package.module:function``, with what."""

    target: str
    arguments: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stay:
    """The parent's first word to a process that stays: it imports, then runs each ``Order`` until the pipe ends.

    It may take ``memory_bytes`` beyond what it has by then, where the system counts that, and ``seconds`` an order.
    """

    imports: tuple[str, ...]
    memory_bytes: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Buffers:
    """So many bytes each follow, raw; they are the arrays of the next message."""

    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """The job reports an event."""

    event: object


@dataclass(frozen=True, slots=True)
class Done:
    """The job ended well."""

    result: object


@dataclass(frozen=True, slots=True)
class Refused:
    """The job ended with an error that a person can read."""

    error: InkdigitError


@dataclass(frozen=True, slots=True)
class Left:
    """The job was cancelled and discarded its work."""


@dataclass(frozen=True, slots=True)
class Broke:
    """The job ended with an exception that nobody expected; ``trace`` is its traceback as text."""

    summary: str
    trace: str


def frame_of(message: object) -> bytes:
    """Return a message as bytes: a length, and a pickle of it."""
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(content)) + content


def frames_of(message: object) -> list[bytes | memoryview]:
    """Return a message as the parts to write one after the other: its large arrays first, uncopied."""
    buffers: list[memoryview] = []

    def is_small(buffer: pickle.PickleBuffer) -> bool:
        view = buffer.raw()
        if view.nbytes >= _LARGE_BYTES:
            buffers.append(view)
        return view.nbytes < _LARGE_BYTES

    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL, buffer_callback=is_small)
    frame = _LENGTH.pack(len(content)) + content
    lengths = tuple(view.nbytes for view in buffers)
    return [frame_of(Buffers(lengths)), *buffers, frame] if buffers else [frame]


def read_frame(pipe: BinaryIO) -> object | None:
    """Return the next message; None at the end, which may come in the middle of one.

    Raises:
        Exception: whatever ``pickle`` raises over a damaged message, or one of a package that is kept out.
    """
    message = _read_one(pipe, [])
    if not isinstance(message, Buffers):
        return message
    buffers = [bytearray(_checked(length)) for length in message.lengths]
    if any(_filled(pipe, buffer) < len(buffer) for buffer in buffers):
        return None
    return _read_one(pipe, buffers)


def _read_one(pipe: BinaryIO, buffers: list[bytearray]) -> object | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = pipe.read(_checked(length))
    return _Unpickler(io.BytesIO(content), buffers=buffers).load() if len(content) == length else None


def _filled(pipe: BinaryIO, buffer: bytearray) -> int:
    """Read until a buffer is full; return how much came."""
    view, at = memoryview(buffer), 0
    while at < len(buffer) and (count := cast(io.BufferedReader, pipe).readinto(view[at:])):
        at += count
    return at


def _checked(length: int) -> int:
    if length > _MAX_BYTES:
        raise ValueError("a message of an impossible length")
    return length


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_KEPT_OUT):
            raise pickle.UnpicklingError(f"{module}.{name} must not cross to another process")
        return super().find_class(module, name)
