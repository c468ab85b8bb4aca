"""A screen for the bench's windows: the person's own, or a private one that nobody sees."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def screen() -> Iterator[tuple[dict[str, str], str]]:
    """Yield the environment that a window needs, and a note on where it will be shown."""
    if sys.platform != "linux":
        yield {}, "on this screen"
    elif any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        yield {}, "on your screen"
    elif shutil.which("Xvfb"):
        with _private_screen() as display:
            yield {"DISPLAY": display}, "on a private screen (Xvfb)"
    else:
        yield {"QT_QPA_PLATFORM": "offscreen"}, "off screen: there is no display, and no Xvfb"


@contextlib.contextmanager
def _private_screen() -> Iterator[str]:
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, pass_fds=[writer], stdin=quiet, stdout=quiet, stderr=quiet) as server:
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()
