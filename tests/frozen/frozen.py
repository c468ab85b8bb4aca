"""A frozen program on disk, and how to ask it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = (sys.executable, "-m", "app")


@dataclass(frozen=True)
class Frozen:
    """The folder of a frozen program."""

    folder: Path

    @property
    def program(self) -> Path:
        return self.folder / "inkdigit"

    @property
    def can_train(self) -> bool:
        return (self.folder / "_internal" / "tensorflow").is_dir()


def ask(*command: str | Path, env: dict[str, str] | None = None, timeout_s: float = 300, **options: Any) -> str:
    """Run a program to its end; return what it printed. Anything but success fails, with what it said."""
    done = subprocess.run(
        [str(word) for word in command],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
        **{"cwd": "/", **options},
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def objects(text: str) -> list[dict[str, Any]]:
    """Return the JSON objects of lines; fails on any other line."""
    return [json.loads(line) for line in text.splitlines()]


def environment(**changes: str | None) -> dict[str, str]:
    """Return this process's environment with changes; None removes a name."""
    merged = {**os.environ, **changes}
    return {name: value for name, value in merged.items() if value is not None}
