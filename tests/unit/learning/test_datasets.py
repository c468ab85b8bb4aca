import gzip
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import DataSetError
from app.learning.datasets import Part, load_dataset, read_idx, split
from tests.unit.learning.conftest import idx_bytes, write_idx_set


def test_a_folder_of_idx_files_is_read_plain_and_compressed(tmp_path: Path) -> None:
    for compressed in (True, False):
        dataset = load_dataset(str(write_idx_set(tmp_path / str(compressed), train=30, test=20, compressed=compressed)))
        assert (len(dataset.train), len(dataset.test)) == (30, 20)
        assert dataset.train.images.shape == (30, 28, 28)
        assert dataset.train.images.dtype == np.uint8
        assert dataset.class_names == tuple("0123456789")
        assert len(dataset.sha256) == 4


def test_a_name_is_found_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_idx_set(tmp_path / "mnist", train=20, test=10)
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    assert load_dataset("mnist").name == "mnist"


def test_a_missing_set_says_where_to_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    with pytest.raises(DataSetError, match="not on this computer") as caught:
        load_dataset("mnist")
    assert str(tmp_path) in caught.value.hint
    with pytest.raises(DataSetError, match="no data set"):
        load_dataset("nonsense")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not an IDX file"),
        (b"\x00\x00\x08", "not an IDX file"),
        (b"\x00\x00\x0d\x01\x00\x00\x00\x04abcd", "not an IDX file"),
        (b"\x00\x00\x08\x03" + b"\x00\x00\x00\x01" * 3 + b"a", "not an IDX file"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x05abcd", "5 bytes, but 4"),
        (b"\x00\x00\x08\x01\x00\x00\x00\x03abcd", "3 bytes, but 4"),
        (b"\x00\x00\x08\x01\xff\xff\xff\xffabcd", "4294967295 bytes, but 4"),
        (gzip.compress(b"\x00\x00\x08\x01\x00\x00\x00\x04abcd")[:-6], "cut off"),
        (b"\x1f\x8b garbage that is no gzip", "cut off"),
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
    (folder / "train-images-idx3-ubyte").write_bytes(idx_bytes(np.zeros((20, 27, 28), dtype=np.uint8)))
    with pytest.raises(DataSetError, match="28×28"):
        load_dataset("mnist")


def test_a_split_keeps_the_classes_in_proportion_and_nothing_twice() -> None:
    labels = np.repeat(np.arange(10, dtype=np.uint8), [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    images = np.arange(len(labels), dtype=np.uint16).view(np.uint8).reshape(-1, 1, 2)
    rest, held_back = split(Part(images, labels), held_back=55, seed=3)
    assert (len(rest), len(held_back)) == (495, 55)
    assert np.abs(np.bincount(held_back.labels) - np.arange(1, 11)).max() <= 1
    seen = {bytes(image.tobytes()) for part in (rest, held_back) for image in part.images}
    assert len(seen) == 550
    again = split(Part(images, labels), held_back=55, seed=3)[1]
    assert np.array_equal(again.images, held_back.images)


def test_mnist_is_what_it_should_be(data_folder: Path) -> None:
    mnist = load_dataset("mnist")
    assert (len(mnist.train), len(mnist.test)) == (60_000, 10_000)
    assert mnist.train.labels[:6].tolist() == [5, 0, 4, 1, 9, 2]
    assert mnist.test.labels[130] == 6
    assert mnist.train.images.mean() == pytest.approx(33.318, abs=0.001)
