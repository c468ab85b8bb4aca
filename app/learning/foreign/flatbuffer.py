"""Read tables of a FlatBuffers file that is in memory; every access is within the file, and all are counted."""

import struct

from app.core.errors import BundleError

_MAX_READS = 400_000


class FlatError(BundleError):
    """The file is damaged."""

    def __init__(self) -> None:
        super().__init__("The .tflite file is damaged.", "Get the file again, or choose another one.")


class Flat:
    """The file: numbers at places."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._reads = 0

    def root(self) -> "Table":
        """Return the table at the top."""
        return Table(self, self.number("<I", 0))

    def number(self, form: str, at: int) -> int:
        """Return one whole number at a place."""
        self._reads += 1
        if self._reads > _MAX_READS or at < 0:
            raise FlatError
        try:
            value: int = struct.unpack_from(form, self.content, at)[0]
        except struct.error:
            raise FlatError from None
        return value

    def piece(self, at: int, count: int) -> bytes:
        """Return so many bytes from a place."""
        if at < 0 or count < 0 or at + count > len(self.content):
            raise FlatError
        return self.content[at : at + count]


class Table:
    """One table: its fields by number; a missing one is the default."""

    def __init__(self, flat: Flat, at: int) -> None:
        self._flat = flat
        self._at = at
        self._fields = at - flat.number("<i", at)
        self._size = flat.number("<H", self._fields)

    def number(self, field: int, form: str = "<i", default: int = 0) -> int:
        """Return a number of the table itself."""
        at = self._place(field)
        return default if at is None else self._flat.number(form, at)

    def real(self, field: int, default: float = 0.0) -> float:
        """Return a float32 of the table itself."""
        at = self._place(field)
        value = default if at is None else struct.unpack("<f", self._flat.piece(at, 4))[0]
        if not abs(value) < 1e30:
            raise FlatError
        return float(value)

    def table(self, field: int) -> "Table | None":
        """Return a table that a field points to."""
        at = self._target(field)
        return None if at is None else Table(self._flat, at)

    def tables(self, field: int, limit: int) -> "list[Table]":
        """Return the tables of a list of at most ``limit``."""
        start, count = self._vector(field)
        if count > limit:
            raise FlatError
        places = [start + 4 * number for number in range(count)]
        return [Table(self._flat, place + self._flat.number("<I", place)) for place in places]

    def raw(self, field: int, width: int = 1) -> bytes:
        """Return the bytes of a list of numbers of ``width`` bytes each."""
        start, count = self._vector(field)
        return self._flat.piece(start, count * width)

    def has(self, field: int) -> bool:
        """Say whether the field is there."""
        return self._place(field) is not None

    def _vector(self, field: int) -> tuple[int, int]:
        at = self._target(field)
        return (0, 0) if at is None else (at + 4, self._flat.number("<I", at))

    def _target(self, field: int) -> int | None:
        at = self._place(field)
        return None if at is None else at + self._flat.number("<I", at)

    def _place(self, field: int) -> int | None:
        entry = 4 + 2 * field
        offset = self._flat.number("<H", self._fields + entry) if entry + 2 <= self._size else 0
        return self._at + offset if offset else None
