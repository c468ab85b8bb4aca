"""Archives, LiteRT graphs and paths that are not what they should be: each is refused."""

import json
import os
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import BundleError
from app.core.imported import ImportWish
from app.core.paths import shipped_models_dir
from app.learning.foreign.litert import network_of_litert
from app.learning.foreign.reading import read_foreign
from tests.unit.core.bundles import write_bundle
from tests.unit.learning.foreign.conftest import Refusal
from tests.unit.learning.foreign.files import archive, arrays, keras_file, sequential, weights_file, write

CONFIG, WEIGHTS = json.dumps(sequential()).encode(), weights_file(arrays())
WELL = {"config.json": CONFIG, "model.weights.h5": WEIGHTS}


def bomb() -> bytes:
    return archive({**WELL, "config.json": b" " * 30_000_000 + CONFIG}, compression=zipfile.ZIP_DEFLATED)


def weights_bomb() -> bytes:
    content = archive({**WELL, "model.weights.h5": bytes(60_000_000)}, compression=zipfile.ZIP_DEFLATED)
    return content.replace(struct.pack("<I", 60_000_000), struct.pack("<I", 4_000_000_000))


def lying_size() -> bytes:
    return archive(WELL).replace(struct.pack("<I", len(WEIGHTS)), struct.pack("<I", len(WEIGHTS) + 50))


def twice() -> bytes:
    content = archive({**WELL, "config.jsom": CONFIG})
    return content.replace(b"config.jsom", b"config.json")


def encrypted() -> bytes:
    content = bytearray(archive(WELL))
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def unknown_compression() -> bytes:
    content = bytearray(archive(WELL))
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 10, 99)
    return bytes(content)


def many() -> bytes:
    return archive({**WELL, **{f"f{at}": b"" for at in range(5000)}})


def claims_many() -> bytes:
    content = bytearray(archive(WELL))
    at = content.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", content, at + 8, 65_535, 65_535)
    return bytes(content)


def changed_weights() -> bytes:
    content = bytearray(archive(WELL))
    content[content.find(b"\x89HDF") + 3000] ^= 1
    return bytes(content)


