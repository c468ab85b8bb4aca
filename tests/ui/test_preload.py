"""Qt's libraries are read in a thread while the program starts."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.ui import preload

ROOT = Path(__file__).parents[2]
LOADED = """
import sys
from pathlib import Path
from app.ui.preload import preload
preload()
while not {"libQt6Widgets.so.6", "libQt6XcbQpa.so.6"} <= {Path(line.strip()).name for line in open("/proc/self/maps")}:
    pass
assert "PySide6" not in sys.modules
from PySide6.QtCore import QCoreApplication, QThread
QCoreApplication([])
assert QThread.isMainThread()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there")
def test_the_libraries_are_there_before_python_asks_for_them_and_the_main_thread_stays_the_main_one() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_not_found_is_left_to_qt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    preload._load(tmp_path)
    monkeypatch.setattr(preload, "find_spec", lambda _name: None)
    monkeypatch.setattr(preload._thread, "start_new_thread", lambda *_arguments: pytest.fail("a thread was started"))
    preload.preload()
