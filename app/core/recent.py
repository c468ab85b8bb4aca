"""The files that were opened last, newest first, for the menu."""

import contextlib
import json
from pathlib import Path

from app.core.files import write_atomic
from app.core.paths import user_config_dir

MOST = 10
_MAX_BYTES = 200_000


def recent_files(path: Path | None = None) -> list[Path]:
    """Return the files that were opened last and are still there; none where the list cannot be read."""
    return [file for file in _listed(path or _default()) if file.is_file()]


def remember(file: Path, path: Path | None = None) -> None:
    """Put a file at the top of the list. A failure is no matter."""
    place, newest = path or _default(), file.absolute()
    files = [newest, *(other for other in _listed(place) if other != newest)][:MOST]
    with contextlib.suppress(OSError, UnicodeError):
        write_atomic(place, json.dumps([str(each) for each in files], indent=2) + "\n")


def forget_all(path: Path | None = None) -> None:
    """Empty the list."""
    with contextlib.suppress(OSError):
        (path or _default()).unlink(missing_ok=True)


def _default() -> Path:
    return user_config_dir() / "recent.json"


def _listed(path: Path) -> list[Path]:
    try:
        if path.stat().st_size > _MAX_BYTES:
            return []
        names = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(names, list):
        return []
    return [Path(name) for name in names[:MOST] if isinstance(name, str) and name and "\0" not in name]
