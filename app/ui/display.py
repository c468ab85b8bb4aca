"""Is there a screen to open a window on? Asked before Qt, which would abort the process."""

import ctypes
import os
import sys
from pathlib import Path

_HINT = "Start Inkdigit in a graphical session, or use “inkdigit classify” without one."


def missing_display() -> str:
    """Return a sentence on why no window can be opened here; empty if one can."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if not sys.platform.startswith(("linux", "freebsd")) or platform not in ("", "xcb", "wayland"):
        return ""
    if platform != "xcb" and _has_wayland():
        return ""
    display = os.environ.get("DISPLAY", "")
    if platform == "wayland" or not display:
        return f"There is no display to open the window on. {_HINT}"
    return _x11_problem(display)


def _has_wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    return (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name).is_socket()


def _x11_problem(display: str) -> str:
    """Try what Qt's xcb plugin will do: connect, with its libraries."""
    for library in ("libxcb.so.1", "libxcb-cursor.so.0"):
        try:
            loaded = ctypes.CDLL(library)
        except OSError:
            return f"The library {library} is missing, which a window needs; on Debian: apt install libxcb-cursor0."
        if library == "libxcb.so.1" and not _can_connect(loaded, display):
            return f"The display “{display}” cannot be opened. {_HINT}"
    return ""


def _can_connect(xcb: ctypes.CDLL, display: str) -> bool:
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    has_error = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not has_error
