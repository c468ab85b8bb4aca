"""Files of weights that are damaged, lead elsewhere or claim too much: each is refused."""

import random
import struct
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from app.core.errors import BundleError
from app.core.imported import ImportWish
from app.learning.foreign.hdf5 import Hdf5File
from app.learning.foreign.reading import read_foreign
from tests.unit.learning.foreign.conftest import Refusal
from tests.unit.learning.foreign.files import arrays, h5_file, keras_file, weights_file, write

KERNEL = "layers/dense/vars/0"
ChangeFile = Callable[[h5py.File], object]


def instead(value: object, path: str = KERNEL, **options: object) -> ChangeFile:
    def change(file: h5py.File) -> None:
        del file[path]
        file.create_dataset(path, data=value, **options)

    return change


def filled(value: float, path: str = KERNEL) -> ChangeFile:
    def change(file: h5py.File) -> None:
        file[path][...] = value

    return change


def linked(link: object) -> ChangeFile:
    def change(file: h5py.File) -> None:
        del file[KERNEL]
        file[KERNEL] = link

    return change


def external(file: h5py.File) -> None:
    del file[KERNEL]
    file.create_dataset(KERNEL, (98, 10), "f4", external=[("/etc/passwd", 0, 3920)])


def virtual(file: h5py.File) -> None:
    del file[KERNEL]
    layout = h5py.VirtualLayout((98, 10), "f4")
    layout[...] = h5py.VirtualSource("other.h5", "x", (98, 10))
    file.create_virtual_dataset(KERNEL, layout)


def named_type(file: h5py.File) -> None:
    file["type"] = np.dtype("f4")
    del file[KERNEL]
    file.create_dataset(KERNEL, (98, 10), dtype=file["type"])


def looped(file: h5py.File) -> None:
    del file["layers/dense"]
    file["layers/dense"] = file["layers"]


