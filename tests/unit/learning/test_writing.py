"""Converting: what is read back is what was there, bit for bit, and nothing is ever written over."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import Cancelled, InkdigitError
from app.core.events import Progress
from app.core.job import Token
from app.learning.dataset import FASHION_NAMES, DataSet, Part, empty_part, numbered_names
from app.learning.datasets import load_dataset
from app.learning.sources.watch import Watch
from app.learning.sources.writing import FORMATS, write_dataset

RNG = np.random.default_rng(6)


def part(count: int, classes: int = 10) -> Part:
    labels = (np.arange(count) % classes).astype(np.uint8)
    return Part(RNG.integers(0, 256, (count, 28, 28)).astype(np.uint8), labels)


def small(train: int = 2300, test: int = 20, names: tuple[str, ...] | None = None) -> DataSet:
    parts = part(train), part(test) if test else empty_part()
    return DataSet("small", names or numbered_names(*parts), *parts)


def assert_same(one: DataSet, other: DataSet) -> None:
    for ours, theirs in ((one.train, other.train), (one.test, other.test)):
        assert np.array_equal(ours.images, theirs.images)
        assert np.array_equal(ours.labels, theirs.labels)
    assert one.class_names == other.class_names


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("names", [None, FASHION_NAMES])
def test_both_parts_and_the_names_come_back(tmp_path: Path, form: str, names: tuple[str, ...] | None) -> None:
    dataset = small(names=names)
    told: list[Progress] = []
    write_dataset(dataset, tmp_path / "out", form, Watch(told.append))  # type: ignore[arg-type]
    assert_same(load_dataset(str(tmp_path / "out")), dataset)
    assert {event.what for event in told} == {"writing"}


@pytest.mark.parametrize("form", FORMATS)
def test_256_classes_come_back(tmp_path: Path, form: str) -> None:
    train = part(600, classes=256)
    dataset = DataSet("many", numbered_names(train), train, empty_part())
    write_dataset(dataset, tmp_path / "out", form, Watch())
    read = load_dataset(str(tmp_path / "out"))
    assert len(read.class_names) == 256
    assert_same(read, dataset)


@pytest.mark.parametrize(("form", "name"), [("csv", "one.csv"), ("text", "one.txt")])
def test_one_part_alone_may_be_one_file(tmp_path: Path, form: str, name: str) -> None:
    dataset = small(test=0)
    write_dataset(dataset, tmp_path / name, form, Watch())
    assert (tmp_path / name).is_file()
    assert_same(load_dataset(str(tmp_path / name)), dataset)


def test_kerass_own_reading_of_the_archive_works(tmp_path: Path) -> None:
    dataset = small()
    write_dataset(dataset, tmp_path / "out.npz", "npz", Watch())
    with np.load(tmp_path / "out.npz", allow_pickle=False) as arrays:
        assert sorted(arrays) == ["x_test", "x_train", "y_test", "y_train"]
        assert np.array_equal(arrays["x_train"], dataset.train.images)


def test_the_csv_is_kaggles(tmp_path: Path) -> None:
    dataset = small(train=3)
    write_dataset(dataset, tmp_path / "out", "csv", Watch())
    lines = (tmp_path / "out" / "train.csv").read_text().splitlines()
    assert lines[0].startswith("label,pixel0,pixel1,")
    assert lines[0].endswith(",pixel783")
    assert [int(cell) for cell in lines[2].split(",")] == [1, *dataset.train.images[1].reshape(-1).tolist()]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_set_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    dataset = small(train=50)
    hashes = []
    for name in ("a", "b"):
        write_dataset(dataset, tmp_path / name / "out", form, Watch())
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        hashes.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in files])
    assert hashes[0] == hashes[1]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_written_over(tmp_path: Path, form: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("years of work")
    (tmp_path / "file").write_text("more work")
    for name in ("full", "file"):
        with pytest.raises(InkdigitError, match="there already"):
            write_dataset(small(train=5), tmp_path / name, form, Watch())
    assert (tmp_path / "full" / "thesis.txt").read_text() == "years of work"
    assert (tmp_path / "file").read_text() == "more work"


@pytest.mark.parametrize("form", FORMATS)
def test_a_cancelled_conversion_leaves_nothing(tmp_path: Path, form: str) -> None:
    token = Token()
    with pytest.raises(Cancelled):
        write_dataset(small(), tmp_path / "out", form, Watch(lambda _event: token.cancel(), token))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InkdigitError, match="cannot be written"):
        write_dataset(small(train=5), tmp_path / "file" / "out", "idx", Watch())


def test_ten_thousand_real_digits_survive_every_form(tmp_path: Path, data_folder: Path) -> None:
    digits = load_dataset("mnist").test
    dataset = DataSet("digits", numbered_names(digits), digits, digits.take(np.arange(100)))
    for form in FORMATS:
        write_dataset(dataset, tmp_path / form, form, Watch())
        read = load_dataset(str(tmp_path / form))
        assert len(read.train.labels) == 10_000
        assert_same(read, dataset)
