"""The digits of a picture one change after the other; undo and redo walk among them."""

from collections.abc import Callable

from app.ui.marks import Marks

LIMIT = 200
"""Changes that can be undone."""


class MarksHistory:
    """Values one after the other, the first as they were read."""

    def __init__(self) -> None:
        self._values: list[Marks] = [()]
        self._index = 0

    @property
    def current(self) -> Marks:
        """Return the digits on show."""
        return self._values[self._index]

    @property
    def can_undo(self) -> bool:
        """Say whether there is an earlier state."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Say whether there is a later state."""
        return self._index + 1 < len(self._values)

    def begin(self, marks: Marks) -> None:
        """Forget everything and begin with these digits."""
        self._values, self._index = [marks], 0

    def push(self, marks: Marks) -> None:
        """Go on with a change; what had been undone is forgotten."""
        del self._values[self._index + 1 :]
        self._values.append(marks)
        del self._values[: -LIMIT - 1]
        self._index = len(self._values) - 1

    def undo(self) -> None:
        """Go back to the state before, if there is one."""
        self._index = max(self._index - 1, 0)

    def redo(self) -> None:
        """Go forward to the state after, if there is one."""
        self._index = min(self._index + 1, len(self._values) - 1)

    def revise(self, change: Callable[[Marks], Marks]) -> None:
        """Change every state: an answer belongs to a digit wherever it is shown."""
        self._values = [change(marks) for marks in self._values]
