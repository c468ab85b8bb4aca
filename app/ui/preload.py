"""What needs no interpreter, in a thread, while Python imports what needs no Qt: the display, libraries, fonts.

On two processors it costs the start nothing. The libraries on Linux only; elsewhere, and where something is not found,
Qt loads it when it comes to it.
"""

import _thread  # threading would have to be imported first
import contextlib
import ctypes
import sys
from importlib.util import find_spec
from pathlib import Path

from app.ui.display import missing_display

_LIBRARIES = (
    "Qt/lib/libQt6Core.so.6",
    "Qt/lib/libQt6Gui.so.6",
    "Qt/lib/libQt6Widgets.so.6",
    "Qt/lib/libQt6XcbQpa.so.6",
    "Qt/lib/libQt6Svg.so.6",
)


class Preload:
    """Begin at once; ``problem`` waits for what is wrong with the display, the rest is waited for by nobody."""

    def __init__(self) -> None:
        self._problem = ""
        self._is_checked = _thread.allocate_lock()
        self._is_checked.acquire()
        _thread.start_new_thread(self._run, ())

    def problem(self) -> str:
        """Return a sentence on why no window can be opened here; empty if one can."""
        with self._is_checked:
            return self._problem

    def _run(self) -> None:
        try:
            self._problem = missing_display()
        finally:
            self._is_checked.release()
        if not self._problem and sys.platform == "linux":
            load_libraries()


def load_libraries() -> None:
    """Load Qt's libraries and have the fonts listed, as far as they are found."""
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return
    folder = Path(spec.submodule_search_locations[0])
    with contextlib.suppress(OSError, AttributeError):
        for name in _LIBRARIES:
            ctypes.CDLL(str(folder / name))
        ctypes.CDLL("libfontconfig.so.1").FcInit()
