"""``classify --csv`` killed in the middle of its work, and taken up again."""

import os
import signal
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.core.bundle import find_bundle
from tests.unit.cli.program import inkdigit, start
from tests.unit.core.pictures import drawn
from tests.waiting import wait_until

DEADLINE_S = 300
TRIES = 5
DONE = 1
"""The exit code of one that is through with all pictures: one of them cannot be read."""
PAGE = np.tile(drawn(canvas=(200, 200), height=90, brush=9), (1, 2, 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small pictures, then pages, so that there is a middle to be killed in."""
    root = tmp_path_factory.mktemp("pictures")
    small = Image.fromarray(255 - drawn()).resize((28, 28)).convert("L")
    for number in range(60):
        small.rotate(number % 7 - 3).save(root / f"a{number:02}.png")
    (root / "a30.png").write_bytes(b"no picture")
    for number in range(16):
        Image.fromarray(PAGE).rotate(number % 5 - 2, fillcolor=(255, 255, 255)).save(root / f"b{number:02}.png")
    return root


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    table = tmp_path_factory.mktemp("whole") / "t.csv"
    process = start("classify", folder, "--csv", table)
    process.communicate(timeout=DEADLINE_S)
    assert process.returncode == DONE
    return table.read_bytes()


def lines_of(table: Path) -> int:
    return table.read_bytes().count(b"\n") if table.exists() else 0


def wait_for_rows(rows: int, table: Path, process: "subprocess.Popen[bytes]") -> None:
    wait_until(lambda: process.poll() is not None or lines_of(table) >= rows, f"{rows} rows", deadline_s=DEADLINE_S)


def killed_after(rows: int, table: Path, *arguments: str | Path, by: int = signal.SIGKILL) -> tuple[int, bytes]:
    """Start a command and kill it once its table has so many lines; return its exit code and its messages.

    One that was done before the signal came, as may be on a busy machine, is begun again from the same files.
    """
    before = {path: path.read_bytes() for path in table.parent.iterdir() if path.is_file()}
    for _ in range(TRIES):
        process = start("classify", *arguments, "--csv", table, stdout=subprocess.DEVNULL)
        wait_for_rows(rows, table, process)
        process.send_signal(by)
        _, err = process.communicate(timeout=DEADLINE_S)
        if process.returncode != DONE:
            break
        table.unlink()
        for path, content in before.items():
            path.write_bytes(content)
    return process.returncode, err


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_killed_twice_it_ends_with_the_same_bytes(folder: Path, whole: bytes, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    assert killed_after(20, table, folder)[0] == -signal.SIGKILL
    assert killed_after(lines_of(table) + 10, table, folder, "--resume")[0] == -signal.SIGKILL
    process = start("classify", folder, "--csv", table, "--resume", "--json")
    out, err = process.communicate(timeout=DEADLINE_S)
    assert process.returncode == 1
    assert table.read_bytes() == whole
    assert b"pictures already" in err
    assert b"1 of 76 pictures could not be read" in err
    assert len(out.splitlines()) < 76 - 19
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_ctrl_c_ends_at_once_and_says_how_to_go_on(folder: Path, whole: bytes, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    code, err = killed_after(62, table, folder, by=signal.SIGINT)  # the first page
    assert code == 130
    assert b"--resume goes on" in err
    assert b"Traceback" not in err
    resumed = start("classify", folder, "--csv", table, "--resume", stdout=subprocess.DEVNULL)
    resumed.communicate(timeout=DEADLINE_S)
    assert table.read_bytes() == whole


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_another_model_and_another_list_are_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.csv"
    killed_after(20, table, folder)
    before = table.read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    for file in find_bundle("digits").iterdir():
        if file.is_file():
            content = file.read_bytes()
            if file.name == "card.json":
                content = content.replace(b'"version"', b'"changed": 1, "version"', 1)
            (other / file.name).write_bytes(content)
    done = inkdigit(capsys, "classify", folder, "--csv", table, "--resume", "--model", other)
    assert (done.code, done.out) == (1, "")
    assert "another model" in done.err
    done = inkdigit(capsys, "classify", folder / "b00.png", "--csv", table, "--resume")
    assert done.code == 1
    assert "not in its place" in done.err
    assert table.read_bytes() == before


def test_resume_needs_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert inkdigit(capsys, "classify", "a.png", "--resume").code == 2
