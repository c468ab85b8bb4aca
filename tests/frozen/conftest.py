"""The frozen program: its folder is named by INKDIGIT_FROZEN; without that, these tests are skipped."""

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import desktop as desktop
from tests.e2e.desktop import Desktop
from tests.e2e.program import Program
from tests.frozen.frozen import Frozen


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("e2e")


@pytest.fixture(scope="session")
def frozen() -> Frozen:
    """Return the program to test."""
    folder = os.environ.get("INKDIGIT_FROZEN")
    if not folder:
        pytest.skip("needs a frozen program: make smoke builds none, and tests those of make freeze and make deb")
    return Frozen(Path(folder).resolve())


@pytest.fixture
def full(frozen: Frozen) -> Frozen:
    """Return the program to test, if it can train."""
    if not frozen.can_train:
        pytest.skip("the reader does not train")
    return frozen


@pytest.fixture
def data() -> Path:
    """Return the folder of the data sets."""
    folder = Path(os.environ.get("INKDIGIT_DATA", ""))
    if not os.environ.get("INKDIGIT_DATA") or not (folder / "mnist").is_dir():
        pytest.skip("needs MNIST in INKDIGIT_DATA")
    return folder


@pytest.fixture
def start_frozen(desktop: Desktop, frozen: Frozen, inkdigit_home: Path) -> Iterator[Callable[..., Program]]:
    """Start the frozen window with these arguments; it ends with the test."""
    programs: list[Program] = []

    def start(*arguments: str | Path, **environment: str) -> Program:
        env = {"INKDIGIT_HOME": str(inkdigit_home), **environment}
        programs.append(Program(desktop, *arguments, env=env, command=[frozen.program]))
        return programs[-1]

    yield start
    for program in programs:
        program.close()


@pytest.fixture(autouse=True)
def _has_source_beside() -> None:
    assert importlib.util.find_spec("app") is not None
