"""Odd places, languages and users: the frozen program starts, and reads, wherever it is put."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.digits import DIGITS
from tests.e2e.program import Program
from tests.frozen.frozen import Frozen, ask, environment

Start = Callable[..., Program]


@pytest.fixture(scope="module")
def odd_folder(frozen: Frozen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a copy in a folder with spaces and letters of other alphabets, which nobody may write to."""
    folder = tmp_path_factory.mktemp("odd") / "Ziffern für Ödön 数字"
    subprocess.run(["cp", "-al", frozen.folder, folder], check=True)
    for path in (folder, folder / "_internal"):
        path.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    (folder / "_internal").chmod(0o755)
    shutil.rmtree(folder)


def test_from_a_read_only_path_with_spaces_and_foreign_letters(odd_folder: Path, frozen: Frozen) -> None:
    before = listing(odd_folder)
    assert "FAILED" not in ask(odd_folder / "inkdigit", "--self-check")
    assert listing(odd_folder) == before


@pytest.mark.parametrize("language", ["C", "tr_TR.UTF-8", "zh_CN.UTF-8", "de_DE.UTF-8", "no_SUCH"])
def test_in_any_language(start_frozen: Start, frozen: Frozen, language: str) -> None:
    ask(frozen.program, "--self-check", env=environment(LANG=language, LC_ALL=language))
    program = start_frozen(LANG=language, LC_ALL=language, LANGUAGE="")
    program.draw(DIGITS["7"])
    program.wait_for_answer("^7, |7.*%")


def test_without_a_home(frozen: Frozen, tmp_path: Path) -> None:
    env = environment(HOME=None, INKDIGIT_HOME=None, XDG_DATA_HOME=None, XDG_RUNTIME_DIR=None)
    assert "FAILED" not in ask(frozen.program, "--self-check", env=env)


def test_with_a_home_that_nobody_may_write_to(start_frozen: Start, tmp_path: Path) -> None:
    program = start_frozen(INKDIGIT_HOME="/proc/nowhere")
    program.draw(DIGITS["1"])
    program.wait_for_answer("^1, ")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be somebody else")
def test_as_another_user(frozen: Frozen, tmp_path: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8"}
    reachable = Path("/var/tmp") / f"inkdigit-test-{os.getpid()}"
    subprocess.run(["cp", "-al", frozen.folder, reachable], check=True)
    try:
        said = ask(reachable / "inkdigit", "--self-check", env=env, user=nobody.pw_uid, group=nobody.pw_gid)
    finally:
        shutil.rmtree(reachable)
    assert "FAILED" not in said


def listing(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path), path.lstat().st_mtime_ns) for path in folder.rglob("*"))
