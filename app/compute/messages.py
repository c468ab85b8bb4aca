"""What the two ends of a job's pipes say to each other: pickled values, each with its length before it."""

import io
import pickle
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO

from app.core.errors import InkdigitError

STOP, CANCEL, PAUSE, RESUME = b"s", b"c", b"p", b"r"
"""What the parent says after its ``Order``: one byte each."""
_LENGTH = struct.Struct("!Q")
_KEPT_OUT = ("app.learning", "keras", "tensorflow")
"""To read a value of these packages would import them into the window."""


@dataclass(frozen=True, slots=True)
class Order:
    """The parent's first word: which job, named as ``package.module:function``, with what."""

    target: str
    arguments: dict[str, Any]


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


def read_frame(pipe: BinaryIO) -> object | None:
    """Return the next message; None at the end, which may come in the middle of one.

    Raises:
        Exception: whatever ``pickle`` raises over a damaged message, or one of a package that is kept out.
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = pipe.read(length)
    return _Unpickler(io.BytesIO(content)).load() if len(content) == length else None


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_KEPT_OUT):
            raise pickle.UnpicklingError(f"{module}.{name} must not cross to another process")
        return super().find_class(module, name)
