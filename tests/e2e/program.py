"""The real program in a real window, driven and read as a person would."""

import contextlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from tests.e2e.accessibility import Accessibility, Node
from tests.e2e.desktop import DEADLINE_S, Desktop, wait_until
from tests.waiting import T

ROOT = Path(__file__).parents[2]
ARTIFACTS = ROOT / "artifacts" / "e2e"
Strokes = list[list[tuple[float, float]]]
"""Lines of points (x, y) as fractions of the canvas, y downward."""
_STEP_PX = 6.0
_TRIES = 5
CLEAR_KEY = "ctrl+Delete"


SOURCE = (sys.executable, "-m", "app")


class Program:
    """Start the program on a desktop and wait for its window; ``command`` is what starts it."""

    def __init__(
        self,
        desktop: Desktop,
        *arguments: str | Path,
        env: dict[str, str] | None = None,
        command: Sequence[str | Path] = SOURCE,
    ) -> None:
        self.desktop = desktop
        self._errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed by ``close``
        self._process = subprocess.Popen(
            [*map(str, command), *map(str, arguments)],
            cwd=ROOT,
            env={**desktop.env, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
        )
        self._screen_reader = Accessibility(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        self._handle = psutil.Process(self._process.pid)
        try:
            self.window = wait_until(self._find_window, "the window")
            wait_until(lambda: self._screen_reader.find("canvas"), "the canvas in the accessible tree")
        except BaseException:
            self.close()
            raise

    def draw(self, strokes: Strokes) -> None:
        """Draw on the canvas with the real pointer."""
        x, y, width, height = self._screen_reader.box(self.widget("canvas"))
        side = min(width, height)
        left, top = x + (width - side) / 2, y + (height - side) / 2
        for stroke in strokes:
            self.desktop.drag(_walk([(left + u * side, top + v * side) for u, v in stroke]))

    def press(self, *keys: str) -> None:
        """Press real keys, such as "ctrl+z", one after the other."""
        self.desktop.xdotool("key", "--delay", "30", *keys)

    def press_for(self, key: str, look: Callable[[], T | None], what: str, *, window: str | None = None) -> T:
        """Press a real key in a window (default: the main one) until there is something true to see; return that.

        On a busy machine a window has the keyboard late now and then, and a key is lost.
        """
        for _ in range(_TRIES):
            self.desktop.xdotool("windowactivate", "--sync", window or self.window)
            self.press(key)
            with contextlib.suppress(AssertionError):
                return wait_until(look, what, deadline_s=DEADLINE_S / _TRIES)
        raise AssertionError(f"Pressed {key} {_TRIES} times in vain for {what}.")

    def clear(self) -> None:
        """Empty the canvas."""
        self.focus()
        self.press(CLEAR_KEY)

    def type_into_dialog(self, path: str) -> None:
        """Give the file dialog that is opening a path, and accept it."""
        dialog = wait_until(self._find_dialog, "a dialog")
        self.desktop.xdotool("windowactivate", "--sync", dialog, "type", "--delay", "5", path)
        self.press("Return")
        wait_until(lambda: not self._find_dialog(), "the dialog's end")

    def other_window(self) -> str | None:
        """Return a visible window of the program that is not the main one."""
        return self._find_dialog()

    def click(self, object_name: str, place: tuple[int, int]) -> None:
        """Click with the real pointer at a place of a widget, in pixels from its corner."""
        x, y, _, _ = self._screen_reader.box(self.widget(object_name))
        self.desktop.xdotool("mousemove", str(x + place[0]), str(y + place[1]), "click", "1")

    def focus(self) -> None:
        """Have the window manager give the window the keyboard."""
        self.desktop.xdotool("windowactivate", "--sync", self.window)

    def close_window(self) -> None:
        """Have the window manager close the window; on a busy machine it misses a key now and then."""
        for _ in range(5):
            self.focus()
            self.press("alt+F4")
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=5)
            if self._process.poll() is not None or self.window not in self._windows():
                return

    def widget(self, object_name: str) -> Node:
        """Return the accessible object of a widget that must be there."""
        return wait_until(lambda: self._screen_reader.find(object_name), f"“{object_name}”")

    def __contains__(self, object_name: str) -> bool:
        """Say whether a widget is there now."""
        return self._screen_reader.find(object_name) is not None

    def text(self, object_name: str) -> str:
        """Return what a screen reader says of a widget."""
        return self._screen_reader.name(self.widget(object_name))

    def description(self, object_name: str) -> str:
        """Return what a screen reader says of a widget on request."""
        return self._screen_reader.description(self.widget(object_name))

    def box(self, object_name: str) -> tuple[int, int, int, int]:
        """Return where a widget is: (x, y, width, height) on the screen, in pixels."""
        return self._screen_reader.box(self.widget(object_name))

    def texts(self) -> list[str]:
        """Return everything that a screen reader can find to say in the program's windows."""
        return self._screen_reader.texts()

    def wait_for_answer(self, pattern: str) -> str:
        """Wait until the answer on the screen matches, and return it."""
        look = re.compile(pattern).search
        return wait_until(lambda: next(filter(look, [self.text("answer_label")]), None), f"an answer like {pattern!r}")

    def keep_screenshot(self, name: str) -> None:
        """Keep the screen in ``artifacts/e2e``."""
        self.desktop.screenshot(ARTIFACTS / f"{name}.png")

    def processes(self) -> list[psutil.Process]:
        """Return the program and everything that it started."""
        return [self._handle, *self._handle.children(recursive=True)]

    def send_signal(self, number: int) -> None:
        """Send the program a signal, as a terminal does on Ctrl+C."""
        self._process.send_signal(number)

    def wait_for_end(self) -> int:
        """Wait until the program has ended by itself and return its exit code."""
        try:
            return self._process.wait(timeout=DEADLINE_S)
        except subprocess.TimeoutExpired:
            self.keep_screenshot("did-not-end")
            raise AssertionError(f"It did not end; windows {self._windows()}; {self.errors()!r}.") from None

    def errors(self) -> str:
        """Return what the program wrote to standard error so far."""
        self._errors.seek(0)
        return self._errors.read()

    def close(self) -> None:
        """End the program if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(timeout=DEADLINE_S)
        self._screen_reader.close()
        self._errors.close()

    def _find_dialog(self) -> str | None:
        return next((window for window in self._windows() if window != self.window), None)

    def _find_window(self) -> str | None:
        if self._process.poll() is not None:
            raise AssertionError(f"The program ended with {self._process.returncode}: {self.errors()}")
        return next(iter(self._windows("--name", "Inkdigit")), None)

    def _windows(self, *conditions: str) -> list[str]:
        command = ["xdotool", "search", "--onlyvisible", "--all", "--pid", str(self._process.pid), *conditions]
        found = subprocess.run(command, env=self.desktop.env, capture_output=True, text=True, timeout=300)
        return found.stdout.split()


def is_gone(processes: list[psutil.Process], *, deadline_s: float = DEADLINE_S) -> bool:
    """Say whether all processes end within ``deadline_s``."""
    _, alive = psutil.wait_procs(processes, timeout=deadline_s)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def _walk(points: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """Return whole pixels along a line, ``_STEP_PX`` apart."""
    path = [points[0]]
    for x, y in points[1:]:
        from_x, from_y = path[-1]
        steps = max(1, round(max(abs(x - from_x), abs(y - from_y)) / _STEP_PX))
        path += [(from_x + (x - from_x) * i / steps, from_y + (y - from_y) * i / steps) for i in range(1, steps + 1)]
    return [(round(x), round(y)) for x, y in path]
