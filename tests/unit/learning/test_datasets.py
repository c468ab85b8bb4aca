import gzip
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import Cancelled, DataSetError
from app.core.job import Token
from app.learning.datasets import DATA_NAMES, FASHION_NAMES, Part, load_dataset, split
from tests.tries import TRIES
from tests.ui.busy import skip_on_a_busy_machine
from tests.unit.learning.conftest import write_idx_set


def test_a_name_is_found_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_idx_set(tmp_path / "mnist", train=20, test=10)
    write_idx_set(tmp_path / "fashion-mnist", train=20, test=10)
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    mnist, fashion = load_dataset("mnist"), load_dataset("fashion-mnist")
    assert (mnist.name, mnist.source) == ("mnist", str(tmp_path / "mnist"))
    assert fashion.class_names == FASHION_NAMES


def test_a_named_set_without_its_test_part_is_not_measured_on_what_it_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_idx_set(tmp_path / "mnist", train=20, test=10)
    for path in folder.glob("t10k*"):
        path.unlink()
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    with pytest.raises(DataSetError, match="test part of “mnist” is missing"):
        load_dataset("mnist")


def test_a_missing_set_says_where_to_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKDIGIT_DATA", str(tmp_path))
    for name in ("mnist", "pen-strokes"):
        with pytest.raises(DataSetError, match="not on this computer") as caught:
            load_dataset(name, may_download=False)
        assert str(tmp_path) in caught.value.hint
    with pytest.raises(DataSetError, match="no data set") as caught:
        load_dataset("nonsense")
    assert all(name in caught.value.hint for name in DATA_NAMES)


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


def test_a_cancelled_load_ends_with_cancelled(digits_folder: Path) -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        load_dataset(str(digits_folder), token=token)


def test_mnist_is_what_it_should_be(data_folder: Path) -> None:
    mnist = load_dataset("mnist")
    assert (len(mnist.train), len(mnist.test)) == (60_000, 10_000)
    assert mnist.train.labels[:6].tolist() == [5, 0, 4, 1, 9, 2]
    assert mnist.test.labels[130] == 6
    assert mnist.train.images.mean() == pytest.approx(33.318, abs=0.001)


@pytest.mark.alone
def test_mnist_loads_in_half_a_second(data_folder: Path) -> None:
    """Half a second; on a machine that is slow, no more than twice as long as unpacking alone."""

    def seconds(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    load_dataset("mnist")
    times = [seconds(lambda: load_dataset("mnist")) for _ in range(TRIES)]
    if min(times) > 0.5:
        skip_on_a_busy_machine()
        packed = [path.read_bytes() for path in sorted((data_folder / "mnist").glob("*.gz"))]
        assert min(times) <= 2 * min(seconds(lambda: [gzip.decompress(each) for each in packed]) for _ in range(TRIES))


def test_the_tutorials_text_files_are_a_train_and_a_test_part(data_folder: Path) -> None:
    folder = data_folder / "keras-succinctly"
    if not folder.is_dir():
        pytest.skip("needs the text files of the tutorial in INKDIGIT_DATA")
    dataset = load_dataset(str(folder))
    assert (len(dataset.train), len(dataset.test)) == (1000, 100)
    mnist = load_dataset("mnist")
    assert np.array_equal(dataset.train.images, mnist.train.images[:1000])
    assert np.array_equal(dataset.test.labels, mnist.test.labels[:100])
