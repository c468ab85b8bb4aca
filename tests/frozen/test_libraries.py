"""No library of the bundle misses another, and none is a second copy of what the desktop has."""

import subprocess
import sys
from pathlib import Path

from tests.frozen.frozen import ROOT, Frozen, ask

PACKAGING = ROOT / "resources" / "packaging"


def test_what_the_libraries_need_is_in_the_bundle_or_on_the_system(frozen: Frozen) -> None:
    assert "all are there" in ask(sys.executable, PACKAGING / "dependencies.py", "check", frozen.folder)


def test_the_loader_finds_everything(frozen: Frozen) -> None:
    """As the program runs: with the bundle's folder on the loader's path."""
    sys.path.insert(0, str(PACKAGING))
    from dependencies import MAY_BE_MISSING

    missing = set()
    for path in libraries(frozen.folder):
        done = subprocess.run(
            ["ldd", path],
            env={"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": str(frozen.folder / "_internal")},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        missing |= {line.split()[0] for line in done.stdout.splitlines() if "not found" in line}
    assert missing <= MAY_BE_MISSING


def test_it_stays_within_its_budget(frozen: Frozen) -> None:
    variant = "full" if frozen.can_train else "reader"
    assert " MB, " in ask(sys.executable, PACKAGING / "sizes.py", "folder", variant, frozen.folder)


def libraries(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    assert len(found) > 50
    return found
