"""The settings file: sparse, checked, and never at a loss."""

import json
import logging
import os
from pathlib import Path

import pytest

from app.core import settings
from app.core.settings import FOLDER, MODEL, PEN_WIDTH, THEME, Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_everything_is_default(path: Path) -> None:
    values = Settings(path)
    assert [values[setting] for setting in settings.SCHEMA] == [setting.default for setting in settings.SCHEMA]


def test_only_what_differs_is_written(path: Path) -> None:
    values = Settings(path)
    values[THEME] = "dark"
    values[PEN_WIDTH] = 30.0
    values[PEN_WIDTH] = PEN_WIDTH.default
    values.save()
    assert json.loads(path.read_text()) == {"theme": "dark"}
    assert Settings(path)[THEME] == "dark"


def test_defaults_leave_no_file(path: Path) -> None:
    values = Settings(path)
    values[THEME] = "dark"
    values[THEME] = "system"
    values.save()
    assert not path.exists()


def test_an_impossible_value_is_refused_at_once(path: Path) -> None:
    with pytest.raises(ValueError, match="theme"):
        Settings(path)[THEME] = "purple"


@pytest.mark.parametrize(
    ("content", "setting"),
    [
        ('{"theme": "purple"}', THEME),
        ('{"theme": 3}', THEME),
        ('{"pen_width": 1e9}', PEN_WIDTH),
        ('{"pen_width": true}', PEN_WIDTH),
        ('{"pen_width": NaN}', PEN_WIDTH),
        ('{"model": ""}', MODEL),
        ('{"model": ["digits"]}', MODEL),
        ('{"folder": "a\\u0000b"}', FOLDER),
    ],
)
def test_a_bad_value_falls_back_with_a_warning(
    path: Path, content: str, setting: settings.Setting[str], caplog: pytest.LogCaptureFixture
) -> None:
    path.parent.mkdir()
    path.write_text(content)
    with caplog.at_level(logging.WARNING):
        assert Settings(path)[setting] == setting.default
    assert setting.name in caplog.text


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b"null", b"[" * 100_000], ids=repr)
def test_an_unreadable_file_is_set_aside_and_never_overwritten(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    values = Settings(path)
    values[THEME] = "dark"
    values.save()
    assert path.with_name("settings.json.bad").read_bytes() == content
    path.write_bytes(b"{{")
    Settings(path)
    assert path.with_name("settings.json.bad").read_bytes() == content
    assert path.with_name("settings.json2.bad").read_bytes() == b"{{"


def test_what_another_version_wrote_is_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"language": "de"}')
    values = Settings(path)
    values[THEME] = "light"
    values.save()
    assert json.loads(path.read_text()) == {"language": "de", "theme": "light"}


def test_a_place_that_cannot_be_written_costs_a_warning_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    values = Settings(tmp_path / "config" / "settings.json")
    values[THEME] = "dark"
    with caplog.at_level(logging.WARNING):
        values.save()
    assert values[THEME] == "dark"
    assert (tmp_path / "config").read_text() == "a file where the folder should be"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_a_folder_in_the_place_of_the_file_is_left_alone(path: Path) -> None:
    path.mkdir(parents=True)
    values = Settings(path)
    values[THEME] = "dark"
    values.save()
    assert path.is_dir()
