"""``inkdigit data``: what there is, what is in it, and in another form."""

import signal
from pathlib import Path

import numpy as np
import pytest

from app.core.ink import Drawing
from app.core.my_drawings import Example, append_example, examples_path
from tests.unit.cli.program import inkdigit, start
from tests.unit.learning.conftest import write_idx_set
from tests.waiting import wait_until

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def mnist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path / "data"))
    return write_idx_set(tmp_path / "data" / "mnist", train=40, test=20)


def test_the_list_says_what_is_here_and_how_to_get_the_rest(capsys: Capture, mnist: Path) -> None:
    done = inkdigit(capsys, "data", "list", "--json")
    assert done.code == 0
    sets = {entry["name"]: entry for entry in done.objects}
    assert list(sets) == ["mnist", "fashion-mnist", "synthetic-strokes", "my-drawings", "pen-strokes"]
    assert (sets["mnist"]["available"], sets["mnist"]["source"]) == (True, str(mnist))
    assert sets["fashion-mnist"]["available"] is False
    assert "31 MB" in sets["fashion-mnist"]["how_to_get"]
    assert sets["my-drawings"]["available"] is False
    append_example(Example("3", Drawing().with_stroke([[1, 2], [3, 90]])))
    done = inkdigit(capsys, "data", "list", "--json")
    assert done.objects[3]["source"] == str(examples_path())
    assert done.objects[3]["about"] == "what you kept as examples: 1"
    text = inkdigit(capsys, "data", "list").out
    assert all(name in text for name in sets)


def test_info_counts_and_hashes(capsys: Capture, mnist: Path) -> None:
    done = inkdigit(capsys, "data", "info", "mnist", "--json")
    (fields,) = done.objects
    assert (done.code, done.err) == (0, "")
    assert (fields["name"], fields["source"]) == ("mnist", str(mnist))
    assert (fields["shape"], fields["dtype"]) == ([28, 28], "uint8")
    assert fields["class_names"] == list("0123456789")
    assert fields["train"]["n"] == 40
    assert fields["train"]["counts"] == {str(digit): 4 for digit in range(10)}
    assert fields["test"]["counts"]["9"] == 2
    assert 5 < fields["train"]["mean"] < 100
    assert len(fields["sha256"]) == 4


def test_info_for_people(capsys: Capture, mnist: Path) -> None:
    done = inkdigit(capsys, "data", "info", mnist)
    assert done.code == 0
    assert "mean grey value" in done.out
    assert "sha256" in done.out


def test_info_of_one_part_has_no_mean_for_the_other(capsys: Capture, mnist: Path) -> None:
    done = inkdigit(capsys, "data", "info", mnist / "train-images-idx3-ubyte.gz", "--json")
    assert done.objects[0]["test"] == {"n": 0, "mean": None, "counts": {str(digit): 0 for digit in range(10)}}
    assert inkdigit(capsys, "data", "info", mnist / "train-images-idx3-ubyte.gz").code == 0


@pytest.mark.parametrize("form", ["idx", "npz", "csv", "text"])
def test_a_conversion_can_be_read_again(capsys: Capture, mnist: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    done = inkdigit(capsys, "data", "convert", "mnist", out, "--format", form, "--json")
    assert done.code == 0
    assert done.objects == [{"name": "mnist", "format": form, "path": str(out), "train": 40, "test": 20}]
    infos = [inkdigit(capsys, "data", "info", place, "--json").objects[0] for place in ("mnist", out)]
    assert infos[0]["train"] == infos[1]["train"]
    assert infos[0]["test"] == infos[1]["test"]
    again = inkdigit(capsys, "data", "convert", "mnist", out, "--format", form)
    assert again.code == 1
    assert "there already" in again.err


def test_errors_are_sentences_and_exit_codes(capsys: Capture, tmp_path: Path) -> None:
    done = inkdigit(capsys, "data", "info", tmp_path / "missing")
    assert done.code == 1
    assert "There is no data set" in done.err
    assert done.out == ""
    assert inkdigit(capsys, "data").code == 2
    assert inkdigit(capsys, "data", "convert", tmp_path, tmp_path / "out", "--format", "xls").code == 2
    assert inkdigit(capsys, "data", "convert", tmp_path / "missing", tmp_path / "out", "--format", "csv").code == 1
    assert not (tmp_path / "out").exists()


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    rows = np.random.default_rng(1).integers(0, 256, (60_000, 784)).astype(np.uint8)
    np.savez(tmp_path / "large.npz", images=rows, labels=rows[:, 0] % 10)
    for number in range(5):  # on a busy machine the signal may come after the end
        out = tmp_path / f"out {number}"
        process = start("data", "convert", tmp_path / "large.npz", out / "set", "--format", "idx")
        wait_until(out.exists, "the first file")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=300)
        if process.returncode != 0:
            break
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert list(out.iterdir()) == []
