"""What packages are made with: it fits the project, and refuses what is too large."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "resources" / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LEARNING = PROJECT["tool"]["inkdigit"]["learning"]


def run(*words: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("variant", ["full", "reader"])
def test_the_lock_holds_every_dependency_as_pinned_and_with_hashes(variant: str) -> None:
    text = (PACKAGING / "lock" / f"{variant}.txt").read_text()
    locked = {normal(name): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE)}
    for requirement in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["freeze"]:
        name, pin = re.fullmatch(r"([\w.-]+)(?:==([\w.]+))?.*", requirement).groups()  # type: ignore[union-attr]
        if variant == "reader" and name in LEARNING:
            assert normal(name) not in locked
        else:
            assert normal(name) in locked, "run resources/packaging/lock.sh"
            assert pin is None or locked[normal(name)] == pin, "run resources/packaging/lock.sh"
    assert text.count("--hash=sha256:") >= len(locked)


def test_too_much_is_refused_with_the_ten_largest_files(tmp_path: Path) -> None:
    for number in range(12):
        with (tmp_path / f"{number:02}.bin").open("wb") as file:
            file.truncate((number + 1) * 10_000_000)
    done = run(PACKAGING / "sizes.py", "folder", "reader", tmp_path)
    assert done.returncode == 1
    listed = re.findall(r"(\d\d)\.bin", done.stderr)
    assert listed == [f"{number:02}" for number in range(11, 1, -1)]


def test_what_fits_is_let_through(tmp_path: Path) -> None:
    (tmp_path / "small").write_bytes(b"x")
    assert run(PACKAGING / "sizes.py", "folder", "full", tmp_path).returncode == 0


def test_man_page_and_completions_know_every_command(tmp_path: Path) -> None:
    from app.cli.main import COMMANDS

    done = run(PACKAGING / "commands.py", tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "inkdigit.1").read_text()
    for name in COMMANDS:
        assert f".SS inkdigit {name}" in page
        for file in ("inkdigit.bash", "inkdigit.fish", "_inkdigit"):
            assert name in (tmp_path / file).read_text()
    assert subprocess.run(["bash", "-n", tmp_path / "inkdigit.bash"], check=False).returncode == 0


def test_the_bash_completion_completes(tmp_path: Path) -> None:
    run(PACKAGING / "commands.py", tmp_path)
    script = (
        f". {tmp_path}/inkdigit.bash; COMP_WORDS=(inkdigit models im); COMP_CWORD=2; _inkdigit; echo ${{COMPREPLY[0]}}"
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "import"


def test_the_notices_name_what_is_inside(tmp_path: Path) -> None:
    done = run(PACKAGING / "notices.py", tmp_path / "notices.txt", "numpy", "pillow", "PySide6-Essentials")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "notices.txt").read_text()
    for words in ("\nnumpy ", "\npillow ", "shiboken6 ", "Lesser General Public License", "MNIST"):
        assert words in text


def test_trimming_keeps_what_is_needed_and_drops_the_rest() -> None:
    sys.path.insert(0, str(PACKAGING))
    try:
        from trimming import is_left_out, is_of_the_system, without_orphans
    finally:
        sys.path.remove(str(PACKAGING))
    assert is_left_out("ai_edge_litert/libLiteRtWebGpuAccelerator.so")
    assert not is_left_out("ai_edge_litert/libpywrap_litert_common.so")
    assert not is_left_out("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert is_of_the_system("libX11.so.6")
    assert not is_of_the_system("libxcb-cursor.so.0")
    needs = {"/app.so": ["liba.so.1"], "/liba.so.1": ["libb.so.2"], "/libc.so.3": ["libb.so.2"]}
    table = [(Path(path).name, path, "BINARY") for path in ("/app.so", "/liba.so.1", "/libb.so.2", "/libc.so.3")]
    table.append(("link.so", "libc.so.3", "SYMLINK"))
    kept = without_orphans([("x/app.so", "/app.so", "EXTENSION"), *table[1:]], lambda path: needs.get(path, []))
    assert [name for name, _, _ in kept] == ["x/app.so", "liba.so.1", "libb.so.2"]
