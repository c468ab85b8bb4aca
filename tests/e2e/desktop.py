"""A private desktop: an X screen, a window manager and a message bus that nobody else uses."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageGrab

from tests import waiting
from tests.waiting import DEADLINE_S, T

_LOOK_S = 0.02
_STEP_S = 0.008
"""A mouse reports its place 125 times a second."""


def wait_until(look: Callable[[], T | None], what: str, *, deadline_s: float = DEADLINE_S) -> T:
    """Look again and again until there is something true to see, and return it; fail after ``deadline_s``."""
    return waiting.wait_until(look, what, deadline_s=deadline_s, every_s=_LOOK_S)


class Desktop:
    """Start X, a message bus and a window manager; stop them again with ``close``."""

    def __init__(self, folder: Path, *, size: str = "1280x1000") -> None:
        self._processes: list[subprocess.Popen[str]] = []
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.env = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "xcb"}
        for name in ("WAYLAND_DISPLAY", "XAUTHORITY", "QT_SCALE_FACTOR"):
            self.env.pop(name, None)
        self.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        self.env["DISPLAY"] = self._start_screen(size)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus()
        self._start_window_manager(folder / "ready")
        self.xdotool("mousemove", "5", "5")

    def close(self) -> None:
        """Stop everything that was started here."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(timeout=DEADLINE_S)
            if process.stdout:
                process.stdout.close()

    def xdotool(self, *words: str) -> str:
        """Move the real pointer, press real keys, ask for windows: what ``xdotool`` can do."""
        done = subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"xdotool {' '.join(words[:6])}: {done.stderr}"
        return done.stdout

    def drag(self, points: list[tuple[int, int]]) -> None:
        """Press the left button at the first point, go through all of them at a hand's pace, release."""
        (first_x, first_y), *rest = points
        words = ["mousemove", str(first_x), str(first_y), "mousedown", "1"]
        for x, y in rest:
            words += ["sleep", str(_STEP_S), "mousemove", str(x), str(y)]
        self.xdotool(*words, "sleep", str(_STEP_S), "mouseup", "1")

    def screenshot(self, path: Path) -> Image.Image:
        """Keep what the screen shows as a PNG, and return it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        image = ImageGrab.grab(xdisplay=self.env["DISPLAY"])
        image.save(path)
        return image

    def _start_screen(self, size: str) -> str:
        reader, writer = os.pipe()
        self._start(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp"], keep_open=writer
        )
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start."
        return f":{number}"

    def _start_window_manager(self, ready: Path) -> None:
        """Wait until it says that it runs: a window that opens while it is starting may never be shown."""
        self._start(["openbox", "--startup", f"touch '{ready}'"])
        wait_until(ready.exists, "the window manager")

    def _start_bus(self) -> str:
        bus = self._start(["dbus-daemon", "--session", "--print-address=1", "--nofork", "--nopidfile"])
        assert bus.stdout
        address = bus.stdout.readline().strip()
        assert address, "The message bus did not start."
        return address

    def _start(self, command: list[str], *, keep_open: int | None = None) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            command,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=[] if keep_open is None else [keep_open],
            text=True,
        )
        self._processes.append(process)
        return process