ARCHIVES: dict[str, Callable[[], bytes]] = {
    "a description that unpacks to 30 MB": bomb,
    "weights that unpack to 4 GB": weights_bomb,
    "a size that is a lie": lying_size,
    "two descriptions": twice,
    "encrypted": encrypted,
    "packed in an unknown way": unknown_compression,
    "five thousand parts": many,
    "a claim of 65,535 parts": claims_many,
    "a changed byte in the weights": changed_weights,
    "no description": lambda: archive({"model.weights.h5": WEIGHTS}),
    "no weights": lambda: archive({"config.json": CONFIG}),
    "empty": lambda: archive({}),
    "weights that are none": lambda: archive({**WELL, "model.weights.h5": b"none"}),
    "empty weights": lambda: archive({**WELL, "model.weights.h5": b""}),
    "a name that climbs up": lambda: archive({**WELL, "../marker": b"x"}),
    "an absolute name": lambda: archive({**WELL, "/tmp/marker": b"x"}),
    "a Windows name": lambda: archive({**WELL, "C:\\marker": b"x"}),
    "a pickle": lambda: archive({**WELL, "data.pkl": b"cos\nsystem\n(S'touch marker'\ntR."}),
    "a module": lambda: archive({**WELL, "keras.py": b"open('marker', 'w')"}),
    "assets": lambda: archive({**WELL, "assets/vocabulary.txt": b"x"}),
    "an archive in the archive": lambda: archive({"model.keras": archive(WELL)}),
    "only the beginning of one": lambda: b"PK\x03\x04" + bytes(100),
    "only the end of one": lambda: b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_hostile_archive_is_refused(name: str, tmp_path: Path, refusal: Refusal) -> None:
    assert refusal(write(tmp_path, ARCHIVES[name]()))


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_control_of_archives_is_read(compression: int, tmp_path: Path) -> None:
    path = write(tmp_path, archive(WELL, compression=compression))
    assert read_foreign(path, ImportWish()).network.parameters == 1018


OTHERS: dict[str, bytes] = {
    "a pickle": b"\x80\x04\x95cos\nsystem\n(S'touch marker'\ntR.",
    "a text": b"import os; os.system('touch marker')",
    "zeros": bytes(1000),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "empty": b"",
    "a torch file": archive({"archive/data.pkl": b"cos\nsystem\n(S'touch marker'\ntR."}),
}


@pytest.mark.parametrize("suffix", [".keras", ".h5", ".tflite", ".pt", ""])
@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_model_is_refused(name: str, suffix: str, tmp_path: Path, refusal: Refusal) -> None:
    assert refusal(write(tmp_path, OTHERS[name], f"model{suffix}"))


def litert_file() -> bytes:
    return (shipped_models_dir() / "digits" / "model.tflite").read_bytes()


def test_the_control_of_graphs_is_read() -> None:
    network, weights = network_of_litert(litert_file())
    assert network.input_shape == (28, 28)
    assert network.classes == 10
    assert set(weights) == {layer.name for layer in network.layers if layer.weights}


@pytest.mark.parametrize("share", [0.00001, 0.001, 0.1, 0.5, 0.9, 0.9999])
def test_a_graph_that_is_cut_off_is_refused(share: float, tmp_path: Path, refusal: Refusal) -> None:
    content = litert_file()
    assert refusal(write(tmp_path, content[: max(9, int(len(content) * share))], "model.tflite"))


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_graph_is_read_or_refused_and_nothing_else(seed: int) -> None:
    rng, content = random.Random(seed), bytearray(litert_file())
    ends = [*range(2000), *range(len(content) - 12_000, len(content))]  # the tables; between them are numbers
    for _ in range(1 + seed % 6):
        content[rng.choice(ends)] = rng.randrange(256)
    try:
        network, weights = network_of_litert(bytes(content))
    except BundleError:  # any other exception fails the test
        return
    assert network.classes >= 2
    assert all(np.isfinite(value).all() for values in weights.values() for value in values)


def test_paths_that_are_no_files_are_refused(tmp_path: Path, refusal: Refusal) -> None:
    os.mkfifo(tmp_path / "fifo.keras")
    (tmp_path / "loop.keras").symlink_to(tmp_path / "loop.keras")
    (tmp_path / "folder.keras").mkdir()
    for name in ("fifo.keras", "loop.keras", "folder.keras", "missing.keras", "nul\0byte.keras", "/dev/zero"):
        assert refusal(tmp_path / name)


def test_a_file_of_a_terabyte_is_refused_unread(tmp_path: Path, refusal: Refusal) -> None:
    path = write(tmp_path, keras_file())
    os.truncate(path, 10**12)
    assert "too large" in refusal(path)


def test_a_changed_bundle_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    folder = write_bundle(tmp_path / "bundle")
    (folder / "model.keras").write_bytes(keras_file())
    assert "changed" in refusal(folder)


def test_a_bundle_whose_network_is_hostile_is_refused_in_spite_of_its_hashes(tmp_path: Path, refusal: Refusal) -> None:
    from app.core.files import sha256_of

    def lambda_layer(config: dict) -> None:
        config["config"]["layers"].insert(3, {"class_name": "Lambda", "config": {"name": "evil"}})

    folder = write_bundle(tmp_path / "bundle")
    (folder / "model.keras").write_bytes(keras_file(change=lambda_layer))
    card = json.loads((folder / "card.json").read_text())
    card["files"]["model.keras"]["sha256"] = sha256_of(folder / "model.keras")
    (folder / "card.json").write_text(json.dumps(card))
    assert "Lambda" in refusal(folder)


def test_a_file_with_a_card_beside_it_is_verified_and_refused_when_changed(tmp_path: Path, refusal: Refusal) -> None:
    import hashlib

    content = keras_file()
    path = write(tmp_path, content)
    card = {"file": {"sha256": hashlib.sha256(content).hexdigest()}, "class_names": list("abcdefghij")}
    (tmp_path / "model.keras.card.json").write_text(json.dumps(card))
    foreign = read_foreign(path, ImportWish())
    assert foreign.is_verified
    assert foreign.card["class_names"] == list("abcdefghij")
    path.write_bytes(keras_file(change=lambda config: config.pop("compile_config")))
    assert "changed" in refusal(path)
