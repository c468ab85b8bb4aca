"""A desktop for a whole file of tests, and a program that is surely ended after each."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.desktop import Desktop
from tests.e2e.program import Program

NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-daemon")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("e2e")


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    missing = [program for program in NEEDED if not shutil.which(program)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (`make test` brings them on Debian)")
    # A socket's path has at most 107 characters, so the folder is near the root.
    started = Desktop(tmp_path_factory.mktemp("desk"))
    yield started
    started.close()


@pytest.fixture
def start(desktop: Desktop, inkdigit_home: Path) -> Iterator[Callable[..., Program]]:
    """Start the program with these arguments; it ends with the test."""
    programs: list[Program] = []

    def start(*arguments: str | Path) -> Program:
        programs.append(Program(desktop, *arguments, env={"INKDIGIT_HOME": str(inkdigit_home)}))
        return programs[-1]

    yield start
    for program in programs:
        program.close()
