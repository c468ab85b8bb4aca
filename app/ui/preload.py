"""Read Qt's libraries and the list of fonts in a thread, while Python imports what needs no Qt.

Loading a library takes no interpreter: on two processors it costs the start nothing. On Linux only; elsewhere, and
where something is not found, Qt loads it when it comes to it.
"""

import _thread  # threading would have to be imported first
import contextlib
import ctypes
import sys
from importlib.util import find_spec
from pathlib import Path

_LIBRARIES = (
    "Qt/lib/libQt6Core.so.6",
    "Qt/lib/libQt6Gui.so.6",
    "Qt/lib/libQt6Widgets.so.6",
    "Qt/lib/libQt6XcbQpa.so.6",
)


def preload() -> None:
    """Begin; returns at once."""
    if sys.platform != "linux":
        return
    spec = find_spec("PySide6")
    if spec is not None and spec.submodule_search_locations:
        _thread.start_new_thread(_load, (Path(spec.submodule_search_locations[0]),))


def _load(folder: Path) -> None:
    with contextlib.suppress(OSError, AttributeError):
        for name in _LIBRARIES:
            ctypes.CDLL(str(folder / name))
        ctypes.CDLL("libfontconfig.so.1").FcInit()
