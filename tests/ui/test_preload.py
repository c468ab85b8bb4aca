"""Qt's libraries are read in a thread while the program starts."""

import os
import subprocess
import sys
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from app.ui import preload
from app.ui.preload import Preload

ROOT = Path(__file__).parents[2]
LOADED = """
import sys
from pathlib import Path
from app.ui.preload import Preload
assert Preload().problem() == ""
while not {"libQt6Widgets.so.6", "libQt6XcbQpa.so.6"} <= {Path(line.strip()).name for line in open("/proc/self/maps")}:
    pass
assert "PySide6" not in sys.modules
from PySide6.QtCore import QCoreApplication, QThread
QCoreApplication([])
assert QThread.isMainThread()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there")
def test_the_libraries_are_there_before_python_asks_for_them_and_the_main_thread_stays_the_main_one() -> None:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_wrong_with_the_display_is_told_and_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    monkeypatch.setattr(preload._thread, "start_new_thread", lambda run, _arguments: run())
    monkeypatch.setattr(preload, "missing_display", lambda: "It is dark.")
    monkeypatch.setattr(preload, "load_libraries", lambda: loads.append("all"))
    assert (Preload().problem(), loads) == ("It is dark.", [])


def test_libraries_that_are_not_found_are_left_to_qt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").touch()
    for found in (PathFinder.find_spec("PySide6", [str(tmp_path)]), None):
        monkeypatch.setattr(preload, "find_spec", lambda _name, found=found: found)
        preload.load_libraries()
