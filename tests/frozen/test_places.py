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
LANGUAGES = ("tr_TR", "zh_CN", "de_DE")
"""In Turkish the large i is İ."""


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


@pytest.fixture(scope="module")
def made_locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of real locales: where one is missing, a program that is asked for it runs in C."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/tr_TR").is_file():
        pytest.skip("needs the definitions of locales: apt install locales")
    for language in LANGUAGES:
        subprocess.run(["localedef", "-i", language, "-f", "UTF-8", folder / f"{language}.UTF-8"], check=True)
    return folder


@pytest.mark.parametrize("language", ["C", "no_SUCH"])
def test_in_no_language(start_frozen: Start, frozen: Frozen, language: str) -> None:
    reads_in(language, start_frozen, frozen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_any_language(start_frozen: Start, frozen: Frozen, language: str, made_locales: Path) -> None:
    reads_in(f"{language}.UTF-8", start_frozen, frozen, LOCPATH=str(made_locales))


def reads_in(language: str, start_frozen: Start, frozen: Frozen, **env: str) -> None:
    ask(frozen.program, "--self-check", env=environment(LANG=language, LC_ALL=language, **env))
    program = start_frozen(LANG=language, LC_ALL=language, LANGUAGE="", **env)
    program.draw(DIGITS["7"])
    program.wait_for_answer("^7, |7.*%")


def test_without_a_home(frozen: Frozen, tmp_path: Path) -> None:
    env = environment(HOME=None, INKDIGIT_HOME=None, XDG_DATA_HOME=None, XDG_RUNTIME_DIR=None)
    assert "FAILED" not in ask(frozen.program, "--self-check", env=env)


def test_with_a_home_that_nobody_may_write_to(start_frozen: Start, tmp_path: Path) -> None:
    program = start_frozen(INKDIGIT_HOME="/proc/nowhere")
    program.draw(DIGITS["1"])
    assert program.wait_for_answer("^1, ").startswith("1")


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
