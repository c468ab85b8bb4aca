"""A folder for each class: read like any picture, in a fixed order, and refused with a sentence where it is no set."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.core.errors import Cancelled, DataSetError
from app.core.images import ink_of, read_picture
from app.core.job import Token
from app.core.raster import raster_of_ink
from app.learning.datasets import load_dataset
from tests.unit.core.pictures import drawn


def write_classes(folder: Path, counts: dict[str, int], suffix: str = ".png") -> Path:
    for name, count in counts.items():
        (folder / name).mkdir(parents=True)
        for number in range(count):
            Image.fromarray(np.roll(drawn(), number, axis=0)).save(folder / name / f"{number}{suffix}")
    return folder


def refusal(folder: Path) -> DataSetError:
    with pytest.raises(DataSetError) as caught:
        load_dataset(str(folder))
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")
    return caught.value


def test_folders_are_classes_in_the_order_of_their_names(tmp_path: Path) -> None:
    dataset = load_dataset(str(write_classes(tmp_path / "shapes", {"10": 1, "9": 2, "cat": 1, "Bird": 1})))
    assert dataset.class_names == ("9", "10", "Bird", "cat")
    assert dataset.train.labels.tolist() == [0, 0, 1, 2, 3]
    assert len(dataset.test) == 0
    assert dataset.name == "shapes"


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".bmp", ".gif", ".tiff", ".webp"])
def test_a_picture_is_framed_as_a_whole_picture_is_read(tmp_path: Path, suffix: str) -> None:
    folder = write_classes(tmp_path, {"5": 1}, suffix)
    expected = raster_of_ink(ink_of(read_picture(folder / "5" / f"0{suffix}")))
    assert np.array_equal(load_dataset(str(folder)).train.images[0], expected)


def test_train_and_test_folders_are_the_parts(tmp_path: Path) -> None:
    write_classes(tmp_path / "training", {"a": 2, "b": 1, "c": 1})
    write_classes(tmp_path / "Test", {"c": 2, "a": 1})
    dataset = load_dataset(str(tmp_path))
    assert dataset.class_names == ("a", "b", "c")
    assert dataset.test.labels.tolist() == [0, 2, 2]
    assert list(dataset.sha256) == ["train/training", "test/Test"]
    write_classes(tmp_path / "Test", {"d": 1})
    assert "class “d”" in refusal(tmp_path).message


def test_the_hash_changes_with_a_picture_and_with_a_name(tmp_path: Path) -> None:
    folder = write_classes(tmp_path / "s", {"0": 2})
    first = load_dataset(str(folder)).sha256
    (folder / "0" / "1.png").rename(folder / "0" / "2.png")
    second = load_dataset(str(folder)).sha256
    Image.fromarray(np.roll(drawn(), 5, axis=1)).save(folder / "0" / "2.png")
    assert len({first["s"], second["s"], load_dataset(str(folder)).sha256["s"]}) == 3


def test_what_is_no_picture_and_what_is_hidden_is_passed_over(tmp_path: Path) -> None:
    folder = write_classes(tmp_path, {"0": 1})
    (folder / "0" / "Thumbs.db").write_bytes(b"x")
    (folder / "0" / ".DS_Store.png").write_bytes(b"x")
    (folder / ".git").mkdir()
    assert len(load_dataset(str(folder)).train) == 1


def test_an_empty_class_is_named(tmp_path: Path) -> None:
    folder = write_classes(tmp_path, {"0": 1, "1": 0})
    assert "1” holds no picture" in refusal(folder).message


def test_classes_that_differ_in_case_only_are_refused(tmp_path: Path) -> None:
    folder = write_classes(tmp_path, {"a": 1, "A": 1})
    if len(list(folder.iterdir())) < 2:
        pytest.skip("this file system does not tell case")
    assert "differ in case only" in refusal(folder).message


def test_a_damaged_picture_is_named_with_its_class(tmp_path: Path) -> None:
    folder = write_classes(tmp_path, {"0": 1, "1": 1})
    content = (folder / "1" / "0.png").read_bytes()
    (folder / "1" / "0.png").write_bytes(content[: len(content) // 2])
    message = refusal(folder).message
    assert "class “1”" in message
    assert "“0.png”" in message


def test_an_empty_sheet_is_no_example(tmp_path: Path) -> None:
    folder = write_classes(tmp_path, {"0": 1})
    Image.new("L", (40, 40), 255).save(folder / "0" / "blank.png")
    assert "nothing stands out in “blank.png”" in refusal(folder).message


def test_pictures_without_class_folders_say_what_to_do(tmp_path: Path) -> None:
    Image.fromarray(drawn()).save(tmp_path / "a.png")
    error = refusal(tmp_path)
    assert "nothing that says what they are" in error.message
    assert "folder for each class" in error.hint


def test_an_empty_folder_and_too_many_classes_are_refused(tmp_path: Path) -> None:
    assert "holds no data set" in refusal(tmp_path).message
    for number in range(257):
        (tmp_path / str(number)).mkdir()
    assert "at most 256 classes" in refusal(tmp_path).message


def test_a_link_in_a_circle_is_said(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "leads in a circle" in refusal(tmp_path / "loop").message
    folder = write_classes(tmp_path / "set", {"0": 1})
    (folder / "0" / "up").symlink_to(folder)
    assert len(load_dataset(str(folder)).train) == 1
    (folder / "0" / "self.png").symlink_to(folder / "0" / "self.png")
    assert "leads in a circle" in refusal(folder).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_never_waited_for(tmp_path: Path) -> None:
    folder = write_classes(tmp_path, {"0": 1})
    os.mkfifo(folder / "0" / "pipe.png")
    assert "a device or a pipe" in refusal(folder).message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    folder = write_classes(tmp_path, {"0": 1})
    (folder / "0" / "0.png").chmod(0)
    assert "may not read" in refusal(folder).message


def test_a_load_of_many_pictures_is_cancelled_between_two(tmp_path: Path) -> None:
    folder = write_classes(tmp_path, {"0": 30})
    token, told = Token(), []

    def report(event: object) -> None:
        told.append(event)
        token.cancel()

    with pytest.raises(Cancelled):
        load_dataset(str(folder), report=report, token=token)
    assert len(told) == 1
