import errno
import gzip
import os
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import DataSetError
from app.learning.datasets import load_dataset
from app.learning.sources.idx import read_idx
from tests.unit.learning.conftest import idx_bytes, write_idx_set


def test_a_folder_of_idx_files_is_read_plain_and_compressed(tmp_path: Path) -> None:
    for compressed in (True, False):
        dataset = load_dataset(str(write_idx_set(tmp_path / str(compressed), train=30, test=20, compressed=compressed)))
        assert (len(dataset.train), len(dataset.test)) == (30, 20)
        assert dataset.train.images.shape == (30, 28, 28)
        assert dataset.train.images.dtype == np.uint8
        assert dataset.class_names == tuple("0123456789")
        assert len(dataset.sha256) == 4


@pytest.mark.parametrize("name", ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"])
def test_either_file_of_a_pair_names_the_pair(digits_folder: Path, name: str) -> None:
    whole, pair = load_dataset(str(digits_folder)), load_dataset(str(digits_folder / name))
    assert np.array_equal(pair.train.images, whole.train.images)
    assert np.array_equal(pair.train.labels, whole.train.labels)
    assert len(pair.test) == 0
    assert pair.measured is pair.train
    assert whole.measured is whole.test


def test_other_spellings_of_the_names_are_found(tmp_path: Path) -> None:
    folder = write_idx_set(tmp_path / "set", train=20, test=10, compressed=False)
    for path in list(folder.iterdir()):
        path.rename(folder / f"emnist-letters-{path.name.replace('t10k', 'test').replace('-idx', '.idx')}")
    dataset = load_dataset(str(folder))
    assert (len(dataset.train), len(dataset.test)) == (20, 10)


def test_a_file_and_its_gzip_copy_are_one(tmp_path: Path) -> None:
    folder = write_idx_set(tmp_path / "set", train=20, test=10, compressed=True)
    write_idx_set(folder, train=20, test=10, compressed=False)
    assert len(load_dataset(str(folder)).train) == 20


def test_pictures_without_labels_say_what_is_missing(digits_folder: Path) -> None:
    (digits_folder / "train-labels-idx1-ubyte.gz").unlink()
    with pytest.raises(DataSetError, match=r"labels of .* are missing") as caught:
        load_dataset(str(digits_folder))
    assert "train-labels-idx1-ubyte" in caught.value.hint


gzipped = partial(gzip.compress, mtime=0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x00\x00\x08", "not an IDX file"),
        (b"\x00\x00\x0d\x01\x00\x00\x00\x04abcd", "not an IDX file"),
        (b"\x00\x00\x08\x03" + b"\x00\x00\x00\x01" * 3 + b"a", "not an IDX file"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x05abcd", "5 bytes, but 4 are"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x03abcd", "3 bytes, but more are"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x02abcd", "2 bytes, but 4 are"),
        (b"\x00\x00\x08\x01\xff\xff\xff\xffabcd", "4294967295 bytes, but 4"),
        (gzipped(b"\x00\x00\x08\x01\xff\xff\xff\xffabcd"), "4294967295 bytes, which is too many"),
        (gzipped(b"\x00\x00\x08\x01\x00\x00\x00\x03abcd"), "more are"),
        (gzipped(b"\x00\x00\x08\x01\x00\x00\x00\x05abcd"), "5 bytes, but 4 are"),
        (gzipped(b"\x00\x00\x08\x01\x00\x00\x00\x04abcd")[:-6], "cut off"),
        (gzipped(b"\x00\x00\x08\x01\x00\x00\x00\x04abcd")[:-8] + b"12345678", "cut off"),
        (b"\x1f\x8b garbage that is no gzip", "cut off"),
        (b"", "not an IDX file"),
    ],
)
def test_a_damaged_idx_file_is_refused_with_a_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "labels"
    path.write_bytes(content)
    with pytest.raises(DataSetError, match=message):
        read_idx(path, dimensions=1)


def test_labels_must_fit_the_pictures_and_the_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_idx_set(tmp_path / "mnist", train=20, test=10, compressed=False)
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    labels = folder / "train-labels-idx1-ubyte"
    labels.write_bytes(idx_bytes(np.full(20, 10, dtype=np.uint8)))
    with pytest.raises(DataSetError, match="label 10"):
        load_dataset("mnist")
    labels.write_bytes(idx_bytes(np.zeros(19, dtype=np.uint8)))
    with pytest.raises(DataSetError, match="20 pictures for 19 labels"):
        load_dataset("mnist")
    labels.write_bytes(idx_bytes(np.zeros(20, dtype=np.uint8)))
    (folder / "train-images-idx3-ubyte").write_bytes(idx_bytes(np.zeros((20, 27, 28), dtype=np.uint8)))
    with pytest.raises(DataSetError, match="28×28"):
        load_dataset("mnist")


def test_zero_pictures_are_refused(tmp_path: Path) -> None:
    folder = write_idx_set(tmp_path / "set", train=20, test=10, compressed=False)
    (folder / "train-images-idx3-ubyte").write_bytes(idx_bytes(np.zeros((0, 28, 28), dtype=np.uint8)))
    (folder / "train-labels-idx1-ubyte").write_bytes(idx_bytes(np.zeros(0, dtype=np.uint8)))
    with pytest.raises(DataSetError, match="holds no pictures"):
        load_dataset(str(folder))


def test_what_the_system_does_not_let_us_read_is_said(digits_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DataSetError, match="You may not read") as caught:
        load_dataset(str(digits_folder / "train-images-idx3-ubyte.gz"))
    assert "permissions" in caught.value.hint
