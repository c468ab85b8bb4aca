"""NumPy archives: Keras's names and others, and nothing that could run or swell."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import DataSetError
from app.learning.datasets import load_dataset

RNG = np.random.default_rng(1)
IMAGES = RNG.integers(0, 256, (12, 28, 28)).astype(np.uint8)
LABELS = (np.arange(12) % 4).astype(np.uint8)


def npy(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array)
    return stream.getvalue()


def npy_claiming(shape: str, *, descr: str = "|u1", content: bytes = b"abcd") -> bytes:
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}".encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + content


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(DataSetError) as caught:
        load_dataset(str(path))
    assert caught.value.hint.endswith(".") or caught.value.hint.endswith(").")
    return caught.value.message


def test_kerass_archive_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    np.savez(path, x_train=IMAGES, y_train=LABELS, x_test=IMAGES[:5], y_test=LABELS[:5])
    dataset = load_dataset(str(path))
    assert np.array_equal(dataset.train.images, IMAGES)
    assert np.array_equal(dataset.test.labels, LABELS[:5])
    assert dataset.class_names == ("0", "1", "2", "3")
    assert list(dataset.sha256) == ["mnist.npz"]


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
@pytest.mark.parametrize(
    "names", [("images", "labels"), ("x", "y"), ("train_images", "train_labels"), ("x_test", "y_test")]
)
def test_a_single_part_under_other_names(tmp_path: Path, names: tuple[str, str], save: object) -> None:
    path = tmp_path / "some.npz"
    save(path, **{names[0]: IMAGES, names[1]: LABELS})  # type: ignore[operator]
    dataset = load_dataset(str(path))
    assert np.array_equal(dataset.train.images, IMAGES)
    assert len(dataset.test) == 0


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        (IMAGES.reshape(12, 784), LABELS.reshape(12, 1)),
        (IMAGES[..., None], LABELS.astype(np.int64)),
        (IMAGES.astype(np.float32), LABELS.astype(">i4")),
        (np.asfortranarray(IMAGES), LABELS),
        (IMAGES.astype(np.int16), LABELS.astype(np.float64)),
    ],
)
def test_other_shapes_and_types_of_the_same_numbers(tmp_path: Path, images: np.ndarray, labels: np.ndarray) -> None:
    np.savez(tmp_path / "a.npz", x_train=images, y_train=labels)
    dataset = load_dataset(str(tmp_path / "a.npz"))
    assert np.array_equal(dataset.train.images, IMAGES)
    assert np.array_equal(dataset.train.labels, LABELS)


@pytest.mark.parametrize(
    ("images", "labels", "message"),
    [
        (IMAGES / 255, LABELS, "other than the whole ones"),
        (IMAGES.astype(np.float32) * np.nan, LABELS, "other than the whole ones"),
        (IMAGES, LABELS.astype(np.int32) - 1, "other than the whole ones"),
        (IMAGES, LABELS.astype(np.int64) + 2**32, "other than the whole ones"),
        (IMAGES[:, :27], LABELS, "28×28"),
        (IMAGES, LABELS[:11], "12 pictures for 11 labels"),
        (IMAGES, np.eye(12), "not one label a picture"),
        (IMAGES[:0], LABELS[:0], "holds no pictures"),
        (IMAGES > 9, LABELS, "of the type bool"),
        (IMAGES.astype(complex), LABELS, "of the type complex"),
        (np.uint8(3), LABELS, "not an array of pictures"),
    ],
)
def test_other_numbers_are_refused(tmp_path: Path, images: np.ndarray, labels: np.ndarray, message: str) -> None:
    np.savez(tmp_path / "a.npz", x_train=images, y_train=labels)
    assert message in refusal(tmp_path / "a.npz")


def test_objects_are_never_unpickled(tmp_path: Path) -> None:
    marker = tmp_path / "ran"

    class Evil:
        def __reduce__(self) -> object:
            return (Path.touch, (marker,))

    np.savez(tmp_path / "a.npz", x_train=np.array([Evil()] * 12, dtype=object), y_train=LABELS)
    assert "Python objects" in refusal(tmp_path / "a.npz")
    np.savez(tmp_path / "b.npz", x_train=IMAGES, y_train=LABELS, class_names=np.array([Evil()], dtype=object))
    assert "Python objects" in refusal(tmp_path / "b.npz")
    assert not marker.exists()


@pytest.mark.parametrize(
    ("member", "message"),
    [
        (npy_claiming("(4000000000, 28, 28)"), "too many"),
        (npy_claiming("(1000, 28, 28)"), "not as long as its header says"),
        (npy_claiming("(12, 28, 28)", content=bytes(12 * 784 + 1)), "not as long as its header says"),
        (npy_claiming("(-1, 28, 28)"), "not an array of pictures"),
        (npy_claiming("(1.5, 28, 28)"), "not an array of pictures"),
        (npy_claiming("x"), "not an array"),
        (npy_claiming("((((("), "not an array"),
        (npy_claiming("(12,28,28)", descr="nonsense"), "not an array"),
        (b"\x93NUMPY\x01\x00\xff\xff", "not an array"),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\x7f", "not an array"),
        (b"garbage", "not an array"),
        (b"", "not an array"),
    ],
)
def test_a_header_that_lies_is_refused_before_memory_is_taken(tmp_path: Path, member: bytes, message: str) -> None:
    assert message in refusal(write_zip(tmp_path / "a.npz", {"x_train": member, "y_train": npy(LABELS)}))


def test_an_archive_without_such_arrays_names_those_it_has(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", weights=IMAGES, biases=LABELS)
    assert "“weights”, “biases”" in refusal(tmp_path / "a.npz")


def test_damaged_archives_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez_compressed(path, x_train=IMAGES, y_train=LABELS)
    whole = path.read_bytes()
    for at in (5, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:at])
        assert "cut off or damaged" in refusal(path)
    flipped = bytearray(whole)
    flipped[200] ^= 0xFF
    path.write_bytes(flipped)
    assert refusal(path)


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.npz", {"x_train": npy(IMAGES), "y_train": npy(LABELS)})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    content[6] |= 1
    path.write_bytes(content)
    assert "cut off or damaged" in refusal(path)


def test_class_names_come_along(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", images=IMAGES, labels=LABELS, class_names=np.array(["one", "two", "drei", "四"]))
    assert load_dataset(str(tmp_path / "a.npz")).class_names == ("one", "two", "drei", "四")
    np.savez(tmp_path / "b.npz", images=IMAGES, labels=LABELS, class_names=np.array(["one", "two"]))
    assert "label 3" in refusal(tmp_path / "b.npz")