KERNEL_VALUES = np.zeros((98, 10), np.float32)
CHANGED: dict[str, ChangeFile] = {
    "NaN in a kernel": filled(np.nan),
    "infinite in a kernel": filled(np.inf),
    "NaN in a bias": filled(np.nan, "layers/dense/vars/1"),
    "a negative variance": filled(-1, "layers/batch_normalization/vars/3"),
    "numbers beyond float32": instead(np.full((98, 10), 1e300)),
    "another shape": instead(np.zeros((97, 10), np.float32)),
    "the other way round": instead(np.zeros((10, 98), np.float32)),
    "one dimension more": instead(np.zeros((98, 10, 1), np.float32)),
    "a single number": instead(np.float32(1)),
    "nothing at all": instead(np.zeros((0, 10), np.float32)),
    "whole numbers": instead(KERNEL_VALUES.astype(np.int32)),
    "complex numbers": instead(KERNEL_VALUES.astype(np.complex64)),
    "yes and no": instead(KERNEL_VALUES.astype(bool)),
    "texts": instead("weights"),
    "texts of fixed length": instead(np.array([b"abc"])),
    "lists of any length": lambda file: (
        file.__delitem__(KERNEL),
        file.create_dataset(KERNEL, (98, 10), dtype=h5py.vlen_dtype(np.float32)),
    ),
    "references": lambda file: (file.__delitem__(KERNEL), file.create_dataset(KERNEL, (98, 10), dtype=h5py.ref_dtype)),
    "records": instead(np.zeros(3, dtype=[("a", "f4"), ("b", "i4")])),
    "compressed": instead(KERNEL_VALUES, compression="gzip"),
    "a bomb that unpacks to 4 GB": lambda file: (
        file.__delitem__(KERNEL),
        file.create_dataset(KERNEL, (10**5, 10**4), "f4", compression="gzip", chunks=(1000, 1000)),
    ),
    "shuffled": instead(KERNEL_VALUES, shuffle=True, chunks=True),
    "in pieces": instead(KERNEL_VALUES, chunks=(10, 10)),
    "4.6 GB that are not there": lambda file: (
        file.__delitem__(KERNEL),
        file.create_dataset(KERNEL, (115_000, 10_000), "f4"),
    ),
    "never written": lambda file: (file.__delitem__(KERNEL), file.create_dataset(KERNEL, (98, 10), "f4")),
    "in another file": external,
    "put together from other files": virtual,
    "a link within": linked(h5py.SoftLink("/layers/conv2d/vars/0")),
    "a link outside": linked(h5py.ExternalLink("/etc/passwd", "/x")),
    "a link to a device": linked(h5py.ExternalLink("/dev/zero", "/")),
    "a link to itself": linked(h5py.SoftLink(f"/{KERNEL}")),
    "a link to a network share": linked(h5py.ExternalLink("//evil.example/share/x.h5", "/x")),
    "a type kept apart": named_type,
    "a group in a circle": looped,
    "a group for an array": lambda file: (file.__delitem__(KERNEL), file.create_group(KERNEL)),
    "an array for a group": lambda file: (
        file.__delitem__("layers/dense/vars"),
        file.create_dataset("layers/dense/vars", data=KERNEL_VALUES),
    ),
    "a layer less": lambda file: file.__delitem__("layers/dense"),
    "an array less": lambda file: file.__delitem__("layers/dense/vars/1"),
    "an array more": lambda file: file.create_dataset("layers/dense/vars/2", data=KERNEL_VALUES),
    "no layers": lambda file: file.__delitem__("layers"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_hostile_weights_are_refused(name: str, tmp_path: Path, refusal: Refusal) -> None:
    def change(file: h5py.File) -> None:
        CHANGED[name](file)

    assert refusal(write(tmp_path, keras_file(weights=weights_file(arrays(), change))))


def in_h5(change: ChangeFile) -> bytes:
    def apply(file: h5py.File) -> None:
        change(file)

    return h5_file(change_file=apply)


OLD_KERNEL = "model_weights/out/out/kernel:0"
CHANGED_H5: dict[str, ChangeFile] = {
    "NaN": filled(np.nan, OLD_KERNEL),
    "another shape": instead(np.zeros((3, 3), np.float32), OLD_KERNEL),
    "a name that leads elsewhere": lambda file: file["model_weights/out"].attrs.__setitem__(
        "weight_names", [b"../../vars", b"x"]
    ),
    "a name of a ghost": lambda file: file["model_weights/out"].attrs.__setitem__(
        "weight_names", [b"out/ghost:0", b"out/bias:0"]
    ),
    "names that are numbers": lambda file: file["model_weights/out"].attrs.__setitem__("weight_names", [1, 2]),
    "layers of ghosts": lambda file: file["model_weights"].attrs.__setitem__("layer_names", [b"ghost"]),
    "no list of layers": lambda file: file["model_weights"].attrs.__delitem__("layer_names"),
    "no weights": lambda file: file.__delitem__("model_weights"),
    "a description that is no text": lambda file: file.attrs.__setitem__("model_config", 7),
    "a description in a list": lambda file: file.attrs.__setitem__("model_config", [b"{}", b"{}"]),
    "a kernel elsewhere": lambda file: (
        file.__delitem__(OLD_KERNEL),
        file.__setitem__(OLD_KERNEL, h5py.ExternalLink("/etc/passwd", "/x")),
    ),
}


@pytest.mark.parametrize("name", CHANGED_H5)
def test_a_hostile_h5_file_is_refused(name: str, tmp_path: Path, refusal: Refusal) -> None:
    assert refusal(write(tmp_path, in_h5(CHANGED_H5[name]), "model.h5"))


def test_weights_alone_ask_for_a_preset(tmp_path: Path, refusal: Refusal) -> None:
    assert "preset" in refusal(write(tmp_path, weights_file(arrays()), "model.weights.h5"))


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("form", ["keras", "h5"])
def test_a_file_that_is_cut_off_is_refused(share: float, form: str, tmp_path: Path, refusal: Refusal) -> None:
    content = keras_file() if form == "keras" else h5_file()
    assert refusal(write(tmp_path, content[: int(len(content) * share)], f"model.{form}"))


@pytest.mark.parametrize("seed", range(40))
def test_a_flipped_bit_in_a_keras_file_never_changes_the_weights(seed: int, tmp_path: Path) -> None:
    rng, content = random.Random(seed), bytearray(keras_file())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path, whole = write(tmp_path, bytes(content)), write(tmp_path, keras_file(), "whole.keras")
    control = read_foreign(whole, ImportWish())
    try:
        foreign = read_foreign(path, ImportWish())
    except BundleError:
        return
    for name, values in control.weights.items():
        for one, other in zip(values, foreign.weights[name], strict=True):
            assert np.array_equal(one, other)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_h5_file_is_read_or_refused_and_nothing_else(seed: int, tmp_path: Path) -> None:
    """An ``.h5`` file carries no checksum: damage inside of the numbers cannot be told, and it is "not verified"."""
    rng, content = random.Random(seed), bytearray(h5_file())
    for _ in range(1 + seed % 5):
        content[rng.randrange(len(content))] = rng.randrange(256)
    try:
        foreign = read_foreign(write(tmp_path, bytes(content), "model.h5"), ImportWish())
    except BundleError:  # any other exception fails the test
        return
    assert not foreign.is_verified
    assert all(np.isfinite(value).all() for values in foreign.weights.values() for value in values)


@pytest.mark.parametrize("seed", range(30))
def test_addresses_that_lead_anywhere_are_followed_nowhere(seed: int) -> None:
    """Every address in the file is replaced by another in turn; the reader ends, within bounds."""
    rng, content = random.Random(seed), bytearray(weights_file(arrays()))
    places = [
        at for at in range(24, len(content) - 8, 8) if 0 < int.from_bytes(content[at : at + 8], "little") < 60_000
    ]
    for at in rng.sample(places, 3):
        struct.pack_into("<Q", content, at, rng.choice([rng.randrange(len(content)), 0, 2**63, 2**64 - 1, at]))
    file = Hdf5File(bytes(content))
    for path in (f"layers/{name}/vars/{at}" for name, values in arrays().items() for at in range(len(values))):
        try:
            assert file.array(path).size < 10_000
        except BundleError:
            continue


def test_every_array_is_read_as_the_reference_reads_it(tmp_path: Path) -> None:
    path = write(tmp_path, h5_file(), "model.h5")
    ours = Hdf5File(path.read_bytes())
    seen = []

    def compare(name: str, item: object) -> None:
        if isinstance(item, h5py.Dataset):
            assert np.array_equal(ours.array(name), item[()])
            seen.append(name)

    with h5py.File(path) as theirs:
        theirs.visititems(compare)
    assert len(seen) == 8


@pytest.mark.parametrize("dtype", ["<f2", "<f4", "<f8", ">f4", ">f8"])
@pytest.mark.parametrize("libver", ["earliest", "latest"])
def test_floats_of_every_kind_and_both_generations_of_files_are_read(dtype: str, libver: str, tmp_path: Path) -> None:
    values = np.linspace(-2, 2, 24).reshape(2, 3, 4).astype(dtype)
    path = tmp_path / "x.h5"
    with h5py.File(path, "w", libver=libver) as file:
        file.create_dataset("a/b", data=values)
        file.attrs["text"] = "naïve"
        file.attrs["texts"] = np.array([b"one", b"two"])
    file = Hdf5File(path.read_bytes())
    assert np.array_equal(file.array("/a/b"), values.astype(np.float32))
    assert file.texts("/", "text") == ("naïve",)
    assert file.texts("/", "texts") == ("one", "two")
    assert file.texts("/", "none") is None
