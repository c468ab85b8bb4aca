import zipfile
from pathlib import Path

import pytest

from app.core.bundle import read_bundle
from app.core.errors import BundleError
from app.core.packed import pack_bundle, unpacked

NAMES = ("card.json", "model.keras", "model.tflite")


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    path = tmp_path / "mine.inkdigit"
    pack_bundle(read_bundle("digits"), path)
    return path


def test_what_is_unpacked_is_the_bundle(packed: Path) -> None:
    original = read_bundle("digits").folder
    with unpacked(packed) as folder:
        assert read_bundle(folder).card.name == "digits"
        for name in NAMES:
            assert (folder / name).read_bytes() == (original / name).read_bytes()
    assert not folder.exists()


def test_the_same_bundle_gives_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    pack_bundle(read_bundle("digits"), tmp_path / "again.inkdigit")
    assert (tmp_path / "again.inkdigit").read_bytes() == packed.read_bytes()


@pytest.mark.parametrize("names", [NAMES[:2], (*NAMES, "extra"), (*NAMES[:2], "../model.tflite"), ("/etc/passwd",), ()])
def test_an_archive_of_other_files_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    path = tmp_path / "other.inkdigit"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    with pytest.raises(BundleError, match="no model of Inkdigit"), unpacked(path):
        pass


def test_a_card_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.inkdigit"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in NAMES:
            archive.writestr(name, bytes(2_000_000))
    with pytest.raises(BundleError, match="far larger"), unpacked(path):
        pass


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_is_refused(packed: Path, share: float) -> None:
    content = packed.read_bytes()
    packed.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BundleError, match="damaged"), unpacked(packed):
        pass


def test_a_changed_byte_is_noticed(packed: Path) -> None:
    content = bytearray(packed.read_bytes())
    content[len(content) // 2] ^= 1
    packed.write_bytes(content)
    with pytest.raises(BundleError, match="damaged"), unpacked(packed):
        pass


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.inkdigit", tmp_path):
        with pytest.raises(BundleError, match="There is no file"), unpacked(path):
            pass
