"""``inkdigit evaluate``: what it prints, what it writes, and what it says when it cannot."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.unit.cli.program import inkdigit
from tests.unit.learning.conftest import idx_bytes, write_idx_set

KEYS = ["model", "data", "n", "accuracy", "loss", "ece", "confusion", "seconds"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_idx_set(tmp_path / "tiny", train=20, test=60)


def test_the_object_has_the_keys_of_the_contract_and_more(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = inkdigit(capsys, "evaluate", "--data", data, "--json")
    (answer,) = done.objects
    assert done.code == 0
    assert list(answer)[: len(KEYS)] == KEYS
    assert (answer["model"], answer["data"], answer["n"]) == ("digits", "tiny", 60)
    low, high = answer["accuracy_interval"]
    assert low < answer["accuracy"] <= high
    assert [each["support"] for each in answer["classes"]] == [6] * 10
    assert sum(each["n"] for each in answer["reliability"]) == 60
    right = sum(answer["confusion"][at][at] for at in range(10))
    assert answer["accuracy"] == pytest.approx(right / 60)


def test_people_read_a_table(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = inkdigit(capsys, "evaluate", "--data", data)
    assert done.code == 0
    assert "of 60 right (95 % interval" in done.out
    assert "recall" in done.out
    assert done.err == ""


def test_matrix_and_mistakes_are_written(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = data / "t10k-labels-idx1-ubyte.gz"
    labels.unlink()  # every picture gets the next class's label: each answer is wrong, or nearly
    wrong = (np.arange(60, dtype=np.uint8) + 1) % 10
    (data / "t10k-labels-idx1-ubyte").write_bytes(idx_bytes(wrong))
    table, picture, folder = tmp_path / "c.csv", tmp_path / "c.png", tmp_path / "mistakes"
    done = inkdigit(
        capsys, "evaluate", "--data", data, "--json", "--csv", table, "--png", picture, "--mistakes", folder
    )
    assert done.code == 0, done.err
    (answer,) = done.objects
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    assert [[int(cell) for cell in row[1:]] for row in rows[1:]] == answer["confusion"]
    with Image.open(picture) as opened:
        assert opened.format == "PNG"
    mistakes = 60 - sum(answer["confusion"][at][at] for at in range(10))
    assert mistakes > 30
    assert len(list(folder.glob("*.png"))) == mistakes


def test_a_taken_folder_is_refused_before_measuring(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = inkdigit(capsys, "evaluate", "--data", data, "--mistakes", data)
    assert done.code == 1
    assert "there already" in done.err
    assert done.out == ""


def test_an_unwritable_place_is_a_sentence(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    done = inkdigit(capsys, "evaluate", "--data", data, "--csv", tmp_path / "file" / "c.csv")
    assert done.code == 1
    assert "cannot be written" in done.err
    assert inkdigit(capsys, "evaluate", "--data", data, "--png", tmp_path).code == 2
    done = inkdigit(capsys, "evaluate", "--data", data, "--csv", tmp_path / ("long" * 100))
    assert done.code == 1
    assert "cannot be written" in done.err


def test_data_with_a_class_too_many_is_a_sentence(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "t10k-labels-idx1-ubyte.gz").unlink()
    (data / "t10k-labels-idx1-ubyte").write_bytes(idx_bytes(np.arange(60, dtype=np.uint8) % 12))
    done = inkdigit(capsys, "evaluate", "--data", data, "--json")
    assert (done.code, done.out) == (1, "")
    assert "The model “digits” answers 0, 1, 2" in done.err


def test_a_missing_model_is_a_sentence(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = inkdigit(capsys, "evaluate", "--model", "nobody", "--data", data)
    assert done.code == 1
    assert "no model “nobody”" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.alone
def test_an_interrupt_ends_quietly_with_130(tmp_path: Path) -> None:
    data = write_idx_set(tmp_path / "long", train=20, test=40)
    images = np.zeros((100_000, 28, 28), dtype=np.uint8)
    images[:, 4:24, 10:14] = 255
    (data / "t10k-images-idx3-ubyte.gz").unlink()
    (data / "t10k-labels-idx1-ubyte.gz").unlink()
    (data / "t10k-images-idx3-ubyte").write_bytes(idx_bytes(images))
    (data / "t10k-labels-idx1-ubyte").write_bytes(idx_bytes(np.ones(100_000, dtype=np.uint8)))
    command = [sys.executable, "-m", "app", "evaluate", "--data", str(data), "--json"]
    screen, terminal = os.openpty()
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal)
    os.close(terminal)
    shown = _read_until(screen, "Evaluating")
    program.send_signal(signal.SIGINT)
    began = time.monotonic()
    out, _ = program.communicate(timeout=300)
    assert program.returncode == 130
    assert time.monotonic() - began < 5
    assert out == b""
    assert "Traceback" not in shown + _read_until(screen, "Traceback")
    os.close(screen)


def _read_until(screen: int, words: str) -> str:
    """Return what a terminal shows until ``words``, or until its program is gone."""
    shown = ""
    while words not in shown:
        try:
            piece = os.read(screen, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece.decode(errors="replace")
    return shown


def test_measuring_neither_needs_keras_nor_qt(data: Path) -> None:
    code = (
        "import sys; from app.cli.main import run;"
        f"code = run(['evaluate', '--data', {str(data)!r}, '--json']);"
        "print(code, [name for name in ('tensorflow', 'keras', 'PySide6') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False, env=dict(os.environ)
    )
    assert done.stderr.strip().endswith("0 []"), done.stderr
    assert list(json.loads(done.stdout))[:6] == ["model", "data", "n", "accuracy", "loss", "ece"]
