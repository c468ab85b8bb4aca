"""The user's own models: whole copies, under names that nothing else has."""

import json
from pathlib import Path

import pytest

from app.core import model_store
from app.core.bundle import bundle_names, is_bundle, read_bundle
from app.core.errors import BundleError
from app.core.files import sha256_of
from app.core.model_store import install_bundle
from app.core.paths import shipped_models_dir, user_models_dir
from tests.unit.core.bundles import FILES, write_bundle


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = write_bundle(tmp_path / "run" / "bundle")
    (folder / "notes.txt").write_text("not listed, not copied")
    return folder


def test_a_bundle_is_copied_and_named(bundle: Path) -> None:
    key = install_bundle(bundle, "my own")
    assert key == "my own"
    copy = read_bundle(key)
    assert copy.folder == user_models_dir() / "my own"
    assert copy.card.name == "my own"
    assert sorted(file.name for file in copy.folder.iterdir()) == ["card.json", "model.keras", "model.tflite"]


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for number, name in enumerate(("mine", "mine", "Mine")):
        other = write_bundle(tmp_path / str(number), temperature=1 + number, files=None)
        (other / "model.keras").write_bytes(b"weights %d" % number)
        files = {file: {"sha256": sha256_of(other / file)} for file in FILES}
        card = json.loads((other / "card.json").read_text())
        (other / "card.json").write_text(json.dumps({**card, "files": files}))
        assert install_bundle(other, name) == ("mine", "mine-2", "Mine-3")[number]


def test_the_same_bundle_is_copied_once(bundle: Path) -> None:
    assert [install_bundle(bundle, "mine") for _ in range(2)] == ["mine", "mine"]
    assert install_bundle(bundle, "another") == "another"


def test_the_shipped_model_is_not_hidden(bundle: Path) -> None:
    assert install_bundle(bundle, "digits") == "digits-2"
    assert read_bundle("digits").card.name == "digits"


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        ".",
        "..",
        ".hidden",
        "a/b",
        "a\\b",
        "../up",
        "a\nb",
        "a\0b",
        "con",
        "NUL.txt",
        "x" * 61,
        "end.",
        " a",
        "a:b",
    ],
)
def test_a_name_that_cannot_be_a_folder_is_refused(bundle: Path, name: str) -> None:
    with pytest.raises(BundleError):
        install_bundle(bundle, name)
    assert not user_models_dir().exists()


def test_a_damaged_bundle_is_refused(bundle: Path) -> None:
    (bundle / "model.tflite").write_bytes(b"changed")
    with pytest.raises(BundleError, match="was changed"):
        install_bundle(bundle, "mine")
    assert not user_models_dir().exists()


def test_a_full_disk_leaves_nothing_behind(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_bundle(bundle, "mine")
    before = json.loads((user_models_dir() / "mine" / "card.json").read_text())

    def copy(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(model_store.shutil, "copyfile", copy)
    with pytest.raises(BundleError, match="No space left"):
        install_bundle(bundle, "mine too")
    assert [entry.name for entry in user_models_dir().iterdir()] == ["mine"]
    assert json.loads((user_models_dir() / "mine" / "card.json").read_text()) == before


def test_a_copy_that_a_kill_has_cut_short_is_no_model(bundle: Path) -> None:
    user_models_dir().mkdir(parents=True)
    bundle.rename(user_models_dir() / ".mine.0a1b2c3d.part")
    assert bundle_names() == sorted(path.name for path in shipped_models_dir().iterdir() if is_bundle(path))
