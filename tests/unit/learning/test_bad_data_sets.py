"""Bad data sets, one after the other in a process of its own: each gets a sentence, in little time and memory."""

import gzip
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from app.core.errors import Cancelled
from app.core.ink import Drawing
from app.core.job import Token
from app.core.my_drawings import Example, append_example, examples_path
from app.learning.datasets import load_dataset
from app.learning.sources.synthetic import synthetic_path
from app.learning.sources.watch import Watch
from app.learning.sources.writing import FORMATS, write_dataset
from tests.tries import least
from tests.unit.core.pictures import drawn
from tests.unit.learning.conftest import idx_bytes, write_idx_set

MANY = 100_000
_LOAD_EACH = """
import json, sys, time
from app.core.errors import DataSetError
from app.learning.datasets import load_dataset
def peak_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
def forget_peak():
    with open("/proc/self/clear_refs", "w") as switch:
        switch.write("5")
for name in sys.argv[1:]:
    forget_peak()
    before, start = peak_mb(), time.process_time()
    try:
        load_dataset(name)
        message = hint = ""
    except DataSetError as error:
        message, hint = error.message, error.hint
    seconds = time.process_time() - start
    print(json.dumps({"message": message, "hint": hint, "seconds": seconds, "mb": peak_mb() - before}), flush=True)
"""


def truncated_gzip(folder: Path) -> Path:
    path = write_idx_set(folder, train=40, test=10) / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-300])
    return folder


def four_billion_pictures(folder: Path) -> Path:
    write_idx_set(folder, train=40, test=10, compressed=False)
    header = b"\0\0\x08\x03\xff\xff\xff\xff\0\0\0\x1c\0\0\0\x1c"
    (folder / "train-images-idx3-ubyte").write_bytes(header + bytes(784))
    return folder


def four_billion_pictures_gzipped(folder: Path) -> Path:
    path = four_billion_pictures(folder) / "train-images-idx3-ubyte"
    path.with_suffix(".gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    return folder


def a_million_pictures_that_are_not_there(folder: Path) -> Path:
    write_idx_set(folder, train=40, test=10, compressed=False)
    header = b"\0\0\x08\x03\0\x0f\x42\x40\0\0\0\x1c\0\0\0\x1c"
    (folder / "train-images-idx3-ubyte").unlink()
    (folder / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(header + bytes(784 * 40)))
    return folder


def gzip_bomb(folder: Path) -> Path:
    folder.mkdir()
    with gzip.open(folder / "digits.csv.gz", "wb", 1) as stream:
        for _ in range(150):
            stream.write(b"0," * 500_000)
    return folder / "digits.csv.gz"


def wrong_magic(folder: Path) -> Path:
    write_idx_set(folder, train=40, test=10, compressed=False)
    path = folder / "train-images-idx3-ubyte"
    path.write_bytes(b"\0\0\x0d" + path.read_bytes()[3:])
    return folder


def other_labels(folder: Path) -> Path:
    write_idx_set(folder, train=40, test=10, compressed=False)
    (folder / "train-labels-idx1-ubyte").write_bytes(idx_bytes(np.zeros(60_000, dtype=np.uint8)))
    return folder


def folder_instead_of_file(folder: Path) -> Path:
    write_idx_set(folder, train=40, test=10, compressed=False)
    (folder / "train-labels-idx1-ubyte").unlink()
    (folder / "train-labels-idx1-ubyte").mkdir()
    return folder / "train-images-idx3-ubyte"


def folder_instead_of_picture(folder: Path) -> Path:
    (folder / "0" / "a.png").mkdir(parents=True)
    return folder


def zip_bomb(folder: Path) -> Path:
    folder.mkdir()
    shape = "(900000, 28, 28)"
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117) + b"\n"
    with zipfile.ZipFile(folder / "a.npz", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("x_train.npy", "w") as stream:
            stream.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
            for _ in range(30):
                stream.write(bytes(1_000_000))
        archive.writestr("y_train.npy", b"")
    return folder / "a.npz"


def zip_of_many_members(folder: Path) -> Path:
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.npz", "w") as archive:
        for number in range(5000):
            archive.writestr(f"{number}.npy", b"")
    return folder / "a.npz"


def pickles(folder: Path) -> Path:
    folder.mkdir()
    np.savez(folder / "a.npz", x_train=np.array([{}] * 3, dtype=object), y_train=np.zeros(3, dtype=np.uint8))
    return folder / "a.npz"


def rubbish(folder: Path) -> Path:
    folder.mkdir()
    (folder / "train.csv").write_bytes(np.random.default_rng(4).bytes(3_000_000))
    return folder / "train.csv"


def rubbish_behind_a_good_row(folder: Path) -> Path:
    folder.mkdir()
    row = ",".join(["1"] * 785).encode() + b"\n"
    (folder / "train.csv").write_bytes(row * 10 + np.random.default_rng(4).bytes(3_000_000))
    return folder / "train.csv"


def a_line_of_100_mb(folder: Path) -> Path:
    folder.mkdir()
    with (folder / "train.csv").open("wb") as file:
        for _ in range(100):
            file.write(b"0," * 500_000)
    return folder / "train.csv"


def not_a_number(folder: Path) -> Path:
    folder.mkdir()
    (folder / "train.csv").write_text(",".join(["1"] * 784 + ["NaN"]) + "\n")
    return folder / "train.csv"


def labels_without_end(folder: Path) -> Path:
    folder.mkdir()
    (folder / "digits.unp").write_text(".SEGMENT DIGIT\n.COMMENT 1 2 3\n" + ".PEN_DOWN\n1 1\n" * 300_000)
    return folder / "digits.unp"


def points_that_are_none(folder: Path) -> Path:
    folder.mkdir()
    (folder / "digits.unp").write_text(".SEGMENT DIGIT\n.COMMENT 1 2 3\n.PEN_DOWN\n1 nan\n.PEN_UP\n")
    return folder / "digits.unp"


def empty_file(folder: Path) -> Path:
    folder.mkdir()
    (folder / "train.csv").write_bytes(b"")
    return folder / "train.csv"


def empty_class(folder: Path) -> Path:
    (folder / "0").mkdir(parents=True)
    return folder


def many_files(folder: Path) -> Path:
    """A hundred thousand pictures and no classes."""
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number}.png").touch()
    return folder


