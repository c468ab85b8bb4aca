import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import __version__
from app.cli import main
from app.cli.main import COMMANDS
from app.core.errors import InkdigitError
from app.recognition import self_check
from tests.unit.cli.program import COMMAND, inkdigit, start
from tests.unit.core.bundles import write_bundle
from tests.unit.core.pictures import drawn, encoded

Capture = pytest.CaptureFixture[str]
posix_only = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and streams")


@pytest.fixture
def five(tmp_path: Path) -> Path:
    path = tmp_path / "five.png"
    path.write_bytes(encoded(drawn()))
    return path


def test_help_names_every_command(capsys: Capture) -> None:
    done = inkdigit(capsys, "--help")
    assert done.code == 0
    assert all(name in done.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(capsys: Capture, name: str) -> None:
    done = inkdigit(capsys, name, "--help")
    assert done.code == 0
    assert f"inkdigit {name}" in done.out


def test_the_version_is_printed(capsys: Capture) -> None:
    assert inkdigit(capsys, "--version").out == f"Inkdigit {__version__}\n"


def test_a_mistyped_command_is_not_opened_as_a_file(capsys: Capture) -> None:
    done = inkdigit(capsys, "clasify", "a.png")
    assert done.code == 2
    assert "did you mean “classify”" in done.err


def test_what_is_no_command_is_opened_in_the_window(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, five: Path
) -> None:
    opened: list[list[Path]] = []
    monkeypatch.setattr("app.ui.application.run", lambda paths: opened.append(paths) or 0)
    assert inkdigit(capsys, five, "other.png").code == 0
    assert inkdigit(capsys).code == 0
    assert opened == [[five, Path("other.png")], []]


def test_an_error_for_people_ends_with_one_and_its_hint(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: list[str]) -> int:
        raise InkdigitError("It is broken.", "Mend it.")

    monkeypatch.setattr(main, "_dispatch", fail)
    done = inkdigit(capsys)
    assert (done.code, done.err) == (1, "It is broken. Mend it.\n")


@posix_only
@pytest.mark.parametrize(
    "words",
    [
        ("classify", "--csv"),
        ("data", "convert", "--format", "csv", "nothing"),
        ("evaluate", "--mistakes"),
        ("report", "--out"),
        ("train", "--resume"),
    ],
    ids=lambda words: words[0],
)
def test_a_name_that_is_too_long_is_told(capsys: Capture, five: Path, words: tuple[str, ...]) -> None:
    pictures = [five] if words[0] == "classify" else []
    done = inkdigit(capsys, *words, "long" * 100 + ".html", *pictures)
    assert done.code == 1
    assert "longlong" in done.err


def test_ctrl_c_ends_quietly_with_130(five: Path) -> None:
    with start("classify", "-", "--json") as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdin.write(os.fsencode(five) + b"\n")
        program.stdin.flush()
        assert json.loads(program.stdout.readline())["text"] == "5"  # answered while the list is still open
        program.send_signal(signal.SIGINT)
        assert program.wait(300) == 130
        assert program.stderr.read() == b""


@pytest.mark.skipif(sys.platform != "linux", reason="sets the size of a pipe")
def test_a_reader_that_goes_away_is_no_reason_to_complain(five: Path) -> None:
    import fcntl

    with start("classify", *[five] * 40, "--json") as program:
        assert program.stdout is not None
        assert program.stderr is not None
        fcntl.fcntl(program.stdout, fcntl.F_SETPIPE_SZ, 4096)  # it must not get rid of all answers before that
        program.stdout.readline()
        program.stdout.close()
        assert program.wait(300) == 1
        assert program.stderr.read() == b""


@posix_only
@pytest.mark.parametrize("stream", [1, 2])
def test_closed_streams_do_no_harm(five: Path, stream: int) -> None:
    line = f'exec "$@" {stream}>&-'
    command = ["sh", "-c", line, "sh", *COMMAND, "classify", str(five), "--json"]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0
    if stream == 2:
        assert json.loads(done.stdout)["text"] == "5"


@posix_only
def test_a_terminal_without_unicode_still_gets_every_answer(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    blank = tmp_path / "größe.png"
    blank.write_bytes(encoded(drawn(ink=255)))
    command = [*COMMAND, "classify", str(blank), str(tmp_path / "nö.png")]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False, env=environment)
    assert done.returncode == 1
    assert b"empty" in done.stdout
    assert b"There is no file" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_picture_is_read_without_window_and_training_libraries(five: Path) -> None:
    code = (
        "import sys; from app.__main__ import main; sys.argv[1:] = sys.argv[1:]; code = main()\n"
        "heavy = {'PySide6', 'tensorflow', 'keras', 'rich'} & set(sys.modules)\n"
        "print(sorted(heavy), code, file=sys.stderr)"
    )
    command = [COMMAND[0], "-c", code, "classify", str(five), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    assert json.loads(done.stdout)["text"] == "5"
    assert done.stderr == "[] 0\n"


def test_the_self_check_passes_here(capsys: Capture) -> None:
    done = inkdigit(capsys, "--self-check", "--json")
    assert done.code == 0, done.out
    (answer,) = done.objects
    assert answer["ok"] is True
    assert {check["name"] for check in answer["checks"]} == {"icons", "window", "model", "prediction"}
    assert answer["versions"]["Inkdigit"] == __version__
    assert answer["versions"]["NumPy"]
    assert answer["devices"][0].startswith("CPU (LiteRT)")
    table = inkdigit(capsys, "--self-check")
    assert table.code == 0
    assert "a drawn 3 is read as 3" in table.out


def test_the_self_check_says_what_is_missing(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, inkdigit_home: Path
) -> None:
    write_bundle(inkdigit_home / "data" / "models" / "digits")  # found before the shipped one, and no model
    monkeypatch.setattr(self_check, "resources_dir", lambda: tmp_path)
    done = inkdigit(capsys, "--self-check", "--json")
    assert done.code == 1
    failed = {check["name"]: check["detail"] for check in done.objects[0]["checks"] if not check["ok"]}
    assert set(failed) == {"icons", "prediction"}
    assert "no icon" in failed["icons"]
    assert "cannot run" in failed["prediction"]
    assert "Install Inkdigit again" in done.err


def break_svg(folder: Path) -> None:
    (folder / "a.svg").write_text("<svg")


def break_png(folder: Path) -> None:
    (folder / "a.png").write_bytes(encoded(drawn())[:200])


@pytest.mark.parametrize("break_icon", [break_svg, break_png])
def test_a_damaged_icon_is_named(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, break_icon: Callable[[Path], None]
) -> None:
    (tmp_path / "icons").mkdir()
    break_icon(tmp_path / "icons")
    monkeypatch.setattr(self_check, "resources_dir", lambda: tmp_path)
    done = inkdigit(capsys, "--self-check", "--json")
    assert done.code == 1
    assert "is damaged" in done.objects[0]["checks"][0]["detail"]
