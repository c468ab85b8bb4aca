"""``inkdigit report``: what it writes, and what it says when it cannot, before half a minute of measuring."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from app.compute import report_job
from app.core.bundle import Bundle, read_bundle
from app.core.report import ReportCard
from app.core.report_keeping import rows_of
from app.core.report_rows import rows_in
from tests.unit.cli.program import inkdigit
from tests.unit.core.bundles import write_bundle
from tests.unit.core.report_cards import report_card_of


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Let every model come to the same report card; return the names of those that were measured."""
    names: list[str] = []

    def measure(bundle: Bundle, **_options: object) -> ReportCard:
        names.append(bundle.card.name)
        return report_card_of(bundle.card.name)

    monkeypatch.setattr(report_job, "measure_bundle", measure)
    monkeypatch.chdir(tmp_path)
    return names


def test_page_and_picture_side_by_side(tmp_path: Path, measured: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    done = inkdigit(capsys, "report", "--out", "a.html", "a.png", "--out", "b.htm")
    assert done.code == 0, done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.png", "b.htm"]
    with Image.open("a.png") as picture:
        assert picture.format == "PNG"
    assert "meadow: right" in done.out
    assert done.err.count("written to") == 3


def test_without_a_name_it_is_one_page(tmp_path: Path, measured: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert inkdigit(capsys, "report", "--model", "fashion").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["report-fashion.html"]
    assert len(inkdigit(capsys, "report", "--json").objects) == 1
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "card.pdf"], "“card.pdf” is neither"),
        (["--out", "good.png", "card"], "“card” is neither"),
        (["--out", "folder.png"], "is a folder"),
        (["--share", "2"], "“2” is no share"),
        (["--share", "nan"], "“nan” is no share"),
        (["--into-card", "--share", "0.5"], "leave --share out"),
    ],
)
def test_wrong_command_lines_are_told_before_measuring(
    tmp_path: Path, measured: list[str], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    (tmp_path / "folder.png").mkdir()
    done = inkdigit(capsys, "report", *arguments)
    assert (done.code, measured, done.out) == (2, [], "")
    assert words in done.err


def test_places_that_cannot_be_written_are_told_before_measuring(
    tmp_path: Path, measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    done = inkdigit(capsys, "report", "--out", "good.png", tmp_path / "file" / "card.png")
    assert (done.code, measured) == (1, [])
    assert "cannot be written" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_missing_model_is_a_sentence(measured: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    done = inkdigit(capsys, "report", "--model", "nobody")
    assert (done.code, measured) == (1, [])
    assert "no model “nobody”" in done.err


def test_figures_go_into_the_card_of_the_model(
    tmp_path: Path, measured: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_bundle(tmp_path / "mine")
    done = inkdigit(capsys, "report", "--model", folder, "--into-card", "--json")
    assert done.code == 0, done.err
    assert rows_in(read_bundle(folder).card.fields) == rows_of(report_card_of("tiny"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_without_any_test_set_it_fails_and_says_so(
    tmp_path: Path, measured: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = dataclasses.replace(report_card_of(), evaluations=(), worst=None, missing=("mnist: gone.",))
    monkeypatch.setattr(report_job, "measure_bundle", lambda _bundle, **_options: empty)
    folder = write_bundle(tmp_path / "mine")
    done = inkdigit(capsys, "report", "--model", folder, "--out", "card.png")
    assert done.code == 1
    assert "Not measured: mnist: gone." in done.out
    assert "No test set" in done.err
    assert (tmp_path / "card.png").is_file()  # the rest is done
    done = inkdigit(capsys, "report", "--model", folder, "--into-card")
    assert done.code == 1
    assert "stays as it is" in done.err
    assert "report" not in json.loads((folder / "card.json").read_text())


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.alone
def test_an_interrupt_leaves_no_file_and_ends_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path / "nothing"))
    place = tmp_path / "place"
    place.mkdir()
    command = [sys.executable, "-m", "app", "report", "--out", str(place / "card.png"), str(place / "card.html")]
    screen, terminal = os.openpty()
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal)
    os.close(terminal)
    shown = b""
    while b"Measuring" not in shown:
        shown += os.read(screen, 4096)
    program.send_signal(signal.SIGINT)
    began = time.monotonic()
    out, _ = program.communicate(timeout=300)
    seconds = time.monotonic() - began
    os.close(screen)
    assert (program.returncode, out) == (130, b"")
    assert seconds < 5  # far below a second where nothing else runs
    assert list(place.iterdir()) == []
    assert b"Traceback" not in shown
