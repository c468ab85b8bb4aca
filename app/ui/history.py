"""Values one after the other; undo and redo walk among them."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
LIMIT = 200
"""Changes that can be undone."""


class History(Generic[T]):
    """Values that are never changed themselves, from ``first`` on."""

    def __init__(self, first: T) -> None:
        self._values = [first]
        self._index = 0

    @property
    def current(self) -> T:
        """Return the value on show."""
        return self._values[self._index]

    @property
    def can_undo(self) -> bool:
        """Say whether there is an earlier value."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Say whether there is a later value."""
        return self._index + 1 < len(self._values)

    def begin(self, first: T) -> None:
        """Forget everything and begin with this value."""
        self._values, self._index = [first], 0

    def push(self, value: T) -> None:
        """Go on with a change; what had been undone is forgotten."""
        del self._values[self._index + 1 :]
        self._values.append(value)
        del self._values[: -LIMIT - 1]
        self._index = len(self._values) - 1

    def undo(self) -> None:
        """Go back to the value before, if there is one."""
        self._index = max(self._index - 1, 0)

    def redo(self) -> None:
        """Go forward to the value after, if there is one."""
        self._index = min(self._index + 1, len(self._values) - 1)

    def revise(self, change: Callable[[T], T]) -> None:
        """Change every value, such as by an answer that belongs to a digit wherever it is shown."""
        self._values = [change(value) for value in self._values]
