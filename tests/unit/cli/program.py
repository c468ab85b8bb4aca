"""Start the command line, in this process for speed or as a program where streams and signals matter."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.cli.main import run

COMMAND = (sys.executable, "-m", "app")


class Done(NamedTuple):
    """What a command line left behind."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Return the JSON objects on standard output; fails on any other line there."""
        return [json.loads(line) for line in self.out.splitlines()]


def inkdigit(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Done:
    """Run one command line in this process."""
    capsys.readouterr()
    code = run([str(argument) for argument in arguments])
    streams = capsys.readouterr()
    return Done(code, streams.out, streams.err)


def start(*arguments: str | Path, **options: Any) -> "subprocess.Popen[bytes]":
    """Start the program with pipes to all its streams."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*COMMAND, *map(str, arguments)], **{**pipes, **options})
