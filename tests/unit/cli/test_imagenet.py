from pathlib import Path

import pytest

from tests.unit.cli.program import inkdigit

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (30, 20), "orange").save(tmp_path / "cat.png")
    return tmp_path / "cat.png"


def test_missing_weights_are_said_with_their_size_and_nothing_is_fetched(capsys: Capture, picture: Path) -> None:
    done = inkdigit(capsys, "classify", "--model", "resnet50", picture, "--json")
    assert done.code == 1
    assert "not on this computer" in done.err
    assert "--fetch" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--model", "resnet50"],
        ["--model", "resnet50", "--strokes", "x.ndjson"],
        ["--model", "resnet50", "x.png", "--csv", "x.csv"],
        ["x.png", "--fetch"],
        ["x.png", "--weights", "x.h5"],
    ],
)
def test_usage_errors(capsys: Capture, arguments: list[str]) -> None:
    assert inkdigit(capsys, "classify", *arguments).code == 2
