"""The gallery's sample: of every class alike, shuffled, always the same, and without a training library."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import Cancelled, DataSetError
from app.core.job import Token, ignore
from app.core.preview import MAX_SHOWN
from app.learning.dataset import DataSet, Part, empty_part
from app.learning.preview import numbered_picture, preview
from app.learning.sources.watch import Watch
from app.learning.sources.writing import write_dataset


def write_set(path: Path, counts: list[int]) -> str:
    labels = np.repeat(np.arange(len(counts)), counts).astype(np.uint8)
    images = np.arange(len(labels) * 784).astype(np.uint16).view(np.uint8)[::2].reshape(-1, 28, 28)
    names = tuple(f"kind {number}" for number in range(len(counts)))
    write_dataset(DataSet("some", names, Part(images, labels), empty_part()), path, "npz", Watch())
    return str(path)


def test_rare_classes_are_shown_whole_and_the_rest_alike(tmp_path: Path) -> None:
    shown = preview(write_set(tmp_path / "a.npz", [3, 600, 0, 600]), report=ignore, token=Token())
    assert shown.class_names == ("kind 0", "kind 1", "kind 2", "kind 3")
    assert shown.counts_train == (3, 600, 0, 600)
    assert shown.counts_test == (0, 0, 0, 0)
    counts = np.bincount(shown.labels, minlength=4).tolist()
    assert counts[0] == 3
    assert abs(counts[1] - counts[3]) <= 1
    assert sum(counts) == len(shown.images) == MAX_SHOWN
    assert len(set(shown.labels[:20].tolist())) > 1, "the classes are mixed"


def test_a_small_set_is_shown_whole_and_the_same_each_time(tmp_path: Path) -> None:
    path = write_set(tmp_path / "a.npz", [5, 5])
    first, again = (preview(path, report=ignore, token=Token()) for _ in range(2))
    assert len(first.images) == 10
    assert np.array_equal(first.images, again.images)
    assert np.array_equal(first.labels, again.labels)


def test_pictures_tell_where_they_are(tmp_path: Path) -> None:
    path = write_set(tmp_path / "a.npz", [3, 600, 0, 600])
    shown = preview(path, report=ignore, token=Token())
    assert shown.indices is not None
    for at in (0, 7, 399):
        picture = numbered_picture(path, "train", int(shown.indices[at]), report=ignore, token=Token())
        assert np.array_equal(picture.image, shown.images[at])
        assert picture.class_name == shown.class_names[shown.labels[at]]


@pytest.mark.parametrize(("part", "index"), [("train", 10), ("test", 0), ("train", -1)])
def test_a_number_beyond_the_end_is_a_sentence(part: str, index: int, tmp_path: Path) -> None:
    path = write_set(tmp_path / "a.npz", [5, 5])
    with pytest.raises(DataSetError, match=r"no \w+ picture") as caught:
        numbered_picture(path, part, index, report=ignore, token=Token())
    assert caught.value.hint


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        preview(write_set(tmp_path / "a.npz", [5, 5]), report=ignore, token=token)


def test_no_training_library_is_imported_for_it() -> None:
    code = (
        "import app.learning.preview, sys;"
        "print([name for name in ('tensorflow', 'keras', 'PySide6', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    assert done.stdout.strip() == "[]"
