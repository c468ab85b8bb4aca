import json
from pathlib import Path
from typing import Any

import pytest

from app.core.bundle import bundle_names, find_bundle, read_bundle
from app.core.errors import BundleError
from app.core.paths import user_models_dir
from tests.unit.core.bundles import card_fields, write_bundle


def refusal(folder: Path) -> str:
    with pytest.raises(BundleError) as caught:
        read_bundle(folder)
    assert caught.value.hint
    return caught.value.message


def test_a_bundle_that_is_well(tmp_path: Path) -> None:
    bundle = read_bundle(write_bundle(tmp_path / "tiny"))
    assert bundle.card.name == "tiny"
    assert bundle.card.class_names == ("0", "1", "2")
    assert bundle.card.temperature == 1.5
    assert bundle.card.thresholds.unsure_energy == 2.5
    assert bundle.card.fields["metrics"] == {"accuracy": 0.99}
    assert bundle.litert_path.is_file()
    assert bundle.keras_path.is_file()


def test_the_users_models_are_found_by_name_before_the_shipped_ones(tmp_path: Path) -> None:
    write_bundle(user_models_dir() / "mine")
    (user_models_dir() / "no-model").mkdir()
    assert "mine" in bundle_names()
    assert "no-model" not in bundle_names()
    assert find_bundle("mine") == user_models_dir() / "mine"
    write_bundle(user_models_dir() / "digits")
    assert find_bundle("digits") == user_models_dir() / "digits"


@pytest.mark.parametrize("name", ["nothing", "", "../digits", "a/b", "nul\0byte", "."])
def test_a_name_without_a_bundle_is_refused(name: str) -> None:
    with pytest.raises(BundleError, match="no model") as caught:
        find_bundle(name)
    assert "names" in caught.value.hint


@pytest.mark.parametrize("name", ["model.keras", "model.tflite"])
def test_a_missing_or_changed_file_is_named(tmp_path: Path, name: str) -> None:
    folder = write_bundle(tmp_path / "tiny")
    (folder / name).write_bytes(b"other")
    assert "was changed" in refusal(folder)
    assert name in refusal(folder)
    (folder / name).unlink()
    assert "cannot be read" in refusal(folder)
    assert name in refusal(folder)


BAD_FIELDS: dict[str, dict[str, Any]] = {
    "no name": {"name": None},
    "a number for a name": {"name": 7},
    "no files": {"files": None},
    "files as a list": {"files": []},
    "no hash": {"files": {"model.keras": {}, "model.tflite": {}}},
    "a hash of null": {"files": {"model.keras": {"sha256": None}, "model.tflite": None}},
    "another shape": {"input": {"shape": [32, 32, 3]}},
    "no shape": {"input": {}},
    "no input": {"input": None},
    "another preprocessing": {"preprocessing": "imagenet"},
    "no classes": {"class_names": []},
    "one class": {"class_names": ["0"]},
    "the same class twice": {"class_names": ["0", "0"]},
    "classes that are numbers": {"class_names": [0, 1, 2]},
    "a temperature of zero": {"temperature": 0},
    "a negative temperature": {"temperature": -1},
    "a temperature in words": {"temperature": "warm"},
    "an endless temperature": {"temperature": 1e999},
    "a temperature that is no number": {"temperature": float("nan")},
    "another rejection": {"rejection": "by mood"},
    "no thresholds": {"thresholds": None},
    "half the thresholds": {"thresholds": {"reject_energy": 1}},
    "an endless threshold": {"thresholds": {**card_fields()["thresholds"], "unsure_energy": float("-inf")}},
}


@pytest.mark.parametrize("changes", BAD_FIELDS.values(), ids=BAD_FIELDS.keys())
def test_a_card_that_is_wrong_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert refusal(write_bundle(tmp_path / "tiny", **changes)).endswith(".")


BAD_CARDS = {
    "empty": b"",
    "garbage": b"\x00\xff\xfe garbage",
    "half": b'{"name": "tiny", ',
    "a list": b"[1, 2]",
    "null": b"null",
    "deep": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000,
    "long digits": b'{"name": ' + b"9" * 10_000 + b"}",
    "too large": b" " * 1_000_001,
    "another encoding": json.dumps(card_fields()).encode("utf-16"),
}


@pytest.mark.parametrize("content", BAD_CARDS.values(), ids=BAD_CARDS.keys())
def test_a_card_that_is_no_card_is_refused(tmp_path: Path, content: bytes) -> None:
    folder = write_bundle(tmp_path / "tiny")
    (folder / "card.json").write_bytes(content)
    assert "card" in refusal(folder)
