"""The short version of `make smoke`, in every `make test`: build the reader, let it check itself, draw in it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.e2e.digits import DIGITS
from tests.e2e.program import Program
from tests.frozen.frozen import ROOT, Frozen, ask

_BUILD_S = 300
_NO_ENVIRONMENT = 3


@pytest.fixture(scope="session")
def frozen() -> Frozen:
    """Build the reader, where the packages for that can be had."""
    if os.environ.get("INKDIGIT_FROZEN"):
        pytest.skip("the long version runs")
    if sys.platform != "linux":
        pytest.skip("draws on an X screen")
    try:
        done = subprocess.run(
            ["bash", "resources/packaging/freeze.sh", "reader"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_BUILD_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"the reader was not built within {_BUILD_S} seconds here")
    if done.returncode == _NO_ENVIRONMENT:
        pytest.skip(f"no environment to build in: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stdout + done.stderr
    return Frozen(ROOT / "dist" / "inkdigit-reader")


def test_the_reader_checks_itself(frozen: Frozen) -> None:
    answer = json.loads(ask(frozen.program, "--self-check", "--json"))
    assert answer["ok"] is True
    assert answer["versions"]["TensorFlow"] is None


def test_the_reader_reads_what_is_drawn(start_frozen: Callable[..., Program]) -> None:
    program = start_frozen()
    program.draw(DIGITS["3"])
    program.wait_for_answer("^3, ")
    program.close_window()
    assert program.wait_for_end() == 0
    assert program.errors() == ""
