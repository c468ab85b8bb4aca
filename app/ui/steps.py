"""Work in pieces, one each round of the event loop, so that the window stays awake between them."""

from collections.abc import Callable, Sequence
from importlib import import_module

from PySide6.QtCore import QObject, Slot

from app.ui.timers import make_timer

Step = Callable[[], object]


class Steps(QObject):
    """Do one step after the other, the first in the next round; what is left is dropped with the parent."""

    def __init__(self, steps: Sequence[Step], parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(steps)
        self._timer = make_timer(self, 0)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        step = self._left.pop(0)
        if not self._left:
            self._timer.stop()
            self.deleteLater()
        step()


def importing(*names: str) -> list[Step]:
    """Return a step for each module that imports it, in an order in which each has little left to import itself."""
    return [lambda name=name: import_module(name) for name in names]  # type: ignore[misc]
