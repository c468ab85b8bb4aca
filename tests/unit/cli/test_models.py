from pathlib import Path

import pytest

from app.core.bundle import read_bundle
from tests.unit.cli.program import inkdigit
from tests.unit.core.bundles import write_bundle

Capture = pytest.CaptureFixture[str]


def test_the_shipped_and_the_users_models_are_listed(capsys: Capture, inkdigit_home: Path) -> None:
    mine = write_bundle(inkdigit_home / "data" / "models" / "mine")
    done = inkdigit(capsys, "models", "list", "--json")
    assert done.code == 0
    listed = {answer["name"]: answer for answer in done.objects}
    assert {"digits", "mine"} <= set(listed)
    assert listed["mine"] == {
        "name": "mine",
        "path": str(mine),
        "ok": True,
        "version": "1.0",
        "classes": ["0", "1", "2"],
        "metrics": {"accuracy": 0.99},
        "error": None,
    }
    table = inkdigit(capsys, "models", "list").out
    assert "digits" in table
    assert str(mine) in table


def test_a_damaged_model_is_listed_as_such(capsys: Capture, inkdigit_home: Path) -> None:
    mine = write_bundle(inkdigit_home / "data" / "models" / "mine")
    (mine / "model.tflite").unlink()
    done = inkdigit(capsys, "models", "list", "--json")
    assert done.code == 1
    damaged = next(answer for answer in done.objects if answer["name"] == "mine")
    assert damaged["ok"] is False
    assert "model.tflite" in damaged["error"]
    assert any(answer["ok"] for answer in done.objects)


def test_a_models_card_is_shown(capsys: Capture, tmp_path: Path) -> None:
    done = inkdigit(capsys, "models", "info", "digits", "--json")
    assert done.code == 0
    assert done.objects[0] == {"path": str(read_bundle("digits").folder), **read_bundle("digits").card.fields}
    tiny = write_bundle(tmp_path / "tiny", data=[{"name": "a", "train": 7}, {"name": "b"}])
    text = inkdigit(capsys, "models", "info", tiny).out
    assert "tiny 1.0" in text
    assert "    name: a\n    train: 7\n" in text


def test_a_model_that_is_not_there_is_said(capsys: Capture) -> None:
    done = inkdigit(capsys, "models", "info", "nothing", "--json")
    assert done.code == 1
    assert done.out == ""
    assert "“nothing”" in done.err


@pytest.mark.parametrize("arguments", [[], ["info"], ["delete", "digits"]])
def test_usage_errors(capsys: Capture, arguments: list[str]) -> None:
    assert inkdigit(capsys, "models", *arguments).code == 2


def test_models_are_set_side_by_side_on_the_same_pictures(capsys: Capture, tmp_path: Path) -> None:
    from PIL import Image, ImageDraw

    picture = Image.new("L", (100, 100), "white")
    ImageDraw.Draw(picture).line([(52, 15), (48, 85)], fill="black", width=9)
    picture.save(tmp_path / "one.png")
    (tmp_path / "letter.png").write_text("Dear reader")
    arguments = ("models", "compare", tmp_path / "one.png", tmp_path / "letter.png")
    done = inkdigit(capsys, *arguments, "--models", f"digits,{read_bundle('digits').folder}", "--json")
    assert done.code == 1
    well, bad = done.objects
    assert [answer["label"] for answer in well["answers"].values()] == ["1", "1"]
    assert list(well["answers"]) == ["digits", str(read_bundle("digits").folder)]
    assert bad["answers"] is None
    assert "letter.png" in bad["error"]
    assert "  digits  1" in inkdigit(capsys, *arguments[:3], "--models", "digits").out
    assert inkdigit(capsys, *arguments[:3], "--models", "nothing").code == 1


def test_layers_are_described_and_filters_drawn(capsys: Capture, tmp_path: Path) -> None:
    from PIL import Image

    done = inkdigit(capsys, "models", "info", "digits", "--layers", "--filters", tmp_path / "filters.png", "--json")
    assert done.code == 0
    layers = done.objects
    card = read_bundle("digits").card.fields
    assert sum(layer["parameters"] for layer in layers) == card["parameters"]
    assert layers[0]["kind"] == "InputLayer"
    kernel = next(layer["weights"][0] for layer in layers if layer["kind"] == "Conv2D")
    assert kernel["name"] == "kernel"
    assert kernel["low"] < kernel["mean"] < kernel["high"]
    with Image.open(tmp_path / "filters.png") as picture:
        assert picture.mode == "L"
        assert picture.getextrema() in ((0, 255), (1, 255))  # one scale for all: the strongest weight is black or white
    text = inkdigit(capsys, "models", "info", "digits", "--layers").out
    assert "Conv2D" in text
    assert "deviation" in text
    assert inkdigit(capsys, "models", "info", "digits", "--filters", tmp_path / "filters.png" / "x.png").code == 1
