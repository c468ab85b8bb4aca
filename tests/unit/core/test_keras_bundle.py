"""Bundles of networks that LiteRT cannot run: they have no LiteRT copy, and their card says so."""

from pathlib import Path

import pytest

from app.core.bundle import read_bundle
from app.core.errors import BundleError
from app.core.library import model_info
from app.core.model_store import install_bundle
from app.core.packed import pack_bundle, unpacked
from app.core.paths import user_models_dir
from tests.unit.core.bundles import write_bundle


@pytest.fixture
def heavy(tmp_path: Path) -> Path:
    folder = write_bundle(tmp_path / "heavy", runtime="keras")
    (folder / "model.tflite").unlink()
    return folder


def test_it_is_read_without_the_copy(heavy: Path) -> None:
    bundle = read_bundle(heavy)
    assert not bundle.has_litert
    assert bundle.model_files == ("model.keras",)
    assert read_bundle("digits").has_litert


def test_a_card_that_promises_the_copy_is_refused_without_it(tmp_path: Path) -> None:
    folder = write_bundle(tmp_path / "light")
    (folder / "model.tflite").unlink()
    with pytest.raises(BundleError, match=r"model\.tflite"):
        read_bundle(folder)


def test_another_runtime_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="unknown here"):
        read_bundle(write_bundle(tmp_path / "odd", runtime="abacus"))


def test_its_network_is_checked_by_its_hash(heavy: Path) -> None:
    (heavy / "model.keras").write_bytes(b"another")
    with pytest.raises(BundleError, match="was changed"):
        read_bundle(heavy)


def test_it_is_installed_packed_and_listed_like_any_other(heavy: Path, tmp_path: Path) -> None:
    key = install_bundle(heavy, "heavy")
    assert not (user_models_dir() / key / "model.tflite").exists()
    info = model_info(key)
    assert (info.error, info.size_bytes) == ("", len(b"model.keras"))
    file = tmp_path / "heavy.inkdigit"
    pack_bundle(read_bundle(key), file)
    with unpacked(file) as folder:
        assert not read_bundle(folder).has_litert
