"""One window a person and screen: a second start hands its files over to the window that is open, and ends.

The address is a socket of the user's own, or a named pipe on Windows; the message one line of JSON.
"""

import json
import os
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from app.core.paths import user_config_dir

MAX_BYTES = 1_000_000
ANSWER = b"ok\n"
_PATIENCE_S = 2.0
_SCREENS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")


def address() -> str:
    """Return where the open window listens: another user, home or screen has another window."""
    place = [str(user_config_dir()), *(os.environ.get(name, "") for name in _SCREENS)]
    seed = "\0".join(place).encode("utf-8", "surrogateescape")
    name = (
        f"inkdigit-{zlib.crc32(seed):08x}{zlib.adler32(seed):08x}"  # hashlib would cost every start some milliseconds
    )
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.access(runtime, os.W_OK):
        return str(Path(runtime) / name)
    return str(Path(os.environ.get("TMPDIR") or "/tmp") / f"{name}-{os.getuid()}")


def message_of(paths: Sequence[Path]) -> bytes:
    """Return what a second start says: its files, by their full names."""
    return json.dumps({"open": [os.path.abspath(path) for path in paths]}).encode() + b"\n"  # noqa: PTH100


def paths_of(message: bytes) -> list[Path]:
    """Return the files that a message names; whoever sent it, only names of files come out.

    Raises:
        ValueError: it is no such message.
    """
    fields = json.loads(message)
    listed = fields.get("open") if isinstance(fields, dict) else None
    if not isinstance(listed, list) or not all(isinstance(name, str) and "\0" not in name for name in listed):
        raise ValueError("not a list of files")
    return [Path(name) for name in listed]


def hand_over(paths: Sequence[Path]) -> bool:
    """Give the files to the window that is open already, which comes to the front; False where there is none."""
    place, message = address(), message_of(paths)
    if len(message) > MAX_BYTES:
        return False
    try:
        return _ask_pipe(place, message) if sys.platform == "win32" else _ask_socket(place, message)
    except OSError:
        return False


def _ask_socket(place: str, message: bytes) -> bool:
    if os.stat(place).st_uid != os.getuid():  # noqa: PTH116 - a plain string, and one call
        return False
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(_PATIENCE_S)
        connection.connect(place)
        connection.sendall(message)
        return connection.recv(len(ANSWER)) == ANSWER


def _ask_pipe(place: str, message: bytes) -> bool:
    with open(place, "r+b", buffering=0) as pipe:  # noqa: PTH123 - a pipe is no path
        pipe.write(message)
        return pipe.read(len(ANSWER)) == ANSWER
