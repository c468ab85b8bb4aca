"""What the user kept, as a data set: the known classes where the labels are of them, and the window's own rasters."""

from pathlib import Path

import numpy as np
import pytest

from app.core.errors import DataSetError
from app.core.ink import Drawing
from app.core.my_drawings import Example, append_example, examples_path
from app.core.raster import raster_of_drawing
from app.learning.datasets import DIGIT_NAMES, FASHION_NAMES, load_dataset

SEVEN = Drawing().with_stroke([[60, 60], [220, 62], [120, 240]], 14.0)
RASTER = np.roll(raster_of_drawing(SEVEN), 2, axis=1)


def test_a_few_digits_are_of_the_ten_classes() -> None:
    append_example(Example("7", SEVEN))
    append_example(Example("3", raster=RASTER))
    dataset = load_dataset("my-drawings")
    assert dataset.class_names == DIGIT_NAMES
    assert dataset.train.labels.tolist() == [7, 3]
    assert np.array_equal(dataset.train.images, [raster_of_drawing(SEVEN), RASTER])
    assert len(dataset.test) == 0
    assert dataset.source == str(examples_path())
    assert list(dataset.sha256) == ["drawings.ndjson"]


@pytest.mark.parametrize(
    ("labels", "names"), [(("Bag", "Coat"), FASHION_NAMES), (("b", "a", "b"), ("a", "b")), (("1", "one"), ("1", "one"))]
)
def test_other_labels_are_garments_or_classes_of_their_own(labels: tuple[str, ...], names: tuple[str, ...]) -> None:
    for label in labels:
        append_example(Example(label, SEVEN))
    dataset = load_dataset("my-drawings")
    assert dataset.class_names == names
    assert [names[label] for label in dataset.train.labels] == list(labels)


def test_without_any_a_sentence_says_how_to_keep_one() -> None:
    with pytest.raises(DataSetError, match="kept no examples yet") as caught:
        load_dataset("my-drawings")
    assert "Keep as example" in caught.value.hint


def test_a_damaged_line_is_no_half_read_set() -> None:
    append_example(Example("7", SEVEN))
    with examples_path().open("a") as file:
        file.write("garbage\n")
    with pytest.raises(DataSetError, match="Line 2 "):
        load_dataset("my-drawings")


def test_a_file_of_the_same_form_is_a_data_set_too(tmp_path: Path) -> None:
    append_example(Example("7", SEVEN))
    append_example(Example("1", SEVEN))
    (tmp_path / "train.ndjson").write_bytes(examples_path().read_bytes())
    (tmp_path / "test.ndjson").write_bytes(examples_path().read_bytes().splitlines(keepends=True)[0])
    dataset = load_dataset(str(tmp_path))
    assert (len(dataset.train), len(dataset.test)) == (2, 1)
    assert dataset.class_names == DIGIT_NAMES
    (tmp_path / "torn.ndjson").write_bytes(examples_path().read_bytes()[:-20])
    with pytest.raises(DataSetError, match="Line 2 "):
        load_dataset(str(tmp_path / "torn.ndjson"))


def test_parts_with_labels_of_their_own_share_one_list_of_classes(tmp_path: Path) -> None:
    for label in "ab":
        append_example(Example(label, SEVEN))
    (tmp_path / "train.ndjson").write_bytes(examples_path().read_bytes())
    examples_path().unlink()
    for label in "cb":
        append_example(Example(label, SEVEN))
    (tmp_path / "test.ndjson").write_bytes(examples_path().read_bytes())
    dataset = load_dataset(str(tmp_path))
    assert dataset.class_names == ("a", "b", "c")
    assert dataset.train.labels.tolist() == [0, 1]
    assert dataset.test.labels.tolist() == [2, 1]