BAD: dict[Callable[[Path], Path], str] = {
    truncated_gzip: "cut off or damaged",
    four_billion_pictures: "4294967295 × 28 × 28 bytes, but 784 are there",
    four_billion_pictures_gzipped: "4294967295 × 28 × 28 bytes, which is too many",
    a_million_pictures_that_are_not_there: "1000000 × 28 × 28 bytes, but 31,360 are there",
    gzip_bomb: "far too long",
    wrong_magic: "not an IDX file",
    other_labels: "40 pictures for 60000 labels",
    folder_instead_of_file: "labels of",
    folder_instead_of_picture: "holds no picture",
    zip_bomb: "not as long as its header says",
    zip_of_many_members: "far too large",
    pickles: "Python objects",
    rubbish: "not a data set that can be read",
    rubbish_behind_a_good_row: "Line 11 ",
    a_line_of_100_mb: "far too long",
    not_a_number: "“NaN”",
    labels_without_end: "without ink",
    points_that_are_none: "not a list of points",
    empty_file: "is empty",
    empty_class: "holds no picture",
    many_files: "nothing that says what they are",
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Load every bad set once, in one process that measures itself."""
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("measures memory as Linux tells it")
    root = tmp_path_factory.mktemp("bad")
    paths = [str(make(root / make.__name__)) for make in BAD]
    done = subprocess.run([sys.executable, "-c", _LOAD_EACH, *paths], capture_output=True, text=True, timeout=300)
    assert done.stderr == ""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return dict(zip((make.__name__ for make in BAD), lines, strict=True))


@pytest.mark.parametrize(("name", "message"), [(make.__name__, text) for make, text in BAD.items()])
@pytest.mark.alone
def test_a_bad_set_gets_a_sentence_in_little_time_and_memory(
    answers: dict[str, dict[str, Any]], name: str, message: str
) -> None:
    answer = answers[name]
    assert message in answer["message"]
    assert answer["message"].endswith(".")
    assert answer["hint"].endswith(".")
    assert answer["seconds"] < 5
    assert answer["mb"] < 150


@pytest.mark.alone
def test_a_hundred_thousand_pictures_are_listed_quickly_and_can_be_cancelled(tmp_path: Path) -> None:
    for name in "01":
        (tmp_path / name).mkdir()
        first = tmp_path / name / "picture.png"
        Image.fromarray(drawn()).save(first)
        for number in range(MANY // 2):
            os.link(first, first.with_name(f"{number}.png"))

    def seconds() -> float:
        token = Token()
        start = time.perf_counter()
        with pytest.raises(Cancelled):
            load_dataset(str(tmp_path), report=lambda _event: token.cancel(), token=token)
        return time.perf_counter() - start

    assert least(seconds, limit=5) < 5


def a_large_set(kind: str, folder: Path) -> str:
    """Return the path of a set of that kind that takes longer to load than a cancel may take."""
    if kind == "drawings":
        for _ in range(300):
            append_example(Example("3", Drawing().with_stroke([[10, 10], [200, 200]])))
        return str(examples_path())
    if kind == "unipen":
        digit = ".SEGMENT DIGIT\n.COMMENT 1 2 3\n.PEN_DOWN\n" + "1 2\n3 4\n" * 50 + ".PEN_UP\n"
        (folder / "digits.unp").write_text(digit * 5000)
        return str(folder / "digits.unp")
    if kind == "pictures":
        (folder / "0").mkdir()
        for number in range(300):
            Image.fromarray(drawn()).save(folder / "0" / f"{number}.png")
        return str(folder)
    if kind == "synthetic":
        return "synthetic-strokes"
    dataset = load_dataset(str(write_idx_set(folder / "few", train=50, test=10)))
    many = np.tile(np.arange(50), 600)
    large = type(dataset)("many", dataset.class_names, dataset.train.take(many), dataset.test)
    write_dataset(large, folder / "many", kind, Watch())
    return str(folder / "many")


@pytest.mark.parametrize("kind", [*FORMATS, "drawings", "unipen", "pictures", "synthetic"])
@pytest.mark.alone
def test_a_cancel_is_answered_at_once_in_every_loader(tmp_path: Path, kind: str) -> None:
    path = a_large_set(kind, tmp_path)

    def seconds() -> float:
        token, told = Token(), []

        def report(_event: object) -> None:
            told.append(time.monotonic())
            if len(told) == (2 if kind == "synthetic" else 1):
                token.cancel()

        with pytest.raises(Cancelled):
            load_dataset(path, report=report, token=token)
        return time.monotonic() - told[-1]

    assert least(seconds, limit=0.5) < 0.5


def test_a_cancel_in_the_middle_leaves_nothing_in_the_cache(tmp_path: Path) -> None:
    token = Token()
    timer = threading.Timer(0.3, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        load_dataset("synthetic-strokes", token=token)
    timer.join()
    assert not synthetic_path().exists()
