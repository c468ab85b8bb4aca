import hashlib
import os
from pathlib import Path

import pytest

from app.core import paths
from app.core.errors import InkdigitError
from app.core.files import check_free, replaced_folder, sha256_of, shown, write_atomic, write_atomic_with


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_atomic_write_replaces_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "new" / "a.txt"
    write_atomic(target, "über")
    write_atomic(target, b"bytes")
    assert target.read_bytes() == b"bytes"
    assert names(target.parent) == ["a.txt"]


def test_only_nothing_and_an_empty_folder_are_free(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    check_free(tmp_path / "empty")
    check_free(tmp_path / "new" / "inside")
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    for path in (tmp_path, tmp_path / "file", tmp_path / "link"):
        with pytest.raises(InkdigitError, match="there already"):
            check_free(path)
    for path in (tmp_path / "file" / "inside", tmp_path / ("long" * 100)):
        with pytest.raises(InkdigitError, match="cannot be written"):
            check_free(path)


def test_a_failing_write_leaves_the_old_content(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    write_atomic(target, "old")

    def fail(part: Path) -> None:
        part.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomic_with(target, fail)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_a_folder_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "bundle"
    with replaced_folder(target) as part:
        (part / "one").write_text("1")
    with pytest.raises(ZeroDivisionError), replaced_folder(target) as part:
        (part / "two").write_text(str(1 // 0))
    assert names(target) == ["one"]
    with replaced_folder(target) as part:
        (part / "three").write_text("3")
    assert names(target) == ["three"]
    assert names(tmp_path) == ["bundle"]


def test_sha256(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc" * 100_000)
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"abc" * 100_000).hexdigest()


def test_a_shown_name_is_printable_text() -> None:
    name = os.fsdecode(b"a\xff\x1b[31m\nb \xc3\xbc")
    assert shown(name) == "a��[31m�b ü"
    shown(name).encode("utf-8")


def test_one_variable_moves_all_user_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKDIGIT_HOME", str(tmp_path))
    folders = [paths.user_data_dir(), paths.user_config_dir(), paths.user_cache_dir(), paths.user_log_dir()]
    assert len(set(folders)) == 4
    assert all(folder.parent == tmp_path for folder in folders)
    assert paths.user_models_dir().is_relative_to(tmp_path)


def test_without_it_they_are_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INKDIGIT_HOME")
    assert "inkdigit" in str(paths.user_data_dir()).lower()


def test_data_folders_are_looked_into_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INKDIGIT_DATA", os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "b")]))
    assert paths.data_dirs()[:2] == [tmp_path / "a", tmp_path / "b"]
    assert paths.data_dirs()[2] == paths.user_cache_dir() / "data"


def test_shipped_folders_are_found_in_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert paths.shipped_models_dir() == tmp_path / "models"
    assert paths.resources_dir() == tmp_path / "resources"
