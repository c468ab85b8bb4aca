"""A folder of what is no picture file: sockets, pipes, devices, links into nothing, names that are no text."""

import contextlib
import os
import socket
import stat
from pathlib import Path


def make_strange_folder(root: Path, picture: bytes) -> dict[str, str]:
    """Fill a folder; return a part of the sentence for each name in it, "" for what can be read."""
    root.mkdir(parents=True)
    said = {}
    for name, (content, words) in {
        "a good one.png": (picture, ""),
        "line\nbreak.png": (picture, ""),
        f"{'x' * 250}.png": (picture, ""),
        "wrong suffix.jpg": (picture, ""),
        "UPPER.PNG": (picture, ""),
        "empty.png": (b"", "is empty"),
        "words.png": (b"hello", "is not a picture"),
        "cut.png": (picture[: len(picture) // 2], "is cut off"),
    }.items():
        (root / name).write_bytes(content)
        said[name] = words
    with (root / "heavy.png").open("wb") as file:
        file.truncate(64_000_001)
    said["heavy.png"] = "is larger than 64 MB"
    if os.name == "posix":
        said |= _make_special(root, picture)
    return said


def _make_special(root: Path, picture: bytes) -> dict[str, str]:
    os.mkfifo(root / "pipe.png")
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as server:
        here = Path.cwd()
        os.chdir(root)  # a socket's path may have 107 characters
        try:
            server.bind("socket.png")
        finally:
            os.chdir(here)
    (root / "dangling.png").symlink_to(root / "nothing")
    (root / "circle.png").symlink_to(root / "circle.png")
    (root / "endless.png").symlink_to("/dev/zero")
    (root / "silent.png").symlink_to("/dev/tty")
    (root / "of the system.png").symlink_to("/proc/self/status")
    (root / "folder.png").mkdir()
    (root / "folder.png" / "back.png").symlink_to(root, target_is_directory=True)
    (root / os.fsdecode(b"caf\xe9.png")).write_bytes(picture)
    said = {
        "pipe.png": "is not a file",
        "socket.png": "is not a file",
        "dangling.png": "There is no file",
        "circle.png": "leads in a circle",
        "endless.png": "is not a file",
        "silent.png": "is not a file",
        "of the system.png": "is not a picture",
        os.fsdecode(b"caf\xe9.png"): "",
    }
    if os.geteuid() != 0:
        (root / "secret.png").write_bytes(picture)
        (root / "secret.png").chmod(0)
        said["secret.png"] = "may not read"
    with contextlib.suppress(OSError):  # for the superuser alone, and not everywhere
        os.mknod(root / "device.png", 0o666 | stat.S_IFCHR, os.makedev(1, 5))
        said["device.png"] = "is not a file"
    return said
